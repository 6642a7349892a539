"""What stands in a sheet beside its values: formulas, errors, merged cells, hidden rows and columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from zhiyun.gateways.tables.safe_xml import Unsound, read_elements

_REFERENCE: Final = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")
MOST_ROWS: Final = 1_048_576
MOST_COLUMNS: Final = 16_384
_NOTHING: Final = ("0", "0.0")
_YES: Final = ("1", "true")


@dataclass(frozen=True, slots=True)
class Range:
    """A rectangle of cells, rows and columns counted from 1, both ends inside."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def size(self) -> int:
        """How many cells there are inside."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)

    def __str__(self) -> str:
        first, last = cell_name(self.top, self.left), cell_name(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"


@dataclass(slots=True)
class Marks:
    """The marks of one sheet, rows and columns counted from 1; hidden rows without content are left out.

    ``filled`` counts the cells with content.
    """

    formulas: list[Range] = field(default_factory=list)
    errors: list[Range] = field(default_factory=list)
    merged: list[Range] = field(default_factory=list)
    percents: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    filled: int = 0
    last_row: int = 0
    last_column: int = 0


def marks_of(xml: bytes, percent_styles: frozenset[str]) -> Marks:
    """Walk through the XML of a sheet; raises `Unsound` for XML no spreadsheet program writes."""
    walk = _Walk(percent_styles)
    read_elements(xml, walk.start)
    return walk.marks


class _Walk:
    """Where we are in the sheet, element by element."""

    def __init__(self, percent_styles: frozenset[str]) -> None:
        self.marks = Marks()
        self._percent_styles = percent_styles
        self._columns: dict[str, int] = {}
        self._row = 0
        self._column = 0
        self._row_is_hidden = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            self._cell(attributes)
        elif name in ("v", "is"):
            marks = self.marks
            marks.filled += 1
            marks.last_row = max(marks.last_row, self._row)
            marks.last_column = max(marks.last_column, self._column)
            if self._row_is_hidden:
                marks.hidden_rows.append(self._row)
                self._row_is_hidden = False
        elif name == "row":
            self._start_row(attributes)
        elif name == "f":
            self._formula(attributes)
        elif name == "mergeCell":
            self.marks.merged.extend(_ranges(attributes.get("ref", "")))
        elif name == "col" and _is_hidden(attributes, "width"):
            self.marks.hidden_columns.append((_number(attributes, "min"), _number(attributes, "max")))

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        self._row = _row_number(attributes["r"]) if "r" in attributes else self._row + 1
        self._column = 0
        self._row_is_hidden = _is_hidden(attributes, "ht")

    def _cell(self, attributes: Mapping[str, str]) -> None:
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        else:
            letters = reference.rstrip("0123456789")
            column = self._columns.get(letters)
            if column is None:
                column = self._columns[letters] = column_number(letters)
            self._row, self._column = _row_number(reference[len(letters) :]), column
        if attributes.get("t") == "e":
            self.marks.errors.append(Range(self._row, self._column, self._row, self._column))
        elif attributes.get("s") in self._percent_styles:
            self.marks.percents.add((self._row, self._column))

    def _formula(self, attributes: Mapping[str, str]) -> None:
        self.marks.formulas.append(Range(self._row, self._column, self._row, self._column))
        if attributes.get("t") in ("array", "dataTable"):
            self.marks.formulas.extend(_ranges(attributes.get("ref", "")))


def column_number(letters: str) -> int:
    """Count columns from 1 as their letters do, ``AA`` is 27; raises `Unsound` for what is no column.

    Another reader may take a strange name for a place far away, so no strange name may pass.
    """
    number = 0
    for letter in letters:
        if not "A" <= letter <= "Z" or number > MOST_COLUMNS:
            raise Unsound(f"no such column: {letters[:20]}")
        number = number * 26 + ord(letter) - 64
    if not 1 <= number <= MOST_COLUMNS:
        raise Unsound(f"no such column: {letters[:20]}")
    return number


def _row_number(digits: str) -> int:
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 7 and 1 <= int(digits) <= MOST_ROWS):
        raise Unsound(f"no such row: {digits[:20]}")
    return int(digits)


def cell_name(row: int, column: int) -> str:
    """Name a cell as spreadsheets do: row 3 of column 28 is ``AB3``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def _ranges(references: str) -> list[Range]:
    ranges = []
    for reference in references.split():
        found = [_REFERENCE.fullmatch(corner) for corner in reference.split(":")]
        corners = [(int(each[2]), column_number(each[1])) for each in found if each]
        if corners:
            rows, columns = zip(*corners, strict=True)
            ranges.append(Range(min(rows), min(columns), max(rows), max(columns)))
    return ranges


def _is_hidden(attributes: Mapping[str, str], size: str) -> bool:
    return attributes.get("hidden") in _YES or attributes.get(size) in _NOTHING


def _number(attributes: Mapping[str, str], name: str) -> int:
    text = attributes.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 8 else 0
