"""Searches kept so far ask what a query finds; from here on find similar can be kept as well."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0005_copied_names")]

    operations = [
        migrations.AddField(
            model_name="savedsearch",
            name="is_similar",
            field=models.BooleanField(default=False),
            preserve_default=False,
        )
    ]
