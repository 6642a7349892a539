"""A public notice laid out day by day, as a calendar on the wall would show it."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from zhiyun import law
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said
from zhiyun.kernel.workdays import Calendar

LONGEST_COUNT = 250
"""About a year of working days: a longer notice is a slip of the pen."""

SATURDAY = 5

NOTICE_LENGTH = "notice_workdays"
"""The name under which a measure's articles declare the length of a notice."""

FIRST_DAY, FIRST_DAY_COUNTS = "A26", "first_day_counts"
"""The reading, and its answer, under which the day of publication is the first day."""


class DayKind(enum.Enum):
    """Why offices work or rest on a day."""

    WORKDAY = "workday"
    MAKE_UP = "make_up"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


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


def usual_count(*, measure: law.Measure) -> int:
    """Give how many working days the measure's own notices run, the longest where its articles differ."""
    terms = measure.terms
    declared = ((n.id, n.value) for n in terms.declared.values() if n.name == NOTICE_LENGTH)
    lengths = (terms.numbers.get(number_id, value) for number_id, value in declared)
    return max(length for length in lengths if isinstance(length, int))


def notice_run(
    *,
    measure: law.Measure,
    calendar: Calendar,
    published_on: date,
    count: int,
    first_day_counts: bool = False,
) -> law.NoticePeriod:
    """Count ``count`` working days of a notice as ``measure`` reads it, or with its first day counted.

    Refuses a count outside 1 to 250, and a year without its holiday notice.
    """
    if not 1 <= count <= LONGEST_COUNT:
        raise Faulty(
            [
                Fault(
                    Said("工作日数"),
                    Said("请填 1 到 %(longest)s 之间的整数", longest=LONGEST_COUNT),
                )
            ]
        )
    read = measure.reading_as({FIRST_DAY: FIRST_DAY_COUNTS} if first_day_counts else {})
    return read.notice_of(count, published_on, calendar)


def drawn(*, calendar: Calendar, run: law.NoticePeriod) -> tuple[DrawnMonth, ...]:
    """Draw every month the notice touches, its days marked and its counted days numbered."""
    months = []
    first_on = run.published_on.replace(day=1)
    while first_on <= run.free_from:
        months.append(DrawnMonth(first_on, tuple(_weeks(calendar, run, first_on))))
        first_on = (first_on + timedelta(days=31)).replace(day=1)
    return tuple(months)


def _weeks(
    calendar: Calendar, run: law.NoticePeriod, first_on: date
) -> Iterator[tuple[DrawnDay | None, ...]]:
    span = range((run.last_day - run.first_counted_day).days + 1)
    days = (run.first_counted_day + timedelta(days=offset) for offset in span)
    numbers = {day: number for number, day in enumerate(filter(calendar.is_workday, days), start=1)}
    monday = first_on - timedelta(days=first_on.weekday())
    while (monday.year, monday.month) <= (first_on.year, first_on.month):
        week = [monday + timedelta(days=offset) for offset in range(7)]
        yield tuple(
            _drawn_day(calendar, run, numbers, day) if day.month == first_on.month else None for day in week
        )
        monday += timedelta(days=7)


def _drawn_day(calendar: Calendar, run: law.NoticePeriod, numbers: dict[date, int], day: date) -> DrawnDay:
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
