"""Text cut into the pieces a model knows, the likeliest cut of all: the unigram model of SentencePiece.

T. Kudo: Subword Regularization, ACL 2018, section 3.2, with Viterbi's best path. Libraries for it hold the pieces in 50
MB of each worker; here they are found by their sums of 64 bits in 4 MB.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhiyun.gateways.vectors.weights import Weights

    Sums = np.ndarray[Any, np.dtype[np.uint64]]

_SPACE: Final = "\u2581"
"""What stands for a space in a piece."""
_BASE: Final = np.uint64(0x9E3779B97F4A7C15)
_UNLIKELIER: Final = 10.0
"""By so much what is not known is less likely than any piece."""


class Pieces:
    """The pieces of a model, to cut texts by."""

    def __init__(self, weights: Weights) -> None:
        self._becomes = weights.becomes
        self._unknown = weights.special.unknown
        self._unlikely = float(weights.scores.min()) - _UNLIKELIER
        texts = [
            weights.text[at:until].decode()
            for at, until in zip(weights.starts, weights.starts[1:], strict=False)
        ]
        of_length: dict[int, list[int]] = {}
        for number, text in enumerate(texts):
            of_length.setdefault(len(text), []).append(number)
        self._longest = max(of_length)
        sums = np.zeros(len(texts), np.uint64)
        for long, alike in of_length.items():
            sums[alike] = next(_sums("".join(texts[number] for number in alike), long, long))[::long]
        self._numbers = np.argsort(sums, kind="stable").astype(np.int32)
        self._sums = sums[self._numbers]
        if (self._sums[1:] == self._sums[:-1]).any():
            raise ValueError("two pieces have the same sum")
        self._scores = weights.scores[self._numbers]

    def numbers(self, text: str) -> list[int]:
        """Give the numbers of the pieces of a text, none of them the begin or the end."""
        spaced = re.sub(" {2,}", " ", text.translate(self._becomes))
        read = _SPACE + spaced.removeprefix(" ").replace(" ", _SPACE)
        best = [0.0, *(-np.inf for _ in read)]
        came = [(0, self._unknown)] * len(best)
        for at, ends in enumerate(self._ends(read)):
            for end, score, number in ends:
                if best[at] + score > best[end]:
                    best[end], came[end] = best[at] + score, (at, number)
        numbers, at = [], len(read)
        while at:
            at, number = came[at]
            numbers.append(number)
        return numbers[::-1]

    def _ends(self, read: str) -> list[list[tuple[int, float, int]]]:
        """Say for each character where pieces end that begin with it, with their scores and numbers."""
        ends: list[list[tuple[int, float, int]]] = [[] for _ in read]
        for long, sums in enumerate(_sums(read, 1, min(self._longest, len(read))), start=1):
            places = np.minimum(np.searchsorted(self._sums, sums), len(self._sums) - 1)
            found = np.flatnonzero(self._sums[places] == sums)
            scores, numbers = self._scores[places[found]].tolist(), self._numbers[places[found]].tolist()
            for at, score, number in zip(found.tolist(), scores, numbers, strict=True):
                if number != self._unknown:
                    ends[at].append((at + long, score, number))
        for at, its in enumerate(ends):
            its.append((at + 1, self._unlikely, self._unknown))
        return ends


def _sums(text: str, shortest: int, longest: int) -> Iterator[Sums]:
    """Give, for each length, the sum of every stretch so long: the first is of the text's first characters."""
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32).astype(np.uint64)
    sums = np.zeros(len(codes) + 1, np.uint64)
    for long in range(1, longest + 1):
        sums = sums[:-1] * _BASE + codes[long - 1 :] + np.uint64(1)
        if long >= shortest:
            yield sums
