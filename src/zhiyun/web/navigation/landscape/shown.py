"""A figure as its page shows it: the drawing, the rows with their bars and tints, and where each leads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from zhiyun.exchange.patents.landscape import pictures
from zhiyun.exchange.patents.landscape.figures import Drawing, Figure, Row, Value, lacking_said
from zhiyun.kernel.said import Named, Said
from zhiyun.web.navigation.landscape.asked import Wanted
from zhiyun.web.speaking import spoken

TINTS = 5
LONG = 24
"""Words of more letters than this get room, or a telephone would break them into a column of single letters."""
BESIDE = 5
"""A table of more columns than this stands below its drawing."""
COUNTS = (1, 3)
"""Where a figure of two sets has the counts of the one and of the other."""
IN_TABLE = (Drawing.BARS, Drawing.MATRIX, Drawing.NONE)
"""Drawn in their tables, which a telephone shows better than a picture."""

LETTERED = (Drawing.NETWORK, Drawing.MAP)
"""Drawings that say little without the names in them: a telephone moves along them rather than shrink the letters."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: what it says, whether it is a number, where it leads, where it can be corrected, and its bar or tint."""

    text: str
    is_figure: bool
    address: str = ""
    is_long: bool = False
    edit: str = ""
    bar: int | None = None
    tint: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A row; the first cell heads it."""

    head: Cell
    cells: tuple[Cell, ...]
    is_partial: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure ready for its template."""

    figure: Figure
    picture: SafeString
    columns: tuple[tuple[str, bool], ...]
    lines: tuple[Line, ...]
    csv: str
    source: Said
    is_long: bool
    is_wide: bool
    is_matrix: bool
    is_barred: bool
    is_lettered: bool
    lacking: tuple[Said, ...]

    @property
    def why(self) -> tuple[Said, ...]:
        """Why a figure without rows has none."""
        return self.figure.said or self.lacking or (Said("没有可以列出的数据。"),)


def shown(figure: Figure, wanted: Wanted, source: Said, beside: Wanted | None = None) -> Shown:
    """Lay a figure out with what it is drawn from; where two sets are compared, each count leads to its own patents."""
    drawn = "" if figure.drawing in IN_TABLE else pictures.picture(figure=figure, say=say)
    return Shown(
        figure=figure,
        picture=mark_safe(drawn),  # noqa: S308 - shapes of our own, every word in them escaped
        columns=tuple((say(each.title), each.is_figure) for each in figure.columns),
        lines=_in_reading_order(figure, _lines(figure, wanted, beside)),
        csv=wanted.address("landscape-table", figure.key, beside=beside, part="" if beside else wanted.part),
        source=source,
        is_long=bool(drawn) and len(figure.rows) > 9 and len(figure.columns) <= BESIDE,
        is_wide=len(figure.columns) > BESIDE,
        is_barred=figure.drawing is Drawing.BARS,
        is_matrix=figure.drawing is Drawing.MATRIX,
        is_lettered=figure.drawing in LETTERED,
        lacking=lacking_said(figure=figure),
    )


def say(value: Value) -> str:
    """Say a value in the page's language."""
    if isinstance(value, Named):
        name = value.english or value.chinese if get_language() == "en" else value.chinese
        return " ".join(filter(None, (value.code, name)))
    if isinstance(value, Said):
        return spoken(value)
    if isinstance(value, int):
        return f"{value:,}"
    return value or ""


def _lines(figure: Figure, wanted: Wanted, beside: Wanted | None) -> Iterator[Line]:
    most = max((_number(row, 1) for row in figure.rows), default=0) or 1
    fullest = (
        max((_number(row, at) for row in figure.rows for at in range(1, len(row.values))), default=0) or 1
    )
    for row in figure.rows:
        first, *rest = row.values
        of_cells = tuple(map(wanted.patents, row.cells_ask)) or ("",) * len(row.values)
        address = of_cells[0] or ("" if beside else wanted.patents(row.asks))
        if figure.drawing is Drawing.MAP:
            address = wanted.address("landscape-topic", name=str(first))
        cells = []
        for at, value in enumerate(rest, 1):
            text = say(value)
            cell = Cell(text, figure.columns[at].is_figure, of_cells[at], is_long=len(text) > LONG)
            if figure.drawing is Drawing.BARS and at == 1:
                cell = Cell(text, True, bar=max(1, 100 * _number(row, 1) // most))
            elif figure.drawing is Drawing.MATRIX:
                cell = _tinted(figure, row, at, fullest, wanted)
            elif figure.key == "phrases" and at == 1:
                cell = replace(cell, edit=correcting(wanted=wanted, phrase=str(first)))
            elif beside and at in COUNTS and value:
                side = (wanted, beside)[COUNTS.index(at)]
                cell = Cell(cell.text, True, side.patents(row.asks))
            cells.append(cell)
        head = str(first) if isinstance(first, int) else say(first)
        yield Line(Cell(head, False, address), tuple(cells), row.is_partial)


def correcting(*, wanted: Wanted, phrase: str) -> str:
    """Give the address where a phrase is moved to another effect: the form, with the phrase in it."""
    return wanted.address("landscape", part="effects", phrase=phrase) + "#correct"


def _in_reading_order(figure: Figure, lines: Iterator[Line]) -> tuple[Line, ...]:
    """Put the newest year first in a table beside its drawing."""
    ordered = tuple(lines)
    return (
        ordered[::-1]
        if figure.drawing in (Drawing.COLUMNS, Drawing.STREAM) or figure.key == "compared-years"
        else ordered
    )


def _tinted(figure: Figure, row: Row, at: int, fullest: int, wanted: Wanted) -> Cell:
    count, technology = _number(row, at), row.values[0]
    if not count or not isinstance(technology, Named):
        return Cell("", True, tint=0)
    address = wanted.address("landscape-cell", technology=technology.code, effect=figure.groups[0][at - 1])
    return Cell(f"{count:,}", True, address, tint=1 + min(TINTS - 1, int(TINTS * (count / fullest) ** 0.5)))


def _number(row: Row, at: int) -> int:
    value = row.values[at]
    return value if isinstance(value, int) else 0
