"""Two sets side by side: shares of each, and where one is stronger than the other.

Source: the revealed technological advantage of L. Soete, Journal of Economic Issues 21 (1987), here between two sets:
the share of a class in one divided by its share in the other; with its 95 % interval after D. Katz et al., Biometrics
34 (1978), so that few patents do not look like strength.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Compared:
    """A class in both sets: counts, the ratio of shares and its interval; no ratio where either has none."""

    key: str
    one: int
    other: int
    ratio: float | None
    low: float | None
    high: float | None

    @property
    def is_apart(self) -> bool:
        """Whether the interval leaves out that both are alike."""
        return self.low is not None and self.high is not None and (self.low > 1 or self.high < 1)


def compared(
    one: Mapping[str, int], other: Mapping[str, int], *, of_one: int, of_other: int
) -> tuple[Compared, ...]:
    """Compare counts by key among so many patents each, the largest in both together first."""
    keys = sorted(one.keys() | other.keys(), key=lambda key: (-one.get(key, 0) - other.get(key, 0), key))
    return tuple(_compared(key, one.get(key, 0), other.get(key, 0), of_one, of_other) for key in keys)


def _compared(key: str, one: int, other: int, of_one: int, of_other: int) -> Compared:
    if not one or not other:
        return Compared(key, one, other, None, None, None)
    ratio = (one / of_one) / (other / of_other)
    error = math.sqrt(max(0.0, 1 / one - 1 / of_one + 1 / other - 1 / of_other))
    return Compared(key, one, other, ratio, ratio * math.exp(-1.96 * error), ratio * math.exp(1.96 * error))
