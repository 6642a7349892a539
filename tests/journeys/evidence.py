"""Files an applicant hands in, made on the spot; every one is another."""

import io
import itertools

import openpyxl
from playwright.sync_api import FilePayload

from tests.gateways import uploads

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_numbers = itertools.count(1)


def document(words: str) -> FilePayload:
    """Make a PDF."""
    number = next(_numbers)
    content = uploads.pdf(b"<< /Producer (demo %d) >>" % number)
    return FilePayload(name=f"演示{words}{number}.pdf", mimeType="application/pdf", buffer=content)


def scan(words: str) -> FilePayload:
    """Make a PNG."""
    number = next(_numbers)
    content = uploads.png(20 + number, 10)
    return FilePayload(name=f"演示{words}{number}.png", mimeType="image/png", buffer=content)


def workbook(name: str, *rows: tuple[str, ...]) -> FilePayload:
    """Make a workbook of one sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    kept = io.BytesIO()
    book.save(kept)
    return FilePayload(name=name, mimeType=XLSX, buffer=kept.getvalue())
