"""The task book from its first version to both signatures: begun, proposed anew by either side, signed, in force."""

from __future__ import annotations

from zhiyun import law
from zhiyun.casework import issuing, ledger
from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Deed, action
from zhiyun.casework.issuing import PaperKind
from zhiyun.casework.roles import APPLICANT_ROLES, Role
from zhiyun.casework.stages import Stage
from zhiyun.casework.subjects import APPLICATION, TASK_BOOK
from zhiyun.casework.subjects.commitments import TaskBookStage, newest_version
from zhiyun.casework.task_books import checking, signing, writing
from zhiyun.casework.task_books.content import Content, read
from zhiyun.casework.task_books.differences import differences
from zhiyun.casework.task_books.signing import APPLICANT, BUREAU, CITES
from zhiyun.casework.task_books.writing import AnotherVersion, NothingChanged, NotUndertaken, OwnDraft
from zhiyun.gateways.e_seal import Seal
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import (
    Application,
    Decision,
    Organisation,
    TaskBook,
    TaskBookSignature,
    TaskBookVersion,
)

OPEN_STAGES = (
    TaskBookStage.NEGOTIATED,
    TaskBookStage.SIGNED_BY_APPLICANT,
    TaskBookStage.SIGNED_BY_BUREAU,
)


class NoTaskBook(Refusal):
    """The benefit knows no task book, or nothing was decided for this applicant."""

    def __init__(self) -> None:
        super().__init__(Said("只有审定支持并已确认的建设经费资助签订任务书，这一件不用签订。"))


class AlreadyBegun(Refusal):
    """There is one task book for an application."""

    def __init__(self) -> None:
        super().__init__(Said("这一件的任务书已经起草，请打开任务书提出新的一版。"))


@action(
    name="task_book.begin",
    words="起草任务书",
    on=APPLICATION,
    roles=[Role.CASE_OFFICER],
    stages=[Stage.CONFIRMED],
    cites=(CITES,),
)
def begin(*, application: Application, by: Actor, content: Content, note: str = "") -> Deed:
    """Write the first version of the task book of a confirmed centre.

    Refuses a subsidy, a second task book, and content that cannot be agreed, with all its faults.
    """
    decision = Decision.objects.filter(application=application).order_by("-pk").first()
    if (
        not law.Benefit(application.call.benefit).is_construction
        or decision is None
        or not decision.supported
    ):
        raise NoTaskBook
    if TaskBook.objects.filter(application=application).exists():
        raise AlreadyBegun
    book = TaskBook(
        reference=f"RW-{application.reference.removeprefix('SB-')}",
        application=application,
        decision=decision,
        begun_by_id=by.person_id,
        begun_at=by.at,
    )
    signing.refuse_unconfirmed(book=book)
    checking.refuse_unsound(
        content=content, ground=signing.ground(application=application, amount_fen=decision.amount_fen)
    )
    book.save()
    version = writing.written(book=book, number=1, side=BUREAU, content=content, note=note, by=by)
    writing.tell_applicant(
        book=book,
        by=by,
        subject=f"请协商任务书：{application.reference}",
        body="市局起草了任务书，请核对；可以提出修改，没有意见的由法定代表人签订。",
    )
    return Deed(answer="1", after={"task_book": book.reference, "version": 1, "sm3": version.sm3})


@action(
    name="task_book.propose",
    words="提出任务书的新一版",
    on=TASK_BOOK,
    roles=[Role.CASE_OFFICER, Role.ROUND_MANAGER, *APPLICANT_ROLES],
    stages=OPEN_STAGES,
    cites=(CITES,),
)
def propose(*, task_book: TaskBook, by: Actor, content: Content, note: str, seen: int) -> Deed:
    """Write a new version; signatures stay on the version they were given to and so count no more.

    ``seen`` is the number of the version it was made from. Refuses one made from an older version, one without a
    note, one that changes nothing, and content that cannot be agreed. What the bureau said of heads Article 11
    does not name stays as it was when the applicant proposes.
    """
    last = _last(task_book, seen)
    before = read(told=last.content)
    side = writing.side_of(by=by)
    if side == APPLICANT:
        content = content.judged_as(before)
    writing.refuse_wordless(place=Said("修改说明"), words=note)
    changed = differences(before=before, after=content)
    if not changed:
        raise NothingChanged
    checking.refuse_unsound(content=content, ground=signing.ground_of(book=task_book))
    version = writing.written(
        book=task_book, number=last.number + 1, side=side, content=content, note=note, by=by
    )
    writing.tell_other_side(
        book=task_book,
        side=side,
        by=by,
        subject=f"任务书有了第{version.number}版：{task_book.application.reference}",
        body=note,
    )
    return Deed(
        answer=str(version.number),
        before={"version": last.number, "sm3": last.sm3},
        after={
            "version": version.number,
            "sm3": version.sm3,
            "fields": [str(each.place) for each in changed][:50],
        },
    )


