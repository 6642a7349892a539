"""The balances of a year are written beside its transfers by the database itself."""

from typing import Any

from django.db import migrations

from zhiyun.records import append_only, balances


def install(apps: Any, schema_editor: Any) -> None:
    """Make the triggers."""
    append_only.run(balances.install(schema_editor.connection.vendor), schema_editor)


def remove(apps: Any, schema_editor: Any) -> None:
    """Drop the triggers."""
    append_only.run(balances.remove(schema_editor.connection.vendor), schema_editor)


class Migration(migrations.Migration):
    """Triggers that hold balances."""

    dependencies = [("records", "0003_told_by_rows")]
    operations = [migrations.RunPython(install, remove)]
