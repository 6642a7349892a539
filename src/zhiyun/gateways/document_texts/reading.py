"""The text of a document of any kind that has some."""

from __future__ import annotations

import io
import zipfile
from typing import BinaryIO, Final
from xml.parsers import expat

from zhiyun.gateways.document_texts.pdf_reading import NotRead, pdf_text
from zhiyun.gateways.file_kinds import known_kind, safe_name
from zhiyun.gateways.file_kinds.kinds import DOCX, PDF, TEXT
from zhiyun.gateways.tables.text_encoding import encoding_of
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said

_TEXT: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main t"
_PARAGRAPH: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main p"


def text_of(stream: BinaryIO, name: str, *, most: int) -> str:
    """Give the first ``most`` characters of a .pdf, .docx or .txt; refuses other kinds and whatever could do harm."""
    kind = known_kind(stream, name)
    if kind == TEXT:
        encoding = encoding_of(stream, name=name)
        stream.seek(0)
        text = io.TextIOWrapper(stream, encoding=encoding)
        try:
            return text.read(most)
        finally:
            # Who opened the stream closes it.
            text.detach()
    if kind == DOCX:
        return _of_word(stream, most)
    if kind == PDF:
        return _of_pdf(stream, name, most)
    raise _fault(
        name, Said("是%(kind)s，读不出文字；请上传 .pdf、.docx 或 .txt，或者把文字复制到框里", kind=kind.word)
    )


def _fault(name: str, message: Said) -> Faulty:
    return Faulty([Fault(safe_name(name), message)])


def _of_pdf(stream: BinaryIO, name: str, most: int) -> str:
    stream.seek(0)
    try:
        text = pdf_text(stream, most=most)
    except NotRead as refused:
        words = Said("这份 PDF 读不出文字；请重新打印为 PDF 后再上传，或者把文字复制到框里")
        raise _fault(name, words) from refused
    if not text.strip():
        raise _fault(
            name, Said("这份 PDF 里只有图片，没有文字；请把文字复制到框里，或者上传能选中文字的 PDF")
        )
    return text


def _of_word(stream: BinaryIO, most: int) -> str:
    """Read the running text; `known_kind` has looked through the package for bombs and document types."""
    with zipfile.ZipFile(stream) as package:
        xml = package.read("word/document.xml")
    said: list[str] = []
    is_text = False

    def begin(name: str, _attributes: object) -> None:
        nonlocal is_text
        is_text = name == _TEXT

    def end(name: str) -> None:
        nonlocal is_text
        is_text = False
        if name == _PARAGRAPH:
            said.append("\n")

    def characters(text: str) -> None:
        if is_text:
            said.append(text)

    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, characters
    parser.Parse(xml, True)
    return "".join(said)[:most]
