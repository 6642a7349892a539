"""WIPO's 35 fields of technology (Schmoch), by IPC symbol."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from zhiyun.ip import tables
from zhiyun.ip.classification.symbols import Level, Symbol, symbol
from zhiyun.ip.tables import Edition

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
def _table() -> tables.Table:
    return tables.shipped("zhiyun.ip.classification", "technology_fields.csv", COLUMNS)
