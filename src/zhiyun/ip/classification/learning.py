"""What was learned of subclasses: which stretches of characters speak for which, and how a text is judged by them.

Judging takes nothing but these weights; learning them is for who has the means (`gateways.class_learner`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

LENGTHS: Final = (1, 2, 3)
READ: Final = 120
"""Characters of a text that are read: a title and how the abstract begins."""
BIAS: Final = 5.0
"""What must be said for a subclass before it is as likely as not: few of the six hundred are."""
_RUNS: Final = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Example:
    """A text and the subclasses it is in, at least one."""

    text: str
    subclasses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Learned:
    """Of each stretch how rare it is, and how much it speaks for each subclass."""

    rarity: Mapping[str, float]
    weights: Mapping[str, Mapping[str, float]]

    def scores(self, text: str) -> dict[str, float]:
        """Say how likely a text is in each subclass that anything speaks for, 0 to 1."""
        return scores(vector(stretches(text), self.rarity), self.weights)


def stretches(text: str) -> set[str]:
    """Cut a text into Latin words and stretches of one to three other characters."""
    found: set[str] = set()
    for run in _RUNS.findall(text[:READ].lower()):
        if run.isascii():
            found.add(run)
            continue
        for length in LENGTHS:
            found.update(run[at : at + length] for at in range(len(run) - length + 1))
    return found


def vector(cut: Iterable[str], rarity: Mapping[str, float]) -> list[tuple[str, float]]:
    """Weigh the stretches of a text that are known, rare ones more, to the length of 1."""
    known = [(each, rarity[each]) for each in sorted(cut) if each in rarity]
    length = math.sqrt(sum(rare * rare for _, rare in known)) or 1.0
    return [(each, rare / length) for each, rare in known]


def scores(
    asked: Iterable[tuple[str, float]], weights: Mapping[str, Mapping[str, float]]
) -> dict[str, float]:
    """Add up what the stretches of a text say, and turn it into likelihoods."""
    said: dict[str, float] = {}
    for stretch, much in asked:
        for subclass, weight in weights.get(stretch, {}).items():
            said[subclass] = said.get(subclass, 0.0) + much * weight
    return {subclass: 1 / (1 + math.exp(min(BIAS - each, 50.0))) for subclass, each in said.items()}
