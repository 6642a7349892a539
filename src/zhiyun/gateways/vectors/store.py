"""Vectors of documents in a folder: a cache that grows, says which model made it, and is asked for the nearest.

Two files grow together, ``rows.bin`` (which document, of which text) and ``vectors.i8`` (its vector in bytes); what
``vectors.json`` does not count is not there, so that whoever dies while writing loses what was not kept, and no more.
Up to `codes.WHOLE` of them, a question is compared with every vector, which takes 4 ms of one core; of more, with those
that their `codes` choose, and what has come since those were made. The model takes 8 to 15 ms for the question.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import NormalDist
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from zhiyun.gateways.vectors import codes
from zhiyun.gateways.vectors.state import LAYOUT, STATE, State, describe, state

if TYPE_CHECKING:
    from zhiyun.gateways.vectors.matrices import Matrix
    from zhiyun.gateways.vectors.models import Model

Bytes = np.ndarray[Any, np.dtype[np.int8]]
TOGETHER: Final = 20_000
"""Vectors that are turned back from bytes at once: 30 MB."""
BY_CHANCE: Final = 2
"""Documents of a language that would be as near as what stands out, if how near they are were distributed normally."""
_SAMPLED: Final = 2_000
"""Vectors of all by which it is told how near documents are to a question; 1.5 MB at most that each process holds."""
_FEWEST: Final = 50
"""Of a language with fewer documents among those nothing is said of chance, and everything stands out."""
_ROW: Final = np.dtype([("publication", "S24"), ("text", "S8"), ("scale", "<f4"), ("is_chinese", "?")])


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a document that stands for its meaning, and whether it is in Chinese."""

    publication: str
    text: str
    is_chinese: bool


@dataclass(frozen=True, slots=True)
class Near:
    """A document, how near it is (the product of the vectors, 1 for the same), and whether its text is in Chinese.

    Something is always nearest, whatever is asked: ``stands_out`` is false of what is no nearer than so many documents
    of its language would be by chance.
    """

    publication: str
    nearness: float
    is_chinese: bool
    stands_out: bool = True


