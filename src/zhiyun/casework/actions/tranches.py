"""Releasing a tranche: an officer states that what it waited for has happened; only then may it be ordered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zhiyun.casework import outbox
from zhiyun.casework.actor import Actor
from zhiyun.casework.calls.publishing import KeptFile
from zhiyun.casework.door import Deed, action
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import Role
from zhiyun.casework.subjects import TASK_BOOK
from zhiyun.casework.subjects.commitments import TaskBookStage
from zhiyun.casework.task_books.revoked import refuse_revoked
from zhiyun.kernel.money import Money
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import Mandate, StoredFile, TaskBook, Tranche, TrancheRelease

LONGEST_WORDS = 1000
"""Characters of what is stated."""


class AlreadyReleased(Refusal):
    """A tranche's trigger is stated once."""

    def __init__(self) -> None:
        super().__init__(Said("这一笔的拨付条件已经有人核实过，不能再次核实。"))


@action(
    name="tranche.release",
    words="核实拨付条件",
    on=TASK_BOOK,
    roles=[Role.CASE_OFFICER],
    stages=[TaskBookStage.IN_FORCE],
    cites=("第九条第5项",),
)
def release(
    *, task_book: TaskBook, by: Actor, number: int, words: str, files: Sequence[tuple[str, KeptFile]] = ()
) -> Deed:
    """State that what a tranche waited for has happened, on which evidence; ``files`` are kept already, with their names.

    Refuses a statement without words, a tranche stated before, and a centre whose qualification is revoked.
    """
    refuse_revoked(application=task_book.application, on=by.day)
    tranche = (
        Tranche.objects.select_for_update(of=("self",))
        .filter(grant__application=task_book.application, number=number, end=None)
        .first()
    )
    if tranche is None:
        raise NotFound
    if not words.strip() or len(words) > LONGEST_WORDS:
        longest = Said("请写明核实到什么、依据什么，不超过%(longest)s字", longest=LONGEST_WORDS)
        raise Faulty([Fault(Said("核实情况"), longest)])
    if TrancheRelease.objects.filter(tranche=tranche).exists():
        raise AlreadyReleased
    kept = [{"name": name, "sm3": file.sm3} for name, file in files]
    for _name, file in files:
        StoredFile.objects.get_or_create(
            sm3=file.sm3, defaults={"size": file.size, "kind": file.kind, "media_type": file.media_type}
        )
    TrancheRelease.objects.create(
        tranche=tranche, words=words.strip(), files=kept, by_id=by.person_id, at=by.at
    )
    _tell(task_book, tranche, by)
    told: dict[str, Any] = {"tranche": number, "amount_fen": tranche.amount_fen, "files": kept}
    return Deed(answer=str(number), after=told)


def _tell(book: TaskBook, tranche: Tranche, by: Actor) -> None:
    """Tell finance that a tranche may be ordered, and the centre that it is on its way."""
    finance = Mandate.objects.filter(
        organisation_id=book.application.call.issuer_id, role=Role.FINANCE.value, ended_at=None
    ).values_list("person_id", flat=True)
    reference, amount = book.application.reference, Money(tranche.amount_fen)
    outbox.tell(
        people=finance,
        subject=f"可以拨付：{reference}第{tranche.number}笔",
        body=f"任务书第{tranche.number}笔{amount}的拨付条件“{tranche.trigger}”已核实，应付日{tranche.due_on}。",
        link=f"/bureau/task-books/{reference}/",
        by=by,
    )
    outbox.tell_members(
        organisation=book.application.organisation,
        subject=f"拨付条件已核实：{reference}第{tranche.number}笔",
        body=f"任务书第{tranche.number}笔{amount}的拨付条件“{tranche.trigger}”已核实，将办理拨付。",
        link=f"/applications/{reference}/task-book/",
        by=by,
    )
