"""What is taken out of tantivy's answers: a page of hits in order, scores and serials."""

from __future__ import annotations

import heapq
from collections import ChainMap
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import tantivy

from zhiyun.gateways.search_engine.asking import SORTED_BY
from zhiyun.gateways.search_engine.interface import Question
from zhiyun.gateways.search_engine.kept import Kept
from zhiyun.gateways.search_engine.shards import Shards
from zhiyun.gateways.search_engine.tantivy_fields import SHOWN


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
