"""A table somebody handed in, held for the length of one answer: drawn with its faults, mended, handed on."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from zhiyun.gateways import tables
from zhiyun.kernel.refusal import Fault
from zhiyun.web.faults import ShownFault

MOST_CARRIED_BYTES = 3 * 1024 * 1024
"""A larger table is not carried along in the page: whoever wants another answer hands it in again."""

MOST_DRAWN_ROWS = 100
MOST_MENDED = 200
MEND = re.compile(r"mend-(\d{1,7})-(\d{1,4})", re.ASCII)

_PLACE = re.compile(r"第 (\d+) 行(?:「(.*)」)?", re.ASCII | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Cell:
    """One drawn cell; a faulty one has an id to be led to and a name to be mended under."""

    text: str
    fault: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One drawn row, numbered as the spreadsheet numbers it; ``fault`` is about the row as a whole."""

    number: int
    cells: tuple[Cell, ...]
    fault: str = ""
    skipped_before: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """The table as the page shows it, and its faults, each leading to the cell it is about."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    faults: tuple[ShownFault, ...]


@dataclass(frozen=True)
class HandedIn:
    """A table as text, line for line where it stood in the file: so rows keep their numbers from answer to answer."""

    name: str
    content: bytes

    @classmethod
    def read(cls, name: str, content: bytes, *, knows: Callable[[str], bool]) -> Self:
        """Write a file out as plain UTF-8 text; one that breaks off half-way stays as it is.

        Refuses with `Faulty` a file that is no table.
        """
        table = tables.open_table(io.BytesIO(content), name=name, knows=knows)
        faults = tables.FaultList()
        rows = list(_as_they_stand(table, faults))
        if faults.count:
            return cls(name, content)
        first = rows[0][0] if rows else 2 + bool(table.above)
        lines: list[Sequence[str]] = [[] for _ in range(first - 1)]
        lines[0] = table.above
        lines[-1] = table.header
        for number, cells in rows:
            lines += [[] for _ in range(number - 1 - len(lines))]
            lines.append(["" if isinstance(cell, tables.Unreadable) else cell for cell in cells])
        return cls(name, _written(lines))

    def mended(self, mends: Mapping[str, str], *, knows: Callable[[str], bool]) -> Self:
        """The same table with cells replaced; ``mends`` holds new texts by ``mend-row-column``, counted from 1.

        Refuses with `Faulty` what is no table any more.
        """
        places = {match: text for name, text in mends.items() if (match := MEND.fullmatch(name))}
        if not places:
            return self
        lines = list(csv.reader(io.StringIO(self.text, newline="")))
        for match, text in places.items():
            row, column = int(match[1]) - 1, int(match[2]) - 1
            if row < len(lines) and column < MOST_MENDED:
                lines[row] += [""] * (column + 1 - len(lines[row]))
                lines[row][column] = text
        return self.read(self.name, _written(lines), knows=knows)

    @property
    def text(self) -> str:
        """The table as the page carries it; empty when it cannot be carried."""
        if len(self.content) > MOST_CARRIED_BYTES:
            return ""
        try:
            return self.content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return ""

    def drawn(self, faults: Iterable[Fault], *, knows: Callable[[str], bool]) -> Drawing:
        """Draw the table around its faults; what stands far from any of them is left out of a long table."""
        listed = list(faults)
        table = tables.open_table(io.BytesIO(self.content), name=self.name, knows=knows)
        places = [_PLACE.fullmatch(fault.place) for fault in listed]
        targets = [_target(place, table.header) for place in places]
        by_row: dict[int, dict[int | None, str]] = {}
        for fault, place, (_, column) in zip(listed, places, targets, strict=True):
            if place is not None:
                by_row.setdefault(int(place[1]), {}).setdefault(column, fault.message)
        shown = [
            ShownFault(f.place, f.message, target) for f, (target, _) in zip(listed, targets, strict=True)
        ]
        return Drawing(table.header, tuple(_rows(table, by_row)), tuple(shown))


def _target(place: re.Match[str] | None, header: tuple[str, ...]) -> tuple[str, int | None]:
    """Give the id of the element a fault is about, and its column counted from 1, None for the whole row."""
    if place is None:
        return "", None
    if place[2] in header:
        column = header.index(place[2]) + 1
        return f"cell-{place[1]}-{column}", column
    return f"row-{place[1]}", None


def _as_they_stand(table: tables.Table, faults: tables.FaultList) -> Iterator[tuple[int, Sequence[str]]]:
    """Give every row below the header with its number, blank and misfitting ones too."""
    for batch in table.batches(faults):
        if isinstance(batch, tables.Block):
            yield from zip(batch.numbers, zip(*batch.columns, strict=True), strict=True)
        else:
            first, rows = batch
            yield from enumerate(rows, start=first)


def _rows(table: tables.Table, faults: Mapping[int, Mapping[int | None, str]]) -> Iterator[Row]:
    drawn, last = 0, 0
    near = {number + offset for number in faults for offset in (-1, 0, 1)}
    for number, cells in _as_they_stand(table, tables.FaultList()):
        if number not in near:
            continue
        skipped = 0 < last < number - 1
        yield _row(number, cells, len(table.header), faults.get(number, {}), skipped=skipped)
        drawn, last = drawn + 1, number
        if drawn == MOST_DRAWN_ROWS:
            return


def _row(
    number: int, cells: Sequence[str], width: int, faults: Mapping[int | None, str], *, skipped: bool
) -> Row:
    padded = [*cells, *[""] * (width - len(cells))]
    drawn = tuple(
        Cell(
            "" if isinstance(text, tables.Unreadable) else text,
            faults.get(column, ""),
            f"{number}-{column}" if column in faults else "",
        )
        for column, text in enumerate(padded, start=1)
    )
    return Row(number, drawn, faults.get(None, ""), skipped)


def _written(lines: Iterable[Iterable[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(lines)
    return out.getvalue().encode()
