"""A public notice laid out day by day, as a calendar on the wall would show it."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.workdays import Calendar

LONGEST_COUNT = 250
"""About a year of working days: a longer notice is a slip of the pen."""

ONE_DAY = timedelta(days=1)
SATURDAY = 5


class DayKind(enum.Enum):
    """Why offices work or rest on a day."""

    WORKDAY = "workday"
    MAKE_UP = "make_up"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True)
class NoticeRun:
    """A notice from the day it is published to the first day on which it stands unopposed."""

    published_on: date
    counted: tuple[date, ...]
    free_from: date
    sources: tuple[str, ...]
    caution: str | None

    @property
    def first_counted_day(self) -> date:
        return self.counted[0]

    @property
    def last_day(self) -> date:
        return self.counted[-1]


@dataclass(frozen=True, slots=True)
class DrawnDay:
    """One cell of the wall calendar: ``number`` counts the notice's working days from 1."""

    day: date
    kind: DayKind | None
    number: int | None = None
    is_published: bool = False
    is_last: bool = False
    is_free: bool = False


@dataclass(frozen=True, slots=True)
class DrawnMonth:
    """A month as weeks from Monday to Sunday; days of other months are None."""

    first_on: date
    weeks: tuple[tuple[DrawnDay | None, ...], ...]


def notice_run(
    *, calendar: Calendar, published_on: date, count: int, first_day_counts: bool = False
) -> NoticeRun:
    """Count ``count`` working days of a notice published on ``published_on``; refuses a count outside 1 to 250.

    A year without its holiday notice is refused by the calendar.
    """
    if not 1 <= count <= LONGEST_COUNT:
        raise Faulty([Fault("工作日数", f"请填 1 到 {LONGEST_COUNT} 之间的整数")])
    first = (
        calendar.first_workday_from(published_on)
        if first_day_counts
        else calendar.workday_after(published_on, 1)
    )
    last = first if count == 1 else calendar.workday_after(first, count - 1)
    return NoticeRun(
        published_on,
        tuple(day for day in _days(first, last) if calendar.is_workday(day)),
        last + ONE_DAY,
        calendar.papers(published_on, last),
        calendar.caution(published_on, last),
    )


def drawn(*, calendar: Calendar, run: NoticeRun) -> tuple[DrawnMonth, ...]:
    """Draw every month the notice touches, its days marked and its counted days numbered."""
    months = []
    first_on = run.published_on.replace(day=1)
    while first_on <= run.free_from:
        months.append(DrawnMonth(first_on, tuple(_weeks(calendar, run, first_on))))
        first_on = (first_on + timedelta(days=31)).replace(day=1)
    return tuple(months)


def _weeks(calendar: Calendar, run: NoticeRun, first_on: date) -> Iterator[tuple[DrawnDay | None, ...]]:
    numbers = {day: number for number, day in enumerate(run.counted, start=1)}
    monday = first_on - timedelta(days=first_on.weekday())
    while (monday.year, monday.month) <= (first_on.year, first_on.month):
        week = [monday + timedelta(days=offset) for offset in range(7)]
        yield tuple(
            _drawn_day(calendar, run, numbers, day) if day.month == first_on.month else None for day in week
        )
        monday += timedelta(days=7)


def _drawn_day(calendar: Calendar, run: NoticeRun, numbers: dict[date, int], day: date) -> DrawnDay:
    return DrawnDay(
        day,
        _kind_of(calendar, day),
        numbers.get(day),
        is_published=day == run.published_on,
        is_last=day == run.last_day,
        is_free=day == run.free_from,
    )


def _kind_of(calendar: Calendar, day: date) -> DayKind | None:
    """Say why offices work or rest on ``day``; None when no notice on file speaks of it."""
    if day.year not in calendar.known_years:
        return None
    weekend = day.weekday() >= SATURDAY
    if calendar.is_workday(day):
        return DayKind.MAKE_UP if weekend else DayKind.WORKDAY
    return DayKind.HOLIDAY if calendar.is_holiday(day) else DayKind.WEEKEND


def _weeks(calendar: Calendar, run: NoticeRun, first_on: date) -> Iterator[tuple[DrawnDay | None, ...]]:
    numbers = {day: number for number, day in enumerate(run.counted, start=1)}
    monday = first_on - timedelta(days=first_on.weekday())
    while (monday.year, monday.month) <= (first_on.year, first_on.month):
        week = [monday + timedelta(days=offset) for offset in range(7)]
        yield tuple(
            _drawn_day(calendar, run, numbers, day) if day.month == first_on.month else None for day in week
        )
        monday += timedelta(days=7)


def _drawn_day(calendar: Calendar, run: NoticeRun, numbers: dict[date, int], day: date) -> DrawnDay:
    return DrawnDay(
        day,
        _kind_of(calendar, day),
        numbers.get(day),
        is_published=day == run.published_on,
        is_last=day == run.last_day,
        is_free=day == run.free_from,
    )


def _kind_of(calendar: Calendar, day: date) -> DayKind | None:
    """Say why offices work or rest on ``day``; None when no notice on file speaks of it."""
    if day.year not in calendar.known_years:
        return None
    if calendar.is_workday(day):
        return DayKind.MAKE_UP if day.weekday() >= SATURDAY else DayKind.WORKDAY
    return DayKind.WEEKEND if day.weekday() >= SATURDAY else DayKind.HOLIDAY


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=offset) for offset in range((last - first).days + 1))
