"""Applicants: who holds most, who grows, who is new, and how much few of them hold together.

Sources: WIPO 2015 (see `lag`), 6.2, for ranks and newcomers; the Herfindahl-Hirschman index after A. Hirschman, The
Paternity of an Index, American Economic Review 54 (1964). A patent of several applicants counts for each of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Holder:
    """An applicant, or a class, with its patents, the year of its first and those of the two windows (`lag.Windows`)."""

    key: str
    name: str
    patents: int
    first_filed: int | None
    recent: int
    before: int

    @property
    def growth(self) -> int | None:
        """From one window to the next in whole per cent; None where there was nothing before."""
        return round(100 * (self.recent - self.before) / self.before) if self.before else None


def per_mille(*, part: int, whole: int) -> int:
    """Give a share to the nearest thousandth, a half upward; ``whole`` is not 0."""
    return (2000 * part + whole) // (2 * whole)


@dataclass(frozen=True, slots=True)
class Concentration:
    """How few hold how much: the share of the first four in per mille, the index from near 0 to 10,000, each to the nearest."""

    applicants: int
    holdings: int
    first_four: int
    index: int


def concentration(
    holdings: Sequence[int], *, applicants: int, total: int, squares: int
) -> Concentration | None:
    """Work it out from the largest holdings, the sum of all and of their squares; None where nobody holds any."""
    if not total:
        return None
    return Concentration(
        applicants,
        total,
        per_mille(part=sum(holdings[:4]), whole=total),
        (20_000 * squares + total * total) // (2 * total * total),
    )
