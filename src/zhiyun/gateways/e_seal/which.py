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
    if name == SIMULATED:
        return SimulatedSealer()
    place, colon, factory = name.partition(":")
    try:
        made = getattr(importlib.import_module(place), factory) if place and colon and factory else None
    except (ImportError, AttributeError) as fault:
        raise NoSuchSealer(name) from fault
    if not callable(made):
        raise NoSuchSealer(name)
    return cast("Callable[[], Sealer]", made)()
