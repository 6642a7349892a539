"""Puts what is near in meaning together with what is found by words.

How much nearness counts depends on the languages: words find what is said in their own language well, and what is
said in another badly (benchmarks/quality, cross_lingual and known_item, where the weights were chosen).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, Protocol

from zhiyun.gateways.search_engine.interface import Question, SearchEngine
from zhiyun.ip.query import Plain

NEAREST: Final = 100
"""Documents that are near enough to be asked for, and hits by words whose scores tell what a score is worth."""
SAME: Final = 0.3
ACROSS: Final = 1.0
"""What the nearest document adds, in mean scores of the best hits by words: in the question's language, in another."""
_CHINESE: Final = re.compile("[\u4e00-\u9fff]")


class Near(Protocol):
    """A document, how near it is, and whether its text is in Chinese."""

    @property
    def publication(self) -> str:
        """Name the document."""

    @property
    def nearness(self) -> float:
        """Say how near it is; only what is nearer than what counts."""

    @property
    def is_chinese(self) -> bool:
        """Say whether its text is in Chinese."""

    @property
    def stands_out(self) -> bool:
        """Say whether it is nearer than documents are by chance."""


def scores_by_words(engine: SearchEngine, question: Question) -> list[float]:
    """Give the scores of the best hits by words alone, whatever is ticked, by which nearness is measured."""
    return engine.best_scores(replace(question, chosen={}, near={}), NEAREST)


def fused(question: Question, scores: Sequence[float], near: Sequence[Near]) -> Question:
    """Add near documents, the nearest first, to a question in plain words with its `scores_by_words`."""
    return worth(beside(question, near), scores)


def beside(question: Question, near: Sequence[Near]) -> Question:
    """Add near documents to a question in plain words, each with what it adds in mean scores of the best by words.

    What does not stand out counts where the words find it too, and is not found without: whatever is asked, a hundred
    are nearest.
    """
    assert isinstance(question.query, Plain), "an expression says exactly what it asks"
    weights = dict(weighed(near, is_chinese(question.query.text)))
    faint = {each.publication for each in near if not each.stands_out}
    return replace(question, near=weights, faint=frozenset(weights.keys() & faint))


def worth(question: Question, scores: Sequence[float]) -> Question:
    """Give a question with near documents what those add, now that the scores of the best by words are known."""
    mean = sum(scores) / len(scores) if any(scores) else 1.0
    return replace(question, near={name: mean * weight for name, weight in question.near.items()})


def weighed(
    near: Sequence[Near], is_asked_in_chinese: bool, same: float = SAME, across: float = ACROSS
) -> Iterator[tuple[str, float]]:
    """Weigh near documents from the last of them, which adds nothing, to the nearest."""
    if not near:
        return
    least, most = near[-1].nearness, near[0].nearness
    for each in near:
        weight = same if each.is_chinese == is_asked_in_chinese else across
        share = (each.nearness - least) / max(most - least, 1e-9) if len(near) > 1 else 1.0
        if share > 0:
            yield each.publication, weight * share


def is_chinese(text: str) -> bool:
    """Say whether a text is in Chinese: a tenth of it is enough, for Chinese texts are full of Latin names."""
    return 10 * len(_CHINESE.findall(text)) >= len(text) > 0
