"""Counts what was found in tantivy's shards by facets, all of them in one walk through the hits.

Each shard and segment tells of its commonest values, more than are given. A shard that did not tell of a value that is
given is asked for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import tantivy

from zhiyun.gateways.search_engine.interface import MOST_BUCKETS, Count, Facet
from zhiyun.gateways.search_engine.plan import FIELDS, Keeping
from zhiyun.gateways.search_engine.shards import Shards
from zhiyun.gateways.search_engine.tantivy_answers import kept, searched
from zhiyun.gateways.search_engine.tantivy_fields import NUMBERED
from zhiyun.ip.serial import serial

Narrowing = Callable[[Facet, Sequence[str]], tantivy.Query]
"""Gives the query that was asked, narrowed to some values of a facet."""
Naming = Callable[[Facet, Collection[int]], Mapping[int, str]]
"""Names values of a facet by their serials."""
MORE: Final = 10
"""How many times as many values are taken from a part as are given of all: what is common in all is so in each."""
TIED: Final = 30
"""So many more than are given may be as common as the last of them: each is named, and the first by name are given."""
FEW: Final = 500
"""Of so few hits their values are read at once: looking up a name takes as long as reading forty."""
MOST_NAMED: Final = 50
"""Whoever wants more values than this of a facet wants all there are, and has narrowed what is found."""
_REMEMBERED: Final = 50_000
_EVERY: Final = 60_000
"""More values than few documents have."""
_TOTAL: Final = "total"


class Names:
    """What the serials stand for by which a facet is counted: looked up in a document that has it, and remembered."""

    def __init__(self, schema: tantivy.Schema) -> None:
        self._schema = schema
        self._known: dict[int, str] = {}

    def of(self, shards: Shards, facet: Facet, serials: Collection[int]) -> dict[int, str]:
        """Name values of documents of these shards; those of documents that were just taken out are left out."""
        if len(self._known) > _REMEMBERED:
            self._known = {}
        named: dict[int, str] = {}
        for each in serials:
            name = self._known.get(each) or self._looked_up(shards, facet, each)
            if name:
                named[each] = self._known[each] = name
        return named

    def _looked_up(self, shards: Shards, facet: Facet, number: int) -> str:
        asked = tantivy.Query.term_query(self._schema, NUMBERED[facet], number, "basic")
        for searcher in shards.searchers:
            for _, address in searched(searcher, asked, 1, count=False).hits:
                values: Sequence[str] = getattr(kept(searcher, address).patent, facet.value)
                return next(each for each in values if serial(each) == number)
        return ""


def counts(
    shards: Shards,
    asked: tantivy.Query,
    facets: Mapping[Facet, int],
    total: int,
    names: Naming,
    exactly: Narrowing | None = None,
) -> dict[Facet, tuple[Count, ...]]:
    """Give the commonest values of ``total`` hits and their counts; ``exactly`` makes them those of all shards."""
    if not facets:
        return {}
    numbered = {each for each in NUMBERED if total > FEW and facets.get(each, MOST_BUCKETS) <= MOST_NAMED}
    _, told = _asked(
        shards,
        asked,
        {
            facet: _by_number(facet, most) if facet in numbered else _by_text(facet, most, shards)
            for facet, most in facets.items()
        },
    )
    counted = {}
    for facet, most in facets.items():
        by_name = _named(facet, most, told[facet], names) if facet in numbered else told[facet]
        if by_name is None:
            by_name = _asked(shards, asked, {facet: _sized(facet.value, MOST_BUCKETS)})[1][facet]
        best = _commonest(sum((each.hits for each in by_name), Counter()), most)
        counted[facet] = _made_exact(shards, facet, by_name, best, exactly) if exactly else best
    return counted


def total_and_counts(
    shards: Shards, asked: tantivy.Query, facets: Mapping[Facet, int]
) -> tuple[int, dict[Facet, tuple[Count, ...]]]:
    """Give the total of few and all their counts, of one walk."""
    terms = {facet: _by_text(facet, most, shards) for facet, most in facets.items()}
    total, told = _asked(shards, asked, terms, {_TOTAL: {"value_count": {"field": "serial"}}})
    return total, {
        facet: _commonest(sum((each.hits for each in told[facet]), Counter()), most)
        for facet, most in facets.items()
    }


class _Told(NamedTuple):
    """What a shard tells of a facet: the hits of its commonest values, and whether those are all of them.

    Values are texts, or their serials where the facet was counted by those.
    """

    hits: Counter[Any]
    is_whole: bool

    def leaves_open(self, value: str) -> bool:
        return not self.is_whole and value not in self.hits


def _by_text(facet: Facet, most: int, shards: Shards) -> dict[str, Any]:
    times = 1 if len(shards.searchers) == 1 else MORE
    of_segment = MORE if any(each.num_segments > 1 for each in shards.searchers) else times
    return _sized(facet.value, most * times, most * of_segment)


def _by_number(facet: Facet, most: int) -> dict[str, Any]:
    size = max(MORE * most, MORE * TIED, most + TIED + 1)
    return _sized(NUMBERED[facet], size)


def _sized(field: str, size: int, of_segment: int = 0) -> dict[str, Any]:
    """Ask for so many of the commonest values, of each segment for as many or more."""
    return {"field": field, "size": size, "segment_size": of_segment or size}


def _asked(
    shards: Shards,
    asked: tantivy.Query,
    terms: Mapping[Facet, Mapping[str, Any]],
    besides: Mapping[str, Any] = MappingProxyType({}),
) -> tuple[int, dict[Facet, list[_Told]]]:
    """Give the total, if it is asked besides, and what each shard tells."""
    assert max(each["size"] for each in terms.values()) <= MORE * MOST_BUCKETS, "nobody reads more values"
    wanted = {facet.name: {"terms": each} for facet, each in terms.items()}
    answers = shards.ask(lambda each: each.aggregate(asked, {**wanted, **besides}))
    total = sum(int(each[_TOTAL]["value"]) for each in answers) if besides else 0
    return total, {
        facet: [_read(each[facet.name], is_numbered=of["field"] != facet.value) for each in answers]
        for facet, of in terms.items()
    }


def _read(answer: Mapping[str, Any], *, is_numbered: bool) -> _Told:
    as_kept = int if is_numbered else str
    hits = Counter({as_kept(each["key"]): each["doc_count"] for each in answer["buckets"]})
    return _Told(hits, not answer["sum_other_doc_count"])


def _named(facet: Facet, most: int, told: Sequence[_Told], names: Naming) -> list[_Told] | None:
    """Give what shards tell of a facet's commonest values by their names; None where too many are as common as the last."""
    sums = sum((each.hits for each in told), Counter())
    least = min((hits for _, hits in sums.most_common(most)), default=0)
    best = [number for number, hits in sums.items() if hits >= least]
    if len(best) > most + TIED:
        return None
    named = names(facet, best)
    return [
        _Told(Counter({named[at]: hits for at, hits in each.hits.items() if at in named}), each.is_whole)
        for each in told
    ]


