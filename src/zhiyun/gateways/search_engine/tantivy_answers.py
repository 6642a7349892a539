"""What is taken out of tantivy's answers: a page of hits in order, and the commonest values of facets."""

from __future__ import annotations

import heapq
from collections import ChainMap, Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import tantivy

from zhiyun.gateways.search_engine.asking import SORTED_BY
from zhiyun.gateways.search_engine.interface import MOST_BUCKETS, Count, Facet, Question
from zhiyun.gateways.search_engine.kept import Kept
from zhiyun.gateways.search_engine.plan import FIELDS, Keeping
from zhiyun.gateways.search_engine.shards import Shards

Narrowing = Callable[[Facet, Sequence[str]], tantivy.Query]
"""Gives the query that was asked, narrowed to some values of a facet."""
SHOWN: Final = "shown"
"""The stored field of what is shown of a hit."""
_TOTAL: Final = "total"
MORE: Final = 10
"""How many times as many values are taken from a part as are given of all: what is common in all is so in each."""


class Page(NamedTuple):
    """How many were found, the hits that are wanted with their scores, and the best scores of all."""

    total: int
    hits: list[tuple[float, Kept]]
    scores: tuple[float, ...]


def page(shards: Shards, asked: tantivy.Query, question: Question) -> Page:
    """Give the total and the wanted hits in order, those without the day they are sorted by last."""
    until = question.first + question.most
    name, is_descending = SORTED_BY.get(question.order, (None, True))
    order = tantivy.Order.Desc if is_descending else tantivy.Order.Asc
    most = max(until, question.scores)
    found: list[tuple[tuple[bool, float], int, int, tantivy.DocAddress, float]] = []
    asked_for = max(1, most, question.all_up_to)
    results = shards.ask(lambda each: searched(each, asked, asked_for, order_by_field=name, order=order))
    total = sum(each.count for each in results)
    if total <= question.all_up_to:
        most = asked_for
    for number, result in enumerate(results):
        for at, (value, address) in enumerate(result.hits[:most]):
            key = (value is None, 0.0 if value is None else -value if is_descending else value)
            found.append((key, number, at, address, 0.0 if name else value))
    best = heapq.nsmallest(most, found, key=lambda each: each[:3])
    wanted = best if total <= question.all_up_to else best[question.first : until]
    hits = [(score, kept(shards.searchers[number], address)) for _, number, _, address, score in wanted]
    return Page(total, hits, tuple(score for *_, score in best[: question.scores]))


def searched(searcher: tantivy.Searcher, asked: tantivy.Query, most: int, **how: Any) -> Any:
    """Search; the type that tantivy publishes for its answer leaves the count out."""
    return searcher.search(asked, most, **how)


def kept(searcher: tantivy.Searcher, address: tantivy.DocAddress) -> Kept:
    """Give what is kept of a document."""
    return Kept(bytes(searcher.doc(address).get_first(SHOWN) or b"").decode())


def counts(
    shards: Shards, asked: tantivy.Query, facets: Mapping[Facet, int], exactly: Narrowing | None = None
) -> dict[Facet, tuple[Count, ...]]:
    """Give the commonest values and their counts, all facets in one walk through the hits.

    Each shard and segment tells of its commonest values, more than are given. A shard that did not tell of a value that
    is given is asked for it; ``exactly`` gives the query narrowed to some values of a facet.
    """
    return _counted(shards, asked, facets, {}, exactly)[1] if facets else {}


def total_and_counts(
    shards: Shards, asked: tantivy.Query, facets: Mapping[Facet, int]
) -> tuple[int, dict[Facet, tuple[Count, ...]]]:
    """Give them with the total, of one walk."""
    return _counted(shards, asked, facets, {_TOTAL: {"value_count": {"field": "serial"}}}, None)


def _counted(
    shards: Shards,
    asked: tantivy.Query,
    facets: Mapping[Facet, int],
    besides: Mapping[str, Any],
    exactly: Narrowing | None,
) -> tuple[int, dict[Facet, tuple[Count, ...]]]:
    assert max(facets.values()) <= MOST_BUCKETS, "nobody reads more values of a facet"
    times = 1 if len(shards.searchers) == 1 else MORE
    of_segment = MORE if any(each.num_segments > 1 for each in shards.searchers) else times
    terms: dict[str, Any] = {
        facet.name: {"terms": {"field": facet.value, "size": most * times, "segment_size": most * of_segment}}
        for facet, most in facets.items()
    }
    answers = shards.ask(lambda each: each.aggregate(asked, {**terms, **besides}))
    total = sum(int(each[_TOTAL]["value"]) for each in answers) if besides else 0
    counted = {}
    for facet, most in facets.items():
        told = [_Told.read(each[facet.name]) for each in answers]
        best = _commonest(sum((each.hits for each in told), Counter()), most)
        counted[facet] = _made_exact(shards, facet, told, best, exactly) if exactly else best
    return total, counted


class _Told(NamedTuple):
    """What a shard tells of a facet: the hits of its commonest values, and whether those are all of them."""

    hits: Counter[str]
    is_whole: bool

    @classmethod
    def read(cls, answer: Mapping[str, Any]) -> _Told:
        hits = Counter({str(each["key"]): each["doc_count"] for each in answer["buckets"]})
        return cls(hits, not answer["sum_other_doc_count"])

    def leaves_open(self, value: str) -> bool:
        return not self.is_whole and value not in self.hits


def _made_exact(
    shards: Shards, facet: Facet, told: Sequence[_Told], best: tuple[Count, ...], exactly: Narrowing
) -> tuple[Count, ...]:
    """Ask each shard for what it left open of the values that are given."""
    sums = Counter({each.value: each.hits for each in best})
    for searcher, of_shard in zip(shards.searchers, told, strict=True):
        if missing := [value for value in sums if of_shard.leaves_open(value)]:
            terms: dict[str, Any] = {"field": facet.value, "size": len(missing)}
            if FIELDS[facet.value] is Keeping.FACET:  # a document may have others besides; it has one year
                terms["include"] = missing
            answer = searcher.aggregate(exactly(facet, missing), {facet.name: {"terms": terms}})
            sums.update(_Told.read(answer[facet.name]).hits)
    return _commonest(sums, len(best))


def _commonest(counted: Counter[str], most: int) -> tuple[Count, ...]:
    ranked = sorted(counted.items(), key=lambda each: (-each[1], each[0]))
    return tuple(Count(value, hits) for value, hits in ranked[:most])


def scores(
    shards: Shards, asked: Sequence[tantivy.Query], names: Mapping[int, str]
) -> list[dict[str, float]]:
    """Give the scores of what each query finds, by the names of its serials; it finds nothing else."""
    of_shards = shards.ask(lambda each: [_scores(each, query, names) for query in asked])
    return [dict(ChainMap(*of_query)) for of_query in zip(*of_shards, strict=True)]


def _scores(of: tantivy.Searcher, asked: tantivy.Query, names: Mapping[int, str]) -> dict[str, float]:
    hits = of.search(asked, len(names), count=False).hits
    found = serials(of, [address for _, address in hits])
    return {names[each]: score for each, (score, _) in zip(found, hits, strict=True)}


def serials(of: tantivy.Searcher, found: list[tantivy.DocAddress]) -> list[int]:
    """Give the serials of documents; each has one."""
    return [each for each in of.fast_field_values("serial", found) if isinstance(each, int)]
