"""Spans of symbols as searchers write them: ``H01M4/00-4/98``, ``A61K-A61P``, ``G06F*``."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from zhiyun.ip.classification.symbols import MOST, Level, NotASymbol, Symbol, symbol
from zhiyun.kernel.said import Said

_HYPHEN = re.compile(r"\s*(?:[-‐‑–—~～]|至|到|\.\.)\s*")
_LAST = "\uffff"


@dataclass(frozen=True, slots=True)
class Span:
    """All symbols from the first to the last, with everything that stands under the last.

    Under a subgroup nothing stands by its number alone: ``4/021`` comes after ``4/02`` and is not of it.
    """

    first: Symbol
    last: Symbol

    def __contains__(self, other: Symbol) -> bool:
        lower, upper = self.bounds()
        return lower <= other.st8 < upper

    def bounds(self) -> tuple[str, str]:
        """Give the span as spellings of ST.8, from the lower on and below the upper: how an index asks for it."""
        is_main_group = self.last.level is Level.MAIN_GROUP
        return self.first.st8, (self.last.st8[:8] if is_main_group else self.last.st8) + _LAST

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


def span(text: str) -> Span:
    """Read one symbol, or two with a hyphen; ``*`` and ``?`` at the end say what is meant anyway.

    Refuses two symbols of different levels, and a last one before the first.
    """
    plain = unicodedata.normalize("NFKC", text[: MOST * 3]).strip().upper().rstrip("*?")
    parts = _HYPHEN.split(plain)
    if len(parts) > 2:
        raise NotASymbol(Said("“%(given)s”有几个起止号：请分开写，一段只写一起一止", given=plain))
    first = symbol(parts[0].rstrip("/"))
    if len(parts) == 1:
        return Span(first, first)
    last = symbol(_whole(parts[1], first))
    if _depth(first) != _depth(last):
        raise NotASymbol(
            Said(
                "“%(given)s”的起止要在同一级：%(first)s和%(last)s级别不同",
                given=plain,
                first=first,
                last=last,
            )
        )
    if last < first:
        raise NotASymbol(
            Said("“%(given)s”的起止颠倒了：请写作“%(first)s-%(last)s”", given=plain, first=last, last=first)
        )
    return Span(first, last)


def _whole(last: str, first: Symbol) -> str:
    """Complete ``4/98`` after ``H01M4/00`` with the subclass it leaves out."""
    return str(first.at(Level.SUBCLASS)) + last if last[:1].isdigit() and first.main_group else last


def _depth(one: Symbol) -> int:
    return min(one.level, Level.MAIN_GROUP)