def _made_exact(
    shards: Shards, facet: Facet, told: Sequence[_Told], best: tuple[Count, ...], exactly: Narrowing
) -> tuple[Count, ...]:
    """Ask each shard for what it left open of the values that are given."""
    sums = Counter({each.value: each.hits for each in best})
    for searcher, of_shard in zip(shards.searchers, told, strict=True):
        if missing := [value for value in sums if of_shard.leaves_open(value)]:
            sums.update(_counted_alone(searcher, facet, missing, exactly))
    return _commonest(sums, len(best))


def _counted_alone(
    searcher: tantivy.Searcher, facet: Facet, values: Sequence[str], exactly: Narrowing
) -> Counter[str]:
    """Count some values, all of them: the documents that have one may have others besides, but one year."""
    is_numbered = facet in NUMBERED
    terms = _sized(NUMBERED.get(facet, facet.value), _EVERY)
    if not is_numbered and FIELDS[facet.value] is Keeping.FACET:
        terms |= {"include": values}
    answer = searcher.aggregate(exactly(facet, values), {facet.name: {"terms": terms}})[facet.name]
    hits = _read(answer, is_numbered=is_numbered).hits
    if not is_numbered:
        return hits
    return Counter({each: hits[serial(each)] for each in values if serial(each) in hits})


def _commonest(counted: Counter[str], most: int) -> tuple[Count, ...]:
    ranked = sorted(counted.items(), key=lambda each: (-each[1], each[0]))
    return tuple(Count(value, hits) for value, hits in ranked[:most])
