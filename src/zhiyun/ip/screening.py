"""In which order documents are best screened, and what a part that was screened says of all.

Who screens thousands of titles finds what belongs sooner when what is like it comes first, and learns how much belongs
without screening all when some of it is drawn by lot.
"""

from __future__ import annotations

import enum
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from typing import Final

from zhiyun.ip.agreement import Verdicts
from zhiyun.ip.classification.learning import stretches, vector

LEAST_OF_EACH: Final = 5
"""Verdicts of each kind before anything is learned from them."""
LEAST_DRAWN: Final = 30
"""Documents of a sample before it says anything of all.

Fewer may all have been screened for being likely, and not because they were drawn; so many in a row have not, unless
nearly all were screened.
"""
ROUNDS: Final = 20
MOST_LESSONS: Final = 2_000
STEPS: Final = 10_000
"""Verdicts read while learning, again and again, so that many take no longer than few."""
_STRIDE: Final = 1.0
_Z: Final = 1.959964
"""Standard deviations to either side that hold 95 %."""

Titles = Mapping[str, str]
"""Titles of documents by their names."""
Vector = Sequence[tuple[str, float]]


class Order(enum.StrEnum):
    """How documents follow each other."""

    NUMBER = ""
    LIKELY = "likely"
    BY_LOT = "lot"


def is_taught(said: Verdicts) -> bool:
    """Say whether there are verdicts of each kind enough to learn from."""
    yes = sum(said.values())
    return min(yes, len(said) - yes) >= LEAST_OF_EACH


def ordered(*, titles: Titles, said: Verdicts, order: Order, lot: str) -> list[str]:
    """Put the names of documents in an order.

    By likelihood, those of which nothing was said come first; too few verdicts leave all by number. ``lot`` draws: the
    same documents with the same lot always come in the same order, whoever looks and whatever was said.
    """
    by_number = sorted(titles)
    if order is Order.BY_LOT:
        return drawn(names=by_number, lot=lot)
    if order is Order.NUMBER or not is_taught(said):
        return by_number
    likely = likelihoods(titles=titles, said=said)
    return sorted(by_number, key=lambda name: (name in said, -likely[name]))


def drawn(*, names: Iterable[str], lot: str) -> list[str]:
    """Shuffle names by a lot; the first of them are a random sample, as many as one likes."""
    return sorted(names, key=lambda name: (sha256(f"{lot}:{name}".encode()).digest(), name))


def likelihoods(*, titles: Titles, said: Verdicts) -> dict[str, float]:
    """Guess of each document how likely it belongs, 0 to 1, from the verdicts on some of them and the words of all.

    A logistic regression on words and stretches of characters, rare ones more, learned verdict by verdict with a stride
    that shrinks to nothing. Good for an order and for no figure: who screens what looks likely teaches it askew. Titles
    are cut twice rather than kept cut: ten thousand would take a hundred megabytes.
    """
    having = Counter(stretch for title in titles.values() for stretch in stretches(title))
    rarity = {
        each: math.log(len(titles) / documents)
        for each, documents in having.items()
        if 1 < documents < len(titles)
    }
    taught = drawn(names=said.keys() & titles.keys(), lot="")[:MOST_LESSONS]
    weights, bias = _learned([(vector(stretches(titles[name]), rarity), said[name]) for name in taught])
    return {name: _guess(vector(stretches(title), rarity), weights, bias) for name, title in titles.items()}


def _learned(lessons: Sequence[tuple[Vector, bool]]) -> tuple[dict[str, float], float]:
    yes = sum(belongs for _, belongs in lessons)
    bias = math.log((yes + 0.5) / (len(lessons) - yes + 0.5))
    weights: dict[str, float] = {}
    steps = min(ROUNDS * len(lessons), STEPS)
    for step in range(steps):
        parts, belongs = lessons[step % len(lessons)]
        moved = _STRIDE * (1 - step / steps) * (_guess(parts, weights, bias) - belongs)
        bias -= moved / 10
        for each, much in parts:
            weights[each] = weights.get(each, 0.0) - moved * much
    return weights, bias


def _guess(parts: Vector, weights: Mapping[str, float], bias: float) -> float:
    said = bias + sum(weights.get(each, 0.0) * much for each, much in parts)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, said))))


@dataclass(frozen=True, slots=True)
class Sample:
    """Of ``of`` documents so many were checked, drawn by lot, and so many of those counted; None of an unknown number."""

    checked: int
    counted: int
    of: int | None

    @property
    def share(self) -> Fraction:
        """The part that counted; at least one must have been checked."""
        return Fraction(self.counted, self.checked)

    @property
    def is_enough(self) -> bool:
        """Whether it says anything of all."""
        return self.checked >= LEAST_DRAWN or self.is_of_all

    @property
    def is_of_all(self) -> bool:
        """Whether nothing is left that chance could change."""
        return self.checked == self.of

    @property
    def bounds(self) -> tuple[Fraction, Fraction]:
        """Between what the part among all lies with 95 % confidence (E. B. Wilson, JASA 22, 1927)."""
        if self.is_of_all:
            return self.share, self.share
        share, count = self.counted / self.checked, self.checked
        middle = share + _Z**2 / (2 * count)
        reach = _Z * math.sqrt(share * (1 - share) / count + _Z**2 / (4 * count**2))
        low, high = ((middle + way * reach) / (1 + _Z**2 / count) for way in (-1, 1))
        return Fraction(max(low, 0.0)), Fraction(min(high, 1.0))


def sample(*, names: Iterable[str], said: Mapping[str, bool], lot: str) -> Sample | None:
    """Give what was said of the first ones drawn, up to the first of which nothing was said; None where it is the first."""
    order = drawn(names=names, lot=lot)
    checked = next((at for at, name in enumerate(order) if name not in said), len(order))
    return Sample(checked, sum(said[name] for name in order[:checked]), len(order)) if checked else None
