"""Which layout a file has, told by its content, and its records one after another."""

from __future__ import annotations

import enum
import gzip
from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final, cast

from zhiyun.gateways.patent_files import json_lines, sheets, xml_documents
from zhiyun.gateways.patent_files.record import Record
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said

LEAST_CHECKED: Final = 32 << 20
MOST_TIMES: Final = 100
"""Records of patents pack into a fifth to a twentieth."""
_GZIP: Final = b"\x1f\x8b"


class Overpacked(Refusal):
    """A packed file that holds far more than texts pack into so little."""

    def __init__(self) -> None:
        super().__init__(
            Said(
                "压缩文件解开后大了%(times)s倍以上，不像专利数据，没有继续读；请解压核对后再试",
                times=MOST_TIMES,
            )
        )


class _Unpacking(gzip.GzipFile):
    """What a packed file holds. Refuses with `Overpacked` on the way."""

    def __init__(self, raw: BinaryIO) -> None:
        super().__init__(fileobj=raw, mode="rb")
        self._raw_file = raw

    def read(self, size: int | None = -1) -> bytes:
        return self._checked(super().read(size))

    def read1(self, size: int = -1) -> bytes:
        return self._checked(super().read1(size))

    def readline(self, size: int | None = -1) -> bytes:
        return self._checked(super().readline(size))

    def _checked(self, piece: bytes) -> bytes:
        if self.tell() > max(LEAST_CHECKED, MOST_TIMES * self._raw_file.tell()):
            raise Overpacked
        return piece


class Layout(enum.Enum):
    """How a file tells patents."""

    TABLE = "表格"
    JSON_LINES = "JSON 行"
    XML = "XML（ST.36、ST.96）"


def opened(raw: BinaryIO) -> BinaryIO:
    """Give what a file holds, unpacked on the way if it is gzip; ``raw`` tells how far it is read."""
    packed = raw.read(2) == _GZIP
    raw.seek(0)
    return cast(BinaryIO, _Unpacking(raw)) if packed else raw


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
        return xml_documents.records(stream, name=name)
    return sheets.records(stream, name=name, columns=columns)