@action(
    name="task_book.sign_for_applicant",
    words="代表建设单位签订任务书",
    on=TASK_BOOK,
    roles=[Role.LEGAL_REPRESENTATIVE],
    stages=[TaskBookStage.NEGOTIATED, TaskBookStage.SIGNED_BY_BUREAU],
    cites=(CITES,),
    is_sensitive=True,
)
def sign_for_applicant(*, task_book: TaskBook, by: Actor, seen: int, undertaken: bool, seal: Seal) -> Deed:
    """Sign the newest version for the centre, with the undertaking; refuses an older version than the newest."""
    version = _last(task_book, seen)
    if not undertaken:
        raise NotUndertaken
    return _sign(task_book, version, APPLICANT, seal, by)


@action(
    name="task_book.sign_for_bureau",
    words="代表市局签订任务书",
    on=TASK_BOOK,
    roles=[Role.ROUND_MANAGER],
    stages=[TaskBookStage.NEGOTIATED, TaskBookStage.SIGNED_BY_APPLICANT],
    cites=(CITES,),
    is_sensitive=True,
)
def sign_for_bureau(*, task_book: TaskBook, by: Actor, seen: int, seal: Seal) -> Deed:
    """Sign the newest version for the bureau; refuses who wrote one of its versions, and heads nobody has judged."""
    version = _last(task_book, seen)
    if TaskBookVersion.objects.filter(task_book=task_book, side=BUREAU, by_id=by.person_id).exists():
        raise OwnDraft
    unjudged = checking.to_judge(
        content=read(told=version.content), measure=signing.ground_of(book=task_book).measure
    )
    if unjudged:
        raise signing.HeadsToJudge(unjudged)
    return _sign(task_book, version, BUREAU, seal, by)


def _sign(book: TaskBook, version: TaskBookVersion, side: str, seal: Seal, by: Actor) -> Deed:
    signing.refuse_unconfirmed(book=book)
    content = read(told=version.content)
    checking.refuse_unsound(content=content, ground=signing.ground_of(book=book), signed_on=by.day)
    signing.signed(version=version, side=side, seal=seal, by=by)
    after = {
        "version": version.number,
        "sm3": version.sm3,
        "side": side,
        "seal": seal.value,
        "mark": seal.mark,
    }
    if TaskBookSignature.objects.filter(version=version).count() < 2:
        words = f"对方已签订任务书第{version.number}版，请核对后签订；再有修改的，这一签订失效。"
        subject = f"对方已签任务书：{book.application.reference}"
        writing.tell_other_side(book=book, side=side, by=by, subject=subject, body=words)
        return Deed(answer="", after=after)
    grant = signing.in_force(book=book, version=version, by=by)
    ledger.commit_grant(grant=grant, by=by)
    office = Organisation.objects.get(pk=book.application.call.issuer_id)
    paper = issuing.issue(
        kind=PaperKind.TASK_BOOK,
        by=by,
        application=book.application,
        content=signing.paper_words(
            book=book, version=version, content=content, grant=grant, office=office.name
        ),
    )
    span = f"建设期自{grant.starts_on}起至{grant.last_on}；建设期内不得申报运营绩效补贴（第十四条）。"
    subject = f"任务书已生效：{book.application.reference}"
    body = f"双方已签订任务书，见{paper.number}。{span}"
    writing.tell_applicant(book=book, by=by, subject=subject, body=body)
    writing.tell_bureau(book=book, by=by, subject=subject, body=body)
    return Deed(
        answer=paper.number,
        after={
            **after,
            "paper": paper.number,
            "paper_sm3": paper.content_sm3,
            "starts_on": grant.starts_on.isoformat(),
            "last_on": grant.last_on.isoformat(),
        },
        readings=tuple(grant.readings),
    )


def _last(book: TaskBook, seen: int) -> TaskBookVersion:
    last = newest_version(book=book)
    if last.number != seen:
        raise AnotherVersion(last.number)
    return last
