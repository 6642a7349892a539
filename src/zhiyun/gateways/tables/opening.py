"""Which kind of file this really is, told by its content; the name and its ending prove nothing."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import BinaryIO, Final

from zhiyun.gateways.tables.delimited import open_delimited
from zhiyun.gateways.tables.fault_list import unreadable_file
from zhiyun.gateways.tables.table import Table
from zhiyun.gateways.tables.workbook import open_workbook
from zhiyun.kernel.said import Said

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS: Final = Said("请用表格软件打开后另存为 .xlsx 或「CSV UTF-8」")

_OTHERS: Final = (
    (b"%PDF", Said("PDF 文件")),
    (b"\x1f\x8b", Said("压缩文件")),
    (b"Rar!", Said("压缩文件")),
    (b"7z\xbc\xaf", Said("压缩文件")),
    (b"\x89PNG", Said("图片")),
    (b"\xff\xd8\xff", Said("图片")),
    (b"GIF8", Said("图片")),
    (b"RIFF", Said("图片")),
    (b"II*\0", Said("图片")),
    (b"MM\0*", Said("图片")),
    (b"{\\rtf", Said("文字处理文件")),
)


def open_table(stream: BinaryIO, *, name: str, knows: Callable[[str], bool]) -> Table:
    """Open a .csv or .xlsx file as a `Table`; refuses every other kind of file with `Faulty`.

    ``name`` is what the user calls the file. ``knows`` says whether a text names a column we look for: so
    the header is found below titles, and the right sheet among others. ``stream`` stays open and must stay
    open while rows are read.
    """
    if not stream.seekable():
        stream = io.BytesIO(stream.read())
    stream.seek(0)
    head = stream.read(16)
    if head.startswith(_ZIP):
        return open_workbook(stream, name=name, knows=knows)
    if head.startswith(_OLE):
        raise unreadable_file(name, _about_ole(stream))
    for signature, kind in _OTHERS:
        if head.startswith(signature):
            raise unreadable_file(
                name, Said("是%(kind)s，不是表格；%(mend)s后再试", kind=kind, mend=_SAVE_AS)
            )
    return open_delimited(stream, name=name, knows=knows)


def _about_ole(stream: BinaryIO) -> Said:
    """Tell an encrypted .xlsx from an old .xls: both come in the same wrapping."""
    stream.seek(0)
    while chunk := stream.read(1 << 20):
        if _ENCRYPTED in chunk:
            return Said("文件加了打开密码，请取消密码后另存为 .xlsx 再试")
    return Said("是旧版 .xls（或其他旧版办公文件），%(mend)s后再试", mend=_SAVE_AS)
