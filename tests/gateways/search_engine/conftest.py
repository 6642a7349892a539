"""Engines that the same tests ask: in the process with one shard and with three, and a cluster if one is asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.gateways.search_engine.corpus import FOUR, many
from zhiyun.gateways.search_engine import SearchEngine, embedded

ENGINES: dict[str, Callable[[Path], SearchEngine]] = {
    "embedded": embedded.create,
    "three shards": lambda folder: embedded.create(folder, shards=3),
}


@pytest.fixture(params=ENGINES)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> SearchEngine:
    """Give an engine that holds nothing."""
    return ENGINES[request.param](tmp_path / "index")


@pytest.fixture(scope="module", params=ENGINES)
def four(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> SearchEngine:
    """Give an engine that holds `corpus.FOUR`; tests only ask it."""
    engine = ENGINES[request.param](tmp_path_factory.mktemp("index") / "four")
    engine.replace(FOUR)
    engine.commit("four")
    return engine


@pytest.fixture(scope="module", params=ENGINES)
def crowd(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> SearchEngine:
    """Give an engine that holds `corpus.many`; tests only ask it."""
    engine = ENGINES[request.param](tmp_path_factory.mktemp("index") / "crowd")
    engine.replace(many())
    engine.commit("crowd")
    return engine
