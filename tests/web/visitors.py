"""People with passwords and authenticators, and browsers that let them in."""

from __future__ import annotations

from datetime import datetime

import pyotp
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from tests.casework import city
from zhiyun.casework import clock
from zhiyun.casework.roles import Role
from zhiyun.records.models import Organisation, Person
from zhiyun.web.seats import CONFIRMED_AT, SECOND_FACTOR

PASSWORD = "演示密码 kan-bu-jian-2026"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def known(*roles: Role, body: Organisation | None = None, second_factor: bool = False) -> Person:
    """Make a person with a password, on a seat of each role; with an authenticator if asked."""
    made = city.person()
    made.set_password(PASSWORD)
    if second_factor:
        made.totp_secret, made.totp_confirmed_at = SECRET, city.NOON
    made.save()
    for role in roles:
        city.seat(role, body or city.organisation(), made)
    return made


def log_in(client: Client, person: Person, *, password: str = PASSWORD, **more: str) -> HttpResponse:
    """Send the login form."""
    return client.post("/login/", {"email": person.email, "password": password}, **more)


def code(steps: int = 0) -> str:
    """What the authenticator shows, some steps from now."""
    return pyotp.TOTP(SECRET).at(int(timezone.now().timestamp()) + 30 * steps)


def at(settings: LazySettings, moment: datetime) -> None:
    """Set the clock of the screens to a moment."""
    settings.DEMO = True
    clock.move(to=moment, real=timezone.now())


def seated(town: city.City, role: Role, settings: LazySettings, *, moment: datetime = city.NOON) -> Client:
    """Give a browser of the person who sits on a role of the city, who has given a secret at ``moment``.

    The session is put there as logging in leaves it: what is tested with it is not the way in.
    """
    person = Person.objects.get(pk=town.seats[role].person_id)
    person.totp_secret, person.totp_confirmed_at = SECRET, city.NOON
    person.save()
    at(settings, moment)
    client = Client()
    client.force_login(person)
    session = client.session
    session[SECOND_FACTOR], session[CONFIRMED_AT] = True, moment.isoformat()
    session.save()
    return client


def entered(person: Person) -> Client:
    """Give a browser in which a person has logged in wholly, and just now."""
    client = Client()
    log_in(client, person)
    if person.has_second_factor:
        Person.objects.filter(pk=person.pk).update(totp_last_step=0)
        client.post("/login/code/", {"code": code()})
    assert "_auth_user_id" in client.session
    return client
