"""The daily root: one hash over where every chain had come to, each root covering the one before.

A root is made with the first event of a later day, or by `zhiyun audit seal`. An event committed after the root of
its day is covered by the next one. Where the clock went back, roots are made again from the day it went back to.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from django.db import connection, transaction
from django.db.models import DateField, F, OuterRef, Q, Subquery

from zhiyun.casework.actor import SHANGHAI
from zhiyun.casework.canonical import sealed
from zhiyun.records.models import Chain, DailyRoot, Event, RootedChain

ROOTS = "roots"
"""A chain without events, whose row is the lock of the daily roots."""


def seal_days_before(*, at: datetime) -> DailyRoot | None:
    """Make the root that days before the day of ``at`` still lack; None when they lack none, or another makes it.

    Asks one small question where there is nothing to do, because every event asks.
    """
    day = at.astimezone(SHANGHAI).date()
    if _last_unsealed_day(before=day) is None:
        return None
    with transaction.atomic():
        if not _is_ours_to_seal():
            return None
        # Asked again, because another may have sealed between the question and the lock.
        unsealed = _last_unsealed_day(before=day)
        return None if unsealed is None else _seal(day=unsealed, at=at)


def last_root() -> DailyRoot | None:
    """Give the newest root, the one to keep elsewhere."""
    return DailyRoot.objects.order_by("-number").first()


def root_row(*, root: DailyRoot) -> dict[str, Any]:
    """Give a root as it is hashed and exported, without its hash."""
    return {
        "number": root.number,
        "day": root.day.isoformat(),
        "made_at": root.made_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "heads": root.heads,
        "previous": root.previous,
    }


def _last_unsealed_day(*, before: date) -> date | None:
    """Give the last day before ``before`` that had events and no root came after it."""
    roots = DailyRoot.objects.filter(day__lt=before).order_by("-day").values("day")
    latest = (
        Event.objects.filter(at__lt=_begins(before))
        .order_by("-at")
        .values_list("at", Subquery(roots[:1], output_field=DateField()))
        .first()
    )
    if latest is None:
        return None
    day, rooted = latest[0].astimezone(SHANGHAI).date(), latest[1]
    return None if rooted is not None and day <= rooted else day


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=SHANGHAI)


def _is_ours_to_seal() -> bool:
    """Take the lock of the roots; whoever finds it taken goes on with its own work, for the root is being made.

    Nobody waits here, so a sealer and a writer can never wait for each other.
    """
    Chain.objects.bulk_create([Chain(name=ROOTS)], ignore_conflicts=True)
    skips = connection.features.has_select_for_update_skip_locked
    return Chain.objects.select_for_update(skip_locked=skips).filter(name=ROOTS).first() is not None


def _seal(*, day: date, at: datetime) -> DailyRoot | None:
    rooted = RootedChain.objects.filter(name=OuterRef("name")).values("length")
    grown = (
        Chain.objects.filter(length__gt=0)
        .annotate(rooted=Subquery(rooted))
        .filter(Q(rooted=None) | Q(length__gt=F("rooted")))
        .values_list("name", "length", "head")
    )
    heads = {name: [length, head] for name, length, head in grown}
    last = last_root()
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
    RootedChain.objects.bulk_create(
        [RootedChain(name=name, length=length) for name, (length, _) in heads.items()],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["length"],
        batch_size=400,
    )
    return root
