"""Working days as the State Council arranges them, year by year; a year without its notice is never guessed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said

ONE_DAY: Final = timedelta(days=1)
SATURDAY: Final = 5
LAST_DAYS_FROM: Final = (12, 25)
"""From this day of December on, the next year's notice may still move days (it did: 2006, 2007, 2011, 2018, 2022)."""


class NoHolidayNotice(Refusal):
    """A day was asked about in a year whose State Council arrangement is not on file."""

    def __init__(self, day: date) -> None:
        self.day = day
        super().__init__(
            Said(
                "%(year)s年的节假日安排（国务院办公厅通知）尚未入库，%(day)s 是否上班无从判断，不作推算。通知公布后请执行 zhiyun workdays import 文件 导入，再行计算",
                year=day.year,
                day=day,
            )
        )


class ContradictoryNotices(Refusal):
    """Two arrangements, or one with itself, say different things about the same day or year."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """One year's notice: days off, make-up working days, and the documents it rests on.

    It may name days of the neighbouring years; it refuses to call one day both off and working.
    """

    year: int
    off: frozenset[date]
    work: frozenset[date]
    papers: tuple[str, ...]

    def __post_init__(self) -> None:
        both = sorted(self.off & self.work)
        if both:
            days = "、".join(map(str, both))
            raise ContradictoryNotices(
                Said(
                    "%(year)s年的安排把同一天既列为放假又列为上班：%(days)s，请核对通知原文",
                    year=self.year,
                    days=days,
                )
            )

    @property
    def named(self) -> frozenset[date]:
        """Every day the notice speaks of."""
        return self.off | self.work


class Calendar:
    """The arrangements on file, asked as one; refuses two that contradict each other.

    >>> plain = Calendar([Arrangement(2021, frozenset({date(2021, 10, 1)}), frozenset({date(2021, 9, 26)}), ("通知",))])
    >>> plain.is_workday(date(2021, 9, 26)), plain.is_workday(date(2021, 10, 1))
    (True, False)
    >>> plain.workday_after(date(2021, 9, 24), 2)
    datetime.date(2021, 9, 27)
    """

    def __init__(self, arrangements: Iterable[Arrangement]) -> None:
        self._arrangements: dict[int, Arrangement] = {}
        self._off_by: dict[date, int] = {}
        self._work_by: dict[date, int] = {}
        for arrangement in sorted(arrangements, key=lambda each: each.year):
            self._add(arrangement)
        self._refuse_contradictions()

    @property
    def known_years(self) -> tuple[int, ...]:
        """The years whose own notice is on file, ascending."""
        return tuple(self._arrangements)

    def is_workday(self, day: date) -> bool:
        """Say whether offices work on ``day``; refuses a day no notice on file speaks of or governs.

        >>> Calendar([]).is_workday(date(2027, 1, 4))
        Traceback (most recent call last):
        zhiyun.kernel.workdays.NoHolidayNotice: 2027年的节假日安排（国务院办公厅通知）尚未入库，2027-01-04 是否上班无从判断，不作推算。通知公布后请执行 zhiyun workdays import 文件 导入，再行计算
        """
        self._refuse_unknown(day)
        if day in self._work_by:
            return True
        return day not in self._off_by and day.weekday() < SATURDAY

    def is_holiday(self, day: date) -> bool:
        """Say whether a notice on file names ``day`` as off, the weekends inside a holiday among them.

        >>> plain = Calendar([Arrangement(2021, frozenset({date(2021, 10, 2)}), frozenset(), ("通知",))])
        >>> plain.is_holiday(date(2021, 10, 2)), plain.is_holiday(date(2021, 10, 9))
        (True, False)
        """
        return day in self._off_by

    def workday_after(self, day: date, count: int) -> date:
        """Give the ``count``-th working day after ``day``, which itself is not counted; refuses ``count`` below 1."""
        if count < 1:
            raise ValueError(f"working days are counted from 1, not {count}")
        for later in _days_from(day + ONE_DAY if day < date.max else day):
            count -= self.is_workday(later)
            if count == 0:
                return later
        raise NoHolidayNotice(date.max)

    def first_workday_from(self, day: date) -> date:
        """Give ``day`` itself when offices work on it, else the next day they do."""
        for later in _days_from(day):
            if self.is_workday(later):
                return later
        raise NoHolidayNotice(date.max)

    def papers(self, first_day: date, last_day: date) -> tuple[str, ...]:
        """List the documents the days ``first_day`` to ``last_day`` rest on, oldest year first; refuses unknown days."""
        years_between = range(first_day.year + 1, last_day.year)
        for day in (first_day, *(date(year, 1, 1) for year in years_between), last_day):
            self._refuse_unknown(day)
        used = {year for year in self._arrangements if first_day.year <= year <= last_day.year}
        for by in (self._off_by, self._work_by):
            used |= {year for day, year in by.items() if first_day <= day <= last_day}
        found = (paper for year in sorted(used) for paper in self._arrangements[year].papers)
        return tuple(dict.fromkeys(found))

    def caution(self, first_day: date, last_day: date) -> str | None:
        """Warn when these days include the last of a December that the next year's missing notice may still move."""
        for year in range(first_day.year, last_day.year + 1):
            touched = first_day <= date(year, 12, 31) and last_day >= date(year, *LAST_DAYS_FROM)
            if touched and year in self._arrangements and year + 1 not in self._arrangements:
                return (
                    f"{year + 1}年的节假日安排尚未入库。以往通知曾调整上一年12月的最后几天"
                    f"（如2018年12月29日上班、30日至31日放假），本结果用到{year}年12月下旬，"
                    f"请在{year + 1}年通知公布并导入后重新计算"
                )
        return None

    def _refuse_unknown(self, day: date) -> None:
        if day.year not in self._arrangements and day not in self._work_by and day not in self._off_by:
            raise NoHolidayNotice(day)

    def _add(self, arrangement: Arrangement) -> None:
        if arrangement.year in self._arrangements:
            raise ContradictoryNotices(Said("%(year)s年的安排有两份，请只保留一份", year=arrangement.year))
        self._arrangements[arrangement.year] = arrangement
        for day in arrangement.off:
            self._off_by.setdefault(day, arrangement.year)
        for day in arrangement.work:
            self._work_by.setdefault(day, arrangement.year)

    def _refuse_contradictions(self) -> None:
        disputed = sorted(self._off_by.keys() & self._work_by.keys())
        if disputed:
            told = "；".join(
                Said(
                    "%(day)s 在%(off_year)s年的安排中放假，在%(work_year)s年的安排中上班",
                    day=day,
                    off_year=self._off_by[day],
                    work_year=self._work_by[day],
                )
                for day in disputed
            )
            raise ContradictoryNotices(Said("节假日安排互相矛盾：%(told)s，请核对两份通知原文", told=told))


def _days_from(day: date) -> Iterator[date]:
    yield day
    while day < date.max:
        day += ONE_DAY
        yield day
