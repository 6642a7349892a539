"""Topics: words that keep company, and the documents that speak in them; no model, and equal words give equal topics.

Sources: M. Callon, J. Courtial and F. Laville, Co-word Analysis as a Tool for Describing the Network of Interactions
between Basic and Technological Research, Scientometrics 22 (1991): the equivalence index of two words, clusters of
bounded size, and the map of a topic by its ties to others (centrality) and within itself (density). N. Coulter, I.
Monarch and S. Konda, JASIS 49 (1998): strongest ties first. A topic is a guess from words; its name is its words.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

LEAST_DOCUMENTS: Final = 3
"""A word of fewer titles is a name or a slip."""
MOST_SHARE: Final = 0.2
"""A word of more titles than this share says nothing about a part of them."""
VOCABULARY: Final = 600
LEAST_WORDS: Final = 2
MOST_WORDS: Final = 7
"""Words of a topic."""
RARE: Final = 0.01
"""A word of more documents than this share needs another of the topic beside it; ten documents are always rare."""
NAMING: Final = 3
"""Its first words, which name it."""
LEAST_TIE: Final = 0.01
SMALL, LEAST_MEETINGS, LEAST_IN_SMALL = 2_000, 3, 2
"""Two words are tied where they meet in so many documents; in a set of fewer than the first, in so many as the last."""
MOST_TOPICS: Final = 16


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: its words, the most telling first, the documents that speak in them, its ties outwards and within."""

    words: tuple[str, ...]
    documents: tuple[str, ...]
    centrality: float
    density: float


def topics(documents: Sequence[tuple[str, frozenset[str], frozenset[str]]]) -> tuple[Topic, ...]:
    """Find topics of documents, each with the words of its title and all its words; the largest topic first.

    A document belongs to the topic it shares the weightiest words with; to share one word is enough only where the
    topic is named by it and the word is rare.
    """
    weights = _weights([titled for _, titled, _ in documents])
    told = [(name, frozenset(weights.keys() & (titled | spoken))) for name, titled, spoken in documents]
    ties = _ties([words for _, words in told], least=LEAST_IN_SMALL if len(told) < SMALL else LEAST_MEETINGS)
    groups = [_ordered(group, ties, weights) for group in _groups(ties)]
    belonging = _belonging(told, groups, weights)
    found = [
        Topic(
            group,
            tuple(belonging[at]),
            sum(tie for (one, other), tie in ties.items() if (one in group) != (other in group)),
            sum(ties.get(pair, 0.0) for pair in combinations(sorted(group), 2)) / len(group),
        )
        for at, group in enumerate(groups)
        if len(belonging[at]) >= LEAST_DOCUMENTS
    ]
    return tuple(sorted(found, key=lambda topic: (-len(topic.documents), topic.words))[:MOST_TOPICS])


def _weights(titles: Sequence[frozenset[str]]) -> dict[str, float]:
    """Weigh the words that tell most about a part of the titles (inverse document frequency)."""
    counted = Counter(word for words in titles for word in words)
    weights = {
        word: math.log(len(titles) / times)
        for word, times in counted.items()
        if times >= LEAST_DOCUMENTS and times <= max(LEAST_DOCUMENTS, MOST_SHARE * len(titles))
    }
    ranked = sorted(weights, key=lambda word: (-counted[word] * weights[word], word))[:VOCABULARY]
    return {word: weights[word] for word in ranked}


def _ties(told: Iterable[frozenset[str]], *, least: int) -> dict[tuple[str, str], float]:
    """Give the equivalence index of words that meet: the share of each that meets the other, multiplied."""
    saying: dict[str, int] = defaultdict(int)
    for at, words in enumerate(told):
        for word in words:
            saying[word] |= 1 << at  # a bit for each document: meeting is one AND, whatever their number
    ties = {}
    for one, other in combinations(sorted(saying), 2):
        times = (saying[one] & saying[other]).bit_count()
        if times >= least:
            tie = times * times / (saying[one].bit_count() * saying[other].bit_count())
            if tie >= LEAST_TIE:
                ties[one, other] = tie
    return ties


def _groups(ties: Mapping[tuple[str, str], float]) -> list[frozenset[str]]:
    """Join words by their strongest ties first, as long as the group does not become too large."""
    group_of: dict[str, set[str]] = {}
    for one, other in sorted(ties, key=lambda pair: (-ties[pair], pair)):
        first, second = group_of.setdefault(one, {one}), group_of.setdefault(other, {other})
        if first is not second and len(first) + len(second) <= MOST_WORDS:
            first |= second
            group_of.update(dict.fromkeys(second, first))
    unique = {frozenset(group) for group in group_of.values() if len(group) >= LEAST_WORDS}
    return sorted(unique, key=sorted)


def _belonging(
    told: Sequence[tuple[str, frozenset[str]]],
    groups: Sequence[tuple[str, ...]],
    weights: Mapping[str, float],
) -> Mapping[int, Sequence[str]]:
    group_at = {word: at for at, group in enumerate(groups) for word in group}
    rare = math.log(max(1, len(told)) / max(10, RARE * len(told)))
    belonging: dict[int, list[str]] = defaultdict(list)
    for name, words in told:
        shared: dict[int, list[str]] = defaultdict(list)
        for word in sorted(words & group_at.keys()):
            shared[group_at[word]].append(word)
        enough = {
            at: sum(weights[word] for word in found)
            for at, found in shared.items()
            if len(found) > 1 or (found[0] in groups[at][:NAMING] and weights[found[0]] >= rare)
        }
        if enough:
            belonging[min(enough, key=lambda at: (-enough[at], at))].append(name)
    return belonging


def _ordered(
    group: frozenset[str], ties: Mapping[tuple[str, str], float], weights: Mapping[str, float]
) -> tuple[str, ...]:
    """Put the words first that are tied to the rest of the group and are rare elsewhere."""
    return tuple(sorted(group, key=lambda word: (-_strength(word, group, ties) * weights[word], word)))


def _strength(word: str, group: frozenset[str], ties: Mapping[tuple[str, str], float]) -> float:
    return sum(
        tie for (one, other), tie in ties.items() if word in (one, other) and one in group and other in group
    )
