"""Public notices: how their working days run, and what an upheld objection does to the shares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from zhiyun.kernel.terms import Choice
from zhiyun.kernel.workdays import Calendar
from zhiyun.law.claims import Allocation


@dataclass(frozen=True, slots=True)
class NoticePeriod:
    """The working days of a public notice, first and last included, and the documents they were counted by."""

    published_on: date
    workdays: int
    first_counted_day: date
    last_day: date
    sources: tuple[str, ...]
    caution: str | None
    readings: tuple[Choice, ...]

    @property
    def free_from(self) -> date:
        """The first day on which the next step may be taken: the day after the last day of notice."""
        return self.last_day + timedelta(days=1)


def run(published_on: date, workdays: int, calendar: Calendar, first_day: Choice) -> NoticePeriod:
    """Count ``workdays`` working days of a notice, its first day as the reading ``first_day`` says.

    Refuses a year without a holiday notice.
    """
    if first_day.key == "first_day_counts":
        first = calendar.first_workday_from(published_on)
    else:
        first = calendar.workday_after(published_on, 1)
    last = first if workdays == 1 else calendar.workday_after(first, workdays - 1)
    return NoticePeriod(
        published_on,
        workdays,
        first,
        last,
        tuple(calendar.papers(published_on, last)),
        calendar.caution(published_on, last),
        (first_day,),
    )


@dataclass(frozen=True)
class Revised:
    """Shares before and after a correction, and whether the public must see the list again."""

    before: Allocation
    after: dict[str, int]
    raised: tuple[str, ...]
    must_republish: bool
    to_recover_fen: dict[str, int]
    readings: tuple[Choice, ...]
