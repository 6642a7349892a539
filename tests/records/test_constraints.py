"""Whatever the models forbid, the database itself refuses, on SQLite and on PostgreSQL: a bad row for each ban."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.models import CheckConstraint, Model, UniqueConstraint

from tests.records import planted
from tests.records.planted import Values

pytestmark = pytest.mark.django_db

MODELS = list(apps.get_app_config("records").get_models())
CONSTRAINTS = {each.name: (model, each) for model in MODELS for each in model._meta.constraints}
CHECKS = {name: model for name, (model, each) in CONSTRAINTS.items() if isinstance(each, CheckConstraint)}
UNIQUE = {
    name: (model, each) for name, (model, each) in CONSTRAINTS.items() if isinstance(each, UniqueConstraint)
}
ALONE = [
    (model, field)
    for model in MODELS
    for field in model._meta.concrete_fields
    if field.unique and not field.primary_key
]
BAD_ROWS = [(name, values) for name in CHECKS for values in planted.BAD.get(name, ())]
TWINS = [(name, values) for name in UNIQUE for values in planted.TWICE.get(name, ({},))]


def test_every_check_and_every_uniqueness_under_a_condition_has_a_bad_row() -> None:
    conditional = {name for name, (_model, each) in UNIQUE.items() if each.condition is not None}

    assert set(planted.BAD) == set(CHECKS)
    assert conditional <= set(planted.TWICE) <= set(UNIQUE)
    assert set(CONSTRAINTS) == {*CHECKS, *UNIQUE}
    assert [name for name, (_model, each) in UNIQUE.items() if not each.fields] == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_row_without_a_fault_is_taken(model: type[Model]) -> None:
    assert model.objects.filter(pk=planted.row(model).pk).exists()


@pytest.mark.parametrize(("name", "values"), BAD_ROWS)
def test_a_row_that_a_check_forbids_is_refused(name: str, values: Values) -> None:
    bad = planted.unsaved(CHECKS[name], **values)

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        bad.save(force_insert=True)

    assert _broken(refused.value) in (name, f"CHECK constraint failed: {name}")


@pytest.mark.parametrize(("name", "values"), TWINS)
def test_a_second_row_of_what_there_is_once_is_refused(name: str, values: Values) -> None:
    model, constraint = UNIQUE[name]
    first = planted.row(model, **values)
    same = {field: getattr(first, field) for field in constraint.fields}
    second = planted.unsaved(model, **{**values, **same})

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        second.save(force_insert=True)

    assert _broken(refused.value) in (name, _taken(model, constraint.fields))


@pytest.mark.parametrize(
    ("model", "field"), ALONE, ids=[f"{model.__name__}-{field.name}" for model, field in ALONE]
)
def test_what_a_field_holds_once_is_not_taken_twice(
    model: type[Model], field: models.Field[Any, Any]
) -> None:
    given = {field.name: planted.row(field.related_model)} if field.null else {}
    first = planted.row(model, **given)
    second = planted.unsaved(model, **given | {field.name: getattr(first, field.name)})

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        second.save(force_insert=True)

    broken = _broken(refused.value)
    assert broken == _taken(model, (field.name,)) or broken.startswith(f"{model._meta.db_table}_")
    assert f"({field.column})" in str(refused.value) or connection.vendor == "sqlite"


def _broken(refused: IntegrityError) -> str:
    """Name what was broken: PostgreSQL names the constraint, SQLite says it in words."""
    diagnosis = getattr(refused.__cause__, "diag", None)
    return str(diagnosis.constraint_name) if diagnosis else str(refused)


def _taken(model: type[Model], fields: tuple[str, ...]) -> str:
    """Say how SQLite refuses what is there already."""
    columns = (model._meta.get_field(name).column for name in fields)
    return "UNIQUE constraint failed: " + ", ".join(f"{model._meta.db_table}.{each}" for each in columns)
