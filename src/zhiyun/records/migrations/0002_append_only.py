"""What is append-only is held by the database itself."""

from typing import Any

from django.db import migrations

from zhiyun.records import append_only


def install(apps: Any, schema_editor: Any) -> None:
    """Make the triggers."""
    append_only.run(append_only.install(schema_editor.connection.vendor), schema_editor)


def remove(apps: Any, schema_editor: Any) -> None:
    """Drop the triggers."""
    append_only.run(append_only.remove(schema_editor.connection.vendor), schema_editor)


class Migration(migrations.Migration):
    """Triggers on every append-only table."""

    dependencies = [("records", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
