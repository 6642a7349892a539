"""Days as people write them: ``2025-06-01``, ``2025/6/1``, ``2025年6月1日``, ``20250601``."""

from __future__ import annotations

from datetime import date
from typing import Final

from zhiyun.casework.intake.cells import Repeating, Slip, shown
from zhiyun.kernel import days
from zhiyun.kernel.said import Said

EARLIEST_YEAR: Final = 1985
LATEST_YEAR: Final = 2999


def day_reader(*, required: bool = False) -> Repeating[date | None]:
    """Make the reader of a column of days; a time after the day is left aside, the day is what counts."""
    return Repeating(lambda text: read_day(text=text), blank=None, required=required)


def read_day(*, text: str) -> date:
    """Read a day; refuses days that don't exist and years no ledger speaks of with a `Slip`."""
    try:
        read = days.read_day(text)
    except days.NotADay as refusal:
        raise Slip(refusal.said) from None
    if not EARLIEST_YEAR <= read.year <= LATEST_YEAR:
        raise Slip(
            Said(
                "%(text)s的年份不在 %(first)s 至 %(last)s 之间，请核对",
                text=shown(text=text),
                first=EARLIEST_YEAR,
                last=LATEST_YEAR,
            )
        )
    return read
