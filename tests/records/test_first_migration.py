"""The first migration, made anew as long as nothing is released."""

from importlib import import_module

from docs.make_first_migration import folded


def test_what_can_come_with_its_table_is_not_added_beside_it() -> None:
    operations = import_module("zhiyun.records.migrations.0001_initial").Migration.operations

    assert len(folded(list(operations))) == len(operations)
