"""What a Chinese publication number says of classes: an issue of the gazette is numbered in the order of first classes.

From A01B to H05K within one issue: all 28,413 utility models and 96 of 100 of 27,104 inventions published in two issues
of July 2019 stand so (benchmarks/quality, subclasses). A document's first class therefore lies between those of the
documents numbered just before and after it. A grant keeps the number of its publication.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

SIDE: Final = 2
"""Documents that are asked on each side."""
APART: Final = 10
"""At a distance of so many numbers a document says half of what it would say at none."""
_NUMBER: Final = re.compile(r"CN([12]\d{8})[A-Z]\d?")


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A document beside: its number, how many numbers lie between, and its subclasses in their order, without twins."""

    publication: str
    apart: int
    subclasses: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """Between which documents a number stands, the nearest first; at least one on one side."""

    before: tuple[Neighbour, ...]
    after: tuple[Neighbour, ...]

    @cached_property
    def shares(self) -> Mapping[str, float]:
        """Give the share of what is beside that is in each subclass, 0 to 1; what is nearer counts more."""
        beside = [(1 / (APART + each.apart), each.subclasses) for each in (*self.before, *self.after)]
        whole = sum(weight for weight, _ in beside)
        shares: dict[str, float] = {}
        for weight, names in beside:
            for name in names:
                shares[name] = shares.get(name, 0.0) + weight / whole
        return shares

    def against(self, subclass: str) -> float:
        """Say how much of what is beside it would be out of order with, 0 to 1, were it the first class.

        Where an issue ends and another begins between the two sides, order with one side is enough.
        """
        too_early = _part(subclass < each.subclasses[0] for each in self.before)
        too_late = _part(subclass > each.subclasses[-1] for each in self.after)
        return min(too_early, too_late) if self._turns else (too_early + too_late) / 2

    @property
    def _turns(self) -> bool:
        return (
            not self.before or not self.after or self.before[0].subclasses[0] > self.after[0].subclasses[-1]
        )


class Gazette:
    """Documents of known classes, in the order of their numbers."""

    def __init__(self, known: Iterable[tuple[str, Sequence[str]]]) -> None:
        self._known = sorted(
            (number, publication, tuple(sorted(set(subclasses))))
            for publication, subclasses in known
            if subclasses and (number := numbered(publication)) is not None
        )
        self._numbers = [number for number, _, _ in self._known]

    def place(self, publication: str) -> Place | None:
        """Give the documents beside a number, without those of the same number; None where there are none to ask."""
        number = numbered(publication)
        if number is None or not self._known:
            return None
        first, end = bisect_left(self._numbers, number), bisect_right(self._numbers, number)
        before = self._known[max(0, first - SIDE) : first][::-1]
        after = self._known[end : end + SIDE]
        if not before and not after:
            return None
        return Place(_apart(number, before), _apart(number, after))


def numbered(publication: str) -> int | None:
    """Give the place of a publication in its gazette, None where its number tells none.

    That is a Chinese invention or utility model with a number of nine digits, as since 2007 to 2010. Designs have
    another classification, and seven digits of grants and of applications overlap.
    """
    found = _NUMBER.fullmatch(publication)
    return int(found[1]) if found else None


def _apart(number: int, beside: Sequence[tuple[int, str, tuple[str, ...]]]) -> tuple[Neighbour, ...]:
    return tuple(Neighbour(publication, abs(at - number), names) for at, publication, names in beside)


def _part(wrong: Iterable[bool]) -> float:
    """Give the part that is wrong, the second counting half of the first."""
    weighed = [(1 / (1 + rank), each) for rank, each in enumerate(wrong)]
    return sum(weight for weight, each in weighed if each) / (sum(weight for weight, _ in weighed) or 1)
