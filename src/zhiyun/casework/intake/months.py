"""Months as people write them: ``2026-06``, ``2026年6月``, ``202606``, and spans such as ``2026-01至2026-06``."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final

from zhiyun.casework.intake.cells import Repeating, Slip, shown
from zhiyun.casework.intake.days import EARLIEST_YEAR, LATEST_YEAR
from zhiyun.kernel.period import months_after
from zhiyun.kernel.said import Said

MOST_MONTHS: Final = 120

_MONTH: Final = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?|年(\d{1,2})月?|(\d{2}))", re.ASCII)
_BETWEEN: Final = re.compile(r"[、,;\n\r\t]+")
_SPAN: Final = re.compile(r"至|到|~|—+|–")
_HOW: Final = Said("请写成 2026-06，多个月份用顿号隔开，连续的可写 2026-01至2026-06")


def months_reader() -> Repeating[tuple[date, ...]]:
    """Make the reader of a column of months; blank means none, each month is listed once and in order."""
    return Repeating(lambda text: read_months(text=text), blank=())


def read_months(*, text: str) -> tuple[date, ...]:
    """Read months as their first days; refuses with a `Slip` what is no month, and more than anybody insures."""
    folded = unicodedata.normalize("NFKC", text)
    found: set[date] = set()
    for part in filter(None, (piece.strip() for piece in _BETWEEN.split(folded))):
        ends = [_month(piece.strip(), part) for piece in _SPAN.split(part)]
        if len(ends) > 2 or ends[0] > ends[-1]:
            raise Slip(Said("%(text)s不是一段月份，%(mend)s", text=shown(text=part), mend=_HOW))
        found.update(_span(ends[0], ends[-1]))
        if len(found) > MOST_MONTHS:
            raise Slip(
                Said("超过 %(most)s 个月，只需填写计数口径要看的月份，如截止月及其前五个月", most=MOST_MONTHS)
            )
    return tuple(sorted(found))


def _span(first: date, last: date) -> list[date]:
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [months_after(first, number) for number in range(min(count, MOST_MONTHS + 1))]


def _month(text: str, whole: str) -> date:
    found = _MONTH.fullmatch(text)
    if found is None:
        raise Slip(Said("%(text)s不是月份，%(mend)s", text=shown(text=whole), mend=_HOW))
    # A spreadsheet keeps a month as one of its days, and which one does not matter.
    year, month, day = int(found[1]), int(found[2] or found[4] or found[5]), int(found[3] or 1)
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        raise Slip(Said("%(text)s不是真实存在的月份，请核对", text=shown(text=whole)))
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise Slip(
            Said(
                "%(text)s的年份不在 %(first)s 至 %(last)s 之间，请核对",
                text=shown(text=whole),
                first=EARLIEST_YEAR,
                last=LATEST_YEAR,
            )
        )
    return date(year, month, 1)
