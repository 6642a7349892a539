"""A name copied for a check of two people is held to the row it is copied from."""

from typing import Any

from django.db import migrations

from zhiyun.records import append_only, copied_names


def install(apps: Any, schema_editor: Any) -> None:
    """Make the triggers."""
    append_only.run(copied_names.install(schema_editor.connection.vendor), schema_editor)


def remove(apps: Any, schema_editor: Any) -> None:
    """Drop the triggers."""
    append_only.run(copied_names.remove(schema_editor.connection.vendor), schema_editor)


class Migration(migrations.Migration):
    """Triggers that hold copied names."""

    dependencies = [("records", "0004_balances")]
    operations = [migrations.RunPython(install, remove)]
