"""What is done inside an installation under load, each by a process of its own: ``python -m tests.load.office``.

``found N`` makes N applicants with everything filled in and logged in, ``clock ISO`` moves the demonstration's
clock, ``look`` says what stands in the tables. Each prints one line of JSON.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime, timedelta
from typing import Any

import django

CONFIRMED_BEFORE_CLOSING = timedelta(minutes=8)
"""So that a secret given again still counts at the last second, and five minutes before."""


def found(count: int) -> dict[str, Any]:
    """Make applicants who have filled everything in, each with a browser that has logged in and just confirmed."""
    from django.db import transaction

    from tests.casework import city, filling
    from zhiyun.casework import record
    from zhiyun.casework.roles import Role

    with transaction.atomic():
        town = city.city()
        call = city.call(town)
        record.append(chain=f"call:{call.reference}", by=town.by(Role.CASE_OFFICER), action="demo.found")
        applicants = []
        for _ in range(count):
            body = city.organisation()
            signer = city.seat(Role.LEGAL_REPRESENTATIVE, body)
            case = filling.filled(city.application(town, call, of=body))
            applicants.append({"reference": case.reference, "session": _session(signer, city.CLOSES)})
    return {"closes_at": city.CLOSES.isoformat(), "applicants": applicants}


def _session(by: Any, closes_at: datetime) -> str:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from zhiyun.records.models import Person
    from zhiyun.web.seats import CONFIRMED_AT, SEAT, SECOND_FACTOR

    person = Person.objects.get(pk=by.person_id)
    kept = SessionStore()
    kept[SESSION_KEY] = str(person.pk)
    kept[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    kept[HASH_SESSION_KEY] = person.get_session_auth_hash()
    kept[SEAT], kept[SECOND_FACTOR] = by.mandate_id, True
    kept[CONFIRMED_AT] = (closes_at - CONFIRMED_BEFORE_CLOSING).isoformat()
    kept.create()
    return str(kept.session_key)


def clock(to: str) -> dict[str, Any]:
    """Make the demonstration's clock show an instant now."""
    from django.utils import timezone

    from zhiyun.casework.clock import move

    move(to=datetime.fromisoformat(to), real=timezone.now())
    return {"shows": to}


def look() -> dict[str, Any]:
    """Say what stands in the tables: who was submitted when and how often, with which files."""
    from zhiyun.records.models import (
        ApplicationStep,
        IssuedPaper,
        PaperVersion,
        StepKind,
        StoredFile,
        Submission,
    )

    steps = ApplicationStep.objects.filter(kind=StepKind.SUBMITTED).values_list(
        "application__reference", "at"
    )
    sealed = Submission.objects.values_list("application__reference", "snapshot")
    versions = PaperVersion.objects.exclude(name__startswith="演示").values_list(
        "paper__application__reference", "file_id"
    )
    return {
        "steps": [[reference, at.isoformat()] for reference, at in steps],
        "submissions": [
            [reference, json.dumps(snapshot, ensure_ascii=False)] for reference, snapshot in sealed
        ],
        "receipts": list(
            IssuedPaper.objects.filter(kind="receipt").values_list("application__reference", flat=True)
        ),
        "uploads": [list(each) for each in versions],
        "files": dict(StoredFile.objects.values_list("sm3", "size")),
    }


def main(do: str, *told: str) -> None:
    """Do what the command line says."""
    django.setup()
    answer = found(int(told[0])) if do == "found" else clock(told[0]) if do == "clock" else look()
    print(json.dumps(answer, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
