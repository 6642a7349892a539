"""Writing a version of a task book, and telling the other side of it."""

from __future__ import annotations

from typing import Any

from zhiyun.casework import outbox
from zhiyun.casework.actor import Actor
from zhiyun.casework.canonical import canonical, sm3_hex
from zhiyun.casework.roles import APPLICANT_ROLES, Role
from zhiyun.casework.task_books.content import Content, plain
from zhiyun.casework.task_books.signing import APPLICANT, BUREAU
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import ChangeAgreement, Mandate, TaskBook, TaskBookVersion

LONGEST_NOTE = 1000
"""Characters of a note, a reason, or the words a change is ended with."""


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


def side_of(*, by: Actor) -> str:
    """Say for which side an actor writes."""
    return APPLICANT if by.role in APPLICANT_ROLES else BUREAU


def refuse_wordless(*, place: Said, words: str) -> None:
    """Refuse a note or a reason that says nothing, or too much."""
    if not words.strip() or len(words) > LONGEST_NOTE:
        longest = Said("请写明改了什么、为什么，不超过%(longest)s字", longest=LONGEST_NOTE)
        raise Faulty([Fault(place, longest)])


def written(
    *,
    book: TaskBook,
    number: int,
    side: str,
    content: Content,
    note: str,
    by: Actor,
    agreement: ChangeAgreement | None = None,
) -> TaskBookVersion:
    """Write a version, sealed by its SM3: of a change together with its reference and its reason."""
    told = plain(content=content)
    about: dict[str, Any] = {"task_book": book.reference, "version": number, "content": told}
    if agreement is not None:
        about |= {"change": agreement.reference, "reason": agreement.reason}
    return TaskBookVersion.objects.create(
        task_book=book,
        agreement=agreement,
        number=number,
        side=side,
        content=told,
        note=note.strip(),
        sm3=sm3_hex(text=canonical(value=about)),
        by_id=by.person_id,
        at=by.at,
    )


def tell_other_side(
    *, book: TaskBook, side: str, by: Actor, subject: str, body: str, change: int = 0
) -> None:
    """Write to the side that is to answer."""
    tell = tell_bureau if side == APPLICANT else tell_applicant
    tell(book=book, by=by, subject=subject, body=body, change=change)


def tell_applicant(*, book: TaskBook, by: Actor, subject: str, body: str, change: int = 0) -> None:
    """Write to the centre, with the way to its task book or one change of it."""
    outbox.tell_members(
        organisation=book.application.organisation,
        subject=subject,
        body=body,
        link=f"/applications/{book.application.reference}/task-book/{_end(change)}",
        by=by,
    )


def tell_bureau(*, book: TaskBook, by: Actor, subject: str, body: str, change: int = 0) -> None:
    """Write to who began the task book and to the managers of the bureau."""
    managers = Mandate.objects.filter(
        organisation_id=book.application.call.issuer_id, role=Role.ROUND_MANAGER.value, ended_at=None
    ).values_list("person_id", flat=True)
    outbox.tell(
        people=sorted({book.begun_by_id, *managers}),
        subject=subject,
        body=body,
        link=f"/bureau/task-books/{book.application.reference}/{_end(change)}",
        by=by,
    )


def _end(change: int) -> str:
    return f"changes/{change}/" if change else ""
