"""What a change agreement may change of a task book in force, and what it brings about once both sides have signed.

What was signed is never edited: the agreement's version stands beside it, and from its signing on is the one in force.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from zhiyun.casework import ledger
from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.task_books import checking, signing
from zhiyun.casework.task_books.checking import AMOUNT, DUE, TRANCHES, Ground, place
from zhiyun.casework.task_books.content import Content, Part, read
from zhiyun.casework.task_books.differences import differences
from zhiyun.casework.task_books.in_force import standing_tranches, terms_of, version_of
from zhiyun.kernel.money import Money
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import (
    ChangeAgreement,
    Grant,
    GrantChange,
    Resolution,
    TaskBookVersion,
    Tranche,
    TrancheEnd,
)


class ConstructionOver(Refusal):
    """The construction period of the task book in force is over: nothing of it is changed any more."""

    def __init__(self, last_on: date) -> None:
        super().__init__(
            Said(
                "建设期已于%(last_on)s届满，任务书不能再变更。请按任务书组织验收（第十五条）。",
                last_on=last_on,
            )
        )


class DecisionGone(Refusal):
    """The decision the task book carries out was superseded."""

    def __init__(self) -> None:
        super().__init__(
            Said("这份任务书所依据的审定决定已被新的决定代替，不能签订变更协议。请先按新的决定办理。")
        )


@dataclass(frozen=True, slots=True)
class Consequence:
    """What a change does to the money: what is in force, what it will be, and the tranches it ends and begins."""

    before: Money
    after: Money
    last_before: date
    last_after: date
    ended: tuple[int, ...]
    begun: tuple[int, ...]
    again: tuple[int, ...]

    @property
    def released(self) -> Money:
        """What the centre gets less."""
        return self.before - self.after


def ground_of(*, grant: Grant) -> Ground:
    """Give what a change must fit: the measure, and the sum in force, which may fall."""
    fits = signing.ground_of(book=grant.version.task_book)
    return replace(fits, amount=Money(terms_of(grant=grant).amount_fen), may_fall=True)


def as_before(*, content: Content, grant: Grant) -> Content:
    """Give content with the day the task book was planned to be signed on: no agreement moves a day that has been."""
    return replace(content, begins=read(told=version_of(grant=grant).content).begins)


def refuse_unfit(*, grant: Grant, content: Content, on: date) -> None:
    """Refuse, all at once, a change that the law, what is in force, or what was paid already stands against.

    Refuses one after construction, and one under a decision that holds no more, before anything of it is looked at.
    """
    until = terms_of(grant=grant).last_on
    if on > until:
        raise ConstructionOver(until)
    if Resolution.objects.filter(supersedes=grant.version.task_book.decision.resolution_id).exists():
        raise DecisionGone
    found = list(_faults(grant, content, on))
    try:
        checking.refuse_unsound(content=content, ground=ground_of(grant=grant), signed_on=grant.signed_on)
    except Faulty as faulty:
        found = [*faulty.faults, *found]
    if found:
        raise Faulty(found)


def consequence(*, grant: Grant, content: Content) -> Consequence:
    """Say what a change would do, or has done before it is booked, to the grant it changes."""
    terms, parts = terms_of(grant=grant), content.tranches
    ended = _ended(grant, content)
    kept = {row.number for row in standing_tranches(grant=grant)} - {row.number for row in ended}
    return Consequence(
        before=Money(terms.amount_fen),
        after=content.paid_out,
        last_before=terms.last_on,
        last_after=content.last_on,
        ended=tuple(row.number for row in ended),
        begun=tuple(number for number in range(1, len(parts) + 1) if number not in kept),
        again=tuple(row.number for row in ended if hasattr(row, "release")),
    )


def in_force(*, grant: Grant, version: TaskBookVersion, by: Actor) -> GrantChange:
    """Put a signed change in force on the day of the last signature: its days, its sum, its tranches, and the ledger.

    Refuses what no longer fits on that day, and what the ledger refuses.
    """
    content = read(told=version.content)
    refuse_unfit(grant=grant, content=content, on=by.day)
    _dates, readings = checking.period(
        content=content, measure=ground_of(grant=grant).measure, signed_on=grant.signed_on
    )
    ended = _ended(grant, content)
    kept = {row.number for row in standing_tranches(grant=grant)} - {row.number for row in ended}
    change = GrantChange.objects.create(
        grant=grant,
        version=version,
        signed_on=by.day,
        last_on=content.last_on,
        approved_length=content.approved_length,
        amount_fen=content.paid_out.fen,
        readings=list(readings),
        at=by.at,
    )
    TrancheEnd.objects.bulk_create(TrancheEnd(tranche=row, change=change) for row in ended)
    begun = [
        Tranche.objects.create(
            grant=grant,
            change=change,
            number=number,
            amount_fen=part.amount_fen,
            trigger=part.trigger,
            due_on=part.due_on,
        )
        for number, part in enumerate(content.tranches, 1)
        if number not in kept
    ]
    ledger.change_grant(change=change, ended=ended, begun=begun, by=by)
    return change


def paper_words(
    *,
    agreement: ChangeAgreement,
    version: TaskBookVersion,
    before: TaskBookVersion,
    did: Consequence,
    signed_on: date,
    office: str,
) -> dict[str, Any]:
    """Write all words of a change agreement both sides have signed, from the version it changes to the one it makes."""
    book = agreement.task_book
    content = read(told=version.content)
    told = signing.paper_words(book=book, version=version, content=content, grant=None, office=office)
    changes = differences(before=read(told=before.content), after=content)
    return {
        **told,
        "change": agreement.reference,
        "side": agreement.side,
        "reason": agreement.reason,
        "asked_on": agreement.begun_at.astimezone(SHANGHAI).date().isoformat(),
        "signed_on": signed_on.isoformat(),
        "before_version": before.number,
        "before_sm3": before.sm3,
        "before_fen": did.before.fen,
        "after_fen": did.after.fen,
        "last_before": did.last_before.isoformat(),
        "last_after": did.last_after.isoformat(),
        "differences": [
            {"place": str(each.place), "before": each.before, "after": each.after} for each in changes
        ],
    }


def _ended(grant: Grant, content: Content) -> list[Tranche]:
    """List the standing tranches that content no longer says, number by number."""
    return [row for row in standing_tranches(grant=grant) if _part_at(content, row.number) != _part_of(row)]


def _faults(grant: Grant, content: Content, on: date) -> Iterator[Fault]:
    standing = {row.number: row for row in standing_tranches(grant=grant)}
    for row in _ended(grant, content):
        if ledger.is_moved(tranche=row):
            yield Fault(
                place(table=TRANCHES, number=row.number, column=AMOUNT),
                Said(
                    "第%(number)s笔%(amount)s已经办理拨付，不能改动、删去或者换位",
                    number=row.number,
                    amount=Money(row.amount_fen),
                ),
            )
    for number, part in enumerate(content.tranches, 1):
        stands = number in standing and _part_of(standing[number]) == part
        if not stands and part.due_on < on:
            yield Fault(
                place(table=TRANCHES, number=number, column=DUE),
                Said("改动的这一笔，应付日不能早于变更协议签订的当日（%(on)s）", on=on),
            )
    if content.last_on < on:
        yield Fault(checking.PERIOD, Said("建设期最后一日不能早于变更协议签订的当日（%(on)s）", on=on))


def _part_at(content: Content, number: int) -> Part | None:
    return content.tranches[number - 1] if number <= len(content.tranches) else None


def _part_of(row: Tranche) -> Part:
    return Part(row.amount_fen, row.trigger, row.due_on)
