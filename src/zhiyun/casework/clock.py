"""A demonstration's clock: how far it runs from the real one. Production has only the real one."""

from __future__ import annotations

from datetime import datetime, timedelta

from zhiyun.records.models import DemoClock


def ahead() -> timedelta:
    """Give by how much the demonstration's clock is ahead of the real one; behind is negative."""
    seconds = DemoClock.objects.filter(pk=1).values_list("ahead_seconds", flat=True).first()
    return timedelta(seconds=seconds or 0)


def move(*, to: datetime, real: datetime) -> None:
    """Move the demonstration's clock, so that it shows ``to`` when the real one shows ``real``."""
    seconds = int((to - real).total_seconds())
    DemoClock.objects.update_or_create(pk=1, defaults={"ahead_seconds": seconds})
