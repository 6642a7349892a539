"""A ledger put to the law: for which span, and with which applicants barred by their own construction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from zhiyun import law
from zhiyun.kernel.finding import Finding, Outcome
from zhiyun.kernel.period import Period, calendar_year
from zhiyun.kernel.terms import Choice


@dataclass(frozen=True, slots=True)
class Counted:
    """The rulings on a ledger, the findings that bar applicants, and every reading either rests on."""

    count: law.Count
    barred: Mapping[str, Finding]
    readings: tuple[Choice, ...]


def performance(
    *,
    measure: law.Measure,
    closes_on: date,
    year: int | None = None,
    round_year: int | None = None,
    round_: law.Round | None = None,
) -> tuple[Period, tuple[Choice, ...]]:
    """Give the span whose operations count: the calendar year named, else the call's own, else the round year's."""
    if year is not None:
        return calendar_year(year), ()
    if round_ is not None and round_.performance is not None:
        return round_.performance, ()
    span, choice = measure.performance_period(round_year or closes_on.year, closes_on)
    return span, (choice,)


def counted(
    *,
    measure: law.Measure,
    deals: Sequence[law.Deal],
    window: Period,
    applied_on: date,
    round_: law.Round | None = None,
    books: Mapping[str, law.TaskBook] | None = None,
) -> Counted:
    """Rule on every deal; ``books`` holds the task books of applicants with a construction grant."""
    occasion = law.Occasion(applied_on, applied_on, window)
    heard = {applicant: measure.bar(book, occasion) for applicant, book in (books or {}).items()}
    barred = {name: finding for name, finding in heard.items() if finding.outcome is Outcome.NOT_MET}
    count = measure.count(deals, window, round_=round_, barred=barred)
    used = {choice.reading.id: choice for choice in count.readings}
    used |= {choice.reading.id: choice for finding in heard.values() for choice in finding.all_readings()}
    return Counted(count, barred, tuple(used.values()))
