"""Tables in text files: commas, tabs or semicolons between cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import BinaryIO, Final, TextIO

from zhiyun.gateways.tables import text_encoding
from zhiyun.gateways.tables.fault_list import FaultList, unreadable_file
from zhiyun.gateways.tables.table import WIDEST, Table, find_header, trimmed_header

DELIMITERS: Final = (",", "\t", ";")
HEADER_WITHIN: Final = 30
BATCH: Final = 256
"""Small enough that the rows of a batch die young, before the garbage collector walks over them."""


def open_delimited(stream: BinaryIO, *, name: str, knows: Callable[[str], bool]) -> Table:
    """Read the encoding, delimiter and header of a text table; its rows are read when asked for."""
    encoding = text_encoding.encoding_of(stream, name=name)
    with _text(stream, encoding) as text:
        lines = list(islice(text, HEADER_WITHIN))
    if not "".join(lines).strip():
        raise unreadable_file(name, "文件是空的，第一行应是列名，如「申报单位,运营金额」")
    if "".join(lines).lstrip().startswith("<"):
        raise unreadable_file(name, f"内容是网页，只是改了扩展名；{text_encoding.SAVE_AGAIN}")
    delimiter, at, rows = _header(lines, knows, name)
    header = trimmed_header(rows[at])
    if len(header) > WIDEST:
        raise unreadable_file(name, f"表头有 {len(header)} 列，不像台账，请核对文件")
    above = tuple(cell for row in rows[:at] for cell in row if cell.strip())

    def batches(faults: FaultList) -> Iterator[tuple[int, list[list[str]]]]:
        with _text(stream, encoding) as text:
            yield from _batches(csv.reader(text, delimiter=delimiter, strict=True), at + 1, faults)

    return Table(name, header, above, frozenset(), (), batches)


@contextmanager
def _text(stream: BinaryIO, encoding: str) -> Iterator[TextIO]:
    """Read ``stream`` as text from its start, and leave it open."""
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding, newline="")
    try:
        yield text
    finally:
        text.detach()


def _header(lines: list[str], knows: Callable[[str], bool], name: str) -> tuple[str, int, list[list[str]]]:
    """Choose the delimiter that makes the most known columns, else the one seen most in the first line."""
    found: list[tuple[int, int, str, int, list[list[str]]]] = []
    for delimiter in DELIMITERS:
        try:
            rows = list(csv.reader(lines, delimiter=delimiter))
        except csv.Error as error:
            raise unreadable_file(name, _QUOTES.format(row=1)) from error
        at, known = find_header(rows, knows)
        found.append((known, len(rows[at]), delimiter, at, rows))
    _, _, delimiter, at, rows = max(found, key=lambda each: each[:2])
    return delimiter, at, rows


_QUOTES: Final = "第 {row} 行起引号不配对，或一格里的文字过长；格内的英文双引号须写成两个，请核对后再试"


def _batches(
    reader: Iterator[list[str]], skipped: int, faults: FaultList
) -> Iterator[tuple[int, list[list[str]]]]:
    """Give rows in batches; at a row that cannot be parsed, note it and stop: what follows is guesswork."""
    first, leave_out = 1, skipped
    broken = False
    while not broken:
        rows: list[list[str]] = []
        try:
            rows.extend(islice(reader, BATCH))
        except csv.Error:
            # What was read before the error stays in the list.
            broken = True
            row = first + len(rows)
            faults.about_row(row, _QUOTES.format(row=row).removeprefix(f"第 {row} 行"))
        if not rows:
            return
        if leave_out < len(rows):
            yield first + leave_out, rows[leave_out:] if leave_out else rows
        leave_out = max(0, leave_out - len(rows))
        first += len(rows)
