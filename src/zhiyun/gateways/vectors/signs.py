"""The signs of vectors, by which the few of a great many are chosen that a question is compared with.

Of a vector less the mean of all, one bit a dimension and two numbers that say how much the bits leave out: RaBitQ (Gao
and Long, SIGMOD 2024) as faiss writes it, 56 bytes of 384 dimensions. From them faiss tells how near each vector about
is, a million in 16 ms of one core and in one call that lets others work; docs/adr/0017.

A cache of the vectors, made anew in seconds, in files of its own that a description names. The description is written
last, so that who dies while making them leaves the old ones in use.
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

LAYOUT: Final = 2
WHOLE: Final = 10_000
"""Up to so many vectors a question is compared with each, and there are no signs."""
CHOSEN: Final = 500
"""One in so many is chosen to be compared in full, but no fewer than `FEWEST`."""
FEWEST: Final = 1_000
GROWN: Final = 5
"""When a fifth as many have come since, all of which are compared, signs are made anew."""
_READ: Final = 20_000
"""Vectors that are turned back from bytes at once: 30 MB."""
_STATE: Final = "signs.json"
_BEFORE: Final = "cells*"
"""What earlier versions kept instead."""

faiss.omp_set_num_threads(1)  # what else a question needs is at work on the other cores


@dataclass(frozen=True, slots=True)
class Made:
    """What made the signs: of how many rows of which vectors, and what their files are called."""

    layout: int
    model: str
    dimensions: int
    rows: int
    name: str


class Signs:
    """The signs in a folder of vectors, read into memory for asking."""

    def __init__(self, folder: Path, made: Made) -> None:
        self.made = made
        self._index = faiss.read_index(str(folder / f"{made.name}.faiss"))
        self._old: Whole = np.fromfile(folder / f"{made.name}.old", np.int64)

    def chosen(self, question: Matrix) -> Whole:
        """Give the rows to compare a question with, in order, without those that a newer one of their document follows."""
        wanted = min(self.made.rows, max(FEWEST, self.made.rows // CHOSEN))
        _, found = self._index.search(question[None], wanted)
        rows: Whole = np.sort(found[0])
        return rows[~np.isin(rows, self._old)]


def opened(folder: Path, model: str, dimensions: int, rows: int) -> Signs | None:
    """Open the signs of these vectors; None where there are none, or they are of others."""
    try:
        made = Made(**json.loads((folder / _STATE).read_text(encoding="utf-8")))
        is_of_these = (made.layout, made.model, made.dimensions) == (LAYOUT, model, dimensions)
        return Signs(folder, made) if is_of_these and made.rows <= rows else None
    except (
        OSError,
        ValueError,
        TypeError,
        RuntimeError,
    ):  # faiss says of every file it cannot read: RuntimeError
        return None


def made_at(folder: Path) -> int:
    """Give a mark that differs each time signs are made; 0 where there are none."""
    try:
        return (folder / _STATE).stat().st_mtime_ns
    except OSError:
        return 0


def forget(folder: Path) -> None:
    """Leave signs unused: the vectors begin anew."""
    (folder / _STATE).unlink(missing_ok=True)


def make(
    folder: Path,
    model: str,
    rows: int,
    dimensions: int,
    old: Whole,
    read: Callable[[slice], Matrix],
) -> None:
    """Write the signs of so many rows of vectors, which ``read`` gives; ``old`` are those that newer ones follow."""
    made = Made(LAYOUT, model, dimensions, rows, f"signs-{rows}-{os.getpid()}")
    index = faiss.index_factory(dimensions, "RaBitQfs", faiss.METRIC_INNER_PRODUCT)
    index.train(read(slice(0, rows, max(1, rows // _READ))))
    for at in range(0, rows, _READ):
        index.add(read(slice(at, min(at + _READ, rows))))
    written(folder / f"{made.name}.faiss", faiss.serialize_index(index).tofile)
    written(folder / f"{made.name}.old", old.astype(np.int64).tofile)
    describe(folder / _STATE, made)
    for file in [*folder.glob("signs-*"), *folder.glob(_BEFORE)]:
        if not file.name.startswith(f"{made.name}."):
            file.unlink()
