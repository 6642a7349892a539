"""Vectors of documents in a folder: a cache that grows, says which model made it, and is asked for the nearest.

Two files grow together, ``rows.bin`` (which document, of which text) and ``vectors.i8`` (its vector in bytes); what
``vectors.json`` does not count is not there, so that whoever dies while writing loses what was not kept, and no more.
Every vector is looked at for a question: of `state.MOST` that takes 30 ms of one core, and the model 20 for the question.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from zhiyun.gateways.vectors.state import LAYOUT, STATE, State, state

if TYPE_CHECKING:
    from zhiyun.gateways.vectors.models import Matrix, Model

Bytes = np.ndarray[Any, np.dtype[np.int8]]
TOGETHER: Final = 20_000
"""Vectors that are turned back from bytes at once: 30 MB."""
_ROW: Final = np.dtype([("publication", "S24"), ("text", "S8"), ("scale", "<f4"), ("is_chinese", "?")])


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a document that stands for its meaning, and whether it is in Chinese."""

    publication: str
    text: str
    is_chinese: bool


@dataclass(frozen=True, slots=True)
class Near:
    """A document, how near it is (the product of the vectors, 1 for the same), and whether its text is in Chinese."""

    publication: str
    nearness: float
    is_chinese: bool


class Vectors:
    """The vectors in a folder, made by one model; those of another, or of another layout, count as none."""

    def __init__(self, folder: Path, model: str, dimensions: int) -> None:
        self.folder = folder
        self._empty = State(LAYOUT, model, dimensions)
        self._seen: State | None = None

    @property
    def state(self) -> State:
        """Say what is there."""
        found = state(self.folder)
        same = found and (found.layout, found.model, found.dimensions) == (
            self._empty.layout,
            self._empty.model,
            self._empty.dimensions,
        )
        return found if found and same else self._empty

    def put(self, model: Model, texts: Sequence[Text]) -> int:
        """Keep a vector of each text that is not kept yet, and say how many that were."""
        with self._writing() as before:
            known = self._known()
            new = [each for each in texts if known.get(each.publication.encode()) != _digest(each)]
            if not new:
                return 0
            self._append(before, new, model.passages([each.text for each in new]))
        return len(new)

    def reached(self, batch: int) -> None:
        """Note that the shelf is in up to this batch."""
        with self._writing() as before:
            self._write(replace(before, batch=batch))

    def nearest(self, question: Matrix, most: int) -> list[Near]:
        """Give the documents nearest to a vector, the nearest first."""
        rows, vectors = self._read()
        if not len(rows):
            return []
        products = np.empty(len(rows), np.float32)
        for at in range(0, len(rows), TOGETHER):
            products[at : at + TOGETHER] = vectors[at : at + TOGETHER].astype(np.float32) @ question
        products *= rows["scale"]
        best = np.argsort(-products, kind="stable")[:most]
        return [
            Near(rows["publication"][at].decode(), float(products[at]), bool(rows["is_chinese"][at]))
            for at in best
        ]

    def matrix(self) -> tuple[list[str], Matrix]:
        """Give the publication numbers and all vectors, as many as there are, for who learns from them."""
        rows, vectors = self._read()
        return [each.decode() for each in rows["publication"]], vectors.astype(np.float32) * rows["scale"][
            :, None
        ]

    def _known(self) -> dict[bytes, bytes]:
        rows = self._rows(self.state.rows)
        return dict(zip(rows["publication"].tolist(), rows["text"].tolist(), strict=True))

    def _read(self) -> tuple[np.ndarray[Any, Any], Bytes]:
        """Give the newest row of each document and its vector; what was read stays until more is kept."""
        now = self.state
        if self._seen != now:
            rows = self._rows(now.rows)
            vectors: Bytes = np.empty((0, now.dimensions), np.int8)
            if now.rows:
                shape = (now.rows, now.dimensions)
                vectors = np.memmap(self.folder / "vectors.i8", np.int8, "r", shape=shape)
            _, last = np.unique(rows["publication"][::-1], return_index=True)
            if len(last) < now.rows:
                kept = np.sort(now.rows - 1 - last)
                rows, vectors = rows[kept], vectors[kept]
            self._held, self._seen = (rows, vectors), now
        return self._held

    def _rows(self, number: int) -> np.ndarray[Any, Any]:
        if not number:
            return np.empty(0, _ROW)
        return np.fromfile(self.folder / "rows.bin", _ROW, number)

    def _append(self, before: State, texts: Sequence[Text], made: Matrix) -> None:
        scale = np.maximum(np.abs(made).max(axis=1), 1e-9) / 127
        rows = np.array(
            [
                (each.publication.encode(), _digest(each), one, each.is_chinese)
                for each, one in zip(texts, scale, strict=True)
            ],
            _ROW,
        )
        _grow(self.folder / "rows.bin", before.rows * _ROW.itemsize, rows.tobytes())
        bytes_ = np.rint(made / scale[:, None]).astype(np.int8).tobytes()
        _grow(self.folder / "vectors.i8", before.rows * before.dimensions, bytes_)
        self._write(replace(before, rows=before.rows + len(texts)))

    def _write(self, now: State) -> None:
        waiting = self.folder / f"{STATE}.writing"
        with waiting.open("w", encoding="utf-8") as stream:
            json.dump(asdict(now), stream)
            stream.flush()
            os.fsync(stream.fileno())
        waiting.replace(self.folder / STATE)

    @contextmanager
    def _writing(self) -> Iterator[State]:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield self.state


def _digest(text: Text) -> bytes:
    """Give 8 bytes of the text, none of them the zero in which numpy would end."""
    return hashlib.blake2b(text.text.encode(), digest_size=4).hexdigest().encode()


def _grow(file: Path, at: int, added: bytes) -> None:
    """Write behind what counts, over whatever a death left there."""
    with file.open("r+b" if file.exists() else "wb") as stream:
        stream.truncate(at)
        stream.seek(at)
        stream.write(added)
        stream.flush()
        os.fsync(stream.fileno())
