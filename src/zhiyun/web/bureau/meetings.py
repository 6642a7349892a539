"""The bureau's meetings: the list, a form that convenes one, and one meeting from its agenda to its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from zhiyun.casework.actions import meeting_revisions, meeting_sessions
from zhiyun.casework.actions import meetings as actions
from zhiyun.casework.actor import SHANGHAI
from zhiyun.casework.meetings import MeetingStage
from zhiyun.casework.queries import meeting_revisions as revisions
from zhiyun.casework.queries import meetings as queries
from zhiyun.casework.refusals import NeedsConfirmation, NotAllowed, NotFound
from zhiyun.casework.roles import Role
from zhiyun.kernel.refusal import Faulty, Refusal
from zhiyun.web import faults, guards
from zhiyun.web.form_key import new_key, sent_key
from zhiyun.web.seats import actor_of

READERS = (Role.MEETING_SECRETARY, Role.ROUND_MANAGER, Role.CASE_OFFICER, Role.AUDITOR)
ROWS = 8
"""Members one form takes; those beyond are convened anew."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the members' table as typed."""

    number: int
    name: str
    post: str
    email: str
    presides: bool
    votes: bool


@guards.desk(*READERS, sends=True)
def listing(request: HttpRequest) -> HttpResponse:
    """List the bureau's meetings; the secretary's form convenes one."""
    page: dict[str, object] = {}
    status = 200
    if request.method == "POST":
        try:
            reference = _convene(request)
        except Refusal as refusal:
            page, status = told(refusal, target="convene")
        else:
            return redirect("meeting", reference)
    by = actor_of(request)
    listed = queries.listing(by=by)
    page |= {
        "desk": "meetings",
        "meetings": listed,
        "to_meet": [line for line in listed if line.stage is MeetingStage.CONVENED],
        "may_convene": by.role is Role.MEETING_SECRETARY,
        "colleagues": queries.colleagues(by=by) if by.role is Role.MEETING_SECRETARY else (),
        "to_bring": queries.to_bring(by=by),
        "rows": _rows(request),
        "typed": request.POST,
        "key": new_key(),
    }
    return render(request, "zhiyun/bureau/meetings/list.html", page, status=status)


