"""Make the first migration anew from the models, as long as nothing is released:

    DJANGO_SETTINGS_MODULE=zhiyun.config.settings ZHIYUN_HOME=$(mktemp -d) python -m docs.make_first_migration

What Django writes as hundreds of operations is kept as one, see `zhiyun.records.together`.
"""

import importlib
import shutil
import tempfile
from pathlib import Path

import django
from django.apps import apps
from django.core.management import call_command
from django.db.migrations import Migration
from django.db.migrations.writer import MigrationWriter

from zhiyun.records.together import CreateTogether

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
    made.operations = [CreateTogether(made.operations)]
    (folder / f"{FIRST}.py").write_text(MigrationWriter(made, include_header=False).as_string())


if __name__ == "__main__":
    main()
