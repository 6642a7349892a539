"""How likely a patent is in a subclass by all that speaks of it: its stretches, what is near it in meaning, its company,
and its place in the gazette.

What stretches say (`learning`) is one hint of several. How much each is worth is learned from patents that the
stretches were not learned from (`gateways.class_learner`); here it is only added up.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from zhiyun.ip.classification.gazette_order import Place
from zhiyun.ip.classification.learning import BIAS

CANDIDATES: Final = 15
"""Subclasses that are weighed: five of six true ones are among so many."""
NEAR_LEADS: Final = 4.0
"""How far what all that is near is in comes forward among them, in the measure of what stretches say."""
BESIDE_LEADS: Final = 6.0
"""Likewise what all that stands beside in the gazette is in, and how far back what nothing beside lets come first."""
OUT_OF_ORDER_TRAILS: Final = 4.0
LEAST_SAID: Final = -12.0
SMOOTHED: Final = 20
"""Patents that a subclass must be in before its company tells as much as what is usual."""
NEAREST: Final = 40
NEAR_BY: Final = 0.02
"""What is so much less near than the nearest counts 1/e of it."""


@dataclass(frozen=True, slots=True)
class Company:
    """Of so many patents, how many are in a subclass, and in two at once (the alphabetically first one first)."""

    patents: int = 0
    alone: Mapping[str, int] = field(default_factory=dict)
    together: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def usual(self, subclass: str) -> float:
        """Give how often a patent is in it, never 0."""
        return (self.alone.get(subclass, 0) + 0.5) / (self.patents + 1)

    def lift(self, one: str, other: str) -> float:
        """Give how much likelier a patent that is in the one is in the other than any patent, as a logarithm."""
        usual = self.usual(other)
        both = self.together.get((min(one, other), max(one, other)), 0)
        return math.log((both + SMOOTHED * usual) / (self.alone.get(one, 0) + SMOOTHED) / usual)


def company(subclasses: Iterable[Sequence[str]]) -> Company:
    """Count which subclasses patents are in, and which together."""
    alone: dict[str, int] = {}
    together: dict[tuple[str, str], int] = {}
    patents = 0
    for each in subclasses:
        patents += 1
        names = sorted(set(each))
        for at, one in enumerate(names):
            alone[one] = alone.get(one, 0) + 1
            for other in names[at + 1 :]:
                together[one, other] = together.get((one, other), 0) + 1
    return Company(patents, alone, together)


@dataclass(frozen=True, slots=True)
class Weights:
    """What each hint is worth, what all of them must come to, and the least likelihood worth suggesting."""

    parts: tuple[float, ...]
    before: float
    least: float


@dataclass(frozen=True, slots=True)
class Judged:
    """How likely each subclass is, 0 to 1, and the least likelihood worth suggesting."""

    likelihoods: Mapping[str, float]
    least: float


def votes(near: Sequence[tuple[float, Sequence[str]]]) -> dict[str, float]:
    """Give the share of what is near, by nearness, that is in each subclass; the nearest come first."""
    counted = [(math.exp((much - near[0][0]) / NEAR_BY), names) for much, names in near[:NEAREST] if names]
    whole = sum(weight for weight, _ in counted)
    shares: dict[str, float] = {}
    for weight, names in counted:
        for name in set(names):
            shares[name] = shares.get(name, 0.0) + weight / whole
    return shares


def candidates(
    scores: Mapping[str, float], voted: Mapping[str, float], place: Place | None = None
) -> list[str]:
    """Give the subclasses worth weighing, the likeliest first."""
    leading = {
        each: _said(scores.get(each)) + NEAR_LEADS * voted.get(each, 0.0) for each in {**scores, **voted}
    }
    if place:
        for each in {**leading, **place.shares}:
            beside = BESIDE_LEADS * place.shares.get(each, 0.0) - OUT_OF_ORDER_TRAILS * place.against(each)
            leading[each] = leading.get(each, -BIAS) + beside
    return sorted(leading, key=lambda each: (-leading[each], each))[:CANDIDATES]


def hints(
    names: Sequence[str],
    scores: Mapping[str, float],
    voted: Mapping[str, float],
    recent: Company,
    place: Place | None = None,
) -> list[tuple[float, ...]]:
    """Give what speaks of each candidate, in numbers: four more where the patent has a place in the gazette."""
    said = [_said(scores.get(each)) for each in names]
    chance = [1 / (1 + math.exp(-each)) for each in said]
    expected = sum(chance) or 1.0
    of_class: dict[str, float] = {}
    for name, much in zip(names, chance, strict=True):
        of_class[name[:3]] = of_class.get(name[:3], 0.0) + much / expected
    lifts = [[recent.lift(one, other) if one != other else 0.0 for one in names] for other in names]
    return [
        (
            said[at],
            said[at] - max(said),
            math.log1p(at),
            float(at == 0),
            float(at == 1),
            chance[at],
            voted.get(name, 0.0),
            math.log(voted.get(name, 0.0) + 0.01),
            math.log(recent.usual(name)),
            sum(much * lift for much, lift in zip(chance, lifts[at], strict=True)) / expected,
            lifts[at][0],
            math.log(of_class[name[:3]] + 1e-6),
            expected,
            *(_of_place(name, place) if place else ()),
        )
        for at, name in enumerate(names)
    ]


def _of_place(name: str, place: Place) -> tuple[float, ...]:
    share, against = place.shares.get(name, 0.0), place.against(name)
    return share, math.log(share + 0.01), against, float(against == 0)


def judged(
    scores: Mapping[str, float],
    voted: Mapping[str, float],
    recent: Company,
    weights: Weights,
    place: Place | None = None,
) -> Judged:
    """Add up what speaks of each candidate."""
    names = candidates(scores, voted, place)
    likelihoods = {}
    for name, parts in zip(names, hints(names, scores, voted, recent, place), strict=True):
        much = weights.before + sum(worth * part for worth, part in zip(weights.parts, parts, strict=True))
        likelihoods[name] = 1 / (1 + math.exp(-max(-50.0, min(50.0, much))))
    return Judged(likelihoods, weights.least)


def _said(score: float | None) -> float:
    """Turn a likelihood into what was said for it; nothing was said where there is none."""
    if score is None:
        return -BIAS
    if score >= 1:
        return -LEAST_SAID
    return max(LEAST_SAID, math.log(score / (1 - score))) if score > 0 else LEAST_SAID
