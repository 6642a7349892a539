"""Make the first migration anew from the models, as long as nothing is released:

    DJANGO_SETTINGS_MODULE=zhiyun.config.settings ZHIYUN_HOME=$(mktemp -d) python -m docs.make_first_migration

Django adds each constraint and index by an operation of its own, and for each draws up all models once more:
twenty seconds for an empty database. Here they come with their table. Those on a field that is itself added
later, because two tables name each other, stay where they are.
"""

import importlib
import shutil
import tempfile
from pathlib import Path

import django
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.db.migrations import AddConstraint, AddIndex, CreateModel, Migration
from django.db.migrations.operations.base import Operation
from django.db.migrations.writer import MigrationWriter

FIRST = "0001_initial"


def main() -> None:
    """Write `0001_initial` for the app `records`; the migrations by hand after it are kept as they are."""
    django.setup()
    folder = Path(apps.get_app_config("records").path) / "migrations"
    with tempfile.TemporaryDirectory() as aside:
        for later in folder.glob("000[2-9]_*.py"):
            shutil.move(later, aside)
        (folder / f"{FIRST}.py").unlink(missing_ok=True)
        try:
            call_command("makemigrations", "records", name="initial", verbosity=0)
        finally:
            for later in Path(aside).glob("*.py"):
                shutil.move(later, folder)
    made: Migration = importlib.import_module(f"zhiyun.records.migrations.{FIRST}").Migration(
        FIRST, "records"
    )
    made.operations = folded(made.operations)
    (folder / f"{FIRST}.py").write_text(MigrationWriter(made, include_header=False).as_string())


def folded(operations: list[Operation]) -> list[Operation]:
    """Let every constraint and index that can come with its table."""
    tables = {each.name_lower: each for each in operations if isinstance(each, CreateModel)}
    left: list[Operation] = []
    for each in operations:
        if isinstance(each, AddConstraint | AddIndex):
            table = tables[each.model_name_lower]
            added = each.constraint if isinstance(each, AddConstraint) else each.index
            if _names(added) <= {name for name, _ in table.fields} | {"pk"}:
                kind = "constraints" if isinstance(each, AddConstraint) else "indexes"
                table.options.setdefault(kind, []).append(added)
                continue
        left.append(each)
    return left


def _names(added: models.BaseConstraint | models.Index) -> set[str]:
    """Tell which fields of its own table a constraint or an index speaks of."""
    named = set(getattr(added, "fields", ()) or ())
    named |= {name.removeprefix("-") for name in named}
    for asked in (getattr(added, "condition", None), *getattr(added, "expressions", ())):
        named |= _fields_of(asked)
    return {name.removeprefix("-").split("__")[0] for name in named}


def _fields_of(asked: object) -> set[str]:
    if isinstance(asked, models.Q):
        # A child is another Q, an expression, or a pair of a look-up and its value, which may be a tuple itself.
        pairs = [child for child in asked.children if isinstance(child, tuple)]
        named = {name.split("__")[0] for name, _value in pairs}
        rest = [child for child in asked.children if not isinstance(child, tuple)]
        return named.union(*(_fields_of(each) for each in (*rest, *(value for _name, value in pairs))))
    if isinstance(asked, models.F):
        return {asked.name.split("__")[0]}
    if isinstance(asked, models.expressions.BaseExpression):
        return set().union(*(_fields_of(part) for part in asked.get_source_expressions()))
    return set()


if __name__ == "__main__":
    main()
