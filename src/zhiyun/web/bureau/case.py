"""One case on the officer's desk: where it stands, what was handed in, what the law says, and the officer's answer."""

from __future__ import annotations

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from zhiyun import law
from zhiyun.casework import receiving
from zhiyun.casework.actions import first_look
from zhiyun.casework.queries import case as case_queries
from zhiyun.casework.queries import issued, task_books
from zhiyun.casework.queries.case import Case
from zhiyun.casework.refusals import NeedsConfirmation, NotAllowed, NotFound
from zhiyun.casework.roles import BUREAU_ROLES, Role
from zhiyun.casework.stages import WITH_TASK_BOOK, Stage
from zhiyun.kernel.finding import Outcome
from zhiyun.kernel.money import Money
from zhiyun.kernel.refusal import Faulty, Refusal
from zhiyun.web import faults, guards
from zhiyun.web.bureau.cases import READERS
from zhiyun.web.bureau.next_step import next_step
from zhiyun.web.seats import actor_of
from zhiyun.web.sent_numbers import whole

SINCE_ACCEPTANCE = frozenset(Stage) - {
    *(Stage.DRAFT, Stage.SEALED, Stage.LAPSED, Stage.RECEIVED),
    *(Stage.RETURNED, Stage.OVERDUE, Stage.REFUSED, Stage.WITHDRAWN),
}
"""Where a subsidy's ledger stands on the verification desk."""
LEDGER_SHOWN = 100
"""Deals on the page; all of them are in the workbook."""


@guards.desk(*READERS)
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one case."""
    return page(request, case_queries.case(by=actor_of(request), reference=reference))


@guards.desk(Role.CASE_OFFICER, sends=True)
def accept(request: HttpRequest, reference: str) -> HttpResponse:
    """Accept the case and go back to it; what was typed stays when it cannot be."""
    if request.method != "POST":
        return redirect("case", reference)
    try:
        first_look.accept(
            by=actor_of(request),
            application=reference,
            seen=seen(request),
            note=request.POST.get("note", ""),
            key=request.POST.get("key", ""),
        )
    except Refusal as refusal:
        told = refused(refusal, target="note")
        shown = case_queries.case(by=actor_of(request), reference=reference)
        return page(request, shown, told, status=409)
    return redirect("case", reference)


def seen(request: HttpRequest) -> int:
    """Read which submission the page showed; 0, which none is, for anything else."""
    return whole(request.POST.get("seen"), 0, digits=4)


def refused(refusal: Refusal, *, target: str) -> dict[str, object]:
    """Show a refusal in the form it came from; what must not be known goes on as it is."""
    if isinstance(refusal, NotFound | NotAllowed | NeedsConfirmation):
        raise refusal
    listed = refusal.faults if isinstance(refusal, Faulty) else ()
    return {"faults": faults.of_input(listed, target=target), "refusal": None if listed else refusal}


def page(
    request: HttpRequest,
    shown: Case,
    context: dict[str, object] | None = None,
    *,
    status: int = 200,
    template: str = "case",
) -> HttpResponse:
    """Show a page of the case, with what was typed and what is wrong with it."""
    made = {
        "desk": "cases",
        "case": shown,
        "procedure": shown.pinned.measure.steps(shown.pinned.benefit)[1],
        "next": next_step(
            stage=shown.stage,
            benefit=shown.pinned.benefit,
            role=actor_of(request).role,
            reference=shown.reference,
        ),
        "outcomes": [(outcome, shown.heard.number_of(outcome)) for outcome in Outcome],
        "has_task_book": actor_of(request).role in BUREAU_ROLES
        and shown.pinned.benefit.is_construction
        and shown.stage in WITH_TASK_BOOK
        and task_books.is_begun(by=actor_of(request), reference=shown.reference),
        "edits": actor_of(request).role in issued.EDITORS,
        "verifies": shown.stage in SINCE_ACCEPTANCE and actor_of(request).role in BUREAU_ROLES,
        "ledger": [_ledger_line(ruling) for ruling in shown.rulings[:LEDGER_SHOWN]],
        "papers": [_paper(each) for each in shown.told["papers"]],
        "needs_note": bool(
            shown.heard.number_of(Outcome.NOT_MET) or shown.heard.number_of(Outcome.NO_EVIDENCE)
        ),
        "key": secrets.token_urlsafe(12),
        "typed": request.POST,
        **(context or {}),
    }
    return render(request, f"zhiyun/bureau/cases/{template}.html", made, status=status)


def _paper(paper: dict[str, Any]) -> dict[str, Any]:
    return {
        **paper,
        "kind_words": receiving.kind_words(kind=paper["kind"]),
        "verdict_words": receiving.verdict_words(verdict=paper["verdict"]),
    }


def _ledger_line(ruling: law.Ruling) -> dict[str, object]:
    return {
        "deal": ruling.deal.deal,
        "kind": ruling.deal.kind.words,
        "outcome": law.outcome_of(ruling).words,
        "counted": Money(ruling.counted_fen),
        "because": law.because(ruling),
    }
