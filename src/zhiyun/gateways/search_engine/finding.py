"""Plans that only find: for counting, and for order by day, nothing of what ranking needs is asked.

What is found stays the same, at a third of the cost (benchmarks/search_speed): a token of title or abstract is looked
for in one list instead of two, and a share of a few words in lists that skip what cannot hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from math import comb
from typing import Final

from zhiyun.gateways.search_engine import plan
from zhiyun.gateways.search_engine.segmenting import is_adjoining

MOST_COMBINATIONS: Final = 60
"""A share of words is asked as every combination of so many of them, up to here: 5 of 8 are 56."""
_TOGETHER: Final = (("title", "abstract", "pairs"), ("title_words", "words", "words"))
"""What stands in the first field or in the second stands in the third."""


def finding(asked: plan.Plan) -> plan.Plan:
    """Give a plan that finds the same documents, without order."""
    match asked:
        case plan.Weighted(part) | plan.Fixed(part):
            return finding(part)
        case plan.All(parts):
            found = tuple(each for each in map(finding, parts) if each != plan.Anything())
            return found[0] if len(found) == 1 else plan.All(found) if found else plan.Anything()
        case plan.Without(part):
            return plan.Without(finding(part))
        case plan.BestOf(parts):
            return _any(parts)
        case plan.AnyOf(parts, at_least):
            return _any(parts) if at_least <= 1 else _some(tuple(map(finding, parts)), at_least)
        case _:
            return asked


def combined(asked: plan.AnyOf) -> plan.AnyOf | None:
    """Give the combinations that find what holds a share of a few words; None where there are too many of them."""
    found = finding(asked)
    is_combined = asked.at_least > 1 and isinstance(found, plan.AnyOf) and found.at_least == 1
    return found if is_combined and isinstance(found, plan.AnyOf) else None


def ranking(part: plan.Plan) -> plan.Plan | None:
    """Give what only ranks: the alternatives beside one that holds of every document; None of any other plan."""
    if isinstance(part, plan.AnyOf) and part.at_least == 1 and plan.Anything() in part.parts:
        return plan.AnyOf(tuple(each for each in part.parts if each != plan.Anything()))
    return None


def alternatives(parts: Iterable[plan.Plan]) -> Iterator[plan.Plan]:
    """Give the parts of which one is enough, those of parts of which one is enough among them."""
    for part in parts:
        if isinstance(part, plan.AnyOf) and part.at_least <= 1:
            yield from alternatives(part.parts)
        else:
            yield part


def _any(parts: Iterable[plan.Plan]) -> plan.Plan:
    found = dict.fromkeys(alternatives(map(finding, parts)))
    if plan.Anything() in found:
        return plan.Anything()
    for first, second, both in _TOGETHER:
        for part in [each for each in found if isinstance(each, plan.Term) and each.field == first]:
            beside = plan.Term(second, part.value)
            if beside in found:
                del found[part], found[beside]
                found[plan.Term(both, part.value)] = None
    return next(iter(found)) if len(found) == 1 else plan.AnyOf(tuple(found))


def _some(parts: Sequence[plan.Plan], at_least: int) -> plan.Plan:
    if not all(map(_terms, parts)) or at_least > len(parts) or comb(len(parts), at_least) > MOST_COMBINATIONS:
        return plan.AnyOf(tuple(parts), at_least)
    return plan.AnyOf(tuple(map(plan.All, _closed(parts, at_least))))


def _closed(parts: Sequence[plan.Plan], at_least: int) -> Iterator[tuple[plan.Plan, ...]]:
    """Give the combinations of so many parts that are enough, each without what its other parts imply.

    Where one part implies another, a document that has the one has both, and so is found by a combination that has
    both: any that has the one alone finds nothing more. (What a document has is closed under implication, and a closed
    set has closed subsets of every size.)
    """
    implied = {part: {other for other in parts if _implies(part, other)} for part in parts}
    for some in combinations(parts, at_least):
        follows = set().union(*(implied[part] for part in some))
        if follows.issubset(some):
            yield tuple(dict.fromkeys(term for part in some if part not in follows for term in _terms(part)))


def _terms(part: plan.Plan) -> tuple[plan.Plan, ...]:
    """Give the terms that must all hold for a part to hold; none of a part that is more than that."""
    whole = part.parts if isinstance(part, plan.All) else (part,)
    return whole if all(isinstance(each, plan.Term) for each in whole) else ()


def _implies(one: plan.Plan, other: plan.Plan) -> bool:
    """Say whether a word of the dictionary holds a pair of characters, so that its texts do."""
    match one, other:
        case plan.Term("words", word), plan.Term("pairs", pair):
            return len(pair) == 2 and is_adjoining(pair) and pair in word
        case _:
            return False
