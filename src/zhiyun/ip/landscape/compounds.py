"""Words of titles that stand together so often that they are one: 锂离子 电池, heat exchanger.

After T. Mikolov et al., Distributed Representations of Words and Phrases (2013), section 4, with a share in place of
their score: two words are joined where the rarer of the two is followed or preceded by the other in a fifth of its
titles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Final

LEAST_TITLES: Final = 3
ONE_IN: Final = 2_000
"""Of more titles than this for each of `LEAST_TITLES`, so many more must hold both words."""
SHARE: Final = 5
"""One in so many titles of the rarer word."""

Pair = tuple[str, str]


def compounds(titles: Sequence[Sequence[str]]) -> frozenset[Pair]:
    """Find the pairs of words that are one; an empty word stands where nothing may be joined."""
    words = Counter(word for title in titles for word in set(title))
    pairs = Counter(pair for title in titles for pair in set(pairwise(title)) if all(pair))
    least = max(LEAST_TITLES, len(titles) // ONE_IN)
    return frozenset(
        pair
        for pair, times in pairs.items()
        if times >= least and SHARE * times >= min(words[pair[0]], words[pair[1]])
    )


def joined(words: Sequence[str], pairs: Collection[Pair], *, between: str = "") -> Iterator[str]:
    """Give the words of a text, those that are one as one, from left to right; empty ones are left out."""
    at = 0
    while at < len(words):
        pair = (words[at], words[at + 1]) if at + 1 < len(words) else ("", "")
        if pair in pairs:
            yield between.join(pair)
            at += 2
        else:
            if words[at]:
                yield words[at]
            at += 1
