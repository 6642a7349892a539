"""How far scores lie apart: for one case its spread and outliers, for one expert whether they score high or low."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Spread:
    """The scores of one case: lowest, middle and highest, and which of them are outliers, by their places."""

    lowest: Fraction
    middle: Fraction
    highest: Fraction
    outliers: tuple[int, ...]

    @property
    def range(self) -> Fraction:
        """The distance from the lowest to the highest."""
        return self.highest - self.lowest


def spread(*, scores: Sequence[Fraction], outlier_points: int) -> Spread | None:
    """Give the spread of scores; of fewer than three none is an outlier, and without any there is none."""
    if not scores:
        return None
    middle = median(scores=scores)
    far = tuple(place for place, each in enumerate(scores) if abs(each - middle) > outlier_points)
    return Spread(min(scores), middle, max(scores), far if len(scores) > 2 else ())


def median(*, scores: Sequence[Fraction]) -> Fraction:
    """Give the middle score, or what lies half-way between the two in the middle."""
    ordered = sorted(scores)
    half, odd = divmod(len(ordered), 2)
    return ordered[half] if odd else Fraction(ordered[half - 1] + ordered[half], 2)


def mean(*, scores: Sequence[Fraction]) -> Fraction:
    """Give the plain mean."""
    return Fraction(sum(scores, Fraction(0)), len(scores))
