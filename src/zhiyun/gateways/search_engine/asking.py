"""What engines share in answering: the plan of a whole question."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import replace
from typing import Final
from weakref import WeakKeyDictionary

from zhiyun.gateways.search_engine import plan
from zhiyun.gateways.search_engine.compiling import Statistics, compiled
from zhiyun.gateways.search_engine.costing import afforded
from zhiyun.gateways.search_engine.documents import IN_SAMPLE, SAMPLED
from zhiyun.gateways.search_engine.interface import Count, Facet, Hit, Order, Question, SearchEngine, Sought
from zhiyun.gateways.search_engine.plan import FIELDS, Keeping
from zhiyun.gateways.search_engine.segmenting import is_adjoining
from zhiyun.gateways.search_engine.translating import across
from zhiyun.ip.query import Everything, Plain

SORTED_BY = {
    Order.NEWEST_FILED: ("filed", True),
    Order.OLDEST_FILED: ("filed", False),
    Order.NEWEST_PUBLISHED: ("published", True),
    Order.OLDEST_PUBLISHED: ("published", False),
}
"""The field hits are sorted by, and whether the largest comes first."""
_LATEST: Final = 2**31
_REMEMBERED: Final = 50
_PLANS: Final[WeakKeyDictionary[Statistics, dict[Hashable, plan.Plan]]] = WeakKeyDictionary()
_SAMPLE: Final = plan.Term("sample", IN_SAMPLE)
COUNTED_WHOLE: Final = 50_000
"""Up to so many hits are counted one by one; of more, a sixteenth is, and the screen says about how many there are."""


def planned(question: Question, statistics: Statistics) -> plan.Plan:
    """Give the plan of a query with all that was ticked beside it. Refuses with `TooCostly` what takes too long.

    One page asks the same several times, to find, to count and to explain: a plan is remembered as long as what the
    engine knows of its collection is the same.
    """
    known = _PLANS.setdefault(statistics, {})
    key = (
        question.query,
        question.lexicon,
        question.since_batch,
        question.within,
        frozenset(question.chosen.items()),
        tuple(question.near.items()),
        question.faint,
        question.sought,
    )
    found = known.get(key)
    if found is None:
        found = _planned(question, statistics)
        if len(known) >= _REMEMBERED:
            known.clear()  # at any instant for another thread: nobody looks up again what was there just now
        known[key] = found
    return found


def _planned(question: Question, statistics: Statistics) -> plan.Plan:
    alone = by_words_alone(question)
    if question.near and question.sought is Sought.NEAR:
        asked = _any(_named(question, question.near.keys() - question.faint))
    elif question.near:
        asked = _beside(planned(alone, statistics), question)
    elif question.chosen or question.since_batch or question.within is not None:
        asked = planned(alone, statistics)
    else:
        asked = _in_words(question, statistics)
    chosen = [ticked(facet, values) for facet, values in question.chosen.items()]
    if question.since_batch:
        chosen.append(plan.Between("batch", question.since_batch + 1, _LATEST))
    if question.within is not None:
        chosen.append(compiled(question.within, statistics))
    whole = plan.All((asked, *chosen)) if chosen else asked
    if question.near:  # its words were afforded by themselves, and near documents are few
        return whole
    return afforded(whole, statistics)


def _beside(in_words: plan.Plan, question: Question) -> plan.Plan:
    """Put near documents beside what is asked in words; the faint count where the words find them too."""
    faint = _any(_named(question, question.faint))
    outstanding = _any(_named(question, question.near.keys() - question.faint))
    return plan.AnyOf((in_words, outstanding, plan.All((faint, plan.Fixed(in_words, 0.0)))))


def _named(question: Question, names: Collection[str]) -> list[plan.Plan]:
    """Ask for near documents by their numbers, each with its score."""
    return [
        plan.Fixed(plan.Term("publication", name), score)
        for name, score in question.near.items()
        if name in names
    ]


def _any(parts: Iterable[plan.Plan]) -> plan.Plan:
    """Ask for any of the parts; of none, for nothing."""
    several = tuple(parts)
    return plan.AnyOf(several) if several else plan.Without(plan.Anything())


def _in_words(question: Question, statistics: Statistics) -> plan.Plan:
    asked = compiled(question.query, statistics)
    if isinstance(question.query, Plain) and question.lexicon is not None:
        beside = across(question.query.text, statistics, question.lexicon)
        asked = plan.AnyOf((asked, beside)) if beside else asked
    return asked


def by_words_alone(question: Question) -> Question:
    """Give what was asked without what was ticked beside it and what is near."""
    return replace(
        question, chosen={}, since_batch=0, within=None, near={}, faint=frozenset(), sought=Sought.ALL
    )


def page_explained(engine: SearchEngine, question: Question, hits: Sequence[Hit]) -> list[Hit]:
    """Give hits, those of the page that is wanted with reasons and passages, though all are given."""
    at = question.first if len(hits) > question.most else 0
    until = at + question.most
    return [*hits[:at], *engine.explain(question, hits[at:until]), *hits[until:]]


def is_estimated(question: Question, total: int) -> bool:
    """Say whether so many hits are counted by a sample; what has no condition at all is counted whole, and once."""
    return total > COUNTED_WHOLE and not is_everything(question)


def is_everything(question: Question) -> bool:
    """Say whether a question asks for whatever there is."""
    is_narrowed = question.chosen or question.since_batch or question.within is not None
    return isinstance(question.query, Everything) and not is_narrowed


def in_sample(asked: plan.Plan) -> plan.Plan:
    """Ask for those of the sample alone, and for a phrase by its pairs of characters, which is near enough there."""
    match asked:
        case plan.AnyOf((plan.Sequence("title") as phrase, plan.Sequence("abstract") as same), 1) if (
            phrase == replace(same, field="title") and (pairs := _pairs_of(phrase))
        ):
            return plan.All((_SAMPLE, *pairs))
        case _:
            return _inside(asked, in_sample, _SAMPLE)


def narrowed(asked: plan.Plan, to: plan.Plan) -> plan.Plan:
    """Ask only for what few documents are narrowed to."""
    return _inside(asked, lambda part: narrowed(part, to), to)


def _inside(asked: plan.Plan, narrow: Callable[[plan.Plan], plan.Plan], few: plan.Plan) -> plan.Plan:
    """Narrow as far inside as can be: where few lead, phrases are looked at in few texts."""
    match asked:
        case plan.AnyOf(parts, 1):
            return plan.AnyOf(tuple(map(narrow, parts)))
        case plan.All(parts):
            inside = next(
                (each for each in parts if isinstance(each, plan.AnyOf) and each.at_least == 1), None
            )
            others = tuple(each for each in parts if each is not inside)
            return plan.All((few if inside is None else narrow(inside), *others))
        case _:
            return plan.All((few, asked))


def _pairs_of(phrase: plan.Sequence) -> tuple[plan.Plan, ...]:
    """Give the pairs of characters of a phrase; none of one that has gaps, beginnings or other tokens.

    One text in a thousand has the pairs and not the phrase, far less than an estimate is uncertain by.
    """
    is_run = all(at == number for number, (at, _) in enumerate(phrase.tokens)) and not phrase.beginnings
    is_pairs = all(len(token) == 2 and is_adjoining(token) for _, token in phrase.tokens)
    return tuple(plan.Term("pairs", token) for _, token in phrase.tokens) if is_run and is_pairs else ()


def estimate(counts: Iterable[Count]) -> tuple[Count, ...]:
    """Reckon from counts in the sample those of all, to two digits."""
    reckoned = ((each.value, each.hits * SAMPLED) for each in counts)
    return tuple(Count(value, round(hits, 2 - len(str(hits)))) for value, hits in reckoned)


def ticked(facet: Facet, values: Iterable[str]) -> plan.Plan:
    """Ask for what has one of some values of a facet."""
    name = facet.value
    if FIELDS[name] is Keeping.NUMBER:
        years = sorted(int(value) for value in values if value.isdecimal() and len(value) <= 4)
        return plan.AnyOf(tuple(plan.Between(name, year, year) for year in years))
    return plan.AnyOf(tuple(plan.Term(name, value) for value in sorted(values)))
