"""The shards of an index within the process, asked at once: so many cores answer one question as there are shards."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from typing import Final, TypeVar

import tantivy

from zhiyun.gateways.search_engine import cores

Answer = TypeVar("Answer")

EACH: Final = 100_000
"""Documents that are worth a shard: of fewer, putting answers together takes as long as it saves."""
MOST: Final = 4


def fitting(documents: int) -> int:
    """Say into how many shards so many documents go, of which this machine's cores ask one each."""
    return max(1, min(MOST, cores.number(), documents // EACH))


@dataclass(frozen=True, slots=True)
class Shards:
    """What searches each shard as it was at one moment, and who asks all but the first of them."""

    searchers: tuple[tantivy.Searcher, ...]
    beside: Executor

    def ask(self, what: Callable[[tantivy.Searcher], Answer]) -> list[Answer]:
        """Ask every shard the same and give the answers in their order.

        This thread asks the first, and every other for which no core is left or with which nobody has begun by then.
        """
        first, *others = self.searchers
        asked = [self._helped(what, each) for each in others]
        own = what(first)
        return [own, *(_answer(what, *each) for each in zip(others, asked, strict=True))]

    def _helped(
        self, what: Callable[[tantivy.Searcher], Answer], searcher: tantivy.Searcher
    ) -> Future[Answer] | None:
        return self.beside.submit(_with_a_core, what, searcher) if cores.take() else None


def _answer(
    what: Callable[[tantivy.Searcher], Answer], searcher: tantivy.Searcher, helped: Future[Answer] | None
) -> Answer:
    """Give the answer of whoever helps with a shard, or one's own where nobody does or has begun."""
    if helped is None:
        return what(searcher)
    if helped.cancel():
        cores.give_back()
        return what(searcher)
    return helped.result()


def _with_a_core(what: Callable[[tantivy.Searcher], Answer], searcher: tantivy.Searcher) -> Answer:
    try:
        return what(searcher)
    finally:
        cores.give_back()
