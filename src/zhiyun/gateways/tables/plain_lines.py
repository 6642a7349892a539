"""The quick way through a text table without quotes: a line is a row, a delimiter always parts two cells."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import BinaryIO, Final

from zhiyun.gateways.tables.table import Batch, Block

PIECE: Final = 1 << 16
LONGEST_LINE: Final = 1 << 20
_ONE_BYTE_LINE_ENDS: Final = ("utf-8", "utf-8-sig", "gb18030")
_END: Final = "\n"


class PlainLines:
    """Splits text piece by piece, until a quote or a lone carriage return asks for a real parser.

    A row has ``cells`` cells, of which the first ``width`` have a header.
    """

    def __init__(self, stream: BinaryIO, encoding: str, delimiter: str, *, width: int, cells: int) -> None:
        self.next_number = 1
        self._stream = stream
        self._encoding = encoding
        self._delimiter = delimiter
        self._width = width
        self._cells = cells

    def pass_over(self, *, lines: int) -> bool:
        """Go to the start and pass over some lines; say whether each of them was a row of its own."""
        self._stream.seek(0)
        if self._encoding not in _ONE_BYTE_LINE_ENDS:
            return False
        passed = [self._stream.readline(LONGEST_LINE) for _ in range(lines)]
        return all(_is_plain(line) and line.endswith(b"\n") for line in passed)

    def batches(self, first: int) -> Iterator[Batch]:
        """Give the rows from here on, ``first`` being the number of the next one.

        When it stops, ``next_number`` is the row at which the stream stands; at its end, or before a quote.
        """
        self.next_number = first
        while piece := self._piece():
            number = self.next_number
            self.next_number += piece.count(_END)
            yield self._columns(piece, number) or (number, self._rows(piece))

    def _piece(self) -> str:
        """Read some whole lines; nothing, and the stream stays, where they are not plain."""
        start = self._stream.tell()
        raw = self._stream.read(PIECE)
        if raw and not raw.endswith(b"\n"):
            raw += self._stream.readline(LONGEST_LINE)
        is_cut = len(raw) >= LONGEST_LINE and not raw.endswith(b"\n")
        if is_cut or not _is_plain(raw):
            self._stream.seek(start)
            return ""
        text = raw.decode("utf-8" if self._encoding == "utf-8-sig" else self._encoding)
        text = text.replace("\r\n", _END)
        return text if text.endswith(_END) or not text else text + _END

    def _columns(self, piece: str, number: int) -> Block | None:
        """Split the piece at once, or give ``None`` when a line has more or fewer cells than the others."""
        count = piece.count(_END)
        # Every line end becomes a cell of its own, so that it must come back where a row ends.
        cells = piece.replace(_END, self._delimiter + _END + self._delimiter).split(self._delimiter)
        step = self._cells + 1
        if len(cells) != count * step + 1 or cells[self._cells :: step].count(_END) != count:
            return None
        del cells[-1]
        if any(any(map(str.strip, cells[column::step])) for column in range(self._width, self._cells)):
            return None
        columns = tuple(cells[column::step] for column in range(self._width))
        return Block(range(number, number + count), columns)

    def _rows(self, piece: str) -> list[list[str]]:
        return list(csv.reader(piece.split(_END)[:-1], delimiter=self._delimiter))


def _is_plain(raw: bytes) -> bool:
    return b'"' not in raw and raw.count(b"\r") == raw.count(b"\r\n")
