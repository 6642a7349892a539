"""The change of a task book in force: asked for with a reason, negotiated in versions, signed by both, or ended."""

from __future__ import annotations

from zhiyun.casework import issuing
from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Deed, action
from zhiyun.casework.issuing import PaperKind
from zhiyun.casework.roles import APPLICANT_ROLES, Role
from zhiyun.casework.subjects import CHANGE, TASK_BOOK
from zhiyun.casework.subjects.changes import OPEN, ChangeStage, newest_of
from zhiyun.casework.subjects.commitments import TaskBookStage
from zhiyun.casework.task_books import changing, checking, signing, writing
from zhiyun.casework.task_books.content import Content, read
from zhiyun.casework.task_books.differences import differences
from zhiyun.casework.task_books.in_force import version_of
from zhiyun.casework.task_books.signing import APPLICANT, BUREAU, CITES
from zhiyun.casework.task_books.writing import AnotherVersion, NothingChanged, NotUndertaken, OwnDraft
from zhiyun.gateways.e_seal import Seal
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import (
    ChangeAgreement,
    ChangeEnd,
    Grant,
    GrantChange,
    Organisation,
    TaskBook,
    TaskBookSignature,
    TaskBookVersion,
)

NEGOTIATORS = (Role.CASE_OFFICER, Role.ROUND_MANAGER, *APPLICANT_ROLES)


class ChangeUnderWay(Refusal):
    """One change is agreed or ended before another is asked for."""

    def __init__(self, reference: str) -> None:
        super().__init__(
            Said("变更%(reference)s还在协商，请先签订或者终止它，再提出新的变更。", reference=reference)
        )


@action(
    name="task_book.change",
    words="提出任务书变更",
    on=TASK_BOOK,
    roles=NEGOTIATORS,
    stages=[TaskBookStage.IN_FORCE],
    cites=(CITES,),
)
def ask(*, task_book: TaskBook, by: Actor, content: Content, reason: str, seen: int) -> Deed:
    """Ask for a change of a task book in force, with its reason and its first version.

    ``seen`` is the number of the version in force it was made from. Refuses while another change is under way, one
    that changes nothing, and one that the law, the sum in force or what was paid stands against, with all its faults.
    """
    grant = Grant.objects.get(application=task_book.application)
    standing = version_of(grant=grant)
    if standing.number != seen:
        raise AnotherVersion(standing.number)
    writing.refuse_wordless(place=Said("变更理由"), words=reason)
    agreed = GrantChange.objects.filter(grant=grant).values("version__agreement")
    other = task_book.agreements.filter(end=None).exclude(pk__in=agreed).first()
    if other is not None:
        raise ChangeUnderWay(other.reference)
    side, before = writing.side_of(by=by), read(told=standing.content)
    content = _fit(content, grant, before, side, by)
    number = task_book.agreements.count() + 1
    agreement = ChangeAgreement.objects.create(
        reference=f"BG-{task_book.reference.removeprefix('RW-')}-{number}",
        task_book=task_book,
        number=number,
        side=side,
        reason=reason.strip(),
        begun_by_id=by.person_id,
        begun_at=by.at,
    )
    version = _version(agreement, side, content, "", by)
    writing.tell_other_side(
        book=task_book,
        side=side,
        by=by,
        subject=f"对方提出变更任务书：{task_book.application.reference}",
        body=reason.strip(),
        change=number,
    )
    return Deed(
        answer=agreement.reference,
        before={"version": standing.number, "sm3": standing.sm3},
        after=_told(agreement, version, before, content),
    )


@action(
    name="change.propose",
    words="提出变更协议的新一版",
    on=CHANGE,
    roles=NEGOTIATORS,
    stages=OPEN,
    cites=(CITES,),
)
def propose(*, change: ChangeAgreement, by: Actor, content: Content, note: str, seen: int) -> Deed:
    """Write a new version of a change; signatures stay on the version they were given to and count no more.

    Refuses as asking for the change does, one made from an older version, and one without a note.
    """
    last = _last(change, seen)
    grant = Grant.objects.get(application=change.task_book.application)
    writing.refuse_wordless(place=Said("修改说明"), words=note)
    side, before = writing.side_of(by=by), read(told=last.content)
    content = _fit(content, grant, before, side, by)
    version = _version(change, side, content, note, by)
    writing.tell_other_side(
        book=change.task_book,
        side=side,
        by=by,
        subject=f"变更协议有了第{version.number}版：{change.task_book.application.reference}",
        body=note,
        change=change.number,
    )
    return Deed(
        answer=str(version.number),
        before={"version": last.number, "sm3": last.sm3},
        after=_told(change, version, before, content),
    )


@action(
    name="change.sign_for_applicant",
    words="代表建设单位签订变更协议",
    on=CHANGE,
    roles=[Role.LEGAL_REPRESENTATIVE],
    stages=[ChangeStage.NEGOTIATED, ChangeStage.SIGNED_BY_BUREAU],
    cites=(CITES,),
    is_sensitive=True,
)
def sign_for_applicant(
    *, change: ChangeAgreement, by: Actor, seen: int, undertaken: bool, seal: Seal
) -> Deed:
    """Sign the newest version for the centre, with the undertaking; refuses an older version than the newest."""
    version = _last(change, seen)
    if not undertaken:
        raise NotUndertaken
    return _sign(change, version, APPLICANT, seal, by)


