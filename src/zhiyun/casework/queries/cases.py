"""The cases a member of the office may look through: a list with filters and an order, and a board of where they stand.

Only what `sight` opens is ever counted: no draft, nothing sealed, nothing withdrawn, nothing of an organisation the
person is tied to. Sealed contents stay in the database; the list lives on the typed columns beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from zhiyun import law
from zhiyun.casework import sight
from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.case_filters import ORDERS, STAGES, Filters
from zhiyun.casework.stages import Stage, standing, told
from zhiyun.kernel.finding import Outcome
from zhiyun.kernel.money import Money
from zhiyun.records.models import Application, StepKind

PAGE = 50
"""Cases a page."""

_STEPS_AT: dict[Stage, tuple[StepKind, ...]] = {
    Stage.RECEIVED: (StepKind.SUBMITTED, StepKind.RESUBMITTED),
    Stage.RETURNED: (StepKind.RETURNED,),
    Stage.OVERDUE: (StepKind.RETURNED,),
    Stage.ACCEPTED: (StepKind.ACCEPTED,),
    Stage.REFUSED: (StepKind.REFUSED,),
    Stage.REVIEWED: (StepKind.REVIEWED,),
    Stage.DECIDED: (StepKind.DECIDED,),
    Stage.PUBLISHED: (StepKind.PUBLISHED,),
    Stage.DECLINED: (StepKind.DECLINED,),
    Stage.CONFIRMED: (StepKind.CONFIRMED,),
    Stage.COMMITTED: (StepKind.COMMITTED,),
    Stage.PAID: (StepKind.PAID,),
}
_COLUMNS = (
    "reference",
    "organisation__name",
    "organisation__credit_code",
    "organisation__district",
    "call__reference",
    "call__benefit",
    "call__current__closes_at",
    "last_step",
    "correction__due_on",
    "last_submission__at",
    "last_submission__number",
    "last_submission__outcome",
    "last_submission__missing",
    "last_submission__not_met",
    "last_submission__to_judge",
    "last_submission__staff_count",
    "last_submission__papers",
    "last_submission__asked_fen",
    "last_submission__claimed_fen",
    "last_submission__counted_fen",
)


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case in a list; ``amount`` is asked for or claimed, ``days_waiting`` None where nobody of the office is awaited."""

    reference: str
    applicant: str
    credit_code: str
    district: str
    call: str
    benefit: law.Benefit
    stage: Stage
    submitted_at: datetime
    submission: int
    outcome: Outcome
    missing: int
    not_met: int
    to_judge: int
    staff: int | None
    papers: int
    amount: Money | None
    counted: Money | None
    days_waiting: int | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Origin:
    """One call and one district that some case comes from."""

    call: str
    title: str
    benefit: law.Benefit
    district: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many cases of one call stand at one stage."""

    call: str
    title: str
    benefit: law.Benefit
    stage: Stage
    number: int
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list, counted from 1."""

    lines: tuple[CaseLine, ...]
    total: int
    number: int

    @property
    def last(self) -> int:
        """The last page's number."""
        return max(1, -(-self.total // PAGE))


def page(*, by: Actor, filters: Filters, number: int = 1) -> Page:
    """Give one page; a number beyond the last gives the last."""
    cases = _asked(by, filters)
    total = cases.count()
    number = min(max(1, number), max(1, -(-total // PAGE)))
    # Only the page's own cases are joined with all that a line shows, however many are sorted.
    keys = list(cases.values_list("pk", flat=True)[(number - 1) * PAGE : number * PAGE])
    shown = cases.filter(pk__in=keys).values(*_COLUMNS)
    return Page(tuple(_line(row, by) for row in shown), total, number)


def each(*, by: Actor, filters: Filters) -> Iterator[CaseLine]:
    """Give every case of a list, a few thousand rows at a time."""
    for row in _asked(by, filters).values(*_COLUMNS).iterator(chunk_size=2000):
        yield _line(row, by)


def origins(*, by: Actor) -> tuple[Origin, ...]:
    """List which calls and districts the cases come from, without counting any: what a list can be narrowed to."""
    rows = (
        _opened(by)
        .order_by("-call__current__closes_at", "call__reference", "organisation__district")
        .values_list("call__reference", "call__current__title", "call__benefit", "organisation__district")
        .distinct()
    )
    return tuple(Origin(call, title, law.Benefit(of), district) for call, title, of, district in rows)


def tallies(*, by: Actor) -> tuple[Tally, ...]:
    """Count every case the actor may look through, by call and stage."""
    counted = (
        _opened(by)
        .values(
            "call__reference",
            "call__current__title",
            "call__benefit",
            "call__current__closes_at",
            "last_step",
        )
        .annotate(number=Count("pk"), overdue=Count("pk", filter=Q(correction__due_on__lt=by.day)))
        .order_by("-call__current__closes_at", "call__reference")
    )
    return tuple(tally for row in counted for tally in _tallied(row, by))


def _opened(by: Actor) -> QuerySet[Application]:
    return sight.applications(by=by).filter(last_submission__isnull=False)


def _asked(by: Actor, filters: Filters) -> QuerySet[Application]:
    """Give the cases a list asks for, in its order."""
    rows = _opened(by)
    # Whatever is named here joins the submissions, every one of them: only when it sorts or filters.
    if filters.order in ("most", "least") or filters.least_fen is not None or filters.most_fen is not None:
        rows = rows.alias(
            amount_fen=Coalesce(F("last_submission__asked_fen"), F("last_submission__claimed_fen"))
        )
    if filters.order == "gaps":
        rows = rows.alias(gaps=F("last_submission__missing") + F("last_submission__not_met"))
    return rows.filter(*_conditions(filters, by)).order_by(*ORDERS[filters.order])


def _conditions(filters: Filters, by: Actor) -> Iterator[Q]:
    if filters.call:
        yield Q(call__reference=filters.call)
    if filters.benefit:
        yield Q(call__benefit=filters.benefit)
    if filters.district:
        yield Q(organisation__district=filters.district)
    if filters.stage is not None:
        yield Q(last_step__in=_steps_at(filters.stage, by))
        if filters.stage in (Stage.RETURNED, Stage.OVERDUE):
            overdue = Q(correction__due_on__lt=by.day)
            yield overdue if filters.stage is Stage.OVERDUE else ~overdue
    if filters.outcome is not None:
        yield Q(last_submission__outcome=filters.outcome.value)
    if filters.has_gaps is not None:
        whole = Q(last_submission__missing=0, last_submission__not_met=0)
        yield ~whole if filters.has_gaps else whole
    if filters.least_fen is not None:
        yield Q(amount_fen__gte=filters.least_fen)
    if filters.most_fen is not None:
        yield Q(amount_fen__lte=filters.most_fen)
    for word in filters.words.split():
        yield (
            Q(organisation__name__icontains=word)
            | Q(organisation__credit_code__icontains=word.upper())
            | Q(reference__iexact=word)
        )


def _steps_at(stage: Stage, by: Actor) -> tuple[StepKind, ...]:
    """Give the steps at which a case stands there, for all this actor may know."""
    known = (each for each in _STEPS_AT if told(stage=each, role=by.role) is stage)
    return tuple(step for each in known for step in _STEPS_AT[each])


def _line(row: dict[str, Any], by: Actor) -> CaseLine:
    due_on = row["correction__due_on"] if row["last_step"] == StepKind.RETURNED else None
    overdue = due_on is not None and by.day > due_on
    stage = told(stage=standing(step=row["last_step"], closed=True, overdue=overdue), role=by.role)
    return CaseLine(
        row["reference"],
        row["organisation__name"],
        row["organisation__credit_code"],
        row["organisation__district"],
        row["call__reference"],
        law.Benefit(row["call__benefit"]),
        stage,
        row["last_submission__at"],
        row["last_submission__number"],
        Outcome(row["last_submission__outcome"]),
        row["last_submission__missing"],
        row["last_submission__not_met"],
        row["last_submission__to_judge"],
        row["last_submission__staff_count"],
        row["last_submission__papers"],
        _money(_amount(row)),
        _money(row["last_submission__counted_fen"]),
        _days_waiting(stage, row, due_on, by),
        due_on,
    )


def _days_waiting(stage: Stage, row: dict[str, Any], due_on: date | None, by: Actor) -> int | None:
    """Count the days the office has kept a case waiting: since the call closed, or since it came back corrected."""
    if stage is Stage.OVERDUE and due_on is not None:
        return (by.day - due_on).days
    if stage is not Stage.RECEIVED:
        return None
    since = max(row["call__current__closes_at"], row["last_submission__at"])
    return (by.day - since.astimezone(SHANGHAI).date()).days


def _tallied(row: dict[str, Any], by: Actor) -> Iterable[Tally]:
    step, late = row["last_step"], row["overdue"] if row["last_step"] == StepKind.RETURNED else 0
    for overdue, number in ((False, row["number"] - late), (True, late)):
        if number:
            yield Tally(
                row["call__reference"],
                row["call__current__title"],
                law.Benefit(row["call__benefit"]),
                told(stage=standing(step=step, closed=True, overdue=overdue), role=by.role),
                number,
                row["call__current__closes_at"],
            )


def _amount(row: dict[str, Any]) -> int | None:
    """Give what is asked for, or else what the ledger claims, in fen."""
    asked: int | None = row["last_submission__asked_fen"]
    claimed: int | None = row["last_submission__claimed_fen"]
    return claimed if asked is None else asked


def _money(fen: int | None) -> Money | None:
    return None if fen is None else Money(fen)


__all__ = [
    "PAGE",
    "STAGES",
    "CaseLine",
    "Filters",
    "Origin",
    "Page",
    "Tally",
    "each",
    "origins",
    "page",
    "tallies",
]
