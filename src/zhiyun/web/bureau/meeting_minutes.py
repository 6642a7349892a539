"""The minutes of a meeting beside the figures they make take effect: written by one person, approved by another."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from zhiyun.casework import door
from zhiyun.casework.actions import meeting_minutes as actions
from zhiyun.casework.queries import meeting_minutes as queries
from zhiyun.casework.refusals import NeedsConfirmation
from zhiyun.casework.roles import Role
from zhiyun.kernel.refusal import Refusal
from zhiyun.web import guards, kept_typing
from zhiyun.web.bureau.meetings import READERS, told
from zhiyun.web.form_key import new_key, sent_key
from zhiyun.web.seats import actor_of
from zhiyun.web.sent_numbers import whole


@guards.desk(*READERS, sends=True, keeps=kept_typing.keep_of_meeting)
def minutes(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the minutes and the figures; the secretary writes them, a round manager approves both together."""
    page: dict[str, object] = {}
    status = 200
    kept_typing.typed_again(request)
    if request.method == "POST":
        try:
            _done(request, reference)
        except NeedsConfirmation as refusal:
            page, status = {"refusal": refusal}, 409
        except Refusal as refusal:
            page, status = told(refusal, target="words")
        else:
            return redirect("meeting-minutes", reference)
    by = actor_of(request)
    found = queries.shown(by=by, reference=reference)
    is_closed = found.stage.value == "closed"
    may_approve = by.role is Role.ROUND_MANAGER and is_closed and found.minutes is not None
    page |= {
        "desk": "meetings",
        "shown": found,
        "may_write": by.role is Role.MEETING_SECRETARY and is_closed,
        "may_approve": may_approve,
        "must_confirm": may_approve and not door.is_confirmed(by=by),
        "words": request.POST.get("words", found.minutes.words if found.minutes else found.draft),
        "key": new_key(),
    }
    return render(request, "zhiyun/bureau/meetings/minutes.html", page, status=status)


def _done(request: HttpRequest, reference: str) -> None:
    by, sent = actor_of(request), request.POST
    if sent.get("do") == "approve":
        actions.approve(
            by=by,
            meeting=reference,
            seen=whole(request.POST.get("seen"), 0),
            computed=sent.get("computed", ""),
            key=sent_key(request),
        )
    else:
        actions.write(
            by=by,
            meeting=reference,
            words=sent.get("words", ""),
            seen=whole(request.POST.get("seen"), 0),
            key=sent_key(request),
        )
