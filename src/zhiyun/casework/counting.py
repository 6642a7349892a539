"""A ledger put to the law: for which span, and with which applicants barred by their own construction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from zhiyun import law
from zhiyun.kernel.finding import Finding, Outcome
from zhiyun.kernel.period import Period, calendar_year
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.terms import Choice

WHICH_YEAR: Final = "A2"
"""The reading that finds the span; it has nothing left to say where the span is named."""


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
    by: tuple[Choice, ...] = (),
    applied_on: date,
    round_: law.Round | None = None,
    task_books: Mapping[str, law.TaskBook] | None = None,
    heard: Mapping[str, Finding] | None = None,
) -> Counted:
    """Rule on every deal; ``by`` holds the reading that found the span, ``task_books`` those of funded applicants.

    ``heard`` holds, by applicant, what the law has already said about its construction.

    Refuses task books whose dates cannot be, all of them at once, by applicant.
    """
    barring = {
        **(heard or {}),
        **_heard(measure, task_books or {}, law.Occasion(applied_on, applied_on, window)),
    }
    barred = {name: finding for name, finding in barring.items() if finding.outcome is Outcome.NOT_MET}
    count = measure.count(deals, window, round_=round_, barred=barred)
    spoke = [choice for choice in count.readings if by or choice.reading.id != WHICH_YEAR]
    used = {choice.reading.id: choice for choice in (*by, *spoke)}
    used |= {choice.reading.id: choice for finding in barring.values() for choice in finding.all_readings()}
    return Counted(count, barred, tuple(used.values()))


def _heard(
    measure: law.Measure, task_books: Mapping[str, law.TaskBook], occasion: law.Occasion
) -> dict[str, Finding]:
    heard: dict[str, Finding] = {}
    faults = []
    for applicant, book in task_books.items():
        try:
            heard[applicant] = measure.bar(book, occasion)
        except Refusal as refusal:
            faults.append(Fault(applicant, refusal.said))
    if faults:
        raise Faulty(faults)
    return heard
