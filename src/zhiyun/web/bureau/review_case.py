"""The review of one case on the bureau's desk: conflicts ruled on, sheets and opinion read, the review closed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from zhiyun.casework.actions import review_conflicts, review_opinions
from zhiyun.casework.queries import review_case
from zhiyun.casework.refusals import NeedsConfirmation, NotAllowed, NotFound
from zhiyun.casework.roles import Role
from zhiyun.kernel.refusal import Faulty, Refusal
from zhiyun.web import faults, guards
from zhiyun.web.accounts.confirming import need_confirmation
from zhiyun.web.bureau.review import READERS
from zhiyun.web.form_key import new_key, sent_key
from zhiyun.web.seats import actor_of
from zhiyun.web.sent_numbers import whole


@guards.desk(*READERS)
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the review of one case."""
    return _page(request, reference, {})


@guards.desk(Role.ROUND_MANAGER, sends=True)
def rule(request: HttpRequest, reference: str) -> HttpResponse:
    """Pin a ground, which recuses the expert at once, or dismiss it."""
    if request.method != "POST":
        return redirect("review-case", reference)
    expert = request.POST.get("expert", "")
    try:
        review_conflicts.rule(
            by=actor_of(request),
            application=reference,
            key=sent_key(request),
            expert=whole(expert, 0),
            ground=request.POST.get("ground", ""),
            pinned=request.POST.get("do") == "pin",
            reason=request.POST.get("reason", ""),
        )
    except Faulty as faulty:
        return _page(request, reference, {"faults": faults.of_input(faulty.faults, target="members")}, 400)
    except (NotFound, NotAllowed, NeedsConfirmation):
        raise
    except Refusal as refusal:
        return _page(request, reference, {"refusal": refusal}, 409)
    return HttpResponseRedirect(reverse("review-case", args=[reference]))


@guards.desk(Role.ROUND_MANAGER, sends=True)
def close(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what closing comes to, and close; the secret is asked for beforehand."""
    if request.method != "POST":
        need_confirmation(request)
        return _page(request, reference, {}, template="close")
    try:
        review_opinions.close(by=actor_of(request), application=reference, key=sent_key(request))
    except (NotFound, NotAllowed, NeedsConfirmation):
        raise
    except Refusal as refusal:
        return _page(request, reference, {"refusal": refusal}, 409, template="close")
    return HttpResponseRedirect(reverse("review-case", args=[reference]))


def _page(
    request: HttpRequest,
    reference: str,
    told: dict[str, object],
    status: int = 200,
    *,
    template: str = "case",
) -> HttpResponse:
    page = {
        "desk": "review",
        "case": review_case.case(by=actor_of(request), reference=reference),
        "key": new_key(),
        "typed": request.POST,
        **told,
    }
    return render(request, f"zhiyun/bureau/review/{template}.html", page, status=status)
