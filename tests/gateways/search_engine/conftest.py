"""Engines that the same tests ask: in the process with one shard and with three, and a real cluster if asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import count

import pytest

from tests.cluster import node
from tests.gateways.search_engine.corpus import FOUR, many
from zhiyun.gateways.search_engine import SearchEngine, embedded, opensearch
from zhiyun.ip.patent import Patent

CLUSTER = os.environ.get("ZHIYUN_CLUSTER", "")
"""Set by ./test --cluster: ``start``, or the address of a node that runs."""
ENGINES = ("embedded", "three shards", *(("cluster",) if CLUSTER else ()))
Make = Callable[[str], SearchEngine]


@pytest.fixture(scope="session")
def cluster_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give where a cluster answers, starting one if that is asked for; empty where none is wanted."""
    if CLUSTER != "start":
        yield CLUSTER
        return
    with node.running(tmp_path_factory.mktemp("cluster")) as started:
        yield started


@pytest.fixture(scope="session")
def make(tmp_path_factory: pytest.TempPathFactory, cluster_address: str) -> Make:
    """Give what makes an empty engine of a kind."""
    numbers = count()

    def made(kind: str) -> SearchEngine:
        folder = tmp_path_factory.mktemp("index") / "index"
        if kind == "cluster":
            return opensearch.create(cluster_address, f"zhiyun-{os.getpid()}-{next(numbers)}", shards=2)
        return embedded.create(folder, shards=3 if kind == "three shards" else 1)

    return made


def _holding(engine: SearchEngine, patents: Iterable[Patent]) -> SearchEngine:
    engine.replace(patents)
    engine.commit("all")
    return engine


@pytest.fixture(params=ENGINES)
def empty(request: pytest.FixtureRequest, make: Make) -> SearchEngine:
    """Give an engine that holds nothing."""
    return make(request.param)


@pytest.fixture(scope="module", params=ENGINES)
def four(request: pytest.FixtureRequest, make: Make) -> SearchEngine:
    """Give an engine that holds `corpus.FOUR`; tests only ask it."""
    return _holding(make(request.param), FOUR)


@pytest.fixture(scope="module", params=ENGINES)
def crowd(request: pytest.FixtureRequest, make: Make) -> SearchEngine:
    """Give an engine that holds `corpus.many`; tests only ask it."""
    return _holding(make(request.param), many())
