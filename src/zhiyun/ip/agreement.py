"""How far people who screened the same documents agree: what they say alike, and how much of it is beyond chance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

Verdicts = Mapping[str, bool]
"""What one person holds of documents, by their names."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two people on what both have screened.

    ``kappa`` is Cohen's: 1 is full agreement, 0 what chance gives; None where nothing was screened by both, or
    both said the same of everything, so that chance cannot be told from agreement.
    """

    both: int
    alike: int
    kappa: Fraction | None

    @property
    def share(self) -> Fraction | None:
        """The part of what both screened that they say alike."""
        return Fraction(self.alike, self.both) if self.both else None


def agreement(one: Verdicts, other: Verdicts) -> Agreement:
    """Compare two people."""
    both = one.keys() & other.keys()
    count = len(both)
    alike = sum(one[name] == other[name] for name in both)
    if not count:
        return Agreement(0, 0, None)
    yes_of_one = Fraction(sum(one[name] for name in both), count)
    yes_of_other = Fraction(sum(other[name] for name in both), count)
    by_chance = yes_of_one * yes_of_other + (1 - yes_of_one) * (1 - yes_of_other)
    kappa = None if by_chance == 1 else (Fraction(alike, count) - by_chance) / (1 - by_chance)
    return Agreement(count, alike, kappa)


def concluded(said: Iterable[bool], settled: bool | None = None) -> bool | None:
    """Say what holds of a document: as it was settled, else what all say; None where they differ or nobody said."""
    if settled is not None:
        return settled
    verdicts = set(said)
    return verdicts.pop() if len(verdicts) == 1 else None
