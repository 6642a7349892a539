"""Which gateway seals, by the name an operator has set."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import cast

from zhiyun.gateways.e_seal.seal import Sealer
from zhiyun.gateways.e_seal.simulated import SIMULATED, SimulatedSealer


class NoSuchSealer(ValueError):
    """The name is neither ``simulated`` nor ``package.module:factory`` of something that can be called."""


def sealer(name: str) -> Sealer:
    """Give the gateway of a name; refuses a name nothing stands behind."""
    return SimulatedSealer() if name == SIMULATED else cast("Callable[[], Sealer]", _factory(name))()


def is_known(name: str) -> bool:
    """Say whether something stands behind a name; it is not asked to seal."""
    try:
        return name == SIMULATED or callable(_factory(name))
    except NoSuchSealer:
        return False


def _factory(name: str) -> object:
    place, colon, factory = name.partition(":")
    try:
        made = getattr(importlib.import_module(place), factory) if place and colon and factory else None
    except (ImportError, AttributeError) as fault:
        raise NoSuchSealer(name) from fault
    if not callable(made):
        raise NoSuchSealer(name)
    return made
