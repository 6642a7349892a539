"""What the process that reads a stranger's PDF may use, set by itself before it reads."""

from __future__ import annotations

import resource
from typing import NamedTuple


class Bounds(NamedTuple):
    """The bounds of one reading.

    Attributes:
        memory: Bytes of address space; a plain page takes less than 60 MB of it.
        seconds: Of the processor.
        pages: Pages read; the text asked for is found long before, unless they are pictures.
    """

    memory: int = 768 * 1024 * 1024
    seconds: int = 5
    pages: int = 200


def hold(bounds: Bounds) -> None:
    """Hold this process to the bounds, for good; it opens no file any more, nor imports anything."""
    resource.setrlimit(resource.RLIMIT_AS, (bounds.memory, bounds.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (bounds.seconds, bounds.seconds))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
