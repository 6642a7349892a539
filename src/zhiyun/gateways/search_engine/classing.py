"""Suggests IPC subclasses for a text: those that were learned to go with such texts, each with like patents that say so.

What was learned from the shelf orders them, where `zhiyun patents reindex` has learned; else, and beside it, the
patents that the text is most like vote (benchmarks/quality, subclasses, where the figures were chosen). Of a patent, what
stands beside it in the gazette speaks as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Protocol

from zhiyun.gateways.search_engine.likeness import Likeness, Ranking, alike
from zhiyun.ip.classification.gazette_order import Place
from zhiyun.ip.classification.weighing import Judged, votes
from zhiyun.ip.patent import Patent

if TYPE_CHECKING:
    from zhiyun.gateways.vectors.store import Near

ASKED: Final = 40
"""Patents whose classes are counted."""
LIKER_BY: Final = 2
"""The power of a likeness: twice as like says four times as much."""
LEAST_SHARE: Final = 0.2
"""A subclass of which less is said is not suggested, unless none is."""
LEAST_SCORE: Final = 0.16
"""Likewise of what was learned: less likely than this, from 0 to 1, is not suggested."""
BESIDE_SAYS: Final = 0.2
"""What all that stands beside in the gazette says, in what all that is alike says: it may speak of second classes."""
BECAUSE: Final = 3


class Holding(Ranking, Protocol):
    """An engine that ranks, and gives what it holds."""

    def whole(self, publication: str) -> Patent | None:
        """Give a document."""


class Learning(Protocol):
    """What was learned of subclasses."""

    def scores(self, text: str) -> Mapping[str, float]:
        """Say how likely a text is in each subclass, 0 to 1, by its stretches."""

    def judged(self, text: str, voted: Mapping[str, float], place: Place | None = None) -> Judged | None:
        """Say it with what else speaks of them; None where that was not learned."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A subclass, the share of what is alike that is in it (0 to 1), and the likest patents that are.

    ``score`` is how likely it is by what was learned, 0 to 1; None where only likeness speaks. Less than ``least`` is
    not worth saying.
    """

    subclass: str
    share: float
    because: tuple[Patent, ...]
    score: float | None = None
    least: float = LEAST_SCORE


def suggested(
    engine: Holding,
    title: str,
    text: str,
    most: int = 5,
    learned: Learning | None = None,
    near: Sequence[Near] = (),
    place: Place | None = None,
) -> tuple[Suggestion, ...]:
    """Give the likeliest subclasses, the likeliest first; none where nothing is alike and nothing was learned.

    ``near`` is what is near in meaning, the nearest first, where a model tells; ``place`` that of a patent in its gazette.
    """
    by_likeness = _counted(_near(engine, title, text))
    said = _said(engine, f"{title} {text}".strip(), learned, near, place) if learned else None
    if not said or not said.likelihoods:
        return _beside(by_likeness, place)[:most] if place else by_likeness[:most]
    known = {each.subclass: each for each in by_likeness}
    scores = said.likelihoods
    best = sorted(scores, key=lambda each: (-scores[each], each))[:most]
    return tuple(
        replace(known.get(each, Suggestion(each, 0.0, ())), score=scores[each], least=said.least)
        for each in best
        if scores[each] > 0
    )


def _beside(by_likeness: Sequence[Suggestion], place: Place) -> tuple[Suggestion, ...]:
    """Let what stands beside vote with what is alike, and strike out as much as would be out of order with it.

    So where nobody has learned what either is worth.
    """
    known = {each.subclass: each for each in by_likeness}
    counted = []
    for subclass in {**known, **place.shares}:
        alike = known.get(subclass, Suggestion(subclass, 0.0, ()))
        said = min(1.0, alike.share + BESIDE_SAYS * place.shares.get(subclass, 0.0))
        if in_order := 1 - place.against(subclass):
            counted.append(replace(alike, share=in_order * said))
    return tuple(sorted(counted, key=lambda each: (-each.share, each.subclass)))


def _said(engine: Holding, text: str, learned: Learning, near: Sequence[Near], place: Place | None) -> Judged:
    """Say what was learned of a text, by its stretches alone where nothing was learned of other hints."""
    found = [
        (each.nearness, _subclasses(patent))
        for each in near
        if (patent := engine.whole(each.publication)) is not None
    ]
    return learned.judged(text, votes(found), place) or Judged(learned.scores(text), LEAST_SCORE)


def _subclasses(patent: Patent) -> tuple[str, ...]:
    return tuple(dict.fromkeys(symbol[:4] for symbol in patent.ipc))


def sure(suggestions: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """Keep those of which enough is said, the first at any rate."""
    return tuple(each for number, each in enumerate(suggestions) if number == 0 or _is_enough(each))


def _is_enough(suggestion: Suggestion) -> bool:
    if suggestion.score is None:
        return suggestion.share >= LEAST_SHARE
    return suggestion.score >= suggestion.least


def _near(engine: Holding, title: str, text: str) -> list[tuple[float, Patent]]:
    found = []
    for each in alike(engine, Likeness(title, text), 2 * ASKED):
        patent = engine.whole(each.publication)
        if patent is not None and patent.ipc:
            found.append((each.by_words**LIKER_BY, patent))
    return found[:ASKED]


def _counted(near: list[tuple[float, Patent]]) -> tuple[Suggestion, ...]:
    whole = sum(weight for weight, _ in near)
    shares: dict[str, float] = defaultdict(float)
    because: dict[str, list[Patent]] = defaultdict(list)
    for weight, patent in near:
        for subclass in _subclasses(patent):
            shares[subclass] += weight / whole
            because[subclass].append(patent)
    ranked = sorted(shares, key=lambda each: (-shares[each], each))
    return tuple(Suggestion(each, shares[each], tuple(because[each][:BECAUSE])) for each in ranked)
