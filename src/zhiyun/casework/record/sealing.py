"""The daily root: one hash over where every chain had come to, each root covering the one before."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.record.canonical import sealed
from zhiyun.records.models import Chain, DailyRoot, Event

ROOTS = "roots"
"""A chain without events, whose row is the lock of the daily roots."""


def seal_days_before(*, by: Actor) -> None:
    """Seal the last day that had events, once, when the first event of a later day is about to be written."""
    latest = Event.objects.order_by("-id").values_list("at", flat=True).first()
    if latest is None:
        return
    day = latest.astimezone(SHANGHAI).date()
    if day < by.day:
        seal_day(day=day, at=by.at)


def seal_day(*, day: date, at: datetime) -> DailyRoot | None:
    """Make the root of ``day`` over the chains that grew since the root before; None when none did."""
    # Two first events of a day would make the same root twice; the second waits here and finds it made.
    Chain.objects.get_or_create(name=ROOTS)
    Chain.objects.select_for_update().get(name=ROOTS)
    last = DailyRoot.objects.order_by("-number").first()
    if last is not None and last.day >= day:
        return None
    known = _known_heads()
    heads = {
        chain.name: [chain.length, chain.head]
        for chain in Chain.objects.exclude(name=ROOTS).order_by("name")
        if chain.length and known.get(chain.name) != chain.length
    }
    if not heads:
        return None
    root = DailyRoot(
        number=(last.number if last else 0) + 1,
        day=day,
        made_at=at,
        heads=heads,
        previous=last.sm3 if last else "",
    )
    root.sm3 = sealed(row=root_row(root=root))
    root.save(force_insert=True)
    return root


def root_row(*, root: DailyRoot) -> dict[str, Any]:
    """Give a root as it is hashed and exported, without its hash."""
    return {
        "number": root.number,
        "day": root.day.isoformat(),
        "made_at": root.made_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "heads": root.heads,
        "previous": root.previous,
    }


def _known_heads() -> dict[str, int]:
    known: dict[str, int] = {}
    for heads in DailyRoot.objects.order_by("number").values_list("heads", flat=True):
        known |= {name: length for name, (length, _) in heads.items()}
    return known
