"""Numbers of patents pasted one after another: each is looked for as a publication and as an application."""

from __future__ import annotations

import re
from typing import Final

from zhiyun.ip.query.faults import MOST_CLAUSES, TooManyClauses
from zhiyun.ip.query.fields import Field, named
from zhiyun.ip.query.tree import Coded, Or, Query, either

_NUMBER: Final = re.compile(
    r"""(?<![A-Z0-9])(?:
        (?:[A-Z]{2}\ ?)?(?:\d{4}\ \d\ \d{7}|\d{7,})            # ZL 2018 8 0000002.7, CN 109996757 A, 201880000002.7
        | [A-Z]{2}\ ?(?:\d{1,4}(?:[/-]\d{4,})+|\d{1,3}(?:,\d{3}){2,})  # US 2013/0123456 A1, US 10,000,001 B2
    )(?:\.[\dX])?(?:\ ?[A-Z]\d?)?(?![A-Z0-9])""",
    re.VERBOSE,
)
_BETWEEN: Final = re.compile(r"[\s,;，、；]+")
_PUNCTUATION: Final = re.compile(r"[ .,/-]")
_FIELDS: Final = (Field.PUBLICATION, Field.APPLICATION)
TO_ONE_OTHER: Final = 5
"""So many numbers may have one entry among them that is none, as the “无” of an empty row: it is told of as not held."""


def of_numbers(text: str) -> Query | None:
    """Read a text that is one number or several, below the heading of a column or without; None for any other.

    Numbers are written as offices write them: 「CN 109996757 A」, 「US 10,000,001 B2」. Refuses more than a thousand.
    """
    first, *rest = _BETWEEN.split(text.upper().strip(), maxsplit=1)
    text = rest[0] if rest and named(first) in _FIELDS else text.upper()
    numbers = [found.group() for found in _NUMBER.finditer(text)]
    others = [each for each in _BETWEEN.split(_NUMBER.sub(" ", text)) if each]
    if not numbers or len(others) * TO_ONE_OTHER > len(numbers):
        return None
    compact = dict.fromkeys(_PUNCTUATION.sub("", each).removeprefix("ZL") for each in numbers)
    entries = (*compact, *dict.fromkeys(others))
    if len(entries) * len(_FIELDS) > MOST_CLAUSES:
        raise TooManyClauses
    return either(*(Coded(field, each) for each in entries for field in _FIELDS))


def listed(query: Query) -> tuple[str, ...]:
    """Give the numbers that a query of nothing else lists, two at the least, none for any other."""
    parts = query.parts if isinstance(query, Or) else ()
    numbers = dict.fromkeys(each.value for each in parts if isinstance(each, Coded))
    is_list = len(numbers) > 1 and len(parts) == len(numbers) * len(_FIELDS)
    return tuple(numbers) if is_list and of_numbers(" ".join(numbers)) == query else ()
