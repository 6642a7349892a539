"""Who is asking: the actor of a request, from the session, the person's seats and the clock."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse

from zhiyun.casework.actor import Actor, public
from zhiyun.casework.queries import seats
from zhiyun.web import clock

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
        return get_response(request)

    return middleware


def actor_of(request: HttpRequest) -> Actor:
    """Give who is asking."""
    actor: Actor = request.actor()
    return actor


def address_of(request: HttpRequest) -> str:
    """Give the network address a request came from."""
    return str(request.META.get("REMOTE_ADDR", ""))[:45]


def take(request: HttpRequest, seat: seats.Seat) -> None:
    """Sit down on a seat for the rest of the session."""
    request.session[SEAT] = seat.mandate_id


def _seats(request: HttpRequest) -> tuple[seats.Seat, ...]:
    if not request.session.session_key or not request.user.is_authenticated:
        return ()
    held = seats.seats(person_id=request.user.pk)
    if request.session.get(SECOND_FACTOR):
        return held
    return tuple(seat for seat in held if not seat.must_use_second_factor)


def _actor(request: HttpRequest) -> Actor:
    at, address = clock.now(), address_of(request)
    held: tuple[seats.Seat, ...] = request.person_seats()
    chosen = request.session.get(SEAT) if held else None
    seat = next((one for one in held if one.mandate_id == chosen), held[0] if held else None)
    if seat is None:
        return public(at=at, address=address)
    told = request.session.get(CONFIRMED_AT)
    return seats.seated(
        seat=seat,
        person_id=request.user.pk,
        name=request.user.name,
        at=at,
        address=address,
        confirmed_at=datetime.fromisoformat(told) if told else None,
    )
