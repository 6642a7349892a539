"""Files as people really hand them in, made in memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

import openpyxl
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from zhiyun.gateways import tables
from zhiyun.kernel.refusal import Faulty

KNOWN = frozenset({"申报单位", "运营金额", "份额"})

Rows = list[tuple[int, tuple[str, ...]]]


def knows(text: str) -> bool:
    return text.strip() in KNOWN


def opened(content: bytes, *, name: str = "台账") -> tables.Table:
    return tables.open_table(io.BytesIO(content), name=name, knows=knows)


def rows(content: bytes) -> Rows:
    """Read the whole table, refusing as a command would."""
    table = opened(content)
    with tables.gathered() as faults:
        return list(table.rows(faults))


def faults(content: bytes) -> list[str]:
    """Give the sentences with which a file is refused; none when it is read."""
    try:
        rows(content)
    except Faulty as refusal:
        return [str(fault) for fault in refusal.faults]
    return []


def workbook(fill: Callable[[Worksheet], object], *, book: openpyxl.Workbook | None = None) -> bytes:
    """Make an .xlsx whose first sheet ``fill`` has filled."""
    book = book or openpyxl.Workbook()
    fill(book.worksheets[0])
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def sheet_of(*lines: list[object]) -> bytes:
    """Make an .xlsx with these lines from cell A1 on."""

    def fill(sheet: Worksheet) -> None:
        for line in lines:
            sheet.append(line)

    return workbook(fill)


def shared_sheet_of(*lines: list[object]) -> bytes:
    """Make an .xlsx as office programs do, with its texts in a part of their own."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line)
    return target.getvalue()


def with_parts(content: bytes, changes: Mapping[str, bytes | Callable[[bytes], bytes]]) -> bytes:
    """Give the workbook with some parts replaced, changed or added."""
    source = zipfile.ZipFile(io.BytesIO(content))
    parts = {name: source.read(name) for name in source.namelist()}
    for name, change in changes.items():
        parts[name] = change if isinstance(change, bytes) else change(parts[name])
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return target.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def with_sheet_xml(xml: str, *, prolog: str = "") -> bytes:
    """Give a workbook whose sheet holds this raw XML."""
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<?xml version="1.0"?>{prolog}<worksheet xmlns="{namespace}">{xml}</worksheet>'
    return with_parts(sheet_of(["申报单位", "运营金额"]), {SHEET: sheet.encode()})
