"""PDF: what can be told from its bytes without rendering it.

Seen: everything that stands plainly in the file, names written with ``#`` escapes included, and object
streams packed with FlateDecode. Not seen: what stands in other streams, which readers do not take for
objects; a file whose object streams are packed otherwise is refused. A file built to deceive can still
mislead the look for object streams, so a PDF is never shown in our pages and the malware scanner is asked too.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO, Final

from zhiyun.kernel.said import Said

HEADER: Final = b"%PDF-"
HEADER_WITHIN: Final = 1024
LARGEST: Final = 64 << 20
"""Bytes read into memory at most."""
MOST_PAGES: Final = 5000
_MOST_UNPACKED: Final = 64 << 20
"""Bytes of all object streams together."""
_MOST_STREAMS: Final = 200_000
_DICTIONARY_WITHIN: Final = 1 << 16
_END: Final = b"endstream"
_TRAILER: Final = b"startxref"


def _named(*names: str) -> str:
    """Write a pattern for PDF names, each letter also as its ``#`` escape, ended as a name ends."""
    spelt = ("".join(f"(?:{letter}|#(?i:{ord(letter):02x}))" for letter in name) for name in names)
    return f"/(?:{'|'.join(spelt)})(?![A-Za-z0-9#])"


_ACTIONS: Final = (
    (_named("JavaScript", "Rendition"), Said("含有脚本（JavaScript）")),
    (_named("Launch"), Said("含有启动其他程序的动作")),
    (_named("EmbeddedFile", "EmbeddedFiles"), Said("含有附件")),
    (
        _named("RichMedia", "Movie") + r"|" + _named("XFA") + r"\s*(?:\[|\d+\s+\d+\s+R)",
        Said("含有多媒体或动态表单"),
    ),
    (_named("SubmitForm", "ImportData", "GoToE"), Said("含有提交数据或打开其他文件的动作")),
)
_ACTIVE: Final = tuple((re.compile(pattern.encode()), word) for pattern, word in _ACTIONS)
_ENCRYPTED: Final = re.compile((_named("Encrypt") + r"\s*(?:<<|\d+\s+\d+\s+R)").encode())
_PAGE: Final = re.compile((_named("Type") + r"\s*" + _named("Page")).encode())
_COUNT: Final = re.compile((_named("Count") + r"\s*\+?(\d{1,20})").encode())
_STREAM: Final = re.compile(rb"(?<!end)stream\r?\n")
_OBJECT: Final = re.compile(rb"\d\s+obj\b")
_OBJECT_STREAM: Final = re.compile(_named("ObjStm").encode())
_FIRST: Final = re.compile(_named("First").encode())
_NUMBER: Final = re.compile(_named("N").encode())
_FILTER: Final = re.compile(_named("Filter").encode())
_DEFLATED: Final = re.compile(
    (_named("Filter") + r"\s*\[?\s*" + _named("FlateDecode") + r"\s*\]?\s*(?=/|>>)").encode()
)
_PREDICTED: Final = re.compile((_named("Predictor") + r"\s*(?!1\b)\d").encode())


def pdf_faults(stream: BinaryIO) -> list[Said]:
    """List what is wrong with a PDF file."""
    stream.seek(0)
    content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        return [
            Said("PDF 超过 %(most)s MB，没有打开；请降低扫描精度或分成几个文件后再上传", most=LARGEST >> 20)
        ]
    if _TRAILER not in content:
        return [Said("文件已损坏或没有传完，请打开后另存一份再上传")]
    if _ENCRYPTED.search(content):
        return [Said("文件加了密码或限制了权限，请取消后另存，或重新打印为 PDF 再上传")]
    unpacked = _ObjectStreams(content)
    found: set[str] = set()
    declared, pages = 0, 0
    for text in chain([content], unpacked):
        found |= {word for pattern, word in _ACTIVE if pattern.search(text)}
        declared = max(declared, *map(int, _COUNT.findall(text)), 0)
        pages += sum(1 for _ in _PAGE.finditer(text))
    faults = [
        Said("文件%(what)s，请重新打印为 PDF 后再上传", what=word) for _, word in _ACTIVE if word in found
    ]
    if unpacked.is_unseen:
        faults.append(Said("内部用了少见的压缩方式或解压后过大，无法检查，请重新打印为 PDF 后再上传"))
    if (most := max(declared, pages)) > MOST_PAGES:
        faults.append(
            Said(
                "声明有 %(count)s 页（或目录项），超过 %(most)s 页的上限；请只上传需要的部分",
                count=most,
                most=MOST_PAGES,
            )
        )
    return faults


class _ObjectStreams:
    """The unpacked object streams of a file; ``is_unseen`` says that one of them could not be looked into."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._left = _MOST_UNPACKED
        self.is_unseen = False

    def __iter__(self) -> Iterator[bytes]:
        earlier = 0
        for count, found in enumerate(_STREAM.finditer(self._content), start=1):
            dictionary = self._dictionary(earlier, found.start())
            earlier = found.end()
            if _holds_objects(dictionary) and _FILTER.search(dictionary):
                if not _DEFLATED.search(dictionary) or _PREDICTED.search(dictionary):
                    self.is_unseen = True
                else:
                    yield self._inflated(found.end())
            self.is_unseen = self.is_unseen or count > _MOST_STREAMS
            # One is enough to refuse; to go on would let a crafted file be read over and over.
            if self.is_unseen:
                return

    def _dictionary(self, earlier: int, end: int) -> bytes:
        before = self._content[max(earlier, end - _DICTIONARY_WITHIN) : end]
        objects = [found.end() for found in _OBJECT.finditer(before)]
        return before[objects[-1] :] if objects else before

    def _inflated(self, start: int) -> bytes:
        """Unpack to the end that the file names; more or less than that is taken for unseen."""
        end = self._content.find(_END, start)
        inflate = zlib.decompressobj()
        try:
            text = inflate.decompress(self._content[start : max(end, start)], self._left + 1)
        except zlib.error:
            text = b""
        if not inflate.eof or len(text) > self._left or inflate.unused_data.strip():
            self.is_unseen = True
        self._left = max(0, self._left - len(text))
        return text


def _holds_objects(dictionary: bytes) -> bool:
    # Readers find object streams by the file's index; not all of them look at the type.
    return bool(
        _OBJECT_STREAM.search(dictionary) or (_FIRST.search(dictionary) and _NUMBER.search(dictionary))
    )
