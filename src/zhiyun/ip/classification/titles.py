"""Titles of classes in Chinese and English: those that ship, and the whole scheme from a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from zhiyun.ip import tables
from zhiyun.ip.classification.symbols import NotASymbol, Symbol, symbol
from zhiyun.ip.tables import Edition
from zhiyun.kernel.refusal import Fault
from zhiyun.kernel.said import Said

COLUMNS = ("symbol", "title_zh", "title_en")


@dataclass(frozen=True, slots=True)
class Titles:
    """A scheme's titles. A column ``parent`` may tell what a subgroup stands under, which its number does not."""

    edition: Edition
    chinese: Mapping[Symbol, str]
    english: Mapping[Symbol, str]
    parents: Mapping[Symbol, Symbol]

    @staticmethod
    @cache
    def shipped() -> Titles:
        """Give the IPC's sections, classes and subclasses."""
        return _titles(tables.shipped("zhiyun.ip.classification", "ipc_titles.csv", COLUMNS))

    @staticmethod
    def read(text: str) -> Titles:
        """Read a table of titles; refuses with all of its faults."""
        return _titles(tables.read(text, COLUMNS))

    def title(self, of: Symbol, *, language: str = "zh") -> str:
        """Give the title, in the other language where this one has none, empty where the table ends above."""
        own, other = (self.english, self.chinese) if language == "en" else (self.chinese, self.english)
        return own.get(of) or other.get(of, "")

    def ancestors(self, of: Symbol) -> tuple[Symbol, ...]:
        """Give what a symbol stands under, from the section down; between groups by the table's parents."""
        between: list[Symbol] = []
        parent = self.parents.get(of)
        while parent is not None and parent not in between and parent not in of.ancestors():
            between.append(parent)
            parent = self.parents.get(parent)
        return (*of.ancestors(), *reversed(between))


def _titles(table: tables.Table) -> Titles:
    chinese: dict[Symbol, str] = {}
    english: dict[Symbol, str] = {}
    parents: dict[Symbol, Symbol] = {}
    faults: list[Fault] = []
    for line, row in table.rows:
        try:
            of = symbol(row["symbol"])
            above = symbol(row["parent"]) if row.get("parent") else None
        except NotASymbol as refusal:
            faults.append(Fault(Said("第%(line)s行", line=line), refusal.said))
            continue
        if of in chinese:
            faults.append(Fault(Said("第%(line)s行", line=line), Said("%(symbol)s写了两次", symbol=of)))
        chinese[of], english[of] = row["title_zh"], row["title_en"]
        if above is not None:
            parents[of] = above
    tables.refuse(faults)
    return Titles(table.edition, chinese, english, parents)
