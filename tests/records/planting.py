"""Plants one good row of any table, and of every table it stands on: what tests then spoil."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import models

from tests.casework import city
from zhiyun.casework.roles import Role
from zhiyun.records.models import Application, Call, CallVersion, Organisation, Person, Submission

SM3 = "0" * 64
DAY = date(2026, 6, 15)

LATER = {"ends_at", "last_on", "first_counted_on"}
"""Instants and days that come after another one of their row."""

VALUES: dict[str, dict[str, Any]] = {
    "AgendaCase": {"proposed_fen": 1},
    "BankAccount": {"number": "1234567890"},
    "Confirmation": {"day": DAY + timedelta(days=8)},
    "Conclusion": {"by_consensus": True, "departs": False},
    "ConflictDeclaration": {"conflicted": False},
    "DealVerdict": {"verdict": "counted"},
    "Decision": {"supported": True},
    "ExpertInterest": {"tie": "shareholding"},
    "ObjectionAnswer": {"outcome": "dismissed", "effect": ""},
    "PaymentStep": {"kind": "prepared", "bank_reference": ""},
    "SignedJudgement": {"on_behalf": "bureau"},
    "TaskBookSignature": {"side": "bureau"},
    "TaskBookVersion": {"side": "bureau"},
    "Transfer": {"kind": "appropriate", "taken_from": "appropriation", "put_into": "available", "seq": 1},
    "Vote": {"choice": "for"},
    "YearBook": {"cap_fen": 500_000_000},
}
"""What a table's constraints ask for, where not any value will do."""


def planted(model: type[models.Model], town: city.City, case: Application, **given: Any) -> Any:
    """Plant one row of a model: persons differ where two are asked for; what may be empty stays empty."""
    ready = _ready(model, town, case)
    if ready is not None and not given:
        return ready
    values: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if field.primary_key and field.name == "id":
            continue
        if field.name in given:
            values[field.name] = given[field.name]
        elif field.name in VALUES.get(model.__name__, {}):
            values[field.name] = VALUES[model.__name__][field.name]
        elif not field.null and not (field.has_default() and not field.editable):
            values[field.name] = _value(field, town, case)
    return model._default_manager.create(**values)


def _ready(model: type[models.Model], town: city.City, case: Application) -> Any:
    """Give the row of the city itself, or the one already planted."""
    if model is Application:
        return case
    if model in (Call, CallVersion):
        return case.call if model is Call else case.call.current
    if model is Organisation:
        return town.bureau
    if model is Submission:
        return case.submissions.get()
    return None if model is Person else model._default_manager.first()


def _value(field: models.Field[Any, Any], town: city.City, case: Application) -> Any:
    if field.related_model is Person:
        seat = {"by": Role.ROUND_MANAGER, "decided_by": Role.MEETING_SECRETARY, "expert": Role.EXPERT}
        role = seat.get(field.name, Role.CASE_OFFICER)
        return Person.objects.get(pk=town.seats[role].person_id)
    if field.is_relation:
        return planted(field.related_model, town, case)
    later = timedelta(days=7 if field.name in LATER else 0)
    if isinstance(field, models.DateTimeField):
        return city.NOON + later
    if isinstance(field, models.DateField):
        return DAY + later
    if isinstance(field, models.BooleanField):
        return True
    if isinstance(field, models.JSONField):
        return {}
    if isinstance(field, models.IntegerField):
        return 1
    return SM3 if field.name in ("sm3", "tracking") else "演示"
