"""Scores a few documents, named beforehand, by what a plan asks, and looks at no others.

The engine reads alternatives for some thousand documents at once: a hundred documents spread over a million lie in all
of those windows, and would cost what the question costs by itself. Asked one condition after another, each list skips
to the few.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from zhiyun.gateways.search_engine import finding, plan

Scoring = Callable[[Sequence[Sequence[plan.Plan]]], Sequence[Mapping[str, float]]]
"""Gives, for each row of plans, the scores of those that hold of a document, added up, of each of the documents."""


def scored(asked: plan.Plan, scoring: Scoring) -> dict[str, float]:
    """Give the scores of those of the documents that a plan finds."""
    shares = list(_shares(asked))
    counting = [[plan.Fixed(part, 1.0) for part in share.parts] for share in shares]
    ranking = [[leaf for part in share.ranking for leaf in _leaves(part)] for share in shares]
    told = scoring([*counting, *ranking])
    scores: dict[str, float] = defaultdict(float)
    for share, counts, ranks in zip(shares, told[: len(shares)], told[len(shares) :], strict=True):
        for name, number in counts.items():
            if number >= share.at_least:
                scores[name] += ranks[name]
    return scores


class _Share(NamedTuple):
    """What must hold, how many parts of it, and what it scores then."""

    parts: Sequence[plan.Plan]
    at_least: int
    ranking: Sequence[plan.Plan]


def _shares(asked: plan.Plan) -> Iterator[_Share]:
    """Take a plan apart into what finds documents by itself; the score of one is the sum of all that find it."""
    match asked:
        case plan.AnyOf(parts, at_least) if at_least <= 1:
            several = list(finding.alternatives(parts))
            if single := [each for each in several if not isinstance(each, plan.AnyOf | plan.All)]:
                yield _Share(single, 1, single)
            for each in several:
                if isinstance(each, plan.AnyOf | plan.All):
                    yield from _shares(each)
        case plan.AnyOf(parts, at_least):
            yield _Share(parts, at_least, parts)
        case plan.All((plan.Fixed(plan.AnyOf(said, at_least), 0.0), part)) if ranks := finding.ranking(part):
            yield _Share(said, at_least, (ranks,))
        case _:
            yield _Share((asked,), 1, (asked,))


def _leaves(part: plan.Plan) -> Iterator[plan.Plan]:
    """Give alternatives one by one."""
    match part:
        case plan.AnyOf(parts, at_least) if at_least <= 1:
            for each in parts:
                yield from _leaves(each)
        case plan.Weighted(plan.AnyOf(parts, at_least), weight) if at_least <= 1:
            for each in parts:
                yield from _leaves(plan.Weighted(each, weight))
        case _:
            yield part
