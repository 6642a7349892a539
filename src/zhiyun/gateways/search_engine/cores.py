"""The cores beside the one that asks: so many helpers are at work in a process, and no more, whoever they help.

A helper without a core of its own slows whom it helps: on two cores, the shards of an index wait their turn while a
model reads the question.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from threading import Semaphore
from typing import Final, TypeVar

Answer = TypeVar("Answer")


def number() -> int:
    """Say how many cores this process may use."""
    return len(os.sched_getaffinity(0))


_BESIDE: Final = Semaphore(number() - 1)


def take() -> bool:
    """Take a core for a helper, to be given back; False where none is left."""
    return _BESIDE.acquire(blocking=False)


def give_back() -> None:
    """Give back a core that was taken."""
    _BESIDE.release()


@contextmanager
def occupied() -> Iterator[None]:
    """Have a core for what must be done in any case, one of those left if there is one."""
    was_taken = take()
    try:
        yield
    finally:
        if was_taken:
            give_back()


def awaited(helped: Future[Answer]) -> Answer:
    """Wait for what another does, and until then lend helpers the core of the one that waits."""
    if not helped.done():
        give_back()
        wait((helped,))
        _BESIDE.acquire()
    return helped.result()
