"""What is spelled reads back the same, and no text makes the reader stumble."""

from __future__ import annotations

from hypothesis import given, settings

from tests.ip.query.queries import hostile, trees
from zhiyun.ip.query import Query, read, spelled
from zhiyun.kernel.refusal import Refusal


@given(trees)
@settings(max_examples=50, deadline=None)
def test_every_tree_is_spelled_so_that_it_reads_back_the_same(query: Query) -> None:
    assert read(spelled(query)) == query
    assert read(spelled(query, in_codes=True)) == query


@given(hostile)
@settings(max_examples=100, deadline=None)
def test_whatever_is_typed_is_read_and_reads_back_or_is_refused(typed: str) -> None:
    try:
        query = read(typed)
    except Refusal:
        return

    assert read(spelled(query)) == query
