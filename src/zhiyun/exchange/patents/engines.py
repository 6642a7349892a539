"""The engine that answers for an installation, opened when somebody first asks: importing this loads none."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from zhiyun.exchange.patents import places

if TYPE_CHECKING:
    from zhiyun.gateways.search_engine.embedded import Tantivy


def opened(*, home: Path) -> Tantivy:
    """Give the engine, the same for every question of a process; refuses with `NoIndex` or `RebuildNeeded`."""
    return _opened(places.current(home=home))


@lru_cache(4)
def _opened(folder: Path) -> Tantivy:
    from zhiyun.gateways.search_engine.embedded import Tantivy  # noqa: PLC0415 - a worker holds it once asked

    return Tantivy(folder)
