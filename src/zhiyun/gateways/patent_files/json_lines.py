"""One JSON object a line: the extract of Google Patents, and our own fields by their names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from zhiyun.gateways.patent_files.headings import meaning
from zhiyun.gateways.patent_files.record import Record
from zhiyun.ip.patent import LegalEvent
from zhiyun.ip.telling import CLAIMS, WORDS
from zhiyun.kernel.days import NotADay, read_day
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said

LONGEST_LINE: Final = 16 << 20
"""Bytes; no document's bibliography, abstract and claims are as long, and memory is not endless."""
MOST_BLANK: Final = 200_000
"""Blank lines one after another: a packed file of nothing else would keep us busy for an hour."""


def records(stream: BinaryIO) -> Iterator[Record]:
    """Give the objects line by line; a line that is no object is a record with its fault."""
    number = blank = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        blank = 0 if line.strip() else blank + 1
        if not blank:
            yield from _told(number, line, stream)
        elif blank > MOST_BLANK:
            yield _faulty(_place(number), Said("连着几十万个空行，后面的不再读，请核对文件"))
            return


def refuse_endless(stream: BinaryIO) -> None:
    """Refuse a file of objects whose first line has no end, before a minute is spent on keeping it."""
    first = stream.read(LONGEST_LINE + 1)
    is_objects = first[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")
    if is_objects and len(first) > LONGEST_LINE and b"\n" not in first.strip():
        raise Faulty([Fault(_place(1), _too_long())])


def _too_long() -> Said:
    return Said("一行超过 %(most)s MB，不像一条专利记录", most=LONGEST_LINE >> 20)


def _told(number: int, line: bytes, stream: BinaryIO) -> Iterator[Record]:
    if len(line) <= LONGEST_LINE:
        yield _record(_place(number), line)
        return
    yield _faulty(_place(number), _too_long())
    while line and not line.endswith(b"\n"):
        line = stream.readline(LONGEST_LINE)


def _place(number: int) -> Said:
    return Said("第 %(row)s 行", row=number)


def _record(place: Said, line: bytes) -> Record:
    if line.count(b"[") + line.count(b"{") > 100_000:
        return _faulty(place, Said("括号太多，不像一条专利记录"))
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return _faulty(place, Said("不是完整的 JSON 对象，请检查这一行是否被截断"))
    if not isinstance(told, dict):
        return _faulty(place, Said("应是一个 JSON 对象（花括号括起来），不是别的值"))
    raw: dict[str, str | tuple[str, ...]] = {}
    called: dict[str, str] = {}
    for key, value in told.items():
        name = key if key in WORDS else meaning(key)
        texts = _texts(_plain_claims(value) if name in CLAIMS else value)
        if name and name not in raw and texts is not None:
            raw[name], called[name] = texts, key
    events, faults = _events(told.get("events", []))
    return Record(place, raw, events=events, called=called, faults=faults)


def _texts(value: Any) -> str | tuple[str, ...] | None:
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(value)
    return None


def _plain_claims(value: Any) -> Any:
    """Write claims that are objects with a number and a text as texts that begin with their number."""
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        return value
    numbered = ((each.get("number", each.get("num", "")), each.get("text")) for each in value)
    return [f"{number}. {text}" if str(number).isdecimal() else text for number, text in numbered]


def _events(told: Any) -> tuple[tuple[LegalEvent, ...], tuple[Fault, ...]]:
    """Read ``[["2009-08-19", "Publication of …"], …]``; what is shaped otherwise is named and left out."""
    found, faults = [], []
    for each in told if isinstance(told, list) else [told]:
        match each:
            case [str(day), str(words)]:
                try:
                    found.append(LegalEvent(read_day(day), "", words))
                except NotADay as refusal:
                    faults.append(Fault("events", refusal.said))
            case _:
                said = Said('应是日期和文字成对的列表，例如 [["2019-07-09", "Published"]]')
                faults.append(Fault("events", said))
    return tuple(found), tuple(faults)


def _faulty(place: Said, said: Said) -> Record:
    return Record(place, faults=(Fault("", said),))
