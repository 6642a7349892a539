"""Results as .xlsx: plain texts, real numbers for money, a header that stays, ready to print."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, BinaryIO, Final

from zhiyun.gateways.tables.sheet_marks import MOST_ROWS
from zhiyun.kernel.money import FEN_PER_YUAN, Money
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said

Content = str | int | Money | date | None

EXACT_FEN_BELOW: Final = 10**15
"""Spreadsheets keep fifteen digits: from here on an amount is written as text, exactly."""
LONGEST_TEXT: Final = 32_000
_CUT: Final = "……（过长，此处截断）"
_MADE_AT: Final = datetime(1980, 1, 1)  # noqa: DTZ001 - a constant, so that equal results are equal files


class TooManyRows(Refusal):
    """A result longer than a sheet can be."""


class Kind(enum.Enum):
    """What a column holds, and the number format it is shown with."""

    TEXT = "@"
    MONEY = "#,##0.00"
    COUNT = "#,##0"
    DAY = "yyyy-mm-dd"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a result: its header, what it holds, and its width in characters."""

    title: str
    kind: Kind = Kind.TEXT
    width: int = 16


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, its columns, and rows with one content a column."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Content]]


def write_workbook(
    target: BinaryIO, sheets: Sequence[Sheet], *, title: str, most_rows: int = MOST_ROWS
) -> None:
    """Write ``sheets`` to ``target`` row by row, in little memory; ``title`` heads every printed page.

    Texts are always text cells, whatever they begin with. Equal contents make equal files. A sheet of more
    than ``most_rows`` rows, its header among them, is refused with `TooManyRows`.
    """
    import xlsxwriter  # noqa: PLC0415 - 5 MB a worker need not hold before somebody asks for a workbook

    with xlsxwriter.Workbook(target, {"constant_memory": True}) as book:
        book.set_properties({"title": title, "created": _MADE_AT})
        formats = {kind: book.add_format(_look(kind)) for kind in Kind}
        head = book.add_format(
            {"bold": True, "bottom": 1, "bg_color": "#EEF1F4", "text_wrap": True, "valign": "vcenter"}
        )
        for sheet in sheets:
            paper = book.add_worksheet(sheet.name)
            _set_up_page(paper, title)
            _write_head(paper, sheet.columns, head)
            _write_rows(paper, sheet, formats, most_rows)


def _look(kind: Kind) -> dict[str, Any]:
    return {"num_format": kind.value, "valign": "top", "text_wrap": kind is Kind.TEXT}


def _set_up_page(paper: Any, title: str) -> None:
    paper.freeze_panes(1, 0)
    paper.repeat_rows(0)
    paper.set_paper(9)
    paper.set_landscape()
    paper.fit_to_pages(1, 0)
    # In a page's head and foot "&" starts a command; a doubled one is itself.
    paper.set_header(f"&C{title.replace('&', '&&')[:200]}")
    paper.set_footer("&C第 &P 页，共 &N 页")


def _write_head(paper: Any, columns: Sequence[Column], look: Any) -> None:
    for index, column in enumerate(columns):
        paper.set_column(index, index, column.width)
        paper.write_string(0, index, column.title, look)


def _write_rows(paper: Any, sheet: Sheet, formats: dict[Kind, Any], most_rows: int) -> None:
    looks = [formats[column.kind] for column in sheet.columns]
    for number, row in enumerate(sheet.rows, 1):
        if number >= most_rows:
            raise TooManyRows(
                Said("结果超过 %(most)s 行，一张工作表放不下，请分批计算后再导出", most=f"{most_rows - 1:,}")
            )
        for index, (content, look) in enumerate(zip(row, looks, strict=True)):
            _write_cell(paper, number, index, content, look)


def _write_cell(paper: Any, row: int, column: int, content: Content, look: Any) -> None:
    if content is None:
        paper.write_blank(row, column, None, look)
    elif isinstance(content, Money):
        _write_money(paper, row, column, content, look)
    elif isinstance(content, date):
        paper.write_datetime(row, column, content, look)
    elif isinstance(content, int):
        paper.write_number(row, column, content, look)
    else:
        text = content if len(content) <= LONGEST_TEXT else content[:LONGEST_TEXT] + _CUT
        paper.write_string(row, column, text, look)


def _write_money(paper: Any, row: int, column: int, amount: Money, look: Any) -> None:
    if abs(amount.fen) < EXACT_FEN_BELOW:
        # The one float of the house: a spreadsheet knows no other number, and this one is read back exactly.
        paper.write_number(row, column, amount.fen / FEN_PER_YUAN, look)
    else:
        paper.write_string(row, column, amount.plain, look)
