"""Rows the database must take and rows it must refuse, filled in by what the fields of a model are."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import Model

from tests.casework import city
from zhiyun.records.models import (
    ApplicationStep,
    CallVersion,
    FirstLook,
    Mandate,
    Organisation,
    Person,
    StatedFact,
)

_numbers = itertools.count(1)


@dataclass(frozen=True)
class As:
    """The same as another field of the row."""

    field: str


@dataclass(frozen=True)
class Fresh:
    """What is made anew for each row, of a number no other row has."""

    made: Callable[[int], Any]


Values = Mapping[str, Any]

_SOMEBODY = Fresh(lambda number: row(Person))
_PUBLISHED = {"sent_at": city.NOON, "published_at": city.NOON}

GOOD: dict[type[Model], Values] = {
    ApplicationStep: {"kind": "begun"},
    CallVersion: {"closes_at": city.NOON + timedelta(days=1)},
    FirstLook: {"accepted": True},
    Mandate: {"role": "case_officer"},
    Organisation: {"kind": "applicant", "credit_code": Fresh(city.credit_code)},
    StatedFact: {"truth": True},
}
"""What a row needs to be taken where its fields alone do not tell; add a model only when it needs something."""

BAD: dict[str, tuple[Values, ...]] = {
    "step_of_a_kind": ({"kind": "paid"},),
    "asked_not_negative": ({"asked_fen": -1},),
    "counted_not_negative": ({"counted_fen": -1},),
    "correction_has_a_reason": ({"reason": ""},),
    "refused_with_a_reason": ({"accepted": False, "reason": ""},),
    "call_closes_after_it_opens": ({"closes_at": As("opens_at")},),
    "published_by_approval": (
        {**_PUBLISHED, "sent_by": As("edited_by")},
        {"sent_by": As("edited_by"), "approved_by": _SOMEBODY},
        {**_PUBLISHED, "approved_by": _SOMEBODY},
    ),
    "approved_by_a_second_person": (
        {**_PUBLISHED, "sent_by": As("edited_by"), "approved_by": As("edited_by")},
        {
            **_PUBLISHED,
            "sent_by": _SOMEBODY,
            "approved_by": As("sent_by"),
        },
        {
            **_PUBLISHED,
            "sent_by": _SOMEBODY,
            "approved_by": As("edited_by"),
        },
    ),
    "correction_clock": ({"correction_workdays": 0}, {"correction_workdays": 61}),
    "discarded_with_a_reason": (
        {"discarded_at": city.NOON, "discarded_because": "演示"},
        {"discarded_at": city.NOON, "discarded_by": As("begun_by")},
        {"discarded_by": As("begun_by"), "discarded_because": "演示"},
        {"discarded_because": "演示"},
    ),
    "nothing_published_is_discarded": (
        {
            "current": Fresh(lambda number: row(CallVersion)),
            "discarded_at": city.NOON,
            "discarded_by": As("begun_by"),
            "discarded_because": "演示",
        },
    ),
    "draft_asks_no_less": ({"asked_fen": -1},),
    "fact_of_one_kind": (
        {"truth": None},
        {"truth": True, "whole": 1},
        {"whole": 1, "truth": None, "day": city.NOON.date()},
        {"truth": True, "penalties": []},
    ),
    "budget_not_negative": ({"public_fen": -1}, {"own_fen": -1}),
    "deal_amounts_not_negative": ({"money_fen": -1}, {"contract_fen": -1}),
    "events_count_from_one": ({"seq": 0},),
    "nothing_infected_is_kept": ({"verdict": "infected"},),
    "credit_code_of_18": (
        {"credit_code": "91500000123456789"},
        {"credit_code": "91500000123456789i"},
        {"credit_code": "91500000123456789I"},
    ),
    "organisation_named": ({"name": ""},),
    "organisation_of_a_kind": ({"kind": "bank"},),
    "email_in_lower_case": ({"email": "Demo@example.cn"},),
    "public_is_never_granted": ({"role": "public"}, {"role": "minister"}),
    "mandate_ends_after_it_begins": ({"ended_at": city.NOON - timedelta(seconds=1)},),
}
"""For each check of the models, by its name, what turns a row that is taken into one that must be refused."""

TWICE: dict[str, tuple[Values, ...]] = {
    "one_legal_representative": ({"role": "legal_representative"},),
    "one_of_three_powers": (
        {"role": "system_administrator"},
        {"role": "security_administrator"},
        {"role": "audit_administrator"},
    ),
    "one_mandate_a_role": ({"ended_at": None},),
    "one_version_in_hand": ({"published_at": None},),
    "version_numbered": (
        {
            **_PUBLISHED,
            "sent_by": As("edited_by"),
            "approved_by": _SOMEBODY,
        },
    ),
}
"""For each uniqueness under a condition, what makes its condition hold; others need nothing, unless in each other's way."""


def unsaved(model: type[Model], **given: Any) -> Model:
    """Fill in a row that is taken, but for what is given."""
    number = next(_numbers)
    values = {**GOOD.get(model, {}), **given}
    made = model()
    for field in model._meta.concrete_fields:
        if field.name in values or field.attname in values:
            value = values.get(field.name, values.get(field.attname))
            if not isinstance(value, As):
                setattr(made, field.name, value.made(number) if isinstance(value, Fresh) else value)
        elif not (field.null or field.blank or field.has_default() or isinstance(field, models.AutoField)):
            setattr(made, field.name, _filling(field, number))
    for name, value in values.items():
        if isinstance(value, As):
            setattr(made, name, getattr(made, value.field))
    return made


def row(model: type[Model], **given: Any) -> Model:
    """Make a row that is taken."""
    made = unsaved(model, **given)
    made.save(force_insert=True)
    return made


def _filling(field: models.Field[Any, Any], number: int) -> Any:
    """Give something a field takes, another one for each row where it can be."""
    if isinstance(field, models.ForeignKey):
        return row(field.related_model)
    if isinstance(field, models.EmailField):
        return f"demo{number}@example.invalid"
    if isinstance(field, models.CharField | models.TextField):
        return f"演示{number}"
    if isinstance(field, models.DateTimeField):
        return city.NOON
    if isinstance(field, models.DateField):
        return city.NOON.date()
    if isinstance(field, models.BooleanField):
        return False
    if isinstance(field, models.JSONField):
        return {}
    assert isinstance(field, models.IntegerField), f"tests/records/planted.py cannot fill in {field}"
    return number
