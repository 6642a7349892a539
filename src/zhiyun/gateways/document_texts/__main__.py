"""Reads the one PDF handed in, for `pdf_reading`."""

import resource
import sys

import pypdfium2

from zhiyun.gateways.document_texts.pdf_reading import MOST_MEMORY, MOST_PAGES, MOST_SECONDS_AT_WORK


def text(content: bytes, most: int) -> str:
    """Give the first ``most`` characters, page after page."""
    said: list[str] = []
    length = 0
    with pypdfium2.PdfDocument(content) as document:
        for number in range(min(len(document), MOST_PAGES)):
            page = document[number].get_textpage().get_text_range(errors="replace")
            said.append(page.replace("\r\n", "\n"))
            length += len(said[-1])
            if length >= most:
                break
    return "\n".join(said)[:most]


def main() -> None:
    """Read from standard input within the bounds, and write UTF-8 to standard output."""
    content = sys.stdin.buffer.read()
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS_AT_WORK, MOST_SECONDS_AT_WORK))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    sys.stdout.buffer.write(text(content, int(sys.argv[1])).encode(errors="replace"))


main()
