"""The patents a report lists at its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from zhiyun.gateways.analytics.embedded import Embedded

MOST: Final = 100
"""More are no reading; they are exported from the search."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A patent of the appendix: its number, titles, applicants, day of filing and first class."""

    publication: str
    title_zh: str
    title_en: str
    applicants: tuple[str, ...]
    filed_on: date | None
    symbol: str

    def cells(self, *, language: str) -> tuple[str, str, str, str, str]:
        """Give its row, titled in the reader's language where there is such a title."""
        titles = (self.title_en, self.title_zh) if language == "en" else (self.title_zh, self.title_en)
        return (
            self.publication,
            titles[0] or titles[1],
            ("; " if language == "en" else "、").join(self.applicants),
            self.filed_on.isoformat() if self.filed_on else "",
            self.symbol,
        )


def newest(*, engine: Embedded) -> tuple[Entry, ...]:
    """Give the newest of a set by their day of filing."""
    entries = [
        Entry(publication, title_zh, title_en, tuple(applicants or ()), filed_on, symbol or "")
        for publication, title_zh, title_en, applicants, filed_on, symbol in engine.entries(MOST)
    ]
    return tuple(
        sorted(entries, key=lambda each: (each.filed_on or date.min, each.publication), reverse=True)
    )
