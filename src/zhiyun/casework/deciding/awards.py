"""Construction money of a bureau that stands already: granted, or decided and not yet signed; for Article 11."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from zhiyun.casework.actor import SHANGHAI
from zhiyun.casework.task_books.in_force import standing_tranches, terms_of
from zhiyun.records.models import Application, Call, Decision, Grant, PaymentStep, PaymentStepKind

Plain = dict[str, Any]


def standing(*, call: Call) -> list[Plain]:
    """List every award of the bureau but those of this call, which are decided anew, in a fixed order."""
    return [*_granted(call), *_decided(call)]


def proposed(*, application: Application, amount_fen: int, year: int) -> Plain:
    """Write an award the meeting makes beside the one that is decided: it occupies the year it is made for."""
    return {
        "centre": application.organisation.name,
        "benefit": application.call.benefit,
        "amount_fen": amount_fen,
        "what": f"本次会议审定{application.reference}",
        "approved_on": None,
        "signed_on": None,
        "tranches": [_tranche(amount_fen, date(year, 12, 31), None)],
    }


def _granted(call: Call) -> Iterator[Plain]:
    grants = (
        Grant.objects.filter(application__call__issuer_id=call.issuer_id)
        .exclude(application__call=call)
        .select_related("application__call", "application__organisation", "version__task_book__decision")
        .prefetch_related("tranches__end", "changes")
        .order_by("id")
    )
    paid = dict(
        PaymentStep.objects.filter(
            kind=PaymentStepKind.PAID, order__tranche__grant__application__call__issuer_id=call.issuer_id
        )
        .order_by("id")
        .values_list("order__tranche_id", "day")
    )
    for grant in grants:
        case = grant.application
        yield {
            "centre": case.organisation.name,
            "benefit": case.call.benefit,
            "amount_fen": terms_of(grant=grant).amount_fen,
            "what": f"任务书{grant.version.task_book.reference}",
            "approved_on": _day(grant.version.task_book.decision.at),
            "signed_on": grant.signed_on.isoformat(),
            "tranches": [
                _tranche(each.amount_fen, each.due_on, paid.get(each.pk))
                for each in standing_tranches(grant=grant)
            ],
        }


def _decided(call: Call) -> Iterator[Plain]:
    decisions = (
        Decision.objects.filter(
            resolution__call__issuer_id=call.issuer_id,
            resolution__superseded_by=None,
            supported=True,
            application__grant=None,
        )
        .exclude(resolution__call=call)
        .exclude(resolution__call__benefit="performance_subsidy")
        .select_related("resolution", "application__call", "application__organisation")
        .order_by("id")
    )
    for decision in decisions:
        yield {
            "centre": decision.application.organisation.name,
            "benefit": decision.application.call.benefit,
            "amount_fen": decision.amount_fen,
            "what": f"审定{decision.reference}",
            "approved_on": _day(decision.at),
            "signed_on": None,
            # Not signed yet: it occupies the year it was decided for.
            "tranches": [_tranche(decision.amount_fen, date(decision.resolution.year, 12, 31), None)],
        }


def _tranche(amount_fen: int, due_on: date, paid_on: date | None) -> Plain:
    return {
        "amount_fen": amount_fen,
        "due_on": due_on.isoformat(),
        "paid_on": None if paid_on is None else paid_on.isoformat(),
    }


def _day(at: datetime) -> str:
    return at.astimezone(SHANGHAI).date().isoformat()
