"""Answers a plan on one document by reading it: the measure of every engine, and the reasons of a hit."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from zhiyun.gateways.search_engine import plan
from zhiyun.gateways.search_engine.documents import Values
from zhiyun.gateways.search_engine.plan import FIELDS, Keeping
from zhiyun.gateways.search_engine.segmenting import Looked

TOKENS: Final = (Keeping.PLACED, Keeping.BAG, Keeping.SET)
MEANING: Final = "meaning"
"""Stands for a field where a document was found by what it means, not by what stands in it."""


Condition = plan.Term | plan.Beginning | plan.Sequence | plan.Between


class Found(NamedTuple):
    """Where a condition holds: the field, what was asked there, and the places of its tokens, if it has any."""

    field: str
    asked: str
    places: tuple[tuple[int, ...], ...]


class Reading:
    """One document, ready to be asked."""

    def __init__(
        self,
        values: Values,
        cut: Mapping[str, list[str]] = MappingProxyType({}),
        wanted: frozenset[str] | None = None,
    ) -> None:
        """Read values; ``cut`` are the tokens of fields cut already, ``wanted`` those that will be looked up."""
        self._values = values
        self._tokens = dict(cut)
        self._wanted = wanted
        self._standing: dict[str, dict[str, list[int]]] = {}

    def holds(self, asked: plan.Plan) -> bool:
        """Say whether the document answers the plan."""
        match asked:
            case plan.Anything():
                return True
            case plan.All(parts):
                return all(map(self.holds, parts))
            case plan.AnyOf(parts, at_least):
                return sum(map(self.holds, parts)) >= at_least
            case plan.BestOf(parts):
                return any(map(self.holds, parts))
            case plan.Without(part):
                return not self.holds(part)
            case plan.Weighted(part) | plan.Fixed(part):
                return self.holds(part)
            case plan.Between(field, low, high):
                return any(
                    isinstance(value, int) and low <= value <= high for value in self._values.get(field, ())
                )
            case _:
                return bool(self._places(asked))

    def reasons(self, asked: plan.Plan) -> Iterator[Found]:
        """Yield each condition of the plan that holds and speaks for the document."""
        return self.which_hold(tuple(conditions(asked)))

    def which_hold(self, asked: Iterable[Condition]) -> Iterator[Found]:
        """Yield those of some conditions that hold."""
        for each in asked:
            if isinstance(each, plan.Term) and FIELDS[each.field] in TOKENS:
                if places := self._read(each.field)[1].get(each.value):
                    yield Found(each.field, each.value, tuple((place,) for place in places))
            elif isinstance(each, plan.Between):
                if self.holds(each):
                    yield Found(each.field, "", ())
            elif found := self._places(each):
                yield Found(each.field, _said(each), tuple(found))

    def _places(self, asked: plan.Term | plan.Beginning | plan.Sequence) -> list[tuple[int, ...]]:
        """Give the places of tokens, or an empty tuple for each value, where a condition holds."""
        if FIELDS[asked.field] in TOKENS:
            return list(self._in_tokens(asked))
        assert not isinstance(asked, plan.Sequence), "codes have no order"
        values = map(str, self._values.get(asked.field, ()))
        if isinstance(asked, plan.Term):
            return [() for value in values if value == asked.value]
        return [() for value in values if value.startswith(asked.value)]

    def _in_tokens(self, asked: plan.Term | plan.Beginning | plan.Sequence) -> Iterator[tuple[int, ...]]:
        tokens, standing = self._read(asked.field)
        if isinstance(asked, plan.Sequence):
            wanted, beginnings = asked.tokens, asked.beginnings
        else:
            wanted = ((0, asked.value),)
            beginnings = frozenset({0} if isinstance(asked, plan.Beginning) else ())
        reach = wanted[-1][0]
        starts = range(len(tokens)) if 0 in beginnings else standing.get(wanted[0][1], ())
        for start in starts:
            if start + reach < len(tokens) and all(
                tokens[start + at].startswith(token) if at in beginnings else tokens[start + at] == token
                for at, token in wanted
            ):
                yield tuple(start + at for at, _ in wanted)

    def _read(self, field: str) -> tuple[list[str], dict[str, list[int]]]:
        """Give the tokens of a field, and where each of them stands."""
        if field not in self._standing:
            if field not in self._tokens:
                self._tokens[field] = " ".join(map(str, self._values.get(field, ()))).split()
            standing: dict[str, list[int]] = defaultdict(list)
            for at, token in enumerate(self._tokens[field]):
                if self._wanted is None or token in self._wanted:
                    standing[token].append(at)
            self._standing[field] = standing
        return self._tokens[field], self._standing[field]


def conditions(asked: plan.Plan) -> Iterator[Condition]:
    """Yield the conditions of a plan that speak for what they find, in its order."""
    match asked:
        case plan.All(parts) | plan.AnyOf(parts) | plan.BestOf(parts):
            for part in parts:
                yield from conditions(part)
        case plan.Weighted(part):
            yield from conditions(part)
        case plan.Without() | plan.Anything() | plan.Fixed():
            pass
        case _:
            yield asked


def fields_of(asked: plan.Plan) -> frozenset[str]:
    """Name the fields a plan asks about."""
    match asked:
        case plan.All(parts) | plan.AnyOf(parts) | plan.BestOf(parts):
            return frozenset().union(*map(fields_of, parts))
        case plan.Without(part) | plan.Weighted(part):
            return fields_of(part)
        case plan.Anything() | plan.Fixed():
            return frozenset()
        case _:
            return frozenset({asked.field})


class Wanted:
    """What a plan looks for in token fields, gathered once for many documents.

    Attributes:
        tokens: Those at which a condition may begin; others need not be looked up.
        words: What every run of a text has that holds a word of the dictionary asked for; None where beginnings are.
        looked: Those of texts cut into tokens, to be looked for; None where their order counts, or what they begin with.
    """

    def __init__(self, asked: plan.Plan) -> None:
        found = list(_in_tokens(asked))
        self.tokens = frozenset(
            each.tokens[0][1] if isinstance(each, plan.Sequence) else each.value for each in found
        )
        placed = [each for each in found if FIELDS[each.field] is Keeping.PLACED]
        self.looked = (
            Looked({each.value for each in placed if isinstance(each, plan.Term)})
            if all(isinstance(each, plan.Term) for each in placed)
            else None
        )
        words = [each for each in found if FIELDS[each.field] is Keeping.BAG]
        values = {each.value for each in words if isinstance(each, plan.Term)}
        self.words = (
            re.compile("|".join(map(re.escape, sorted(values))) or "(?!)")
            if all(isinstance(each, plan.Term) for each in words)
            else None
        )


def _in_tokens(asked: plan.Plan) -> Iterator[plan.Term | plan.Beginning | plan.Sequence]:
    match asked:
        case plan.All(parts) | plan.AnyOf(parts) | plan.BestOf(parts):
            for part in parts:
                yield from _in_tokens(part)
        case plan.Without(part) | plan.Weighted(part):
            yield from _in_tokens(part)
        case plan.Term(field) | plan.Beginning(field) | plan.Sequence(field):
            if FIELDS[field] in TOKENS:
                yield asked


def _said(asked: plan.Term | plan.Beginning | plan.Sequence) -> str:
    if isinstance(asked, plan.Sequence):
        return " ".join(token for _, token in asked.tokens)
    return asked.value
