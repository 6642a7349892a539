"""Vectors sorted into cells of what lies near each other: of a great many, only those of the nearest cells are looked at.

A cache of the vectors, made anew in a minute for a million: another order of the same rows, in files of their own that
a description names. The description is written last, so that who dies while making them leaves the old ones in use.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from zhiyun.gateways.vectors.matrices import Matrix

    Bytes = np.ndarray[Any, np.dtype[np.int8]]
    Rows = np.ndarray[Any, Any]
    Whole = np.ndarray[Any, np.dtype[np.int64]]

LAYOUT: Final = 1
WHOLE: Final = 50_000
"""Up to so many vectors each is looked at, and there are no cells."""
PROBED: Final = 32
"""Cells that are looked at: of 2,000, a sixtieth of all vectors."""
GROWN: Final = 5
"""When a fifth as many have come since, all of which are looked at, cells are made anew."""
_ROUNDS: Final = 8
_OF_EACH: Final = 25
"""Vectors of each cell that its centre is found by."""
_AT_ONCE: Final = 10_000
_STATE: Final = "cells.json"


@dataclass(frozen=True, slots=True)
class Made:
    """What made the cells: of how many rows of which vectors, and what their files are called."""

    layout: int
    model: str
    dimensions: int
    rows: int
    kept: int
    name: str


class Cells:
    """The cells in a folder of vectors, opened for asking; they map their files and hold little."""

    def __init__(self, folder: Path, made: Made, row: np.dtype[Any]) -> None:
        self.made = made
        shape = (made.kept, made.dimensions)
        self._vectors: Bytes = np.memmap(folder / f"{made.name}.i8", np.int8, "r", shape=shape)
        self._rows: Rows = np.memmap(folder / f"{made.name}.rows", row, "r", shape=(made.kept,))
        self._starts: Whole = np.fromfile(folder / f"{made.name}.starts", np.int64)
        centres: Matrix = np.fromfile(folder / f"{made.name}.centres", np.float32)
        self._centres = centres.reshape(-1, made.dimensions)

    def near(self, question: Matrix, probed: int = PROBED) -> tuple[Rows, Matrix]:
        """Give the rows of the cells nearest to a question, and how near each is."""
        products = -(self._centres @ question)
        nearest = np.sort(np.argpartition(products, min(probed, len(products) - 1))[:probed])
        spans = [(self._starts[cell], self._starts[cell + 1]) for cell in nearest]
        rows = np.concatenate([self._rows[at:until] for at, until in spans])
        near = np.concatenate([self._vectors[at:until].astype(np.float32) @ question for at, until in spans])
        return rows, near * rows["scale"]


def opened(folder: Path, model: str, dimensions: int, rows: int, row: np.dtype[Any]) -> Cells | None:
    """Open the cells of these vectors; None where there are none, or they are of others."""
    try:
        made = Made(**json.loads((folder / _STATE).read_text(encoding="utf-8")))
        is_of_these = (made.layout, made.model, made.dimensions) == (LAYOUT, model, dimensions)
        return Cells(folder, made, row) if is_of_these and made.rows <= rows else None
    except (OSError, ValueError, TypeError):
        return None


def made_at(folder: Path) -> int:
    """Give a mark that differs each time cells are made; 0 where there are none."""
    try:
        return (folder / _STATE).stat().st_mtime_ns
    except OSError:
        return 0


def make(folder: Path, model: str, of_rows: int, rows: Rows, vectors: Bytes) -> None:
    """Sort vectors into cells; ``rows`` say which document each is of, ``of_rows`` how many rows there were in all."""
    centres = _centres(vectors, max(1, round(2 * len(rows) ** 0.5)))
    cells = np.concatenate([_nearest(centres, part) for part in _parts(vectors)])
    order = np.argsort(cells, kind="stable")
    starts = np.searchsorted(cells[order], np.arange(len(centres) + 1)).astype(np.int64)
    made = Made(LAYOUT, model, vectors.shape[1], of_rows, len(rows), f"cells-{of_rows}-{os.getpid()}")
    _written(folder / f"{made.name}.centres", centres.tofile)
    _written(folder / f"{made.name}.starts", starts.tofile)
    _written(folder / f"{made.name}.rows", rows[order].tofile)
    with (folder / f"{made.name}.i8").open("wb") as stream:
        for at in range(0, len(order), _AT_ONCE):
            stream.write(vectors[order[at : at + _AT_ONCE]].tobytes())
        stream.flush()
        os.fsync(stream.fileno())
    waiting = folder / f"{_STATE}.writing"
    _written(waiting, lambda stream: stream.write(json.dumps(asdict(made)).encode()))
    waiting.replace(folder / _STATE)
    for file in folder.glob("cells-*"):
        if not file.name.startswith(f"{made.name}."):
            file.unlink()


def _centres(vectors: Bytes, number: int) -> Matrix:
    """Find centres by a few rounds of k-means over some of the vectors, the same for the same vectors."""
    draw = np.random.default_rng(1)
    some = np.sort(draw.permutation(len(vectors))[: number * _OF_EACH])
    sample = _as_long_as_one(vectors[some].astype(np.float32))
    centres = sample[draw.permutation(len(sample))[:number]]
    for _ in range(_ROUNDS):
        cells = np.concatenate(
            [
                np.argmax(sample[at : at + _AT_ONCE] @ centres.T, axis=1)
                for at in range(0, len(sample), _AT_ONCE)
            ]
        )
        sums = np.zeros_like(centres)
        np.add.at(sums, cells, sample)
        is_empty = np.bincount(cells, minlength=len(centres)) == 0
        sums[is_empty] = sample[draw.integers(0, len(sample), int(is_empty.sum()))]
        centres = _as_long_as_one(sums)
    return centres


def _nearest(centres: Matrix, part: Bytes) -> Whole:
    nearest: Whole = np.argmax(part.astype(np.float32) @ centres.T, axis=1)
    return nearest


def _parts(vectors: Bytes) -> list[Bytes]:
    return [vectors[at : at + _AT_ONCE] for at in range(0, len(vectors), _AT_ONCE)]


def _as_long_as_one(rows: Matrix) -> Matrix:
    long: Matrix = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9).astype(np.float32)
    return rows / long


def _written(file: Path, write: Callable[[Any], object]) -> None:
    with file.open("wb") as stream:
        write(stream)
        stream.flush()
        os.fsync(stream.fileno())
