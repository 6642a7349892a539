"""What is taken out of tantivy's answers: a page of hits in order, and the commonest values of facets."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import tantivy

from zhiyun.gateways.search_engine.asking import SORTED_BY
from zhiyun.gateways.search_engine.documents import read_back
from zhiyun.gateways.search_engine.interface import MOST_BUCKETS, Count, Facet, Question
from zhiyun.ip.patent import Patent

SHOWN: Final = "shown"
"""The stored field of what is shown of a hit."""
_TOTAL: Final = "total"
MORE: Final = 10
"""How many times as many values are taken from a part as are given of all: what is common in all is so in each."""


class Page(NamedTuple):
    """How many were found, the hits that are wanted with their scores, and the best scores of all."""

    total: int
    hits: list[tuple[float, Patent]]
    scores: tuple[float, ...]


def page(searchers: list[tantivy.Searcher], asked: tantivy.Query, question: Question) -> Page:
    """Give the total and the wanted hits in order, those without the day they are sorted by last."""
    until = question.first + question.most
    name, is_descending = SORTED_BY.get(question.order, (None, True))
    order = tantivy.Order.Desc if is_descending else tantivy.Order.Asc
    most = max(until, question.scores, question.all_up_to)
    total = 0
    found: list[tuple[tuple[bool, float], int, int, tantivy.DocAddress, float]] = []
    for number, searcher in enumerate(searchers):
        result = searched(searcher, asked, max(1, most), order_by_field=name, order=order)
        total += result.count
        for at, (value, address) in enumerate(result.hits):
            key = (value is None, 0.0 if value is None else -value if is_descending else value)
            found.append((key, number, at, address, 0.0 if name else value))
    best = heapq.nsmallest(most, found, key=lambda each: each[:3])
    wanted = best if total <= question.all_up_to else best[question.first : until]
    hits = [(score, patent(searchers[number], address)) for _, number, _, address, score in wanted]
    return Page(total, hits, tuple(score for *_, score in best[: question.scores]))


def searched(searcher: tantivy.Searcher, asked: tantivy.Query, most: int, **how: Any) -> Any:
    """Search; the type that tantivy publishes for its answer leaves the count out."""
    return searcher.search(asked, most, **how)


def patent(searcher: tantivy.Searcher, address: tantivy.DocAddress) -> Patent:
    return read_back(bytes(searcher.doc(address).get_first(SHOWN) or b"").decode())


def counts(
    searchers: list[tantivy.Searcher], asked: tantivy.Query, facets: Mapping[Facet, int]
) -> dict[Facet, tuple[Count, ...]]:
    """Give the commonest values and their counts, all facets in one walk through the hits.

    From each of several shards or segments more values are taken than are given.
    """
    return _counted(searchers, asked, facets, {})[1] if facets else {}


def total_and_counts(
    searchers: list[tantivy.Searcher], asked: tantivy.Query, facets: Mapping[Facet, int]
) -> tuple[int, dict[Facet, tuple[Count, ...]]]:
    """Give them with the total, of one walk."""
    return _counted(searchers, asked, facets, {_TOTAL: {"value_count": {"field": "serial"}}})


def _counted(
    searchers: list[tantivy.Searcher],
    asked: tantivy.Query,
    facets: Mapping[Facet, int],
    besides: Mapping[str, Any],
) -> tuple[int, dict[Facet, tuple[Count, ...]]]:
    assert max(facets.values()) <= MOST_BUCKETS, "nobody reads more values of a facet"
    times = 1 if len(searchers) == 1 else MORE
    of_segment = 1 if all(each.num_segments == 1 for each in searchers) else MORE
    terms: dict[str, Any] = {
        facet.name: {
            "terms": {
                "field": facet.value,
                "size": most * times,
                "segment_size": most * times * of_segment,
            }
        }
        for facet, most in facets.items()
    }
    total = 0
    sums: dict[Facet, Counter[str]] = {facet: Counter() for facet in facets}
    for searcher in searchers:
        answer = searcher.aggregate(asked, {**terms, **besides})
        total += int(answer[_TOTAL]["value"]) if _TOTAL in besides else 0
        for facet, counted in sums.items():
            for bucket in answer[facet.name]["buckets"]:
                counted[str(bucket["key"])] += bucket["doc_count"]
    return total, {facet: _commonest(sums[facet], most) for facet, most in facets.items()}


def _commonest(counted: Counter[str], most: int) -> tuple[Count, ...]:
    ranked = sorted(counted.items(), key=lambda each: (-each[1], each[0]))
    return tuple(Count(value, hits) for value, hits in ranked[:most])