@guards.desk(*READERS, sends=True)
def meeting(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a meeting; its forms bring a call, open it, let members stand aside, conclude the rest and close it."""
    page: dict[str, object] = {}
    status = 200
    if request.method == "POST":
        deed = _DEEDS.get(request.POST.get("do", ""))
        if deed is None:
            raise NotFound
        try:
            deed(request, reference)
        except Refusal as refusal:
            page, status = told(refusal, target="agenda")
        else:
            return redirect("meeting", reference)
    by = actor_of(request)
    found = queries.shown(by=by, reference=reference)
    stage = found.stage.value
    runs = by.role is Role.MEETING_SECRETARY
    page |= {
        "desk": "meetings",
        "meeting": found,
        "may_bring": by.role is Role.CASE_OFFICER and stage == "convened",
        "may_take_off": by.role in (Role.CASE_OFFICER, Role.MEETING_SECRETARY) and stage == "convened",
        "may_open": runs and stage == "convened",
        "may_conclude": runs and stage == "open",
        "may_recuse": runs and stage in ("convened", "open"),
        "may_write": runs and stage == "closed",
        "may_approve": by.role is Role.ROUND_MANAGER and stage == "closed" and bool(found.minutes),
        "to_bring": queries.to_bring(by=by) if by.role is Role.CASE_OFFICER and stage == "convened" else (),
        "to_revise": revisions.to_revise(by=by)
        if by.role is Role.CASE_OFFICER and stage == "convened"
        else (),
        "typed": request.POST,
        "key": new_key(),
    }
    return render(request, "zhiyun/bureau/meetings/meeting.html", page, status=status)


def told(refusal: Refusal, *, target: str) -> tuple[dict[str, object], int]:
    """Show a refusal on the page it came from, with its status; what must not be known goes on as it is."""
    if isinstance(refusal, NotFound | NotAllowed | NeedsConfirmation):
        raise refusal
    if isinstance(refusal, Faulty):
        return {"faults": faults.of_input(refusal.faults, target=target)}, 400
    return {"refusal": refusal}, 409


def number(request: HttpRequest, name: str) -> int:
    """Read a whole number of a form; what is none is 0, which nothing is."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _bring(request: HttpRequest, reference: str) -> None:
    actions.bring(
        by=actor_of(request),
        meeting=reference,
        call=request.POST.get("call", ""),
        seen=request.POST.get("seen", ""),
        key=sent_key(request),
    )


def _bring_revision(request: HttpRequest, reference: str) -> None:
    meeting_revisions.bring_revision(
        by=actor_of(request),
        meeting=reference,
        resolution=request.POST.get("resolution", ""),
        because=request.POST.get("because", ""),
        seen=request.POST.get("seen", ""),
        key=sent_key(request),
    )


def _take_off(request: HttpRequest, reference: str) -> None:
    actions.take_off(
        by=actor_of(request),
        meeting=reference,
        call=request.POST.get("call", ""),
        seen=request.POST.get("seen", ""),
        key=sent_key(request),
    )


def _open(request: HttpRequest, reference: str) -> None:
    there = [int(each) for each in request.POST.getlist("present") if each.isascii() and each.isdecimal()]
    meeting_sessions.open_meeting(
        by=actor_of(request),
        meeting=reference,
        present=there,
        seen=request.POST.get("seen", ""),
        key=sent_key(request),
    )


def _recuse(request: HttpRequest, reference: str) -> None:
    meeting_sessions.recuse(
        by=actor_of(request),
        meeting=reference,
        case=request.POST.get("case", ""),
        member=number(request, "member"),
        reason=request.POST.get("reason", ""),
        key=sent_key(request),
    )


def _rest(request: HttpRequest, reference: str) -> None:
    meeting_sessions.conclude_rest(
        by=actor_of(request),
        meeting=reference,
        call=request.POST.get("call", ""),
        seen=request.POST.get("seen", ""),
        key=sent_key(request),
    )


def _close(request: HttpRequest, reference: str) -> None:
    meeting_sessions.close(
        by=actor_of(request),
        meeting=reference,
        seen=request.POST.get("seen", ""),
        key=sent_key(request),
    )


_DEEDS: dict[str, Callable[[HttpRequest, str], None]] = {
    "bring": _bring,
    "bring_revision": _bring_revision,
    "take_off": _take_off,
    "open": _open,
    "recuse": _recuse,
    "rest": _rest,
    "close": _close,
}


def _convene(request: HttpRequest) -> str:
    by = actor_of(request)
    seats = [
        actions.Seat(row.name, row.post, row.email, presides=row.presides, votes=row.votes)
        for row in _rows(request)
        if row.name.strip() or row.post.strip() or row.email
    ]
    quorum = request.POST.get("quorum", "").strip()
    return actions.convene(
        by=by,
        organisation=by.organisation_id,
        title=request.POST.get("title", ""),
        held_at=_instant(request.POST.get("held_on", ""), request.POST.get("held_time", "")),
        place=request.POST.get("place", ""),
        members=seats,
        quorum=(number(request, "quorum") if quorum else None),
        key=sent_key(request),
    )


def _rows(request: HttpRequest) -> list[Row]:
    sent = request.POST
    return [
        Row(
            line,
            sent.get(f"name-{line}", "")[:100],
            sent.get(f"post-{line}", "")[:100],
            sent.get(f"email-{line}", "")[:150],
            sent.get("presides", "1") == str(line),
            not sent or sent.get(f"votes-{line}") == "yes",
        )
        for line in range(1, ROWS + 1)
    ]


def _instant(day: str, clock: str) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(day), time.fromisoformat(clock), SHANGHAI)
    except ValueError:
        return None
