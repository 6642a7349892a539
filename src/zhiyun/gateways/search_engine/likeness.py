"""Finds what is like a patent or a text: by its most telling words, and by the classes it shares.

Examiners search by class, so what they cite shares classes; words and classes together find far more than
either (benchmarks/quality, prior_art, where the weights were chosen).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Protocol

from zhiyun.gateways.search_engine import plan
from zhiyun.gateways.search_engine.compiling import Statistics
from zhiyun.gateways.search_engine.documents import day_number
from zhiyun.gateways.search_engine.segmenting import is_adjoining, tokens, words

WORDS: Final = 40
TITLE_TIMES: Final = 2
"""How much oftener a word of the title counts than one of the abstract."""
CLASSES_WEIGH: Final = 1.0
DEEP: Final = 1000
"""How many of each list are put together."""
SCALED_BY: Final = 100
"""Each list is divided by the mean of its best so many, so that long and short texts weigh alike."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What something should be like.

    ``before_on`` leaves out what was published on that day or later, or has no day; ``without`` leaves out
    numbers, for a patent is most like itself.
    """

    title: str
    text: str
    classes: tuple[str, ...] = ()
    before_on: date | None = None
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Alike:
    """A publication number, its score, and how much of it words and classes gave."""

    publication: str
    score: float
    by_words: float
    by_classes: float


class Ranking(Protocol):
    """An engine that ranks by a plan."""

    def scores(self, asked: plan.Plan, most: int) -> list[tuple[str, float]]:
        """Give the publication numbers and scores of what answers a plan best."""

    def statistics(self) -> Statistics:
        """Tell how many documents there are, and have a token."""


def alike(engine: Ranking, likeness: Likeness, most: int) -> tuple[Alike, ...]:
    """Give what is most alike, the likest first."""
    statistics = engine.statistics()
    deep = DEEP + len(likeness.without)
    by_words = _scaled(engine.scores(_dated(_words(likeness, statistics), likeness), deep), likeness)
    by_classes: Mapping[str, float] = {}
    if likeness.classes:
        by_classes = _scaled(engine.scores(_dated(_classes(likeness), likeness), deep), likeness)
    found = []
    for publication in by_words.keys() | by_classes.keys():
        word, shared = by_words.get(publication, 0.0), CLASSES_WEIGH * by_classes.get(publication, 0.0)
        found.append(Alike(publication, word + shared, word, shared))
    return tuple(sorted(found, key=lambda each: (-each.score, each.publication))[:most])


def _words(likeness: Likeness, statistics: Statistics) -> plan.Plan:
    """Ask for the most telling words anywhere, and for those of the title in titles."""
    times = Counter(words(likeness.text))
    in_title = words(likeness.title)
    for word in in_title:
        times[word] += 1 + TITLE_TIMES
    weighed = {word: 1 + math.log(count) for word, count in times.items()}
    telling = _most_telling(weighed, "words", statistics)
    parts: list[plan.Plan] = [plan.Weighted(plan.Term("words", word), weighed[word]) for word in telling]
    parts.extend(plan.Term("title_words", word) for word in dict.fromkeys(in_title))
    pairs = {
        token.text: 1.0 for token in tokens(f"{likeness.title} {likeness.text}") if is_adjoining(token.text)
    }
    for field in ("title", "abstract"):
        parts.extend(plan.Term(field, pair) for pair in _most_telling(pairs, field, statistics))
    return plan.AnyOf(tuple(parts))


def _most_telling(weighed: Mapping[str, float], field: str, statistics: Statistics) -> list[str]:
    documents = statistics.documents()
    having = statistics.having(field, weighed)
    told = {
        word: weight * math.log((documents + 1) / having[word])
        for word, weight in weighed.items()
        if having[word]
    }
    return sorted(told, key=lambda word: (-told[word], word))[:WORDS]


def _classes(likeness: Likeness) -> plan.Plan:
    """Ask for each class; section Y only tags what stands elsewhere."""
    return plan.AnyOf(
        tuple(
            plan.Term(field, symbol, is_ranked=True)
            for symbol in dict.fromkeys(likeness.classes)
            if not symbol.startswith("Y")
            for field in ("cpc", "ipc")
        )
    )


def _dated(asked: plan.Plan, likeness: Likeness) -> plan.Plan:
    if likeness.before_on is None:
        return asked
    return plan.All((asked, plan.Between("published", 0, day_number(likeness.before_on - timedelta(days=1)))))


def _scaled(found: Sequence[tuple[str, float]], likeness: Likeness) -> Mapping[str, float]:
    kept = [(name, score) for name, score in found if name not in likeness.without and score > 0]
    best = [score for _, score in kept[:SCALED_BY]]
    return {name: score * len(best) / sum(best) for name, score in kept}
