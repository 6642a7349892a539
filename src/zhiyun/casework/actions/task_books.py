"""The task book from its first version to both signatures: begun, proposed anew by either side, signed, in force."""

from __future__ import annotations

from zhiyun import law
from zhiyun.casework import issuing, ledger, outbox
from zhiyun.casework.actor import Actor
from zhiyun.casework.canonical import canonical, sm3_hex
from zhiyun.casework.door import Deed, action
from zhiyun.casework.issuing import PaperKind
from zhiyun.casework.roles import APPLICANT_ROLES, Role
from zhiyun.casework.stages import Stage
from zhiyun.casework.subjects import APPLICATION, TASK_BOOK
from zhiyun.casework.subjects.commitments import TaskBookStage, newest_version
from zhiyun.casework.task_books import checking, signing
from zhiyun.casework.task_books.content import Content, plain, read
from zhiyun.casework.task_books.differences import differences
from zhiyun.casework.task_books.signing import APPLICANT, BUREAU, CITES
from zhiyun.gateways.e_seal import Seal
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import (
    Application,
    Decision,
    Mandate,
    Organisation,
    TaskBook,
    TaskBookSignature,
    TaskBookVersion,
)

LONGEST_NOTE = 1000
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


class AnotherVersion(Refusal):
    """A newer version has come since the page was opened."""

    def __init__(self, number: int) -> None:
        super().__init__(
            Said(
                "您打开页面之后又有了第%(number)s版，没有办理。请看过第%(number)s版及其不同之处再办理。",
                number=number,
            )
        )


class NothingChanged(Refusal):
    """A version that says exactly what the one before says."""

    def __init__(self) -> None:
        super().__init__(Said("内容与上一版完全相同，没有另存为新的一版。没有意见的，请直接签订。"))


class NotUndertaken(Refusal):
    """The undertaking was not given."""

    def __init__(self) -> None:
        super().__init__(Said("请先勾选承诺，再签订。"))


class OwnDraft(Refusal):
    """Who wrote a version for the bureau does not sign for it."""

    def __init__(self) -> None:
        super().__init__(Said("您起草过这份任务书的市局版本，不能代表市局签订。请由另一位轮次负责人签订。"))


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
    version = _version(book, 1, BUREAU, content, note, by)
    _tell_applicant(
        book,
        by,
        f"请协商任务书：{application.reference}",
        "市局起草了任务书，请核对；可以提出修改，没有意见的由法定代表人签订。",
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
    side = APPLICANT if by.role in APPLICANT_ROLES else BUREAU
    if side == APPLICANT:
        content = content.judged_as(before)
    if not note.strip() or len(note) > LONGEST_NOTE:
        raise Faulty(
            [
                Fault(
                    Said("修改说明"),
                    Said("请写明改了什么、为什么，不超过%(longest)s字", longest=LONGEST_NOTE),
                )
            ]
        )
    changed = differences(before=before, after=content)
    if not changed:
        raise NothingChanged
    checking.refuse_unsound(content=content, ground=signing.ground_of(book=task_book))
    version = _version(task_book, last.number + 1, side, content, note, by)
    _tell_other_side(
        task_book, side, by, f"任务书有了第{version.number}版：{task_book.application.reference}", note
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
        _tell_other_side(book, side, by, f"对方已签任务书：{book.application.reference}", words)
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
    _tell_applicant(book, by, subject, f"双方已签订任务书，见{paper.number}。{span}")
    _tell_bureau(book, by, subject, f"双方已签订任务书，见{paper.number}。{span}")
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


def _version(
    book: TaskBook, number: int, side: str, content: Content, note: str, by: Actor
) -> TaskBookVersion:
    told = plain(content=content)
    about = {"task_book": book.reference, "version": number, "content": told}
    return TaskBookVersion.objects.create(
        task_book=book,
        number=number,
        side=side,
        content=told,
        note=note.strip(),
        sm3=sm3_hex(text=canonical(value=about)),
        by_id=by.person_id,
        at=by.at,
    )


def _tell_other_side(book: TaskBook, side: str, by: Actor, subject: str, body: str) -> None:
    tell = _tell_bureau if side == APPLICANT else _tell_applicant
    tell(book, by, subject, body)


def _tell_applicant(book: TaskBook, by: Actor, subject: str, body: str) -> None:
    link = f"/applications/{book.application.reference}/task-book/"
    outbox.tell_members(
        organisation=book.application.organisation, subject=subject, body=body, link=link, by=by
    )


def _tell_bureau(book: TaskBook, by: Actor, subject: str, body: str) -> None:
    """Write to who began the task book and to the managers of the bureau."""
    managers = Mandate.objects.filter(
        organisation_id=book.application.call.issuer_id, role=Role.ROUND_MANAGER.value, ended_at=None
    ).values_list("person_id", flat=True)
    outbox.tell(
        people=sorted({book.begun_by_id, *managers}),
        subject=subject,
        body=body,
        link=f"/bureau/task-books/{book.application.reference}/",
        by=by,
    )
