"""Industry chains 产业链: a concordance of an office's own chains, Chongqing's twelve clusters where it loads none.

Which class belongs to which chain is this project's own guess; the table says so, and whoever knows better loads theirs
(`industries.Concordance` describes the file, ``name_en`` may be added).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from zhiyun.ip import tables
from zhiyun.ip.classification.industries import COLUMNS, Concordance
from zhiyun.ip.classification.spans import Span
from zhiyun.ip.classification.symbols import NotASymbol, symbol

FILE = "industry_chains.csv"


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain: its code, its names, and the spans of classes that make it up."""

    code: str
    name: str
    name_en: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Chains:
    """All chains of a table in the order of their codes."""

    concordance: Concordance
    by_code: Mapping[str, Chain]

    @staticmethod
    def read(text: str) -> Chains:
        """Read a table; refuses with all of its faults."""
        concordance = Concordance.read(text)
        english = {row["industry"]: row.get("name_en", "") for _, row in tables.read(text, COLUMNS).rows}
        spans: dict[str, list[Span]] = {}
        names = {industry.code: industry.name for _, industry in concordance.spans}
        for span, industry in concordance.spans:
            spans.setdefault(industry.code, []).append(span)
        return Chains(
            concordance,
            {
                code: Chain(code, names[code], english[code], tuple(sorted(spans[code], key=str)))
                for code in sorted(names)
            },
        )

    @staticmethod
    @cache
    def shipped() -> Chains:
        """Give the table that comes with zhiyun."""
        return Chains.read(resources.files(__package__).joinpath(FILE).read_text(encoding="utf-8"))

    def of_groups(self, main_groups: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Give the chains of main groups (``H01M10/00``), as pairs; a group in none has no pair."""
        pairs = []
        for each in main_groups:
            try:
                found = self.concordance.industries_of(symbol(each))
            except NotASymbol:
                continue
            pairs += [(each, industry.code) for industry in found]
        return tuple(pairs)
