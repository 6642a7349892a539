"""The bureau's view of reviews: the calls, one call's board, and how its experts score beside each other."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from zhiyun.casework.actions import review_panels
from zhiyun.casework.queries import review_board
from zhiyun.casework.roles import Role
from zhiyun.web import guards
from zhiyun.web.form_key import new_key, sent_key
from zhiyun.web.seats import actor_of

READERS = (Role.AUDITOR, Role.CASE_OFFICER, Role.ROUND_MANAGER)


@guards.desk(*READERS)
def calls(request: HttpRequest) -> HttpResponse:
    """List the calls that are reviewed by experts."""
    page = {"desk": "review", "calls": review_board.calls(by=actor_of(request))}
    return render(request, "zhiyun/bureau/review/calls.html", page)


@guards.desk(*READERS)
def board(request: HttpRequest, call: str) -> HttpResponse:
    """Show how far a call's review is."""
    page = {
        "desk": "review",
        "board": review_board.board(by=actor_of(request), reference=call),
        "key": new_key(),
        "reminded": request.GET.get("reminded", "")[:4],
    }
    return render(request, "zhiyun/bureau/review/board.html", page)


@guards.desk(Role.ROUND_MANAGER, sends=True)
def remind(request: HttpRequest, call: str) -> HttpResponse:
    """Write to the experts whose sheets are missing."""
    if request.method != "POST":
        return redirect("review-board", call)
    number = review_panels.remind(by=actor_of(request), call=call, key=sent_key(request))
    return HttpResponseRedirect(f"{reverse('review-board', args=[call])}?reminded={number}")


@guards.desk(*READERS)
def calibration(request: HttpRequest, call: str) -> HttpResponse:
    """Show how experts score beside each other, and where their scores lie apart."""
    found = review_board.calibration(by=actor_of(request), reference=call)
    page = {"desk": "review", "call": call, "calibration": found}
    return render(request, "zhiyun/bureau/review/calibration.html", page)
