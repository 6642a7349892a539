"""The first migration, made anew as long as nothing is released."""

from importlib import import_module

import pytest
from django.core.management import call_command

from zhiyun.records.together import CreateTogether


@pytest.mark.django_db
def test_one_operation_makes_all_tables_as_the_models_say() -> None:
    operations = import_module("zhiyun.records.migrations.0001_initial").Migration.operations

    assert [type(each) for each in operations] == [CreateTogether]
    call_command("makemigrations", check=True, dry_run=True)
