"""Two people act, and the database knows by name who the first one was: a copied name cannot be another's."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import CheckConstraint, Model

from tests.records import planted
from zhiyun.records import append_only, copied_names
from zhiyun.records.models import Person

pytestmark = pytest.mark.django_db

TABLES = {model._meta.db_table: model for model in apps.get_app_config("records").get_models()}
COPIES = [(TABLES[table], column.removesuffix("_id")) for table, column in copied_names.COPIES]
OF_THE_ROW_ITSELF = {"nobody_rules_on_own_conflict", "approved_by_a_second_person"}
"""Checks whose two people are told by the row itself, first-hand."""


@pytest.mark.parametrize(("model", "field"), COPIES)
def test_a_name_that_is_not_of_the_row_it_is_copied_from_is_refused(model: type[Model], field: str) -> None:
    untrue = planted.unsaved(model, **{field: planted.row(Person)})

    with pytest.raises(IntegrityError, match=copied_names.REFUSED), transaction.atomic():
        untrue.save(force_insert=True)


def test_every_check_of_two_people_is_held_by_true_copies() -> None:
    checked = {
        (model, field)
        for model in TABLES.values()
        for each in model._meta.constraints
        if isinstance(each, CheckConstraint) and each.name not in OF_THE_ROW_ITSELF
        for field in _people_compared(model, each)
    }

    assert checked - {(model, "by") for model, _field in COPIES} == set(COPIES)


def test_what_holds_a_copied_name_is_never_rewritten() -> None:
    assert {table for table, _column in copied_names.COPIES} <= set(append_only.APPEND_ONLY)


def _people_compared(model: type[Model], check: CheckConstraint) -> set[str]:
    """Give the fields a check compares with each other, where they name people."""
    people = {field.name for field in model._meta.concrete_fields if field.related_model is Person}
    compared = [{name, value.name} for name, value in _leaves(check.condition) if isinstance(value, models.F)]
    return set[str]().union(*(names for names in compared if names <= people))


def _leaves(condition: Any) -> list[tuple[str, Any]]:
    return [
        leaf
        for child in condition.children
        for leaf in (_leaves(child) if hasattr(child, "children") else [child])
    ]
