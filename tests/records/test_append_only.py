"""What has happened stays as it happened, whoever asks the database, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError

from tests.casework import city
from tests.records import kept
from zhiyun.casework.roles import Role
from zhiyun.records.append_only import APPEND_ONLY, PUBLISHED
from zhiyun.records.models import Event, Mandate, Person

pytestmark = pytest.mark.django_db

KEPT = [*APPEND_ONLY, *PUBLISHED]
MODELS = {model._meta.db_table: model for model in apps.get_app_config("records").get_models()}


def test_no_column_of_a_kept_row_can_be_changed() -> None:
    kept.rows()

    for table in KEPT:
        before = _rows(table)
        for field in MODELS[table]._meta.concrete_fields:
            with _refused(table):
                _run(f'UPDATE {table} SET "{field.column}" = "{field.column}"')
        assert _rows(table) == before != [], table


def test_no_kept_row_can_be_deleted() -> None:
    kept.rows()

    for table in KEPT:
        before = _rows(table)
        with _refused(table):
            _run(f"DELETE FROM {table}")
        assert _rows(table) == before != [], table


def test_no_kept_row_can_be_replaced() -> None:
    kept.rows()

    for table in KEPT:
        before = _rows(table)
        with _refused(table):
            _run(_replacing(table))
        assert _rows(table) == before != [], table


def test_replacing_is_refused_even_where_a_connection_forgot_to_ask_for_it() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite replaces")
    kept.rows()

    _run("PRAGMA recursive_triggers=OFF")
    try:
        for table in KEPT:
            before = _rows(table)
            with _refused(table):
                _run(_replacing(table))
            assert _rows(table) == before != [], table
    finally:
        _run("PRAGMA recursive_triggers=ON")


def test_an_event_cannot_be_put_in_the_place_of_another_under_a_new_number() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite replaces")
    kept.rows()
    columns = [field.column for field in Event._meta.concrete_fields if field.column != "id"]
    taken = ", ".join(columns)

    with _refused("records_event"):
        _run(f"REPLACE INTO records_event (id, {taken}) SELECT id + 1000, {taken} FROM records_event")


def test_no_kept_table_can_be_emptied_at_once() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE; its DELETE is refused row by row")
    kept.rows()
    _run("SET CONSTRAINTS ALL IMMEDIATE")

    for table in KEPT:
        with _refused(table):
            _run(f"TRUNCATE {table} CASCADE")
        assert _rows(table) != [], table


def test_what_is_not_published_yet_can_still_be_changed() -> None:
    town = city.city()
    city.call(town, published=False)

    _run("UPDATE records_callversion SET title = '演示·改过的标题'")

    assert _rows("records_callversion", "title") == [("演示·改过的标题",)]


def test_deleting_a_person_is_refused_and_removes_nothing() -> None:
    town = kept.rows()
    officer = Person.objects.get(pk=town.by(Role.CASE_OFFICER).person_id)
    tables = {table: _rows(table) for table in [*KEPT, "records_person", "records_mandate"]}

    with pytest.raises(ProtectedError):
        officer.delete()
    with pytest.raises(ProtectedError):
        Person.objects.all().delete()
    with pytest.raises(ProtectedError):
        Mandate.objects.get(person=officer).person.delete()

    assert {table: _rows(table) for table in tables} == tables


def test_deleting_a_person_is_refused_by_the_database_itself() -> None:
    town = kept.rows()

    def delete() -> None:
        with transaction.atomic():
            _run(f"DELETE FROM records_person WHERE id = {town.by(Role.CASE_OFFICER).person_id}")
            connection.check_constraints()

    with pytest.raises(DatabaseError):
        delete()

    assert Person.objects.filter(pk=town.by(Role.CASE_OFFICER).person_id).exists()


def test_no_reference_to_a_person_lets_the_person_go() -> None:
    """Only what says nothing about anybody may vanish with what it hangs on, and a set of patents with all said of it.

    A set is a working paper: who empties it takes away the tags and verdicts on it, and no person.
    """
    lax = {
        f"{model.__name__}.{field.name}": field.remote_field.on_delete.__name__
        for model in MODELS.values()
        for field in model._meta.concrete_fields
        if field.is_relation and field.remote_field.on_delete.__name__ not in ("PROTECT", "RESTRICT")
    }

    assert lax == dict.fromkeys(
        (
            "PaperUse.paper",
            "SetPatent.set",
            "SetTag.patent",
            "Screened.patent",
            "Settled.patent",
            "EffectCorrection.set",
        ),
        "CASCADE",
    )


@contextmanager
def _refused(table: str) -> Iterator[None]:
    with pytest.raises(DatabaseError, match=f"{table}.* is append-only"), transaction.atomic():
        yield


def _replacing(table: str) -> str:
    """Write the statement that puts every row in its own place again, in the words of each database."""
    columns = ", ".join(f'"{field.column}"' for field in MODELS[table]._meta.concrete_fields)
    if connection.vendor != "postgresql":
        return f"REPLACE INTO {table} ({columns}) SELECT {columns} FROM {table}"
    key = MODELS[table]._meta.pk.column
    put = f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table}"
    return f"{put} ON CONFLICT ({key}) DO UPDATE SET {key} = EXCLUDED.{key}"


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _rows(table: str, columns: str = "*") -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {table} ORDER BY 1")
        return list(cursor.fetchall())
