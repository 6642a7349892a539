"""Answers a question by its words first, and adds documents found by another way once they are known.

What is near in meaning is known only after a model has read the question. Until then the words can be answered whole:
their page, their total, their counts. What near documents change of that is asked of them alone, so that the answer is
that of asking for all at once; where the words find so many that counts are estimated, a hundred more change nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from zhiyun.gateways.search_engine.interface import (
    MOST_BUCKETS,
    Count,
    Facet,
    Found,
    Order,
    Question,
    SearchEngine,
    Sought,
)

WIDER: Final = 200
"""So many values of a facet more are counted than are shown: near documents may lift one of them."""


def by_words(engine: SearchEngine, question: Question) -> Found:
    """Answer the words of a question in such a way that `joined` can add near documents."""
    assert not question.near, "near documents are not known yet"
    if not _is_joined(question):
        return engine.search(replace(question, most=0, facets={}))
    wider = {facet: _wider(most) for facet, most in question.facets.items()}
    return engine.search(replace(question, facets=wider))


def joined(engine: SearchEngine, question: Question, words: Found) -> Found:
    """Give what the engine finds for a question with near documents, after `by_words` has found ``words``."""
    if not question.near or not _is_joined(question):
        return engine.search(question)
    near = engine.search(replace(question, sought=Sought.NEAR, facets={}))
    only_near = engine.search(replace(question, sought=Sought.ONLY_NEAR, most=0, facets=_every(question)))
    others = [each for each in words.hits if each.patent.publication not in question.near]
    hits = sorted([*near.hits, *others], key=lambda each: -each.score)[: question.most]
    facets = {facet: _summed(words, only_near, facet, most) for facet, most in question.facets.items()}
    lacking = {facet: question.facets[facet] for facet, counts in facets.items() if counts is None}
    if lacking:
        facets |= engine.search(replace(question, most=0, facets=lacking)).facets
    known = {facet: counts for facet, counts in facets.items() if counts is not None}
    return Found(words.total + only_near.total, tuple(hits), known, words.is_estimated)


def _is_joined(question: Question) -> bool:
    """Say whether it is the first page by relevance: of any other the engine would look at all pages before it."""
    return question.first == 0 and question.order is Order.RELEVANCE


def _wider(most: int) -> int:
    return min(most + WIDER, MOST_BUCKETS)


def _every(question: Question) -> Mapping[Facet, int]:
    return dict.fromkeys(question.facets, MOST_BUCKETS)


def _summed(words: Found, only_near: Found, facet: Facet, most: int) -> tuple[Count, ...] | None:
    """Add the counts of a facet; None where a value that was not counted might be among the commonest."""
    counted, added = words.facets[facet], only_near.facets[facet]
    if words.is_estimated:
        return counted[:most]
    sums = Counter({each.value: each.hits for each in counted})
    unseen = max((each.hits for each in added if each.value not in sums), default=0)
    sums.update({each.value: each.hits for each in added})
    ranked = sorted(sums.items(), key=lambda each: (-each[1], each[0]))[:most]
    is_cut = len(counted) >= _wider(most)
    if is_cut and unseen + counted[-1].hits >= ranked[-1][1]:
        return None
    return tuple(Count(value, hits) for value, hits in ranked)
