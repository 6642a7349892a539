"""The ground on which every address is asked for, laid once a module."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.test import override_settings

from tests.web.matrix import World


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
