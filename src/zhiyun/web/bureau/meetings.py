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
from zhiyun.web.sent_numbers import whole, wholes

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
        if request.POST.get("do") not in _DEEDS:
            raise NotFound
        try:
            _do(request, reference, *_DEEDS[request.POST["do"]])
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


def _do(request: HttpRequest, reference: str, action: Callable[..., object], fields: tuple[str, ...]) -> None:
    given = {field: _READ.get(field, _text)(request, field) for field in fields}
    action(by=actor_of(request), meeting=reference, key=sent_key(request), **given)


def _text(request: HttpRequest, field: str) -> str:
    return request.POST.get(field, "")


def _row(request: HttpRequest, field: str) -> int:
    return whole(request.POST.get(field), 0)


def _rows_ticked(request: HttpRequest, field: str) -> list[int]:
    return wholes(request.POST.getlist(field))


_READ: dict[str, Callable[[HttpRequest, str], object]] = {"member": _row, "present": _rows_ticked}
"""How a field is read that is not words; 0 is no row's number."""
_DEEDS: dict[str, tuple[Callable[..., object], tuple[str, ...]]] = {
    "bring": (actions.bring, ("call", "seen")),
    "bring_revision": (meeting_revisions.bring_revision, ("resolution", "because", "seen")),
    "take_off": (actions.take_off, ("call", "seen")),
    "open": (meeting_sessions.open_meeting, ("present", "seen")),
    "recuse": (meeting_sessions.recuse, ("case", "member", "reason")),
    "rest": (meeting_sessions.conclude_rest, ("call", "seen")),
    "close": (meeting_sessions.close, ("seen",)),
}
"""What the forms of a meeting's page ask for, each with the fields it is told."""


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
        quorum=whole(quorum, 0) if quorum else None,
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
