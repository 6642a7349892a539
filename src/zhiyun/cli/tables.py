"""Text laid out by the width it has on a terminal, where a Chinese character takes two columns."""

from __future__ import annotations

import functools
import itertools
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

GAP: Final = "  "
ROWS_MEASURED: Final = 2_000
"""Columns are as wide as their first rows need; a million rows are not held back to measure the last one."""

NOT_AT_LINE_START: Final = "，。、；：？！）〕》」』”’…%"
NOT_AT_LINE_END: Final = "（〔《「『“‘"


class Column(NamedTuple):
    """A column's heading, and whether its cells are figures, which stand to the right."""

    heading: str
    is_figure: bool = False


def width(text: str) -> int:
    """Count the terminal columns ``text`` takes."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def plain(text: str) -> str:
    """Give ``text`` without characters that would steer a terminal; they come from other people's files."""
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else " " for character in text)


def table(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Give a heading, a rule and one line a row, aligned."""
    coming = iter(rows)
    measured: list[Sequence[str]] = [
        tuple(map(plain, row)) for row in itertools.islice(coming, ROWS_MEASURED)
    ]
    headings = tuple(column.heading for column in columns)
    widths = [max(map(width, cells)) for cells in zip(headings, *measured, strict=True)]
    yield _line(columns, widths, headings)
    yield GAP.join("-" * each for each in widths)
    for row in measured:
        yield _line(columns, widths, row)
    for row in coming:
        yield _line(columns, widths, tuple(map(plain, row)))


def folded(text: str, room: int, *, indent: str = "") -> Iterator[str]:
    """Break ``text`` into lines of at most ``room`` columns, between words or Chinese characters.

    Every line starts with ``indent``; a paragraph's own leading spaces stay on its first line.
    """
    for paragraph in text.split("\n"):
        words = paragraph.lstrip(" ")
        line = indent + " " * (len(paragraph) - len(words))
        is_begun = False
        for piece in _pieces(words):
            if is_begun and width(line) + width(piece.rstrip()) > room:
                yield line.rstrip()
                line, is_begun = indent, False
            if is_begun or piece.strip():
                line += piece
                is_begun = True
        yield line.rstrip()


def _line(columns: Sequence[Column], widths: Sequence[int], cells: Sequence[str]) -> str:
    return GAP.join(
        " " * (room - width(cell)) + cell if column.is_figure else cell + " " * (room - width(cell))
        for column, room, cell in zip(columns, widths, cells, strict=True)
    ).rstrip()


def _pieces(text: str) -> Iterator[str]:
    """Split where a line may break: around spaces, and around each wide character unless punctuation forbids."""
    piece = ""
    for character in text:
        glued = character in NOT_AT_LINE_START or (piece and piece[-1] in NOT_AT_LINE_END)
        breaks = _columns(character) == 2 or (piece and (_columns(piece[-1]) == 2 or piece[-1] == " "))
        if piece and breaks and not glued:
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


@functools.cache
def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
