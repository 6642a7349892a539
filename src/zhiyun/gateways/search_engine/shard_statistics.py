"""What is known of all shards together, as they were at one moment: how many documents there are, and have a token."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial
from typing import Final

import tantivy

from zhiyun.gateways.search_engine.shards import Shards

REMEMBERED: Final = 20_000
"""Tokens of which is remembered how many documents have them, until the index changes: 5 MB."""


class ShardStatistics:
    """What all shards together know; a question asks the same several times, and the next one much of it again."""

    def __init__(self, shards: Shards) -> None:
        self._searchers = shards.searchers
        self._counted = lru_cache(REMEMBERED)(partial(_counted, shards.searchers))

    def documents(self) -> int:
        """Say how many documents there are."""
        return sum(searcher.num_docs for searcher in self._searchers)

    def having(self, field: str, tokens: Iterable[str]) -> Mapping[str, int]:
        """Say how many of them have each token in this field."""
        return {token: self._counted(field, token) for token in tokens}


def _counted(searchers: Sequence[tantivy.Searcher], field: str, token: str) -> int:
    return sum(each.doc_freq(field, token) for each in searchers)
