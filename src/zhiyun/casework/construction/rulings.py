"""A second person's ruling on what was proposed about a grant: what all of them refuse, and what all of them write."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Protocol, TypedDict, TypeVar

from zhiyun.casework import second_person
from zhiyun.casework.actor import Actor
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said


class Proposed(Protocol):
    """A proposal as the database keeps it: its number, its grant and its author."""

    pk: int
    grant_id: int
    by_id: int


class Columns(TypedDict):
    """What `records.models.rulings.Ruling` has of every kind."""

    grant_id: int
    proposed_by_id: int
    good: bool
    reason: str
    by_id: int | None
    day: date
    at: datetime


P = TypeVar("P", bound=Proposed)


def to_rule(
    *,
    proposal: P | None,
    seen: int,
    deed: str,
    good: bool,
    reason: str,
    gone: Callable[[], Refusal],
    by: Actor,
) -> P:
    """Give the proposal that waits and was ``seen``; refuses its author, and turning it down without a reason."""
    if proposal is None or proposal.pk != seen:
        raise gone()
    second_person.refuse_hands(deed=deed, hands=[proposal.by_id], by=by)
    if not good and not reason.strip():
        raise Faulty([Fault(Said("理由"), Said("退回要写明理由"))])
    return proposal


def columns(*, proposal: Proposed, good: bool, reason: str, by: Actor) -> Columns:
    """Give what a ruling on a proposal says whatever its kind."""
    return {
        "grant_id": proposal.grant_id,
        "proposed_by_id": proposal.by_id,
        "good": good,
        "reason": reason.strip(),
        "by_id": by.person_id,
        "day": by.day,
        "at": by.at,
    }
