"""What to ask instead of a composed query that found nothing: which of its conditions is too much for this shelf."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from zhiyun.gateways.search_engine import SearchEngine, TooCostly
from zhiyun.ip.query import And, Classed, ClassedBetween, Field, Not, Or, Plain, Query, spelled
from zhiyun.ip.query.tree import both

MOST_CONDITIONS: Final = 8
"""A query of more conditions is not taken apart: each costs a count, and who wrote so many knows them."""


def loosened(*, engine: SearchEngine, query: Query, in_codes: bool) -> list[tuple[str, int]]:
    """Give queries that find something where ``query`` found nothing, each with how many patents it finds.

    The classes of CPC where those of IPC were asked and a record has none; all its conditions but one; where no such
    query finds anything, each condition alone. ``in_codes`` writes fields by their codes.
    Gives none for plain words, which ask for no condition.
    """
    if isinstance(query, Plain):
        return []
    found = list(_finding(engine, [_with_either_class(query), *_but_one(query)]))
    found = found or list(_finding(engine, _conditions(query)))
    return [(spelled(each, in_codes=in_codes), hits) for each, hits in found]


def _finding(engine: SearchEngine, queries: list[Query]) -> Iterator[tuple[Query, int]]:
    for each in dict.fromkeys(queries):
        if _only_leaves_out(each):
            continue
        try:
            hits = engine.count(each)
        except TooCostly:  # what was left out had kept it cheap
            continue
        if hits:
            yield each, hits


def _but_one(query: Query) -> list[Query]:
    parts = _conditions(query)
    return [both(*parts[:at], *parts[at + 1 :]) for at in range(len(parts))] if len(parts) > 1 else []


def _conditions(query: Query) -> list[Query]:
    """Give the conditions that must all hold; none where they are too many."""
    return list(query.parts) if isinstance(query, And) and len(query.parts) <= MOST_CONDITIONS else []


def _only_leaves_out(query: Query) -> bool:
    """Say whether a query names nothing it wants: nearly everything is found by it."""
    return all(isinstance(each, Not) for each in (query.parts if isinstance(query, And) else [query]))


def _with_either_class(query: Query) -> Query:
    """Ask for a class of CPC where a record has none of IPC, as landscapes count."""
    match query:
        case Classed(Field.IPC) | ClassedBetween(Field.IPC):
            return replace(query, field=Field.CLASS)
        case And(parts):
            return And(tuple(map(_with_either_class, parts)))
        case Or(parts):
            return Or(tuple(map(_with_either_class, parts)))
        case _:
            return query
