"""Plain text and CSV: all of it is text in one encoding, and none of it is a page for a browser."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from zhiyun.gateways.tables.text_encoding import encoding_of
from zhiyun.kernel.refusal import Faulty
from zhiyun.kernel.said import Said

_PIECE: Final = 1 << 20
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")
"""A terminal obeys these; a page break and the ends of lines are left."""
_WIDE: Final = "utf-16"
_MARKUP: Final = re.compile(
    r"\s*<[!?/a-z]|.{0,1024}<(html|head|body|script|svg|iframe|!doctype)\b", re.I | re.S
)
_UNDECODABLE: Final = Said(
    "不是 UTF-8 或 GB18030 的文字，或有超长的行；请另存为“CSV UTF-8”或 UTF-8 纯文本后再上传"
)


def text_faults(stream: BinaryIO, *, name: str) -> list[Said]:
    """List why this is not a plain text; an empty list says that all of it is."""
    try:
        encoding = encoding_of(stream, name=name)
    except Faulty:
        return [_UNDECODABLE]
    if encoding == _WIDE:
        return [_UNDECODABLE]
    faults = []
    stream.seek(0)
    if _MARKUP.match(stream.read(4096).decode(encoding, "replace")):
        faults.append(Said("是网页、SVG 或 XML，不收；请打印为 PDF 或另存为纯文本后再上传"))
    if any(map(_CONTROL.search, _decoded(stream, encoding))):
        faults.append(Said("文字里有控制字符，请另存为纯文本后再上传"))
    return faults


def is_no_text(faults: list[Said]) -> bool:
    """Say whether the faults mean that the file is no text at all."""
    return faults == [_UNDECODABLE]


def _decoded(stream: BinaryIO, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    stream.seek(0)
    while piece := stream.read(_PIECE):
        yield decoder.decode(piece)
