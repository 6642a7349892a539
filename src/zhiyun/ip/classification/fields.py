"""WIPO's 35 fields of technology (Schmoch), by IPC symbol."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from zhiyun.ip import tables
from zhiyun.ip.classification.symbols import Level, Symbol, symbol
from zhiyun.ip.tables import Edition

LAST_GROUP = 9999
"""No main group has a higher number."""
COLUMNS = ("symbol", "field", "sector_zh", "name_zh", "name_en", "basis")


@dataclass(frozen=True, slots=True, order=True)
class Field:
    """One of the 35 fields."""

    number: int
    sector: str
    name: str
    name_en: str


def field_of(of: Symbol) -> Field | None:
    """Give the field of a symbol, by its main group where the subclass is divided; None where WIPO names none.

    Designs have no IPC and thus no field; classes that the table is older than have none either.
    """
    known = by_symbol()
    return known.get(of.at(Level.MAIN_GROUP)) or known.get(of.at(Level.SUBCLASS))


def fields() -> tuple[Field, ...]:
    """Give all 35 in their order."""
    return tuple(sorted(set(by_symbol().values())))


def spans_of(of: Field) -> tuple[tuple[str, str], ...]:
    """Give the classes of a field from where to where: a divided subclass without the main groups of other fields."""
    return _spans_by_field().get(of, ())


def edition() -> Edition:
    """Say whose table answers."""
    return _table().edition


@cache
def by_symbol() -> Mapping[Symbol, Field]:
    """Give the whole table: subclasses, and main groups of those that are divided."""
    return {
        symbol(row["symbol"]): Field(int(row["field"]), row["sector_zh"], row["name_zh"], row["name_en"])
        for _, row in _table().rows
    }


@cache
def _spans_by_field() -> Mapping[Field, tuple[tuple[str, str], ...]]:
    """Give the spans of every field: worked out once, for a page asks for those of dozens."""
    told_apart: dict[Symbol, list[int]] = defaultdict(list)
    for each in by_symbol():
        if each.level is Level.MAIN_GROUP:
            told_apart[each.at(Level.SUBCLASS)].append(each.group_order[0])
    spans: dict[Field, list[tuple[str, str]]] = defaultdict(list)
    for each, field in by_symbol().items():
        spans[field].extend(_spans(each, sorted(told_apart.get(each, ()))))
    return {field: tuple(found) for field, found in spans.items()}


def _spans(of: Symbol, apart: list[int]) -> Iterator[tuple[str, str]]:
    """Give a symbol whole, or the stretches between the main groups that are told apart from it."""
    if not apart:
        yield f"{of}", f"{of}"
        return
    for first, until in zip([1, *(each + 1 for each in apart)], [*apart, LAST_GROUP + 1], strict=True):
        if first < until:
            yield f"{of}{first}/00", f"{of}{until - 1}/00"


@cache
def _table() -> tables.Table:
    return tables.shipped("zhiyun.ip.classification", "technology_fields.csv", COLUMNS)
