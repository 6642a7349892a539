"""Which encoding a text file is really in, decided by decoding all of it strictly."""

from __future__ import annotations

import codecs
from typing import BinaryIO, Final

from zhiyun.gateways.tables.fault_list import unreadable_file
from zhiyun.kernel.said import Said

CHUNK: Final = 1 << 20
SAVE_AGAIN: Final = Said("请在表格软件中另存为「CSV UTF-8（逗号分隔）」或 .xlsx 后再试")

_MARKS: Final = (
    (codecs.BOM_UTF32_LE, ""),
    (codecs.BOM_UTF32_BE, ""),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def encoding_of(stream: BinaryIO, *, name: str) -> str:
    """Name the encoding in which the whole of ``stream`` decodes; refuses any file that has none.

    UTF-8 and UTF-16 marks are believed; without one the text is UTF-8 or else GB18030. A file that is mostly
    good UTF-8 is taken for damaged UTF-8, never for GB18030: its names would come out as other names.
    """
    stream.seek(0)
    head = stream.read(4)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            if not encoding:
                raise unreadable_file(name, Said("编码是 UTF-32，不能读取；%(mend)s", mend=SAVE_AGAIN))
            return _only(stream, encoding, name)
    broken_at = _first_break(stream, "utf-8", name)
    if broken_at is None:
        return "utf-8"
    if _is_damaged_utf8(stream, broken_at):
        raise _undecodable(stream, broken_at, name)
    otherwise_broken_at = _first_break(stream, "gb18030", name)
    if otherwise_broken_at is None:
        return "gb18030"
    raise _undecodable(stream, max(broken_at, otherwise_broken_at), name)


def _only(stream: BinaryIO, encoding: str, name: str) -> str:
    broken_at = _first_break(stream, encoding, name)
    if broken_at is not None:
        raise _undecodable(stream, broken_at, name)
    return encoding


def _first_break(stream: BinaryIO, encoding: str, name: str) -> int | None:
    """Give the offset of the first byte that does not decode, or ``None`` when all do."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    stream.seek(0)
    done = 0
    while True:
        chunk = stream.read(CHUNK)
        if len(chunk) == CHUNK and b"\n" not in chunk and b"\r" not in chunk:
            raise unreadable_file(
                name, Said("有一行超过 %(most)s 字节，不像表格；%(mend)s", most=f"{CHUNK:,}", mend=SAVE_AGAIN)
            )
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            return done + len(chunk) - len(error.object) + error.start
        if "\0" in text:
            inside = 2 * text.find("\0") if encoding == "utf-16" else chunk.find(0)
            raise unreadable_file(
                name,
                Said("%(where)s有空字符；%(mend)s", where=_where(stream, done + inside), mend=SAVE_AGAIN),
            )
        if not chunk:
            return None
        done += len(chunk)


def _is_damaged_utf8(stream: BinaryIO, broken_at: int) -> bool:
    """Say whether the text around the break is good UTF-8 but for a few bytes."""
    stream.seek(max(0, broken_at - CHUNK))
    text = stream.read(2 * CHUNK).decode("utf-8", "replace")
    broken = text.count("\ufffd")
    good = sum(1 for character in text if character > "\x7f") - broken
    return good > 10 * broken


def _undecodable(stream: BinaryIO, offset: int, name: str) -> Exception:
    where = _where(stream, offset)
    return unreadable_file(
        name,
        Said("%(where)s起不是 UTF-8、GB18030 或带标记的 UTF-16 文字；%(mend)s", where=where, mend=SAVE_AGAIN),
    )


def _where(stream: BinaryIO, offset: int) -> str:
    """Name a byte as a person can find it: ``第 3 行（全文第 57 字节）``, both counted from 1."""
    stream.seek(0)
    line, left = 1, offset
    while left and (chunk := stream.read(min(CHUNK, left))):
        line += chunk.count(b"\n")
        left -= len(chunk)
    return Said("第 %(line)s 行（全文第 %(offset)s 字节）", line=line, offset=offset + 1)
