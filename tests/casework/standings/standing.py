"""One thing at an instant, as the standings of every area tell of it."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zhiyun.casework.actor import Actor
from zhiyun.casework.roles import Role


@dataclass(frozen=True)
class Standing:
    """A thing at an instant: how an actor asks for it, and which roles may know of it."""

    stage: enum.Enum | None
    reference: Callable[[Actor], Any]
    at: datetime
    seen_by: frozenset[Role]
