"""Puts lists in notice, an objection and a confirmed round into an installation, for pages that need them.

Run as a program against the home a server will be started over; prints, as JSON, who may come in by which session.
"""

from __future__ import annotations

import itertools
import json
from datetime import date
from typing import Any

import django
from django.conf import settings
from django.utils import timezone

NOW = date(2026, 9, 25)


def fill() -> dict[str, str]:
    """Fill the installation; give sessions by name, and the references of what was made."""
    from tests.casework import city, noticed
    from zhiyun.casework import clock
    from zhiyun.casework.actions import notices, objections
    from zhiyun.casework.roles import Role

    # Numbers far from those the demonstration's own bodies bear.
    city.numbers = itertools.count(500_000)
    town = city.city()
    done, _cases = noticed.decided(town, "37500000 12345678.90")
    ready, _cases = noticed.decided(town, "10000000 3000000", declined=1)
    running, cases = noticed.decided(town, "60000000 40000000 20000000", declined=2)
    first = noticed.published(town, done, on=date(2026, 8, 3))
    notices.confirm(
        by=noticed.by(town, Role.ROUND_MANAGER, noticed.at(date(2026, 8, 12))),
        publication=first.reference,
        calendar=noticed.CALENDAR,
    )
    notice = noticed.published(town, running)
    handler = noticed.outsider(town, Role.CASE_OFFICER, noticed.at(NOW, "09:30:00"))
    waiting = noticed.objected(notice, noticed.at(NOW, "09:00:00"), about=cases[0])
    noticed.objected(notice, noticed.at(NOW, "09:10:00"))
    objections.put_to_party(
        by=handler,
        objection=waiting.reference,
        words="演示：请说明三笔质押业务的放款时间，并附银行回单。",
        about="",
        calendar=noticed.CALENDAR,
    )
    preparer = city.seat(Role.PREPARER, cases[0].organisation)
    clock.move(to=noticed.at(NOW), real=timezone.now())
    return {
        "manager": _session(town.seats[Role.ROUND_MANAGER]),
        "handler": _session(handler),
        "auditor": _session(town.seats[Role.AUDITOR]),
        "preparer": _session(preparer),
        "ready": ready.reference,
        "notice": notice.reference,
        "confirmed": first.reference,
        "round": done.call.reference,
        "objection": waiting.reference,
        "case": cases[0].reference,
    }


def _session(by: Any) -> str:
    """Let somebody in as logging in leaves it, having just given a secret."""
    from django.contrib.sessions.backends.db import SessionStore

    from tests.casework import noticed
    from zhiyun.records.models import Person
    from zhiyun.web.seats import CONFIRMED_AT, SEAT, SECOND_FACTOR

    person = Person.objects.get(pk=by.person_id)
    session = SessionStore()
    session["_auth_user_id"] = str(person.pk)
    session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
    session["_auth_user_hash"] = person.get_session_auth_hash()
    session[SEAT], session[SECOND_FACTOR] = by.mandate_id, True
    session[CONFIRMED_AT] = noticed.at(NOW).isoformat()
    session.create()
    return str(session.session_key)


if __name__ == "__main__":
    django.setup()
    from django.db import transaction

    with transaction.atomic():
        told = fill()
    print(json.dumps(told))
