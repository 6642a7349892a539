"""What was verified of one's own ledger, once the list is published."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhiyun.casework.queries import verified_ledger
from zhiyun.casework.roles import APPLICANT_ROLES
from zhiyun.web import guards
from zhiyun.web.seats import actor_of
from zhiyun.web.sent_numbers import whole


@guards.desk(*APPLICANT_ROLES)
def verified(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the verdict on every deal with its reason."""
    page = request.GET.get("page", "1")
    number = whole(page, 1, digits=4)
    seen = verified_ledger.told(by=actor_of(request), reference=reference, page=number)
    return render(request, "zhiyun/applicant/verified.html", {"seen": seen})
