"""The one shape every table file is read into: a header, and rows numbered as the clerk sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from zhiyun.gateways.tables.fault_list import FaultList
from zhiyun.kernel.said import Said

WIDEST = 1000
"""No ledger has this many columns; a header that long is a file of another kind."""


class Unreadable(str):
    """A cell whose content must not be used, such as a formula; ``why`` is the fault to report.

    An empty ``why`` belongs to a fault that is reported at another cell. The text begins with a character no
    sound cell has, so that whoever looks for sound cells cannot take it for one.
    """

    why: Said

    def __new__(cls, why: Said) -> Unreadable:
        made = super().__new__(cls, "\0" + why)
        made.why = why
        return made


@dataclass(frozen=True, slots=True)
class Block:
    """Some consecutive sound rows, column by column; ``numbers[i]`` is the row of each ``columns[j][i]``."""

    numbers: Sequence[int]
    columns: tuple[Sequence[str], ...]


Batch = Block | tuple[int, list[list[str]]]
"""Consecutive rows: as columns when each is as long as the header, else as they stand, after their first number."""

Batches = Callable[[FaultList], Iterator[Batch]]


@dataclass(frozen=True, slots=True)
class Table:
    """A file as a table of texts.

    ``above`` holds the texts standing over the header, such as titles and 「单位：万元」;
    ``hidden`` the indexes of hidden columns; ``remarks`` sentences the user should see beside the result.
    """

    source: str
    header: tuple[str, ...]
    above: tuple[str, ...]
    hidden: frozenset[int]
    remarks: tuple[str, ...]
    batches: Batches
    """Gives the rows below the header, blank ones too, noting faults of the file."""

    def blocks(self, faults: FaultList) -> Iterator[Block]:
        """Give the rows in blocks, blank ones left out; rows that don't fit the header are noted as faults."""
        found, before = False, faults.count
        for batch in self.batches(faults):
            block = _sound(batch, len(self.header), faults)
            if block is not None:
                found = True
                yield block
        if not found and faults.count == before:
            faults.about_file(self.source, Said("只有表头，没有数据，请在表头下面逐行填写"))

    def rows(self, faults: FaultList) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Give each sound row with its number."""
        for block in self.blocks(faults):
            yield from zip(block.numbers, zip(*block.columns, strict=True), strict=True)


def _sound(batch: Batch, width: int, faults: FaultList) -> Block | None:
    if isinstance(batch, Block):
        if all(map(str.strip, batch.columns[0])):
            return batch
        return _fitting(batch.numbers, [list(row) for row in zip(*batch.columns, strict=True)], width, faults)
    first, rows = batch
    numbers = range(first, first + len(rows))
    if set(map(len, rows)) == {width}:
        columns = tuple(zip(*rows, strict=True))
        if all(map(str.strip, columns[0])):
            return Block(numbers, columns)
    return _fitting(numbers, rows, width, faults)


def _fitting(numbers: Sequence[int], rows: list[list[str]], width: int, faults: FaultList) -> Block | None:
    sound = [
        (number, fitted)
        for number, row in zip(numbers, rows, strict=True)
        if any(map(str.strip, row)) and (fitted := _fitted(number, row, width, faults)) is not None
    ]
    if not sound:
        return None
    return Block([number for number, _ in sound], tuple(zip(*(row for _, row in sound), strict=True)))


def _fitted(number: int, row: list[str], width: int, faults: FaultList) -> list[str] | None:
    """Cut empty cells beyond the header; note and drop a row that is too long or too short."""
    if len(row) > width and not any(map(str.strip, row[width:])):
        return row[:width]
    if len(row) > width:
        mend = Said(
            "格里的逗号（如金额的千位逗号）会把一格分成两格，请去掉逗号，或用英文双引号把这一格括起来"
        )
        faults.about_row(
            number,
            Said("有 %(count)s 格，表头只有 %(width)s 格；%(mend)s", count=len(row), width=width, mend=mend),
        )
        return None
    if len(row) < width:
        mend = Said("请补齐（没有内容的格子也要留出分隔符），并检查文件是否没有传完")
        faults.about_row(
            number,
            Said("只有 %(count)s 格，表头有 %(width)s 格；%(mend)s", count=len(row), width=width, mend=mend),
        )
        return None
    return row


def find_header(rows: Sequence[Sequence[str]], knows: Callable[[str], bool]) -> tuple[int, int]:
    """Find the row that looks most like a header: its index, and how many columns of it are known.

    Without any known column it is the first row that is not blank; ``(-1, 0)`` when all are blank.
    """
    best, known = -1, 0
    for index, row in enumerate(rows):
        count = sum(map(knows, filter(str.strip, row)))
        if count >= 2:
            return index, count
        if count > known or (best < 0 and any(map(str.strip, row))):
            best, known = index, count
    return best, known


@dataclass(frozen=True, slots=True)
class Header:
    """A header's cells without the blank ones at its end, each on one line, and the rows it stands in: [at, until)."""

    cells: tuple[str, ...]
    at: int
    until: int


def header_of(rows: Sequence[Sequence[str]], at: int, knows: Callable[[str], bool]) -> Header:
    """Read the header that `find_header` found in row ``at``, with what stands in a second row of it.

    A column that is divided has the names of its parts in the lower row, under one for all; a column that is not has
    its name in the upper row, in a cell merged with the one below.
    """
    lower = rows[at + 1] if at + 1 < len(rows) else ()
    if _is_lower(lower, knows):
        return Header(_two_rows(rows[at], lower), at, at + 2)
    upper = [cell if knows(cell) else "" for cell in rows[at - 1]] if at else []
    if any(name and not cell.strip() for name, cell in zip_longest(upper, rows[at], fillvalue="")):
        return Header(_two_rows(upper, rows[at]), at - 1, at + 1)
    return Header(_two_rows(rows[at], ()), at, at + 1)


def _is_lower(row: Sequence[str], knows: Callable[[str], bool]) -> bool:
    """Say whether all that a row says are names of columns."""
    said = [cell for cell in row if cell.strip()]
    return bool(said) and all(map(knows, said))


def _two_rows(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    pairs = zip_longest(upper, lower, fillvalue="")
    cells = [" ".join((below if below.strip() else above).split()) for above, below in pairs]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)
