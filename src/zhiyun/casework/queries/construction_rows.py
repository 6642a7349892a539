"""The rows behind a funded centre's pages and tasks, brought in a few questions however many centres there are."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Prefetch

from zhiyun import law
from zhiyun.casework import rounds, sight, task_books
from zhiyun.casework.actor import Actor
from zhiyun.casework.construction import ConstructionStage, reporting
from zhiyun.casework.construction.standing import recovery_rulings, recovery_stage
from zhiyun.kernel.finding import Outcome
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said
from zhiyun.kernel.workdays import Calendar
from zhiyun.records.models import (
    AcceptanceProposal,
    AcceptanceRequest,
    Evaluation,
    Grant,
    HalfYearReport,
    RecoveryProposal,
    RecoveryReceipt,
)


def rows(*, by: Actor) -> Any:
    """Give the grants an actor may see, with what every page asks of them in a few questions."""
    return (
        task_books.dated()
        .filter(application__in=sight.applications(by=by).values("pk"))
        .select_related(
            "application__organisation",
            "application__call__current",
            "application__last_submission__call_version",
            "version__task_book",
        )
        .prefetch_related(
            "changes",
            Prefetch("reports", HalfYearReport.objects.select_related("by", "look__by")),
            Prefetch("acceptance_requests", AcceptanceRequest.objects.select_related("by")),
            Prefetch("acceptance_proposals", AcceptanceProposal.objects.select_related("by", "ruling__by")),
            Prefetch("recovery_proposals", RecoveryProposal.objects.select_related("by", "ruling__by")),
            Prefetch("evaluations", Evaluation.objects.select_related("by", "ruling__by")),
            Prefetch("recovery_proposals__ruling__receipts", RecoveryReceipt.objects.select_related("by")),
        )
    )


def stage_and_grounds(
    *, grant: Grant, on: date
) -> tuple[ConstructionStage | None, law.Acceptance | None, Said | None]:
    """Tell where a centre stands, and why; where the law refuses, its words instead."""
    try:
        heard = rounds.of_case(application=grant.application).measure.acceptance(
            task_books.dates(grant=grant, on=on), on
        )
    except Refusal as refusal:
        return None, None, refusal.said
    if heard.standing is not law.Standing.REVOKED:
        return ConstructionStage[heard.standing.name], heard, None
    ruling = next((each for each in recovery_rulings(grant=grant) if each.good), None)
    return recovery_stage(ruling=ruling), heard, None


def is_open(*, grant: Grant, on: date, asked: bool) -> bool:
    """Say whether an acceptance may come to an outcome on a day; not where the law refuses to say."""
    try:
        book = task_books.dates(grant=grant, on=on)
        return (
            rounds.of_case(application=grant.application)
            .measure.acceptance_open(book, on, asked=asked)
            .outcome
            is Outcome.MET
        )
    except Refusal:
        return False


def spans_of(*, grant: Grant, on: date, calendar: Calendar) -> tuple[reporting.Span, ...]:
    """List a centre's half-years."""
    return reporting.spans(
        measure=rounds.of_case(application=grant.application).measure,
        book=task_books.dates(grant=grant, on=on),
        calendar=calendar,
        rows=grant.reports.all(),
        on=on,
    )