class Vectors:
    """The vectors in a folder, made by one model; those of another, or of another layout, count as none."""

    def __init__(self, folder: Path, model: str, dimensions: int) -> None:
        self.folder = folder
        self._empty = State(LAYOUT, model, dimensions)
        self._seen: tuple[State, int] | None = None
        self._coded: tuple[tuple[State, int], codes.Codes | None] | None = None
        self._maps: tuple[State, np.ndarray[Any, Any], Bytes] | None = None
        self._sample: tuple[State, np.ndarray[Any, Any], Bytes] | None = None

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
        with self._writing():
            known = self._known()
            new = [each for each in texts if known.get(each.publication.encode()) != _digest(each)]
        self.add(model, new)
        return len(new)

    def add(self, model: Model, texts: Sequence[Text]) -> None:
        """Keep a vector of each text, whatever is kept."""
        if texts:
            made = model.passages([each.text for each in texts])
            with self._writing() as before:
                self._append(before, texts, made)

    def reached(self, batch: int) -> None:
        """Note that the shelf is in up to this batch."""
        with self._writing() as before:
            self._write(replace(before, batch=batch))

    def nearest(self, question: Matrix, most: int) -> list[Near]:
        """Give the documents nearest to a vector, the nearest first."""
        coded = self._codes()
        rows, products = self._chosen(coded, question, most) if coded else self._all(question)
        return _best(rows, products, most, self._by_chance(question))

    def nearest_of_all(self, question: Matrix, most: int) -> list[Near]:
        """Give them as looking at every vector finds them, to measure what `nearest` misses of a great many."""
        return _best(*self._all(question), most, self._by_chance(question))

    def encode(self) -> bool:
        """Make the codes of a great many, where there are none or many have come since, and say whether that was done."""
        coded, now = self._codes(), self.state
        since = now.rows - (coded.made.rows if coded else 0)
        if now.rows <= codes.WHOLE or codes.GROWN * since <= now.rows:
            return False
        rows, vectors = self._rows(now.rows), self._vectors(now)
        old = np.setdiff1d(np.arange(now.rows), _newest(rows))

        def read(part: slice) -> Matrix:
            read: Matrix = vectors[part].astype(np.float32) * rows["scale"][part, None]
            return read

        with self._writing():
            codes.make(self.folder, now.model, now.rows, now.dimensions, old, read)
        self._coded = None
        return True

    def _by_chance(self, question: Matrix) -> dict[bool, float]:
        """Say, for each language, how near `BY_CHANCE` documents would be by chance."""
        now = self.state
        if self._sample is None or self._sample[0] != now:
            step = max(1, now.rows // _SAMPLED)
            self._sample = now, self._rows(now.rows)[::step].copy(), np.array(self._vectors(now)[::step])
        _, rows, vectors = self._sample
        products = _products(rows["scale"], vectors, question)
        least = {}
        for is_chinese in (True, False):
            its = products[rows["is_chinese"] == is_chinese]
            if len(its) >= _FEWEST:
                documents = len(its) * now.rows / len(rows)
                beyond = NormalDist().inv_cdf(1 - BY_CHANCE / documents)
                least[is_chinese] = float(its.mean() + beyond * its.std())
        return least

    def _all(self, question: Matrix) -> tuple[np.ndarray[Any, Any], Matrix]:
        """Give every row and how near it is."""
        rows, vectors = self._read()
        return rows, _products(rows["scale"], vectors, question)

    def _chosen(self, coded: codes.Codes, question: Matrix, most: int) -> tuple[np.ndarray[Any, Any], Matrix]:
        """Give the nearest rows of those that their codes choose, and all that have come since, and how near each is."""
        at = coded.chosen(question)
        all_rows, all_vectors = self._mapped()
        products = _products(all_rows["scale"][at], np.take(all_vectors, at, axis=0), question)
        since, vectors = self._since(coded.made.rows)
        if len(since):
            is_newest = np.isin(all_rows["publication"][at], since["publication"], invert=True)
            at, products = at[is_newest], products[is_newest]
        best = _largest(products, most)
        rows, products = all_rows[at[best]], products[best]
        if not len(since):
            return rows, products
        return (
            np.concatenate([rows, since]),
            np.concatenate([products, _products(since["scale"], vectors, question)]),
        )

    def _codes(self) -> codes.Codes | None:
        now = self.state
        if now.rows <= codes.WHOLE:
            return None
        seen = now, codes.made_at(self.folder)
        if self._coded is None or self._coded[0] != seen:
            self._coded = seen, codes.opened(self.folder, now.model, now.dimensions, now.rows)
        return self._coded[1]

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
        return self._since(0)

    def _since(self, row: int) -> tuple[np.ndarray[Any, Any], Bytes]:
        """Give the newest row of each document that has one from this row on, and its vector."""
        now = self.state
        if self._seen != (now, row):
            rows, vectors = self._rows(now.rows, row), self._vectors(now)[row:]
            newest = _newest(rows)
            if len(newest) < len(rows):
                rows, vectors = rows[newest], vectors[newest]
            self._held, self._seen = (rows, vectors), (now, row)
        return self._held

    def _mapped(self) -> tuple[np.ndarray[Any, Any], Bytes]:
        """Give all rows and vectors as they lie in their files, mapped once: each page is looked up once a process."""
        now = self.state
        if self._maps is None or self._maps[0] != now:
            rows = np.memmap(self.folder / "rows.bin", _ROW, "r", shape=(now.rows,))
            self._maps = now, np.asarray(rows), np.asarray(self._vectors(now))
        return self._maps[1:]

    def _vectors(self, now: State) -> Bytes:
        shape = (now.rows, now.dimensions)
        return (
            np.memmap(self.folder / "vectors.i8", np.int8, "r", shape=shape)
            if now.rows
            else np.empty(shape, np.int8)
        )

    def _rows(self, number: int, since: int = 0) -> np.ndarray[Any, Any]:
        if number <= since:
            return np.empty(0, _ROW)
        return np.fromfile(self.folder / "rows.bin", _ROW, number - since, offset=since * _ROW.itemsize)

    def _append(self, before: State, texts: Sequence[Text], made: Matrix) -> None:
        if not before.rows:
            codes.forget(self.folder)
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
        describe(self.folder / STATE, now)

    @contextmanager
    def _writing(self) -> Iterator[State]:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield self.state


def _newest(rows: np.ndarray[Any, Any]) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Say which rows are the newest of their documents, in order."""
    _, last = np.unique(rows["publication"][::-1], return_index=True)
    newest: np.ndarray[Any, np.dtype[np.int64]] = np.sort(len(rows) - 1 - last)
    return newest


def _products(scales: Matrix, vectors: Bytes, question: Matrix) -> Matrix:
    """Say how near each vector is to a question, some at a time so that memory stays small."""
    products = np.empty(len(scales), np.float32)
    for at in range(0, len(scales), TOGETHER):
        products[at : at + TOGETHER] = vectors[at : at + TOGETHER].astype(np.float32) @ question
    products *= scales
    return products


def _largest(products: Matrix, most: int) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Say which are the largest, in the order of their rows."""
    if most >= len(products):
        return np.arange(len(products))
    largest: np.ndarray[Any, np.dtype[np.int64]] = np.sort(np.argpartition(-products, most)[:most])
    return largest


def _best(rows: np.ndarray[Any, Any], products: Matrix, most: int, least: Mapping[bool, float]) -> list[Near]:
    """Give the nearest, the nearest first, and of those as near the first that came.

    ``least`` says for a language how near what stands out is.
    """
    some = _largest(products, most)
    best = some[np.argsort(-products[some], kind="stable")]
    return [_near(rows[at], float(products[at]), least) for at in best]


def _near(row: Any, nearness: float, least: Mapping[bool, float]) -> Near:
    is_chinese = bool(row["is_chinese"])
    return Near(row["publication"].decode(), nearness, is_chinese, nearness > least.get(is_chinese, -1))


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
