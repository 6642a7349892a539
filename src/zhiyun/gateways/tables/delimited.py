"""Tables in text files: commas, tabs or semicolons between cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from typing import BinaryIO, Final, TextIO

from zhiyun.gateways.tables import text_encoding
from zhiyun.gateways.tables.fault_list import FaultList, unreadable_file
from zhiyun.gateways.tables.plain_lines import PlainLines
from zhiyun.gateways.tables.table import WIDEST, Batch, Header, Table, find_header, header_of
from zhiyun.kernel.said import Said

DELIMITERS: Final = (",", "\t", ";")
HEADER_WITHIN: Final = 30
BATCH: Final = 256
"""Small enough that the rows of a batch die young, before the garbage collector walks over them."""


def open_delimited(stream: BinaryIO, *, name: str, knows: Callable[[str], bool]) -> Table:
    """Read the encoding, delimiter and header of a text table; its rows are read when asked for."""
    encoding = text_encoding.encoding_of(stream, name=name)
    stream.seek(0)
    with _text_from_here(stream, encoding) as text:
        lines = list(islice(text, HEADER_WITHIN))
    if not "".join(lines).strip():
        raise unreadable_file(name, Said("文件是空的，第一行应是列名，以下逐行是内容"))
    if "".join(lines).lstrip().startswith("<"):
        raise unreadable_file(
            name, Said("内容是网页，只是改了扩展名；%(mend)s", mend=text_encoding.SAVE_AGAIN)
        )
    delimiter, found, rows = _header(lines, knows, name)
    header = found.cells
    if len(header) > WIDEST:
        raise unreadable_file(name, Said("表头有 %(count)s 列，不像台账，请核对文件", count=len(header)))
    above = tuple(cell for row in rows[: found.at] for cell in row if cell.strip())

    def batches(faults: FaultList) -> Iterator[Batch]:
        plain = PlainLines(stream, encoding, delimiter, width=len(header), cells=len(rows[found.until - 1]))
        if plain.pass_over(lines=found.until):
            yield from plain.batches(found.until + 1)
            first, leave_out = plain.next_number, 0
        else:
            stream.seek(0)
            first, leave_out = 1, found.until
        with _text_from_here(stream, encoding) as text:
            reader = csv.reader(text, delimiter=delimiter, strict=True)
            yield from _quoted_batches(reader, first, leave_out, faults)

    return Table(name, header, above, frozenset(), (), batches)


@contextmanager
def _text_from_here(stream: BinaryIO, encoding: str) -> Iterator[TextIO]:
    """Read ``stream`` as text from where it stands, and leave it open."""
    text = io.TextIOWrapper(stream, encoding, newline="")
    try:
        yield text
    finally:
        text.detach()


def _header(lines: list[str], knows: Callable[[str], bool], name: str) -> tuple[str, Header, list[list[str]]]:
    """Choose the delimiter that makes the most known columns, else the one seen most in the first line."""
    found: list[tuple[int, int, str, int, list[list[str]]]] = []
    for delimiter in DELIMITERS:
        rows: list[list[str]] = []
        with suppress(
            csv.Error
        ):  # with this delimiter a cell is endless; what was read before stays in the list
            rows.extend(csv.reader(lines, delimiter=delimiter))
        at, known = find_header(rows, knows)
        if at >= 0:
            found.append((known, len(rows[at]), delimiter, at, rows))
    if not found:
        raise unreadable_file(name, Said("第 1 行%(fault)s", fault=_QUOTES))
    _, _, delimiter, at, rows = max(found, key=lambda each: each[:2])
    return delimiter, header_of(rows, at, knows), rows


_QUOTES: Final = Said("起引号不配对，或一格里的文字过长；格内的英文双引号须写成两个，请核对后再试")


def _quoted_batches(
    reader: Iterator[list[str]], first: int, leave_out: int, faults: FaultList
) -> Iterator[Batch]:
    """Give rows in batches, ``first`` being the number of the first to come, ``leave_out`` of them passed over.

    At a row that cannot be parsed it notes that row and stops: what follows is guesswork.
    """
    broken = False
    while not broken:
        rows: list[list[str]] = []
        try:
            rows.extend(islice(reader, BATCH))
        except csv.Error:
            # What was read before the error stays in the list.
            broken = True
            faults.about_row(first + len(rows), _QUOTES)
        if not rows:
            return
        if leave_out < len(rows):
            yield first + leave_out, rows[leave_out:] if leave_out else rows
        leave_out = max(0, leave_out - len(rows))
        first += len(rows)
