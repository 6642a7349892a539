"""Spells a tree in one canonical way, which reads back as the same tree."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import singledispatch
from typing import Final

from zhiyun.ip.query.fields import Field
from zhiyun.ip.query.lexing import Mark, pieces
from zhiyun.ip.query.listing import listed
from zhiyun.ip.query.tree import (
    And,
    Classed,
    ClassedBetween,
    Coded,
    Dated,
    Everything,
    Near,
    Not,
    Or,
    Plain,
    Query,
    Text,
)
from zhiyun.ip.query.values import in_english

_BARE: Final = re.compile(r"[\w.\-]+")


def spelled(query: Query, *, in_codes: bool = False) -> str:
    """Write a query with Chinese labels of fields, or with their codes (``TI=``, ``PA=``); a list of numbers as it is."""
    return " ".join(listed(query)) or _spelled(query, in_codes)


@singledispatch
def _spelled(query: Query, in_codes: bool) -> str:
    raise AssertionError(f"not part of a query: {query!r}")


@_spelled.register
def _(query: Everything, in_codes: bool) -> str:
    return "*"


@_spelled.register
def _(query: Plain, in_codes: bool) -> str:
    return query.text


@_spelled.register
def _(query: Text, in_codes: bool) -> str:
    if query.field is Field.ANY:
        return _value(query.text, query.is_beginning, is_quoted=not query.is_beginning)
    return _field(query.field, in_codes) + _value(query.text, query.is_beginning)


@_spelled.register
def _(query: Coded, in_codes: bool) -> str:
    is_class = query.field is Field.LOCARNO and query.is_beginning
    value = in_english(query.field, query.value) if in_codes else query.value
    return _field(query.field, in_codes) + _value(value, query.is_beginning and not is_class)


@_spelled.register
def _(query: Near, in_codes: bool) -> str:
    sides = (
        " OR ".join(_value(each.text, each.is_beginning) for each in side)
        for side in (query.left, query.right)
    )
    left, right = (f"({side})" if " OR " in side else side for side in sides)
    inside = f"({left} {'W' if query.is_ordered else 'NEAR'}/{query.within} {right})"
    return inside if query.field is Field.ANY else _field(query.field, in_codes) + inside


@_spelled.register
def _(query: Classed, in_codes: bool) -> str:
    return _field(query.field, in_codes) + query.symbol


@_spelled.register
def _(query: ClassedBetween, in_codes: bool) -> str:
    return f"{_field(query.field, in_codes)}{query.first}:{query.last}"


@_spelled.register
def _(query: Dated, in_codes: bool) -> str:
    last = query.before_on and query.before_on - timedelta(days=1)
    return f"{_field(query.field, in_codes)}{_day(query.first_on)}:{_day(last)}"


@_spelled.register
def _(query: Not, in_codes: bool) -> str:
    return f"NOT {_within(query.part, in_codes)}"


@_spelled.register
def _(query: And, in_codes: bool) -> str:
    return " AND ".join(_within(part, in_codes) for part in query.parts)


@_spelled.register
def _(query: Or, in_codes: bool) -> str:
    return " OR ".join(_within(part, in_codes) for part in query.parts)


def _within(part: Query, in_codes: bool) -> str:
    return f"({_spelled(part, in_codes)})" if isinstance(part, And | Or) else _spelled(part, in_codes)


def _field(field: Field, in_codes: bool) -> str:
    return f"{field.code if in_codes else field.label}="


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _value(text: str, is_beginning: bool, *, is_quoted: bool = False) -> str:
    end = "*" if is_beginning else ""
    found = list(pieces(text)) if _BARE.fullmatch(text) else []
    is_bare = not is_quoted and len(found) == 1 and found[0].mark is Mark.VALUE and found[0].text == text
    return f"{text}{end}" if is_bare else f'"{text}{end}"'
