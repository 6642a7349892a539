"""Other ways to ask what found nothing: plain words stand in titles and abstracts, names and places in fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from zhiyun.gateways.search_engine import SearchEngine
from zhiyun.ip import query as language
from zhiyun.ip.places import beyond_city, place
from zhiyun.ip.query import Coded, Field, Misread, Or, Plain, Query

MOST_WORDS: Final = 6
LONGEST: Final = 60
"""Characters of what was typed; a longer text names nobody."""


def rewordings(*, engine: SearchEngine, typed: str) -> list[tuple[str, int]]:
    """Give queries that find something where the plain words of ``typed`` found nothing, each with how many it finds.

    The words as an applicant's name; a place among them as the region; any of them instead of most.
    Gives none for a query that was composed, and for a whole text.
    """
    if len(typed) > LONGEST or not isinstance(_read(typed), Plain):
        return []
    found = []
    for written in dict.fromkeys(_written(typed)):
        asked = _read(written)
        if asked is not None and not isinstance(asked, Plain) and (hits := engine.count(asked)):
            found.append((written, hits))
    return found


def is_number(*, query: Query) -> bool:
    """Say whether a query is nothing but one patent's number."""
    parts = query.parts if isinstance(query, Or) else (query,)
    numbered = (Field.PUBLICATION, Field.APPLICATION)
    return all(isinstance(each, Coded) and each.field in numbered for each in parts)


def _written(typed: str) -> Iterator[str]:
    words = typed.replace('"', " ").split()
    yield f'{Field.APPLICANT.label}="{" ".join(words)}"'
    if not 1 < len(words) <= MOST_WORDS:
        return
    named = [each for each in words if _is_region(each)]
    others = [f'"{each}"' for each in words if each not in named]
    if named and others:
        yield " AND ".join([*others, *(f"{Field.REGION.label}={each}" for each in named)])
    yield " AND ".join([f'"{each}"' for each in words[:-1]] + [f'{Field.APPLICANT.label}="{words[-1]}"'])
    yield " OR ".join(f'{Field.TITLE_ABSTRACT.label}="{each}"' for each in words)


def _is_region(written: str) -> bool:
    found = place(written)
    return bool(found.province) and (bool(found.district) or not beyond_city(written))


def _read(written: str) -> Query | None:
    try:
        return language.read(written)
    except Misread:
        return None
