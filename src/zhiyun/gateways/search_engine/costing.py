"""What a plan would cost, told before it is asked: no engine here can be stopped in the middle.

Counted are the places an engine looks at, from how many documents have each token; measured, twenty million take about a
second of the processor (benchmarks/search_speed).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from zhiyun.gateways.search_engine import plan
from zhiyun.gateways.search_engine.compiling import Statistics
from zhiyun.gateways.search_engine.interface import TooCostly

MOST: Final = 20_000_000
_GOES_ON: Final = 2
_BEGINNING: Final = 10
_NUMBERS: Final = 10
_ALL: Final = 50
"""One in so many documents is what a beginning costs, within a phrase or by itself, a span of numbers, or everything."""
_SOUGHT: Final = 4
"""Beside a rare condition, a common one is looked up this many times as often as the rare one holds, and no oftener."""


def afforded(asked: plan.Plan, statistics: Statistics) -> plan.Plan:
    """Give the plan back. Refuses with `TooCostly` one that would take more than about a second."""
    if _Costing(asked, statistics).of(asked) > MOST:
        raise TooCostly
    return asked


class _Costing:
    """Costs in a collection, which is asked once for each field: a cluster is far away."""

    def __init__(self, asked: plan.Plan, statistics: Statistics) -> None:
        tokens: dict[str, dict[str, None]] = {}
        for field, token in _tokens(asked):
            tokens.setdefault(field, {})[token] = None
        self._documents = statistics.documents()
        self._having = {field: statistics.having(field, each) for field, each in tokens.items()}

    def of(self, asked: plan.Plan) -> int:
        match asked:
            case plan.Anything():
                return self._documents // _ALL
            case plan.Term(field, value):
                return self._having[field][value]
            case plan.Beginning():
                return self._documents // _BEGINNING
            case plan.Between():
                return self._documents // _NUMBERS
            case plan.Sequence(field, tokens, beginnings):
                whole = [self._having[field][token] for at, token in tokens if at not in beginnings]
                rarest = min(whole, default=self._documents)
                return len(tokens) * rarest + len(beginnings) * self._documents // _GOES_ON
            case plan.All(parts):
                return self._together(parts)
            case plan.AnyOf(parts) | plan.BestOf(parts):
                return sum(map(self.of, parts))
            case plan.Without(part) | plan.Weighted(part) | plan.Fixed(part):
                return self.of(part)

    def _together(self, parts: Sequence[plan.Plan]) -> int:
        costs = [self.of(part) for part in parts]
        holding = (
            cost for cost, part in zip(costs, parts, strict=True) if not isinstance(part, plan.Without)
        )
        rarest = min(holding, default=self._documents)
        return sum(min(each, _SOUGHT * rarest) for each in costs)


def _tokens(asked: plan.Plan) -> Iterator[tuple[str, str]]:
    match asked:
        case plan.Term(field, value):
            yield field, value
        case plan.Sequence(field, tokens, beginnings):
            yield from ((field, token) for at, token in tokens if at not in beginnings)
        case plan.All(parts) | plan.AnyOf(parts) | plan.BestOf(parts):
            for part in parts:
                yield from _tokens(part)
        case plan.Without(part) | plan.Weighted(part) | plan.Fixed(part):
            yield from _tokens(part)
