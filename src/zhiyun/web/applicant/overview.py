"""One application at a glance: where it is, what it lacks, and what the law would say."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from zhiyun.casework.actions import applications as acts
from zhiyun.casework.queries import applications as own
from zhiyun.casework.queries import issued, task_books
from zhiyun.casework.roles import APPLICANT_ROLES
from zhiyun.casework.stages import WITH_TASK_BOOK, Stage
from zhiyun.web import guards
from zhiyun.web.form_key import new_key, sent_key
from zhiyun.web.seats import actor_of

TOLD = frozenset({Stage.PUBLISHED, Stage.DECLINED, Stage.CONFIRMED, Stage.PAID})
"""Where an applicant may read what was verified of its ledger."""


@guards.desk(*APPLICANT_ROLES)
def application(request: HttpRequest, reference: str) -> HttpResponse:
    """Show an application's state, its sections and the live pre-check."""
    by = actor_of(request)
    seen = own.overview(by=by, reference=reference)
    page = {
        "seen": seen,
        "head": seen.head,
        "documents": issued.of_application(by=by, reference=reference) if seen.head.receipts else (),
        "has_task_book": seen.head.benefit.is_construction
        and seen.head.stage in WITH_TASK_BOOK
        and task_books.is_begun(by=by, reference=reference),
        "has_ledger": not seen.head.benefit.is_construction and seen.head.stage in {Stage.ACCEPTED, *TOLD},
        "has_verdicts": seen.head.stage in TOLD,
        "now": by.at,
        "key": new_key(),
    }
    return render(request, "zhiyun/applicant/overview.html", page)


@guards.desk(*APPLICANT_ROLES, sends=True)
def copy_last(request: HttpRequest, reference: str) -> HttpResponse:
    """Take over last round's answers when asked to; an address opened by hand leads to the overview."""
    if request.method == "POST":
        acts.copy_last(by=actor_of(request), key=sent_key(request), application=reference)
    return HttpResponseRedirect(reverse("application", args=[reference]))
