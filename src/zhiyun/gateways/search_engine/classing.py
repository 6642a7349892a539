"""Suggests IPC subclasses for a text: those of the patents it is most like, each with the patents that say so.

Nothing is trained and nothing goes out of date: what the collection holds is asked anew each time
(benchmarks/quality, subclasses, where the figures were chosen).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Protocol

from zhiyun.gateways.search_engine.likeness import Likeness, Ranking, alike
from zhiyun.ip.patent import Patent

ASKED: Final = 40
"""Patents whose classes are counted."""
LIKER_BY: Final = 2
"""The power of a likeness: twice as like says four times as much."""
LEAST_SHARE: Final = 0.2
"""A subclass of which less is said is not suggested, unless none is."""
BECAUSE: Final = 3


class Holding(Ranking, Protocol):
    """An engine that ranks, and gives what it holds."""

    def whole(self, publication: str) -> Patent | None:
        """Give a document."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A subclass, the share of what was found that is in it (0 to 1), and the likest patents that are."""

    subclass: str
    share: float
    because: tuple[Patent, ...]


def suggested(engine: Holding, title: str, text: str, most: int = 5) -> tuple[Suggestion, ...]:
    """Give the likeliest subclasses, the likeliest first; none where nothing is alike."""
    return _counted(_near(engine, title, text))[:most]


def sure(suggestions: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """Keep those of which enough is said, the first at any rate."""
    return tuple(each for number, each in enumerate(suggestions) if number == 0 or each.share >= LEAST_SHARE)


def _near(engine: Holding, title: str, text: str) -> list[tuple[float, Patent]]:
    found = []
    for each in alike(engine, Likeness(title, text), 2 * ASKED):
        patent = engine.whole(each.publication)
        if patent is not None and patent.ipc:
            found.append((each.by_words**LIKER_BY, patent))
    return found[:ASKED]


def _counted(near: list[tuple[float, Patent]]) -> tuple[Suggestion, ...]:
    whole = sum(weight for weight, _ in near)
    shares: dict[str, float] = defaultdict(float)
    because: dict[str, list[Patent]] = defaultdict(list)
    for weight, patent in near:
        for subclass in dict.fromkeys(symbol[:4] for symbol in patent.ipc):
            shares[subclass] += weight / whole
            because[subclass].append(patent)
    ranked = sorted(shares, key=lambda each: (-shares[each], each))
    return tuple(Suggestion(each, shares[each], tuple(because[each][:BECAUSE])) for each in ranked)
