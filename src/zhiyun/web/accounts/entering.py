"""Letting a person in: a session of their own, under a new key, that knows how they proved who they are."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model, login
from django.http import HttpRequest

from zhiyun.casework import throttling
from zhiyun.casework.actions import logins
from zhiyun.casework.actor import Actor
from zhiyun.casework.queries import seats as held_seats
from zhiyun.web import clock, seats

BACKEND = "zhiyun.web.accounts.backend.EmailBackend"
PENDING = "pending"
PENDING_FOR = timedelta(minutes=10)


def enter(request: HttpRequest, person: Any, *, with_second_factor: bool) -> None:
    """Open the person's session, whatever session there was before, and write it into the record."""
    by = actor(request, person)
    logins.come_in(by=by, person=person.pk, with_second_factor=with_second_factor)
    throttling.remember(account=person.email, address=by.address, at=by.at)
    person.refresh_from_db()
    request.session.pop(PENDING, None)
    login(request, person, backend=BACKEND)
    request.session[seats.SECOND_FACTOR] = with_second_factor
    request.session.pop(seats.SEAT, None)
    confirm(request)


def confirm(request: HttpRequest) -> None:
    """Keep that the person has just proven who they are."""
    request.session[seats.CONFIRMED_AT] = clock.now().isoformat()


def wait_for_code(request: HttpRequest, person: Any, next_page: str) -> None:
    """Remember who gave the right password, until the code comes; nobody is logged in by it."""
    request.session.cycle_key()
    request.session[PENDING] = {
        "person": person.pk,
        "bound": person.get_session_auth_hash(),
        "at": clock.now().isoformat(),
        "next": next_page,
    }


def waiting_for_code(request: HttpRequest) -> tuple[Any, str] | None:
    """Give who is half way in and where they want to go; None when nobody is, or it was too long ago."""
    pending = request.session.get(PENDING)
    if not pending:
        return None
    age = clock.now() - datetime.fromisoformat(pending["at"])
    person = get_user_model().objects.filter(pk=pending["person"], departed_at=None).first()
    if not timedelta(0) <= age <= PENDING_FOR or person is None:
        return None
    # A password changed in between ends the half-way login too.
    return (person, pending["next"]) if person.get_session_auth_hash() == pending["bound"] else None


def must_enrol(person: Any) -> bool:
    """Say whether a seat waits for a second factor that the person does not have yet."""
    if person.has_second_factor:
        return False
    return any(seat.must_use_second_factor for seat in held_seats.seats(person_id=person.pk))


def actor(request: HttpRequest, person: Any) -> Actor:
    """Give the actor of a person who is not, or not wholly, logged in."""
    return Actor(at=clock.now(), person_id=person.pk, name=person.name, address=seats.address_of(request))
