"""Learns what each hint of a subclass is worth, from patents whose subclasses are known; needs numpy.

One logistic regression over all candidates of all patents, by Newton's method: nothing is drawn by lot. The least
likelihood worth suggesting is that by which the answers for these patents, taken together, are best (micro-F1).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from zhiyun.ip.classification.weighing import Weights

if TYPE_CHECKING:
    import numpy as np

    Matrix = np.ndarray[Any, np.dtype[np.float64]]

ROUNDS: Final = 12
HELD_BACK: Final = 3.0
"""How strongly weights are drawn to nothing, in patents."""
LEAST_OF: Final = tuple(percent / 100 for percent in range(10, 51))


@dataclass(frozen=True, slots=True)
class Case:
    """A patent: what speaks of each candidate, which of them are true, and how many true subclasses it has in all."""

    hints: Sequence[Sequence[float]]
    true: Sequence[bool]
    in_all: int


def weighed(cases: Sequence[Case]) -> Weights:
    """Learn."""
    import numpy as np  # noqa: PLC0415 - only who learns needs it

    rows: Matrix = np.array([row for case in cases for row in case.hints], np.float64)
    true: Matrix = np.array([each for case in cases for each in case.true], np.float64)
    middle, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    rows = np.column_stack([(rows - middle) / spread, np.ones(len(rows))])
    parts = rows.shape[1]
    weights: Matrix = np.zeros(parts, np.float64)
    held: Matrix = np.full(parts, HELD_BACK, np.float64)
    held[-1] = 0
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        steep = (rows * (chance * (1 - chance))[:, None]).T @ rows + np.diag(held) + 1e-9 * np.eye(parts)
        weights = weights - np.linalg.solve(steep, rows.T @ (chance - true) + held * weights)
    least = _least(cases, np.split(1 / (1 + np.exp(-rows @ weights)), _ends(cases)))
    worth = weights[:-1] / spread
    return Weights(tuple(worth.tolist()), float(weights[-1] - worth @ middle), least)


def _ends(cases: Iterable[Case]) -> list[int]:
    ends, at = [], 0
    for case in cases:
        at += len(case.true)
        ends.append(at)
    return ends[:-1]


def _least(cases: Sequence[Case], chances: Sequence[Matrix]) -> float:
    """Give the least likelihood with which given and true agree best, the likeliest being given at any rate."""

    def agreed(least: float) -> float:
        right = given = 0
        for case, chance in zip(cases, chances, strict=True):
            first = int(chance.argmax())
            taken = [at for at, each in enumerate(chance.tolist()) if each >= least or at == first]
            right += sum(case.true[at] for at in taken)
            given += len(taken)
        return 2 * right / (given + sum(case.in_all for case in cases))

    return max(LEAST_OF, key=lambda each: (agreed(each), -each))
