"""Numbers of patents pasted one after another: each is looked for as a publication and as an application."""

from __future__ import annotations

import re
from typing import Final

from zhiyun.ip.query.faults import MOST_CLAUSES, TooManyClauses
from zhiyun.ip.query.fields import Field, named
from zhiyun.ip.query.tree import Coded, Or, Query, either

_NUMBER: Final = re.compile(r"(?:[A-Z]{2})?\d{7,}(?:\.[\dX])?[A-Z]?\d?")
_BETWEEN: Final = re.compile(r"[\s,;，、；]+")
_FIELDS: Final = (Field.PUBLICATION, Field.APPLICATION)


def of_numbers(text: str) -> Query | None:
    """Read a text that is one number or several, below the heading of a column or without; None for any other.

    Refuses more than a thousand.
    """
    numbers = [each for each in _BETWEEN.split(text.upper()) if each]
    if numbers and named(numbers[0]) in _FIELDS:
        del numbers[0]
    if not numbers or not all(map(_NUMBER.fullmatch, numbers)):
        return None
    compact = dict.fromkeys(each.replace(".", "").removeprefix("ZL") for each in numbers)
    if len(compact) * len(_FIELDS) > MOST_CLAUSES:
        raise TooManyClauses
    return either(*(Coded(field, each) for each in compact for field in _FIELDS))


def listed(query: Query) -> tuple[str, ...]:
    """Give the numbers that a query of nothing else lists, two at the least, none for any other."""
    parts = query.parts if isinstance(query, Or) else ()
    numbers = dict.fromkeys(each.value for each in parts if isinstance(each, Coded))
    is_list = len(numbers) > 1 and len(parts) == len(numbers) * len(_FIELDS)
    return tuple(numbers) if is_list and of_numbers(" ".join(numbers)) == query else ()
