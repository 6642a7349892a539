"""Half-open spans of legal days, and the corresponding day of another month or year."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from zhiyun.kernel.said import Said


class EmptyPeriod(ValueError):
    """A period that would end before or when it starts."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``starts_on`` up to, not including, ``ends_before``; ``None`` means open-ended.

    >>> Period(date(2022, 1, 1), None)
    Period('2022-01-01/..')
    >>> date(2024, 12, 31) in calendar_year(2024), date(2025, 1, 1) in calendar_year(2024)
    (True, False)
    """

    starts_on: date
    ends_before: date | None

    def __post_init__(self) -> None:
        if self.ends_before is not None and self.ends_before <= self.starts_on:
            raise EmptyPeriod(
                Said(
                    "起止日期颠倒或为空：%(starts_on)s 至 %(ends_before)s（不含）",
                    starts_on=self.starts_on,
                    ends_before=self.ends_before,
                )
            )

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_before is None or day < self.ends_before)

    @property
    def last_on(self) -> date | None:
        """The last day inside, or ``None`` when open-ended."""
        return None if self.ends_before is None else self.ends_before - timedelta(days=1)

    def overlaps(self, other: Period) -> bool:
        """Say whether at least one day lies in both."""
        starts_in_time = other.ends_before is None or self.starts_on < other.ends_before
        return starts_in_time and (self.ends_before is None or other.starts_on < self.ends_before)

    def __str__(self) -> str:
        if self.last_on is None:
            return f"{self.starts_on}起"
        return f"{self.starts_on}至{self.last_on}"

    def __repr__(self) -> str:
        return f"Period('{self.starts_on}/{self.ends_before or '..'}')"


def calendar_year(year: int) -> Period:
    """Make the period of one calendar year."""
    return Period(date(year, 1, 1), date(year + 1, 1, 1))


def months_after(day: date, months: int) -> date:
    """Give the corresponding day ``months`` later (or earlier), or that month's last day where it has none.

    Source: 民法典 §202, 没有对应日的，月末日为期间的最后一日.

    >>> months_after(date(2024, 8, 31), 6), months_after(date(2024, 2, 29), 12)
    (datetime.date(2025, 2, 28), datetime.date(2025, 2, 28))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def years_after(day: date, years: int) -> date:
    """Give the corresponding day ``years`` later (negative: earlier)."""
    return months_after(day, 12 * years)
