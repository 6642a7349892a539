"""An application's newest step and submission are written beside it by the database itself."""

from typing import Any

from django.db import migrations

from zhiyun.records import append_only, told_by_rows


def install(apps: Any, schema_editor: Any) -> None:
    """Make the triggers."""
    append_only.run(told_by_rows.install(schema_editor.connection.vendor), schema_editor)


def remove(apps: Any, schema_editor: Any) -> None:
    """Drop the triggers."""
    append_only.run(told_by_rows.remove(schema_editor.connection.vendor), schema_editor)


class Migration(migrations.Migration):
    """Triggers that repeat the newest rows."""

    dependencies = [("records", "0002_append_only")]
    operations = [migrations.RunPython(install, remove)]
