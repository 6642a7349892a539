"""The ground on which every address is asked for, laid once a module."""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from tests.casework import city
from tests.exchange.shelves import put
from tests.gateways.search_engine.corpus import BATTERY, PUMP
from tests.web.matrix import World
from zhiyun.exchange.patents import indexing
from zhiyun.ip.patent import Patent


@pytest.fixture(scope="module")
def laid_world(laid_once: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Lay a city with something of every kind, and another beside it."""
    home = tmp_path_factory.mktemp("world")
    with override_settings(HOME=home, FILES=home / "files"):
        yield World()


@pytest.fixture
def world(laid_world: World) -> World:
    """Give the city to one test."""
    return deepcopy(laid_world)


@pytest.fixture
def town() -> city.City:
    """Give a city of bodies and offices."""
    return city.city()


@pytest.fixture
def patents() -> list[Patent]:
    """Name what stands on the shelf of `home`."""
    return [BATTERY, PUMP]


@pytest.fixture
def home(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch, patents: list[Patent]) -> Path:
    """Give the home of an installation that has some patents, for pages and for commands."""
    settings.HOME = tmp_path
    monkeypatch.setenv("ZHIYUN_HOME", str(tmp_path))
    put(tmp_path, patents)
    indexing.reindex(home=tmp_path)
    return tmp_path
