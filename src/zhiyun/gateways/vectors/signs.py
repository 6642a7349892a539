"""The signs of vectors, by which the few of a great many are chosen that a question is compared with.

A vector less the mean of all, one bit a dimension: 48 bytes of 384 dimensions. Those whose signs agree
with a question's where it is large are nearly always the nearest, and a million are looked through in 15 ms of one core.
(One bit a dimension about the mean, candidates compared in full: RaBitQ, Gao and Long, SIGMOD 2024, without its random
rotation, which made no difference here, and without its estimate of what signs leave out, which would choose better:
docs/adr/0016.)

A cache of the vectors, made anew in seconds, in files of its own that a description names. The description is written
last, so that who dies while making them leaves the old ones in use.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from zhiyun.gateways.vectors.state import describe, written

if TYPE_CHECKING:
    from zhiyun.gateways.vectors.matrices import Matrix

    Words = np.ndarray[Any, np.dtype[np.uint64]]
    Whole = np.ndarray[Any, np.dtype[np.int64]]
    Counts = np.ndarray[Any, np.dtype[Any]]

LAYOUT: Final = 1
WHOLE: Final = 10_000
"""Up to so many vectors a question is compared with each, and there are no signs."""
CHOSEN: Final = 200
"""One in so many is chosen to be compared in full, but no fewer than `FEWEST`."""
FEWEST: Final = 2_000
GROWN: Final = 5
"""When a fifth as many have come since, all of which are compared, signs are made anew."""
_SOME: Final = 20
"""So many times as many are left by half of the signs."""
_COUNTED: Final = 61
"""Where a great many are wanted, one in so many tells how few signs must differ; a prime, so that it does not fall in
with what comes round after so many."""
_AT_ONCE: Final = 262_144
"""Rows whose signs are compared in one step: after each, a thread may wait for another that runs Python."""
_READ: Final = 20_000
"""Vectors that are turned back from bytes at once: 30 MB."""
_BITS: Final = 64
_STATE: Final = "signs.json"
_BEFORE: Final = "cells*"
"""What earlier versions kept instead."""


@dataclass(frozen=True, slots=True)
class Made:
    """What made the signs: of how many rows of which vectors, and what their files are called."""

    layout: int
    model: str
    dimensions: int
    rows: int
    name: str


class Signs:
    """The signs in a folder of vectors, opened for asking; they map their file and hold little."""

    def __init__(self, folder: Path, made: Made) -> None:
        self.made = made
        shape = (-(-made.dimensions // _BITS), made.rows)
        self._signs: Words = np.memmap(folder / f"{made.name}.signs", np.uint64, "r", shape=shape)
        self._mean: Matrix = np.fromfile(folder / f"{made.name}.mean", np.float32)
        self._old: Whole = np.fromfile(folder / f"{made.name}.old", np.int64)

    def chosen(self, question: Matrix) -> Whole:
        """Give the rows to compare a question with, in order, without those that a newer one of their document follows.

        Half of the signs leave some of all rows, the other half the few of those.
        """
        signs = self._asked(question)
        half = len(signs) // 2
        wanted = max(FEWEST, self.made.rows // CHOSEN)
        differing = self._differing(signs[half:])
        rows = _least(differing, _SOME * wanted) if half else np.arange(self.made.rows)
        differing = differing[rows]
        for sign in signs[:half]:
            differing += sign.differing(rows)
        rows = rows[_least(differing, wanted)]
        return rows[~np.isin(rows, self._old)]

    def _asked(self, question: Matrix) -> list[_Asked]:
        """Give the signs of a question, of the half of the dimensions in which it is largest.

        Questions lie beside what they ask for, all in one direction: what they have of the mean is taken out of them.
        """
        mean = self._mean
        apart = question - mean * (question @ mean) / max(float(mean @ mean), 1e-9)
        asked = _packed(apart[None] > 0)[:, 0]
        large = _packed(np.abs(apart[None]) >= np.median(np.abs(apart)))[:, 0]
        return [_Asked(*each) for each in zip(self._signs, asked, large, strict=True)]

    def _differing(self, signs: Sequence[_Asked]) -> Counts:
        """Count for each row where its signs differ."""
        counted = np.zeros(self.made.rows, np.min_scalar_type(self.made.dimensions))
        for at in range(0, self.made.rows, _AT_ONCE):
            part = slice(at, at + _AT_ONCE)
            for sign in signs:
                counted[part] += sign.differing(part)
        return counted


class _Asked(NamedTuple):
    """Sixty-four signs of each row and of a question, and which of them are compared."""

    of_rows: Words
    asked: np.uint64
    compared: np.uint64

    def differing(self, rows: slice | Whole) -> Counts:
        differ = self.of_rows[rows] ^ self.asked
        differ &= self.compared
        counted: Counts = np.bitwise_count(differ)
        return counted


def _least(counts: Counts, wanted: int) -> Whole:
    """Say where the least counts are, about so many of them or some more, in order."""
    if wanted >= len(counts):
        return np.arange(len(counts))
    step = _COUNTED if wanted > _COUNTED**2 else 1
    reached = np.cumsum(np.bincount(counts[::step])) * step >= wanted
    least: Whole = np.flatnonzero(counts <= np.argmax(reached))
    return least


def opened(folder: Path, model: str, dimensions: int, rows: int) -> Signs | None:
    """Open the signs of these vectors; None where there are none, or they are of others."""
    try:
        made = Made(**json.loads((folder / _STATE).read_text(encoding="utf-8")))
        is_of_these = (made.layout, made.model, made.dimensions) == (LAYOUT, model, dimensions)
        return Signs(folder, made) if is_of_these and made.rows <= rows else None
    except (OSError, ValueError, TypeError):
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
    mean = read(slice(0, rows, max(1, rows // _READ))).mean(axis=0)
    made = Made(LAYOUT, model, dimensions, rows, f"signs-{rows}-{os.getpid()}")
    signs = np.empty((-(-dimensions // _BITS), rows), np.uint64)
    for at in range(0, rows, _READ):
        signs[:, at : at + _READ] = _packed(read(slice(at, at + _READ)) > mean)
    written(folder / f"{made.name}.signs", signs.tofile)
    written(folder / f"{made.name}.mean", mean.astype(np.float32).tofile)
    written(folder / f"{made.name}.old", old.astype(np.int64).tofile)
    describe(folder / _STATE, made)
    for file in [*folder.glob("signs-*"), *folder.glob(_BEFORE)]:
        if not file.name.startswith(f"{made.name}."):
            file.unlink()


def _packed(are_positive: np.ndarray[Any, np.dtype[np.bool_]]) -> Words:
    """Write rows of signs as words of 64, the first words of all rows before the second."""
    packed = np.packbits(are_positive, axis=1)
    lacking = -packed.shape[1] % (_BITS // 8)
    whole = np.ascontiguousarray(np.pad(packed, ((0, 0), (0, lacking))))
    return np.ascontiguousarray(whole.view(np.uint64).T)
