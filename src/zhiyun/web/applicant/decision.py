"""The applicant's own outcome, once the list is public: every ground, every reading, and who judged."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhiyun.casework.queries import decided as outcomes
from zhiyun.casework.roles import APPLICANT_ROLES
from zhiyun.web import guards
from zhiyun.web.seats import actor_of


@guards.desk(*sorted(APPLICANT_ROLES))
def decision(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what was decided of one's own application."""
    found = outcomes.of_application(by=actor_of(request), reference=reference)
    return render(request, "zhiyun/applicant/decision.html", {"desk": "applications", "decided": found})
