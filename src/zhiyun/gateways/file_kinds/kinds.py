"""The kinds of file that are taken, each with the endings its name may have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from zhiyun.kernel.said import Said


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: its code, what a person calls it, what a browser is told, and endings without dot."""

    code: str
    word: str
    media_type: str
    extensions: tuple[str, ...]


PDF: Final = FileKind("pdf", Said("PDF 文件"), "application/pdf", ("pdf",))
PNG: Final = FileKind("png", Said("PNG 图片"), "image/png", ("png",))
JPEG: Final = FileKind("jpeg", Said("JPEG 图片"), "image/jpeg", ("jpg", "jpeg"))
DOCX: Final = FileKind(
    "docx",
    Said("Word 文档"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ("docx",),
)
XLSX: Final = FileKind(
    "xlsx",
    Said("Excel 工作簿"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ("xlsx",),
)
OFD: Final = FileKind("ofd", Said("OFD 版式文件"), "application/ofd", ("ofd",))
CSV: Final = FileKind("csv", Said("CSV 表格"), "text/csv", ("csv",))
TEXT: Final = FileKind("text", Said("纯文本"), "text/plain", ("txt",))

ACCEPTED: Final = (PDF, PNG, JPEG, DOCX, XLSX, OFD, CSV, TEXT)
ACCEPTED_WORDS: Final = Said("PDF、PNG、JPEG、.docx、.xlsx、OFD、CSV 或纯文本")
