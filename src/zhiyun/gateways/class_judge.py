"""Learns from patents which subclasses a text is in: by its stretches, and by what other hints are worth beside them.

What hints are worth is tried on patents held out: every third invention of the newest tenth, since what is asked is
newer than what is known. The stretches are learned without them first, and with them at last; two learnings take a
minute of one core for 80,000 titles. Where vectors are given, each patent held out is asked by its meaning as well; and
by its place in the gazette, where enough of them have one.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from zhiyun.gateways import class_learner, hint_weigher
from zhiyun.gateways.hint_weigher import Case
from zhiyun.ip.classification.gazette_order import Gazette, Place
from zhiyun.ip.classification.learning import Example, Learned
from zhiyun.ip.classification.weighing import (
    NEAREST,
    Company,
    Judged,
    Weights,
    candidates,
    company,
    hints,
    judged,
    votes,
)

if TYPE_CHECKING:
    from zhiyun.gateways.vectors.store import Near

NEWEST: Final = 10
"""One of so many patents, the newest, tell what is usual now."""
HELD_OUT: Final = 3
LEAST_HELD_OUT: Final = 100
"""Of fewer, nothing is learned of hints, and stretches alone speak."""
MOST_HELD_OUT: Final = 3_000


class Nearest(Protocol):
    """Gives what is nearest to a text in meaning, the nearest first."""

    def __call__(self, text: str, most: int) -> Sequence[Near]:
        """Give so many."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A patent that is learned from: ``kin`` names its invention, ``day`` its publication as a number, 0 for unknown."""

    publication: str
    kin: str
    day: int
    text: str
    subclasses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hints:
    """What goes together in the newest patents, and what each hint is worth: with what is near in meaning and with the
    place in the gazette, each where it could be tried, and without.
    """

    recent: Company
    by_words: Weights
    by_meaning: Weights | None = None
    by_place: Weights | None = None
    by_meaning_and_place: Weights | None = None


@dataclass(frozen=True, slots=True)
class Judge:
    """What was learned: of stretches, and of hints where there was enough to try them on."""

    learned: Learned
    hints: Hints | None

    def judged(self, text: str, voted: Mapping[str, float], place: Place | None = None) -> Judged | None:
        """Say how likely a text is in each subclass, given the share of what is near it that is, and its place in the gazette.

        None for no hints.
        """
        return judged_by(self.hints, self.learned.scores(text), voted, place) if self.hints else None


def judged_by(
    hints_: Hints, scores: Mapping[str, float], voted: Mapping[str, float], place: Place | None = None
) -> Judged:
    """Weigh what stretches say with what is near and what is beside, where anything is and its worth was learned."""
    if place and voted and hints_.by_meaning_and_place:
        return judged(scores, voted, hints_.recent, hints_.by_meaning_and_place, place)
    if place and hints_.by_place:
        return judged(scores, {}, hints_.recent, hints_.by_place, place)
    if voted and hints_.by_meaning:
        return judged(scores, voted, hints_.recent, hints_.by_meaning)
    return judged(scores, {}, hints_.recent, hints_.by_words)


def learned(shown: Sequence[Shown], near: Nearest | None = None) -> Judge:
    """Learn; ``near`` where a model has made vectors of what is shown."""
    hints_ = _tried(shown, near)
    return Judge(class_learner.learned([_example(each) for each in shown]), hints_)


def _tried(shown: Sequence[Shown], near: Nearest | None) -> Hints | None:
    """Learn what hints are worth; the stretches learned for it are gone when the others are learned."""
    held, newest, known = _held_out(shown)
    if len(held) < LEAST_HELD_OUT:
        return None
    tried = class_learner.learned([_example(each) for each in known])
    scores = [tried.scores(each.text) for each in held]
    recent = company(each.subclasses for each in newest)
    gazette = Gazette((each.publication, each.subclasses) for each in known)
    places = [gazette.place(each.publication) for each in held]
    unheard: list[Mapping[str, float]] = [{}] * len(held)
    by_words = hint_weigher.weighed(_cases(held, scores, unheard, recent))
    by_place = _with_place(held, scores, unheard, recent, places)
    if near is None:
        return Hints(recent, by_words, by_place=by_place)
    by_number = {each.publication: each for each in shown}
    voted = [_voted(each, near, by_number) for each in held]
    by_meaning = hint_weigher.weighed(_cases(held, scores, voted, recent))
    return Hints(recent, by_words, by_meaning, by_place, _with_place(held, scores, voted, recent, places))


def _with_place(
    held: Sequence[Shown],
    scores: Sequence[Mapping[str, float]],
    voted: Sequence[Mapping[str, float]],
    usual: Company,
    places: Sequence[Place | None],
) -> Weights | None:
    """Learn what hints are worth beside a place in the gazette, of those that have one; None where too few have."""
    having = [at for at, place in enumerate(places) if place]
    if len(having) < LEAST_HELD_OUT:
        return None
    cases = _cases(
        [held[at] for at in having],
        [scores[at] for at in having],
        [voted[at] for at in having],
        usual,
        [places[at] for at in having],
    )
    return hint_weigher.weighed(cases)


def _example(shown: Shown) -> Example:
    return Example(shown.text, shown.subclasses)


def _held_out(shown: Sequence[Shown]) -> tuple[list[Shown], list[Shown], list[Shown]]:
    """Give those held out; and without any publication of their inventions, the newest tenth, and all."""
    newest = sorted(shown, key=lambda each: (-each.day, each.publication))[: len(shown) // NEWEST]
    held = [each for each in newest if zlib.crc32(each.kin.encode()) % HELD_OUT == 0][:MOST_HELD_OUT]
    kin = {each.kin for each in held}
    return (
        held,
        [each for each in newest if each.kin not in kin],
        [each for each in shown if each.kin not in kin],
    )


def _voted(asked: Shown, near: Nearest, known: Mapping[str, Shown]) -> dict[str, float]:
    """Give the votes of what is near a patent, without other publications of the same invention."""
    found = [
        (each.nearness, known[each.publication])
        for each in near(asked.text, NEAREST)
        if each.publication in known
    ]
    return votes([(much, each.subclasses) for much, each in found if each.kin != asked.kin])


def _cases(
    held: Sequence[Shown],
    scores: Sequence[Mapping[str, float]],
    voted: Sequence[Mapping[str, float]],
    usual: Company,
    places: Sequence[Place | None] | None = None,
) -> list[Case]:
    cases = []
    for each, said, near, place in zip(held, scores, voted, places or [None] * len(held), strict=True):
        names = candidates(said, near, place)
        true = [name in each.subclasses for name in names]
        cases.append(Case(hints(names, said, near, usual, place), true, len(set(each.subclasses))))
    return cases
