"""Who is asking: the actor of a request, from the session, the person's seats and the clock."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from zhiyun.casework.actor import Actor, public
from zhiyun.casework.publicity.seen import READERS as NOTICE_READERS
from zhiyun.casework.queries import seats
from zhiyun.casework.queries.chains import READERS as RECORD_READERS
from zhiyun.casework.queries.meetings import MEETING_ROLES
from zhiyun.casework.queries.payments import READERS as MONEY_READERS
from zhiyun.casework.roles import APPLICANT_ROLES, BUREAU_ROLES, THREE_POWERS, Role
from zhiyun.web import clock
from zhiyun.web.forwarded import forwarded_for

SEAT = "seat"
SECOND_FACTOR = "second_factor"
CONFIRMED_AT = "confirmed_at"


def seat_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Give every request its `actor` and its `person_seats`, asked for only when a screen wants to know.

    A power taken away is gone with the very next request, because seats are read anew each time.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        request.person_seats = functools.cache(lambda: _seats(request))
        request.actor = functools.cache(lambda: _actor(request))
        response = get_response(request)
        # A page with somebody's name in its head must not be kept where another could find it.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and "Cache-Control" not in response.headers:
            add_never_cache_headers(response)
        return response

    return middleware


def actor_of(request: HttpRequest) -> Actor:
    """Give who is asking."""
    actor: Actor = request.actor()
    return actor


def address_of(request: HttpRequest) -> str:
    """Give the network address a request came from, told by our own proxy where the operator says there is one."""
    peer = str(request.META.get("REMOTE_ADDR", ""))[:45]
    return forwarded_for(peer, request.META.get("HTTP_X_FORWARDED_FOR", ""), proxies=settings.PROXIES)


def take(request: HttpRequest, seat: seats.Seat) -> None:
    """Sit down on a seat for the rest of the session."""
    request.session[SEAT] = seat.mandate_id


@dataclass(frozen=True, slots=True)
class Seated:
    """Who is logged in, for the head of every page: ``work`` names the page where their cases are."""

    name: str
    role: str
    organisation: str
    work: str
    sees_drafts_of_calls: bool
    sees_meetings: bool
    reads_record: bool
    sees_notices: bool
    sees_money: bool
    sees_navigation: bool
    may_switch: bool
    at: datetime


def shown(request: HttpRequest) -> dict[str, object]:
    """Give every template who is logged in as ``me``, and whether this is a demonstration as ``is_demo``."""
    return {"me": _shown(request), "is_demo": settings.DEMO}


def _shown(request: HttpRequest) -> Seated | None:
    # An error told before the middleware ran knows nobody; whoever has no session costs no question at all.
    if not hasattr(request, "actor") or not request.session.session_key:
        return None
    by = actor_of(request)
    if by.person_id is None:
        return None
    role = "" if by.role is Role.PUBLIC else by.role.label
    may_switch = len(request.person_seats()) > 1
    drafts = by.role in (Role.CASE_OFFICER, Role.ROUND_MANAGER, Role.AUDITOR)
    return Seated(
        by.name,
        role,
        by.organisation_name,
        _work_of(by.role),
        drafts,
        by.role in MEETING_ROLES,
        by.role in RECORD_READERS,
        by.role in NOTICE_READERS,
        by.role in MONEY_READERS,
        by.role in BUREAU_ROLES,
        may_switch,
        by.at,
    )


def _work_of(role: Role) -> str:
    if role in APPLICANT_ROLES:
        return "applications"
    if role in BUREAU_ROLES or role is Role.DISTRICT_OFFICER:
        return "cases"
    if role is Role.EXPERT:
        return "expert-desk"
    return "administration" if role in THREE_POWERS else ""


def _seats(request: HttpRequest) -> tuple[seats.Seat, ...]:
    if not request.session.session_key or not request.user.is_authenticated:
        return ()
    held = seats.seats(person_id=request.user.pk)
    if request.session.get(SECOND_FACTOR):
        return held
    return tuple(seat for seat in held if not seat.must_use_second_factor)


def _actor(request: HttpRequest) -> Actor:
    if not request.session.session_key or not request.user.is_authenticated:
        return public(at=clock.now(), address=address_of(request))
    at, address = clock.now(), address_of(request)
    held: tuple[seats.Seat, ...] = request.person_seats()
    chosen = request.session.get(SEAT) if held else None
    seat = next((one for one in held if one.mandate_id == chosen), held[0] if held else None)
    if seat is None:
        return Actor(
            at=at,
            person_id=request.user.pk,
            name=request.user.name,
            address=address,
            confirmed_at=_confirmed_at(request),
        )
    return seats.seated(
        seat=seat,
        person_id=request.user.pk,
        name=request.user.name,
        at=at,
        address=address,
        confirmed_at=_confirmed_at(request),
    )


def _confirmed_at(request: HttpRequest) -> datetime | None:
    told = request.session.get(CONFIRMED_AT)
    return datetime.fromisoformat(told) if told else None