@action(
    name="change.sign_for_bureau",
    words="代表市局签订变更协议",
    on=CHANGE,
    roles=[Role.ROUND_MANAGER],
    stages=[ChangeStage.NEGOTIATED, ChangeStage.SIGNED_BY_APPLICANT],
    cites=(CITES,),
    is_sensitive=True,
)
def sign_for_bureau(*, change: ChangeAgreement, by: Actor, seen: int, seal: Seal) -> Deed:
    """Sign the newest version for the bureau; refuses who wrote one of its versions, and heads nobody has judged."""
    version = _last(change, seen)
    if change.versions.filter(side=BUREAU, by_id=by.person_id).exists():
        raise OwnDraft
    measure = signing.ground_of(book=change.task_book).measure
    unjudged = checking.to_judge(content=read(told=version.content), measure=measure)
    if unjudged:
        raise signing.HeadsToJudge(unjudged)
    return _sign(change, version, BUREAU, seal, by)


@action(
    name="change.end",
    words="终止变更协商",
    on=CHANGE,
    roles=NEGOTIATORS,
    stages=OPEN,
    cites=(CITES,),
)
def end(*, change: ChangeAgreement, by: Actor, words: str) -> Deed:
    """End a change that is not agreed: take back one's own, or turn down the other side's; the task book stays as it is.

    Refuses an end without words.
    """
    writing.refuse_wordless(place=Said("终止理由"), words=words)
    side = writing.side_of(by=by)
    ChangeEnd.objects.create(agreement=change, side=side, words=words.strip(), by_id=by.person_id, at=by.at)
    writing.tell_other_side(
        book=change.task_book,
        side=side,
        by=by,
        subject=f"任务书变更终止：{change.task_book.application.reference}",
        body=f"{change.reference}未成立，任务书照原样执行。理由：{words.strip()}",
        change=change.number,
    )
    return Deed(answer="", after={"change": change.reference, "ended_by": side})


def _sign(agreement: ChangeAgreement, version: TaskBookVersion, side: str, seal: Seal, by: Actor) -> Deed:
    book = agreement.task_book
    grant = Grant.objects.get(application=book.application)
    content, before = read(told=version.content), version_of(grant=grant)
    changing.refuse_unfit(grant=grant, content=content, on=by.day)
    signing.signed(version=version, side=side, seal=seal, by=by)
    after = {
        "change": agreement.reference,
        "version": version.number,
        "sm3": version.sm3,
        "side": side,
        "seal": seal.value,
        "mark": seal.mark,
    }
    reference = book.application.reference
    if TaskBookSignature.objects.filter(version=version).count() < 2:
        writing.tell_other_side(
            book=book,
            side=side,
            by=by,
            subject=f"对方已签变更协议：{reference}",
            body=f"对方已签订变更协议{agreement.reference}，请核对后签订；再有修改的，这一签订失效。",
            change=agreement.number,
        )
        return Deed(answer="", after=after)
    did = changing.consequence(grant=grant, content=content)
    change = changing.in_force(grant=grant, version=version, by=by)
    office = Organisation.objects.get(pk=book.application.call.issuer_id)
    paper = issuing.issue(
        kind=PaperKind.CHANGE_AGREEMENT,
        by=by,
        application=book.application,
        content=changing.paper_words(
            agreement=agreement,
            version=version,
            before=before,
            did=did,
            signed_on=change.signed_on,
            office=office.name,
        ),
    )
    subject = f"任务书变更已生效：{reference}"
    body = f"双方已签订变更协议，见{paper.number}；自{change.signed_on}起按变更后的任务书执行。"
    for tell in (writing.tell_applicant, writing.tell_bureau):
        tell(book=book, by=by, subject=subject, body=body, change=agreement.number)
    return Deed(
        answer=paper.number,
        before={"version": before.number, "sm3": before.sm3, "amount_fen": did.before.fen},
        after={
            **after,
            "paper": paper.number,
            "paper_sm3": paper.content_sm3,
            "amount_fen": did.after.fen,
            "last_on": change.last_on.isoformat(),
            "tranches_ended": list(did.ended),
            "tranches_begun": list(did.begun),
        },
        readings=tuple(change.readings),
    )


def _fit(content: Content, grant: Grant, before: Content, side: str, by: Actor) -> Content:
    """Give the content as this side may say it; refuses one that changes nothing and one that does not fit."""
    content = changing.as_before(content=content, grant=grant)
    if side == APPLICANT:
        content = content.judged_as(before)
    if not differences(before=before, after=content):
        raise NothingChanged
    changing.refuse_unfit(grant=grant, content=content, on=by.day)
    return content


def _version(
    agreement: ChangeAgreement, side: str, content: Content, note: str, by: Actor
) -> TaskBookVersion:
    last = agreement.task_book.versions.order_by("-number")[0]
    return writing.written(
        book=agreement.task_book,
        number=last.number + 1,
        side=side,
        content=content,
        note=note,
        by=by,
        agreement=agreement,
    )


def _told(
    agreement: ChangeAgreement, version: TaskBookVersion, before: Content, after: Content
) -> dict[str, object]:
    changed = differences(before=before, after=after)
    return {
        "change": agreement.reference,
        "version": version.number,
        "sm3": version.sm3,
        "fields": [str(each.place) for each in changed][:50],
    }


def _last(change: ChangeAgreement, seen: int) -> TaskBookVersion:
    last = newest_of(agreement=change)
    if last.number != seen:
        raise AnotherVersion(last.number)
    return last
