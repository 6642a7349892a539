"""Networks of applicants who file together: who belongs together by ties.

A group is what is connected; a large one is divided by label propagation (U. Raghavan, R. Albert, S. Kumara, Physical
Review E 76 (2007)), made repeatable by going through names in order and by giving ties to the first name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

ROUNDS: Final = 20


@dataclass(frozen=True, slots=True)
class Tie:
    """Two who filed together, and how often."""

    one: str
    other: str
    patents: int


def communities(ties: Iterable[Tie]) -> tuple[tuple[str, ...], ...]:
    """Give who belongs together, the group with most joint patents first, and in it who has most of them first."""
    weights = _weights(ties)
    labels = {name: name for name in sorted(weights)}
    for _ in range(ROUNDS):
        before = dict(labels)
        for name in labels:
            pulled: dict[str, int] = defaultdict(int)
            for neighbour, patents in weights[name].items():
                pulled[labels[neighbour]] += patents
            labels[name] = min(pulled, key=lambda label: (-pulled[label], label))
        if labels == before:
            break
    groups: dict[str, list[str]] = defaultdict(list)
    for name, label in labels.items():
        groups[label].append(name)
    strength = {name: sum(found.values()) for name, found in weights.items()}
    ordered = (tuple(sorted(each, key=lambda name: (-strength[name], name))) for each in groups.values())
    return tuple(sorted(ordered, key=lambda each: (-sum(strength[name] for name in each), each)))


def _weights(ties: Iterable[Tie]) -> Mapping[str, Mapping[str, int]]:
    weights: dict[str, dict[str, int]] = defaultdict(dict)
    for tie in ties:
        assert tie.one != tie.other, "a tie has two ends"
        weights[tie.one][tie.other] = weights[tie.other][tie.one] = tie.patents
    return weights
