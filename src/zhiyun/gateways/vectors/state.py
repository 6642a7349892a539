"""What a folder of vectors says of itself, read without loading what they are worked with."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

STATE: Final = "vectors.json"
LAYOUT: Final = 1
MOST: Final = 100_000
"""Documents of which vectors are made where nobody asks for more: 43 MB, and three hours of one core."""


@dataclass(frozen=True, slots=True)
class State:
    """What made the vectors, how many rows are whole, and the last batch of the shelf that is in them."""

    layout: int
    model: str
    dimensions: int
    rows: int = 0
    batch: int = 0


def state(folder: Path) -> State | None:
    """Read what a folder says of its vectors, None where it says nothing that can be read."""
    try:
        return State(**json.loads((folder / STATE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
