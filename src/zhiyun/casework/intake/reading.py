"""Reading a table by its columns: many rows at a time, and row by row only where something is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from zhiyun.casework.intake.cells import CellReader, Slip
from zhiyun.casework.intake.columns import Matched
from zhiyun.casework.intake.names import is_total
from zhiyun.gateways.tables import Block, FaultList, Table
from zhiyun.kernel.said import Said

_TOTAL = Said("是合计行，不是申报内容，请删去这一行后再试")


class Rows:
    """Some sound rows, column by column; ``numbers`` are the rows' numbers in the file."""

    def __init__(
        self, numbers: Sequence[int], values: Mapping[str, Sequence[Any]], cells: Mapping[str, Sequence[str]]
    ) -> None:
        self.numbers = numbers
        self._values = values
        self._cells = cells

    def values(self, name: str) -> Sequence[Any]:
        """Give a column as read."""
        return self._values[name]

    def cells(self, name: str) -> Sequence[str]:
        """Give a column as written; a column that is not there is written blank."""
        return self._cells.get(name) or [""] * len(self.numbers)


def read_rows(
    *, table: Table, matched: Matched, readers: Mapping[str, CellReader[Any]], faults: FaultList
) -> Iterator[Rows]:
    """Give the rows of ``table``, one value for each of ``readers`` in its order.

    Whatever can't be read is noted; rows with a fault are left out, the others still come, so that what is
    wrong between them can be noted too. A column that is not there gives its reader's blank.
    """
    for block in table.blocks(faults):
        cells = {name: block.columns[place.index] for name, place in matched.places.items()}
        values: dict[str, Sequence[Any]] = {}
        care = _Care(block, matched, faults)
        for name, reader in readers.items():
            if name not in cells:
                values[name] = [reader.blank] * len(block.numbers)
                continue
            read = reader.bulk(cells[name])
            values[name] = care.read(name, reader) if read is None else read
        yield care.sound(values, cells)


class _Care:
    """Reads cells one by one where many at a time won't do, and remembers which rows are not sound."""

    def __init__(self, block: Block, matched: Matched, faults: FaultList) -> None:
        self._block = block
        self._matched = matched
        self._faults = faults
        self._totals: set[int] | None = None
        self._bad: set[int] = set()

    def read(self, name: str, reader: CellReader[Any]) -> list[Any]:
        if self._totals is None:
            self._totals = _totals(self._block, self._faults)
            self._bad |= self._totals
        place = self._matched.places[name]
        values = []
        for index, cell in enumerate(self._block.columns[place.index]):
            value = reader.blank
            if index not in self._totals:
                try:
                    value = reader.careful(cell)
                except Slip as slip:
                    self._bad.add(index)
                    if slip.said:
                        self._faults.about_cell(self._block.numbers[index], place.header, slip.said)
            values.append(value)
        return values

    def sound(self, values: Mapping[str, Sequence[Any]], cells: Mapping[str, Sequence[str]]) -> Rows:
        numbers = self._block.numbers
        if not self._bad:
            return Rows(numbers, values, cells)
        kept = [index for index in range(len(numbers)) if index not in self._bad]
        return Rows(
            [numbers[index] for index in kept],
            {name: [column[index] for index in kept] for name, column in values.items()},
            {name: [column[index] for index in kept] for name, column in cells.items()},
        )


def _totals(block: Block, faults: FaultList) -> set[int]:
    """Find rows of totals and note each once; their other cells are no longer worth a word."""
    found = {
        index
        for index, row in enumerate(zip(*block.columns, strict=True))
        if any(is_total(text=c) for c in row)
    }
    for index in found:
        faults.about_row(block.numbers[index], _TOTAL)
    return found
