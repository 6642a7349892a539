"""The codes of vectors, by which the few of a great many are chosen that a question is compared with.

Vectors are turned to the directions in which they differ most, and of every three dimensions is kept which of sixteen
values that were learnt they are nearest to: 64 bytes of 384 dimensions (product quantisation: Jégou, Douze and Schmid,
PAMI 2011; looked up sixteen at once: André, Kermarrec and Le Scouarnec, VLDB 2015). faiss writes and asks them, a
million in 8 ms of one core and in one call that lets others work; docs/adr/0017 says what else was measured.

A cache of the vectors, made anew in half a minute, in files of its own that a description names. The description is
written last, so that who dies while making them leaves the old ones in use.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import faiss
import numpy as np

from zhiyun.gateways.vectors.state import describe, written

if TYPE_CHECKING:
    from zhiyun.gateways.vectors.matrices import Matrix

    Whole = np.ndarray[Any, np.dtype[np.int64]]

LAYOUT: Final = 1
WHOLE: Final = 10_000
"""Up to so many vectors a question is compared with each, and there are no codes."""
CHOSEN: Final = 250
"""One in so many is chosen to be compared in full, but no fewer than `FEWEST`."""
FEWEST: Final = 1_000
GROWN: Final = 5
"""When a fifth as many have come since, all of which are compared, codes are made anew."""
_READ: Final = 20_000
"""Vectors that are turned back from bytes at once: 30 MB."""
_STATE: Final = "codes.json"
_BEFORE: Final = ("cells*", "signs*")
"""What earlier versions kept instead."""
_TOGETHER: Final = 3
"""Dimensions that share a code of four bits."""


@dataclass(frozen=True, slots=True)
class Made:
    """What made the codes: of how many rows of which vectors, and what their files are called."""

    layout: int
    model: str
    dimensions: int
    rows: int
    name: str


class Codes:
    """The codes in a folder of vectors, read into memory for asking."""

    def __init__(self, folder: Path, made: Made) -> None:
        self.made = made
        self._index = faiss.read_index(str(folder / f"{made.name}.faiss"))
        self._old: Whole = np.fromfile(folder / f"{made.name}.old", np.int64)

    def chosen(self, question: Matrix) -> Whole:
        """Give the rows to compare a question with, in order, without those that a newer one of their document follows."""
        wanted = min(self.made.rows, max(FEWEST, self.made.rows // CHOSEN))
        _on_one_core()
        _, found = self._index.search(question[None], wanted)
        rows: Whole = np.sort(found[0])
        return rows[~np.isin(rows, self._old)]


def opened(folder: Path, model: str, dimensions: int, rows: int) -> Codes | None:
    """Open the codes of these vectors; None where there are none, or they are of others."""
    try:
        made = Made(**json.loads((folder / _STATE).read_text(encoding="utf-8")))
        is_of_these = (made.layout, made.model, made.dimensions) == (LAYOUT, model, dimensions)
        return Codes(folder, made) if is_of_these and made.rows <= rows else None
    except (OSError, ValueError, TypeError, RuntimeError):  # the last is faiss, of a file
        return None


def made_at(folder: Path) -> int:
    """Give a mark that differs each time codes are made; 0 where there are none."""
    try:
        return (folder / _STATE).stat().st_mtime_ns
    except OSError:
        return 0


def forget(folder: Path) -> None:
    """Leave codes unused: the vectors begin anew."""
    (folder / _STATE).unlink(missing_ok=True)


def make(
    folder: Path,
    model: str,
    rows: int,
    dimensions: int,
    old: Whole,
    read: Callable[[slice], Matrix],
) -> None:
    """Write the codes of so many rows of vectors, which ``read`` gives; ``old`` are those that newer ones follow."""
    _on_one_core()
    made = Made(LAYOUT, model, dimensions, rows, f"codes-{rows}-{os.getpid()}")
    parts = dimensions // _TOGETHER
    kind = f"PCAR{parts * _TOGETHER},PQ{parts}x4fs"
    index = faiss.index_factory(dimensions, kind, faiss.METRIC_INNER_PRODUCT)
    index.train(read(slice(0, rows, max(1, rows // _READ))))
    for at in range(0, rows, _READ):
        index.add(read(slice(at, min(at + _READ, rows))))
    written(folder / f"{made.name}.faiss", faiss.serialize_index(index).tofile)
    written(folder / f"{made.name}.old", old.astype(np.int64).tofile)
    describe(folder / _STATE, made)
    for file in [each for kind in ("codes-*", *_BEFORE) for each in folder.glob(kind)]:
        if not file.name.startswith(f"{made.name}."):
            file.unlink()


def _on_one_core() -> None:
    """Let faiss take no other core from this thread, beside which what else a question needs is at work.

    Each thread has to say so for itself: another would begin as many of its own as there are cores, to wait for them in
    a loop (OpenMP 5.2, 2.4: how many there are belongs to the thread that asks).
    """
    faiss.omp_set_num_threads(1)
