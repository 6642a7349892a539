"""Which layout a file has, told by its content, and its records one after another."""

from __future__ import annotations

import enum
import gzip
from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final, cast

from zhiyun.gateways.patent_files import json_lines, sheets, xml_documents
from zhiyun.gateways.patent_files.record import Record

_GZIP: Final = b"\x1f\x8b"


class Layout(enum.Enum):
    """How a file tells patents."""

    TABLE = "表格"
    JSON_LINES = "JSON 行"
    XML = "XML（ST.36、ST.96）"


def opened(raw: BinaryIO) -> BinaryIO:
    """Give what a file holds, unpacked on the way if it is gzip; ``raw`` tells how far it is read."""
    packed = raw.read(2) == _GZIP
    raw.seek(0)
    return cast(BinaryIO, gzip.open(raw, "rb")) if packed else raw


def layout_of(stream: BinaryIO) -> Layout:
    """Tell the layout by the first characters; leaves ``stream`` at its beginning."""
    head = stream.read(4096).lstrip(b"\xef\xbb\xbf \t\r\n")
    stream.seek(0)
    if head.startswith(b"{"):
        return Layout.JSON_LINES
    return Layout.XML if head.startswith(b"<") and not head.lower().startswith(b"<html") else Layout.TABLE


def records(stream: BinaryIO, *, name: str, columns: Mapping[str, str]) -> Iterator[Record]:
    """Give the records of a file; ``columns`` is what a person said of a table's headings.

    Refuses with `Faulty` what is no patent file as a whole; faults of records come with them.
    """
    layout = layout_of(stream)
    if layout is Layout.JSON_LINES:
        return json_lines.records(stream)
    if layout is Layout.XML:
        return xml_documents.records(stream)
    return sheets.records(stream, name=name, columns=columns)
