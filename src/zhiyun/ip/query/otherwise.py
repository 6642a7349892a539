"""What other systems write otherwise: told apart from plain words, so that it is answered with our way of saying it."""

from __future__ import annotations

import re
from typing import Final

from zhiyun.ip.query import symbols
from zhiyun.ip.query.faults import cut
from zhiyun.ip.query.fields import Field, Sort, named
from zhiyun.kernel.said import Said, word

_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_TWO_HAN: Final = re.compile(r"[\u3400-\u9fff].*[\u3400-\u9fff]")
_PERIOD: Final = re.compile(r"(?:19|20)\d\d(?:\d\d){0,2}:(?:19|20)\d\d(?:\d\d){0,2}")
_DAY: Final = re.compile(r"(?:19|20)\d\d(?:\d\d){0,2}")
_NUMBER: Final = re.compile(r"(?:[A-Z]{2})?\d{7,}[0-9X.]*[A-Z]?\d?", re.IGNORECASE)
_WITHOUT: Final = re.compile(r"-[^\W\d_]")
_APART: Final = re.compile(r"\s*;\s*")
_NAMES_APART: Final = re.compile(r"\s*[;、]\s*|(?<=[\u3400-\u9fff]),(?=[\u3400-\u9fff])")
_LISTED: Final = 5
"""Names of a list that a fault says again."""
_SMALL: Final = ("and", "or", "not")
_NAMES: Final = (Field.APPLICANT, Field.OWNER, Field.INVENTOR)
_BEHIND: Final = ("TI", "AB", "CL", "TIAB")
"""Codes that stand for nothing but fields where they follow a word and a stroke: 尼龙/PA is a material."""


def is_written(text: str, before: str, after: str) -> bool:
    """Say whether a word, with those on its sides, shows that a query was composed, though not in our language."""
    if text in _SMALL:
        return bool(_HAN.search(before) and (_HAN.search(after) or after in _SMALL))
    return (
        bool(_PERIOD.fullmatch(text) or (before and _WITHOUT.match(text)) or re.search(r"\w\?\w", text))
        or _parted(text, is_composed=False) is not None
    )


def mended(field: Field, text: str) -> Said | None:
    """Say how to write what stands unquoted in a composed query; None where nothing is to be mended."""
    if field is not Field.ANY:
        apart = _NAMES_APART if field in _NAMES else _APART
        parts = list(filter(None, apart.split(text)))
        if field.sort is not Sort.TEXT or len(parts) < 2:
            return None
        how = Said(
            "%(field)s=(%(parts)s)",
            field=word(field.label),
            parts=" OR ".join(map(cut, parts[:_LISTED])) + (" OR …" if len(parts) > _LISTED else ""),
        )
        return Said("几个请用 OR 连起来：%(how)s；原文就是这样写的，请加引号", how=how)
    if _PERIOD.fullmatch(text):
        return Said("「%(text)s」是哪个日期？请写 申请日=%(text)s 或者 公开日=%(text)s", text=cut(text))
    if _WITHOUT.match(text) and not text.endswith("*"):
        return Said("「%(text)s」不是“不要”，请写 NOT %(rest)s", text=cut(text), rest=cut(text[1:]))
    if parted := _parted(text, is_composed=True):
        how = Said("%(field)s=%(rest)s", field=word(parted[0].label), rest=cut(parted[1]))
        return Said("字段和内容之间用等号，请写 %(how)s；要找的就是这几个字，请加引号", how=how)
    return None


def _parted(text: str, *, is_composed: bool) -> tuple[Field, str] | None:
    """Part a field from its value at a stroke: 申请人/重庆大学, IC/H01M, 锂电池/TI."""
    head, _, rest = text.partition("/")
    field = named(head) if rest else None
    if field and (_HAN.match(head) or _fits(field, rest) or (is_composed and _TWO_HAN.search(rest))):
        return field, rest
    rest, _, tail = text.rpartition("/")
    field = named(tail) if rest and tail.isupper() else None
    if field and _TWO_HAN.search(rest) and (is_composed or tail in _BEHIND):
        return field, rest
    return None


def _fits(field: Field, text: str) -> bool:
    match field.sort:
        case Sort.CLASS:
            return len(text) > 2 and bool(symbols.symbol(text))
        case Sort.DATE:
            return _DAY.fullmatch(text) is not None
        case Sort.NUMBER:
            return _NUMBER.fullmatch(text) is not None
        case _:
            return False
