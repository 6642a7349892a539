"""More ledgers beside the one a journey fills in itself, each step by the actions people use.

``python -m tests.journeys.lay_ledgers hand_in TITLE`` hands them in under an open call and prints as JSON each
applicant's reference by its name; one has told of two things that the law refuses, so that there are grounds to list.
``verify REFERENCE ...`` accepts and verifies, over the next hours of the city's clock.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from datetime import datetime

    from tests.journeys.city import City
    from zhiyun.casework.actor import Actor

OPERATED = {"两江": (6000, 4000), "大渡": (3000, 2000), "黔江": (900, 600)}
"""Each applicant's deals in 万元: two per cent of it all is more than the year's pot."""
REFUSED = "黔江"
HOURS_AGO = timedelta(hours=3)
"""Filling in takes eleven minutes a section."""


def handed_in(city: City, title: str) -> dict[str, str]:
    """Hand them in under the call of a title; gives each applicant's reference by its name."""
    return dict(json.loads(_told(city, "hand_in", title)))


def verified(city: City, *references: str) -> None:
    """Let the office accept some of them, and two people verify them deal by deal."""
    _told(city, "verify", *references)


def _told(city: City, *words: str) -> str:
    """Let a program of its own do it in a city that is being served; gives the last line it prints."""
    # Nothing of the caller's own installation may leak in.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ZHIYUN_")}
    environment = kept | {
        "DJANGO_SETTINGS_MODULE": "zhiyun.config.settings",
        "ZHIYUN_HOME": str(city.home),
        "ZHIYUN_DATABASE": city.database_address,
    }
    command = [sys.executable, "-m", "tests.journeys.lay_ledgers", *words]
    told = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return told.stdout.splitlines()[-1]


def hand_in(title: str) -> dict[str, str]:
    """Fill each in and hand it in, some hours before the city's clock."""
    from django.conf import settings

    from zhiyun.casework.demo.filling import Story, begin
    from zhiyun.gateways.safekeeping import Store
    from zhiyun.kernel.money import wan
    from zhiyun.records.models import Call
    from zhiyun.web.clock import now

    call = Call.objects.filter(current__title=title).latest("pk").reference
    at, store, references = now(), Store(settings.FILES), {}
    for name, amounts in OPERATED.items():
        facts = {"registered_in_chongqing": False} if name == REFUSED else {}
        story = Story(4 if name == REFUSED else 8, facts, operated=tuple(wan(each) for each in amounts))
        preparer = _seated(f"演示{name}经办人", at - HOURS_AGO)
        filler = begin(by=preparer, call=call, store=store, story=story)
        filler.fill()
        filler.hand_in(_seated(f"演示{name}法人", at), at)
        references[name] = filler.reference
    return references


def verify(*references: str) -> None:
    """Accept and verify each, by the first officer and the second."""
    from zhiyun.casework.actions import first_look
    from zhiyun.casework.demo import verifying
    from zhiyun.casework.demo.bodies import Bodies
    from zhiyun.casework.demo.cast import CITY_BUREAU
    from zhiyun.casework.roles import Role
    from zhiyun.records.models import Application, Organisation
    from zhiyun.web.clock import now

    bureau, at = Organisation.objects.get(name=CITY_BUREAU[0]), now()
    city = Bodies(bureau, bureau, {})
    for seat in bureau.mandates.select_related("person").order_by("id"):
        city.seats.setdefault((bureau.pk, Role(seat.role)), []).append(seat)
    for reference in references:
        officer = city.by(bureau, Role.CASE_OFFICER, at=at)
        first_look.accept(by=officer, application=reference, seen=1)
        case = Application.objects.select_related("last_submission__call_version").get(reference=reference)
        verifying.verify(city=city, case=case, at=at)


def _seated(name: str, at: datetime) -> Actor:
    from zhiyun.casework.actor import Actor
    from zhiyun.casework.roles import Role
    from zhiyun.records.models import Mandate

    seat = Mandate.objects.select_related("person", "organisation").get(person__name=name)
    return Actor(
        at=at,
        role=Role(seat.role),
        person_id=seat.person_id,
        name=name,
        mandate_id=seat.pk,
        organisation_id=seat.organisation_id,
        organisation_name=seat.organisation.name,
        district=seat.organisation.district,
        confirmed_at=at,
    )


if __name__ == "__main__":
    django.setup()
    done = {"hand_in": hand_in, "verify": verify}[sys.argv[1]](*sys.argv[2:])
    print(json.dumps(done))
