"""Handing in, as the legal representative does, and the receipt one keeps."""

import hashlib
from pathlib import Path

import pypdfium2
from playwright.sync_api import FilePayload, Page, expect

from tests.journeys.city import confirm_when_asked


def submit(legal: Page, address: str, *, button: str = "提交申报") -> None:
    """Undertake the truth and hand in; the receipt is shown."""
    legal.goto(f"{address}submit/")
    confirm_when_asked(legal)
    legal.get_by_role("checkbox").check()
    legal.get_by_role("main").get_by_role("button", name=button).click()
    expect(legal.get_by_role("heading", level=1)).to_have_text("提交回执")


def downloaded(page: Page, name: str) -> Path:
    """Download what a link of the page leads to; gives the file."""
    with page.expect_download() as waiting:
        page.get_by_role("main").get_by_role("link", name=name).first.click()
    return Path(waiting.value.path())


def text_of(pdf: Path) -> str:
    """Give the text of a PDF without its line breaks and spaces."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return "".join("".join(pages).split())


def sm3(file: FilePayload) -> str:
    """Hash a file as receipts do."""
    return hashlib.new("sm3", file["buffer"]).hexdigest()
