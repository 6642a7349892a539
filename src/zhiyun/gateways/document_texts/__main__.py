"""Reads the one PDF handed in, for `pdf_reading`."""

import sys

import pypdfium2

from zhiyun.gateways.document_texts.bounds import Bounds, hold


def text(content: bytes, *, most: int, pages: int) -> str:
    """Give the first ``most`` characters, page after page, of so many pages."""
    said: list[str] = []
    length = 0
    with pypdfium2.PdfDocument(content) as document:
        for number in range(min(len(document), pages)):
            page = document[number].get_textpage().get_text_range(errors="replace")
            said.append(page.replace("\r\n", "\n"))
            length += len(said[-1])
            if length >= most:
                break
    return "\n".join(said)[:most]


def main() -> None:
    """Read from standard input within the bounds, and write UTF-8 to standard output."""
    most, *bounded = map(int, sys.argv[1:])
    bounds = Bounds(*bounded)
    content = sys.stdin.buffer.read()
    hold(bounds)
    sys.stdout.buffer.write(text(content, most=most, pages=bounds.pages).encode(errors="replace"))


main()
