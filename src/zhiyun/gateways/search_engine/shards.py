"""The shards of an index within the process, asked at once: so many cores answer one question as there are shards."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Final, TypeVar

import tantivy

Answer = TypeVar("Answer")

EACH: Final = 100_000
"""Documents that are worth a shard: of fewer, putting answers together takes as long as it saves."""
MOST: Final = 4


def fitting(documents: int) -> int:
    """Say into how many shards so many documents go, of which this machine's cores ask one each."""
    return max(1, min(MOST, len(os.sched_getaffinity(0)), documents // EACH))


@dataclass(frozen=True, slots=True)
class Shards:
    """What searches each shard as it was at one moment, and who asks all but the first of them."""

    searchers: tuple[tantivy.Searcher, ...]
    beside: Executor

    def ask(self, what: Callable[[tantivy.Searcher], Answer]) -> list[Answer]:
        """Ask every shard the same and give the answers in their order.

        This thread asks the first, and every other that nobody has begun with by then.
        """
        first, *others = self.searchers
        asked = [self.beside.submit(what, each) for each in others]
        answers = [what(first)]
        for each, waiting in zip(others, asked, strict=True):
            answers.append(what(each) if waiting.cancel() else waiting.result())
        return answers
