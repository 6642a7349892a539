"""The engine that answers for an installation, opened when somebody first asks: importing this loads none.

It is the one within the process, unless ``ZHIYUN_SEARCH`` names a cluster.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from zhiyun.exchange.patents import places
from zhiyun.gateways import installation
from zhiyun.gateways.search_engine import SearchEngine


def opened(*, home: Path) -> SearchEngine:
    """Give the engine, the same for every question of a process; refuses with `NoIndex` or `RebuildNeeded`."""
    address = installation.search(os.environ)
    return _asked(address) if address else _opened(places.current(home=home))


def batch(*, engine: SearchEngine) -> int:
    """Give the number of the shelf's batch that an index is up to; 0 before the first."""
    return int(engine.batch() or 0)


@lru_cache(4)
def _opened(folder: Path) -> SearchEngine:
    from zhiyun.gateways.search_engine.embedded import Tantivy  # noqa: PLC0415 - a worker holds it once asked

    return Tantivy(folder)


@lru_cache(4)
def _asked(address: str) -> SearchEngine:
    from zhiyun.gateways.search_engine.cluster_indexes import ClusterIndexes  # noqa: PLC0415 - as above

    return ClusterIndexes(address).answering()
