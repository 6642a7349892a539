"""Triggers that keep an application's newest step and submission beside it, for lists of many thousands.

The columns say nothing of their own: a row added writes them, and an update that would make them say anything but
the newest row is refused. So a stage stays a question to the steps (see docs/adr/0004), only a quicker one.
"""

from __future__ import annotations

from collections.abc import Iterator

APPLICATION = "records_application"
TOLD = {
    "last_step": ("records_applicationstep", "kind", "''"),
    "last_submission_id": ("records_submission", "id", "NULL"),
}
"""Each column, the table whose newest row it repeats, that row's column, and what stands there before any."""


def install(vendor: str) -> Iterator[str]:
    """Give the statements that make every trigger."""
    for column, (table, told, nothing) in TOLD.items():
        newest = f"SELECT {told} FROM {table} WHERE application_id = {{}} ORDER BY id DESC LIMIT 1"  # noqa: S608
        untrue = f"NEW.{column} IS DISTINCT FROM COALESCE(({newest.format('NEW.id')}), {nothing})"
        # Several rows may come in one statement, and PostgreSQL calls the trigger when all of them are there.
        told_now = f"({newest.format('NEW.application_id')})"
        write = f"UPDATE {APPLICATION} SET {column} = {told_now} WHERE id = NEW.application_id"  # noqa: S608
        if vendor == "postgresql":
            yield from _postgresql(column, table, write, untrue)
        else:
            yield from _sqlite(column, table, write, untrue.replace("IS DISTINCT FROM", "IS NOT"))


def remove(vendor: str) -> Iterator[str]:
    """Give the statements that drop every trigger."""
    for column, (table, _, _) in TOLD.items():
        on = {"postgresql": (f" ON {table}", f" ON {APPLICATION}")}.get(vendor, ("", ""))
        yield f"DROP TRIGGER IF EXISTS {table}_tells{on[0]}"
        yield f"DROP TRIGGER IF EXISTS {APPLICATION}_{column}_told{on[1]}"


def _postgresql(column: str, table: str, write: str, untrue: str) -> Iterator[str]:
    yield f"""
        CREATE OR REPLACE FUNCTION {table}_tell() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN {write}; RETURN NULL; END $$"""
    yield f"CREATE TRIGGER {table}_tells AFTER INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_tell()"
    yield f"""
        CREATE OR REPLACE FUNCTION {APPLICATION}_{column}_be_told() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF {untrue} THEN
                RAISE EXCEPTION '{column} is told by rows' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NEW;
        END $$"""
    yield (
        f"CREATE TRIGGER {APPLICATION}_{column}_told BEFORE UPDATE OF {column} ON {APPLICATION}"
        f" FOR EACH ROW EXECUTE FUNCTION {APPLICATION}_{column}_be_told()"
    )


def _sqlite(column: str, table: str, write: str, untrue: str) -> Iterator[str]:
    yield f"CREATE TRIGGER {table}_tells AFTER INSERT ON {table} BEGIN {write}; END"
    yield (
        f"CREATE TRIGGER {APPLICATION}_{column}_told BEFORE UPDATE OF {column} ON {APPLICATION} WHEN {untrue}"
        f" BEGIN SELECT RAISE(ABORT, '{column} is told by rows'); END"
    )
