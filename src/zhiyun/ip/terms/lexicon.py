"""What the other language says for a word: the table that ships, or an office's own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from zhiyun.ip import tables
from zhiyun.ip.tables import Edition
from zhiyun.ip.terms.english import singular, stem
from zhiyun.kernel.refusal import Fault
from zhiyun.kernel.said import Said

COLUMNS: Final = ("english", "chinese")
MOST: Final = 12
LEAST_SHARE: Final = 0.01
REMEMBERED: Final = 2_000
"""Words whose translations are remembered, for one question asks much of what the last one did: 3 MB at most."""


@dataclass(frozen=True, slots=True)
class Translation:
    """A word of the other language, and its share among those a word is said by; shares add up to 1."""

    word: str
    share: float


class Lexicon:
    """Words and what the other language says for them, in both directions.

    Rows are kept as they are written and read only when asked for: a table of ten thousand words costs a worker
    little.
    """

    def __init__(self, edition: Edition, rows: Mapping[str, str]) -> None:
        self.edition = edition
        self._remembered = lru_cache(REMEMBERED)(self._looked_up)
        self._chinese = dict(rows)
        self._english: dict[str, list[str]] = defaultdict(list)
        self._stems: dict[str, str] = {}
        most: dict[str, int] = {}
        self._times: dict[str, int] = defaultdict(int)
        for english, row in rows.items():
            whole = 0
            for chinese, times in _read(row):
                self._english[chinese].append(english)
                self._times[chinese] += times
                whole += times
            family = stem(english)
            if whole > most.get(family, 0):
                most[family], self._stems[family] = whole, english

    @staticmethod
    @cache
    def shipped() -> Lexicon:
        """Give the table that comes with zhiyun."""
        return _lexicon(tables.shipped("zhiyun.ip.terms", "terms.csv", COLUMNS))

    @staticmethod
    def read(text: str) -> Lexicon:
        """Read a table; refuses with all of its faults."""
        return _lexicon(tables.read(text, COLUMNS))

    def translations(self, word: str) -> tuple[Translation, ...]:
        """Give what the other language says for a word, the likeliest first; nothing for a word it does not know.

        An English word that is not in the table answers as the commonest word of its stem.
        """
        return self._remembered(word)

    def _looked_up(self, word: str) -> tuple[Translation, ...]:
        if word in self._english:
            return self._of_chinese(word)
        english = singular(word)
        if english not in self._chinese:
            english = self._stems.get(stem(word), "")
        return self._of_english(english) if english else ()

    def _of_english(self, english: str) -> tuple[Translation, ...]:
        row = list(_read(self._chinese[english]))
        whole = sum(times for _, times in row)
        return _shared(
            {
                chinese: times / whole * (times / self._times[chinese]) ** 0.5
                for chinese, times in row
                if times / whole > LEAST_SHARE
            }
        )

    def _of_chinese(self, chinese: str) -> tuple[Translation, ...]:
        found: dict[str, float] = {}
        for english in self._english[chinese]:
            row = dict(_read(self._chinese[english]))
            share = row[chinese] / self._times[chinese]
            if share > LEAST_SHARE:
                found[english] = share * (row[chinese] / sum(row.values())) ** 0.5
        return _shared(found)


def _shared(found: Mapping[str, float]) -> tuple[Translation, ...]:
    best = sorted(found.items(), key=lambda each: (-each[1], each[0]))[:MOST]
    whole = sum(share for _, share in best)
    return tuple(Translation(word, share / whole) for word, share in best)


def _read(row: str) -> Iterator[tuple[str, int]]:
    parts = row.split(" ")
    for at in range(0, len(parts), 2):
        yield parts[at], int(parts[at + 1])


def _lexicon(table: tables.Table) -> Lexicon:
    rows: dict[str, str] = {}
    faults: list[Fault] = []
    for line, row in table.rows:
        english, chinese = row["english"], row["chinese"]
        parts = chinese.split(" ")
        if len(parts) % 2 or not all(each.isdecimal() and int(each) > 0 for each in parts[1::2]):
            faults.append(
                Fault(
                    Said("第%(line)s行", line=line),
                    Said("中文词后面要各写一个出现次数，如：制动 453 刹车 19"),
                )
            )
        elif english in rows:
            faults.append(Fault(Said("第%(line)s行", line=line), Said("%(word)s写了两次", word=english)))
        rows[english] = chinese
    tables.refuse(faults)
    return Lexicon(table.edition, rows)
