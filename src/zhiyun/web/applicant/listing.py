"""The applicant's list of applications, and beginning one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from zhiyun.casework.actions import applications as acts
from zhiyun.casework.queries import applications as own
from zhiyun.casework.roles import APPLICANT_ROLES
from zhiyun.web import guards
from zhiyun.web.form_key import new_key, sent_key
from zhiyun.web.seats import actor_of


@guards.desk(*APPLICANT_ROLES)
def applications(request: HttpRequest) -> HttpResponse:
    """List the applications of the body the person acts for, and the calls that are open to it."""
    by = actor_of(request)
    page = {"rows": own.mine(by=by), "offers": own.open_calls(by=by), "now": by.at}
    return render(request, "zhiyun/applicant/applications.html", page)


@guards.desk(*APPLICANT_ROLES, sends=True)
def begin(request: HttpRequest, call: str) -> HttpResponse:
    """Say what beginning means, and begin; whoever has begun already is led to what there is."""
    by = actor_of(request)
    if request.method != "POST":
        page = {
            "offer": own.offer(by=by, call=call),
            "key": new_key(),
            "now": by.at,
            "organisation": by.organisation_name,
        }
        return render(request, "zhiyun/applicant/begin.html", page)
    try:
        reference = acts.begin(by=by, key=sent_key(request), call=call)
    except acts.AlreadyBegun as refusal:
        reference = refusal.reference
    return HttpResponseRedirect(reverse("application", args=[reference]))
