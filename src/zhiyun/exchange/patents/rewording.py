"""Other ways to ask what found nothing: plain words stand in titles and abstracts, names and places in fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice, product
from typing import Final

from zhiyun.exchange.patents import labels
from zhiyun.gateways.search_engine import SearchEngine
from zhiyun.ip import query as language
from zhiyun.ip.places import beyond_city, divided, named_so, place
from zhiyun.ip.places.gazetteer import CHONGQING
from zhiyun.ip.query import Coded, Field, Misread, Or, Plain, Query

MOST_WORDS: Final = 6
MOST_PLACES: Final = 3
"""Districts of one name that are offered: the country has a dozen called 城关区."""
LONGEST: Final = 60
"""Characters of what was typed; a longer text names nobody."""


def rewordings(*, engine: SearchEngine, typed: str) -> list[tuple[str, int]]:
    """Give queries that find something where the plain words of ``typed`` found nothing, each with how many it finds.

    The words as an applicant's name; a place among them as the region; any of them instead of most.
    Gives none for a query that was composed, and for a whole text.
    """
    return list(_finding(engine, _written(typed))) if _is_of_words(typed) else []


def in_regions(*, engine: SearchEngine, typed: str) -> list[tuple[str, int]]:
    """Give queries that take a place among the plain words of ``typed`` as the region, which in texts is hardly said.

    Each with how many it finds; gives none where no word names a place, and as `rewordings`.
    """
    return list(_finding(engine, _with_regions(typed.split()))) if _is_of_words(typed) else []


def _is_of_words(typed: str) -> bool:
    return len(typed) <= LONGEST and isinstance(_read(typed), Plain)


def _finding(engine: SearchEngine, queries: Iterable[str]) -> Iterator[tuple[str, int]]:
    for written in dict.fromkeys(queries):
        asked = _read(written)
        if asked is not None and not isinstance(asked, Plain) and (hits := engine.count(asked)):
            yield written, hits


def is_number(*, query: Query) -> bool:
    """Say whether a query is nothing but one patent's number."""
    parts = query.parts if isinstance(query, Or) else (query,)
    numbered = (Field.PUBLICATION, Field.APPLICATION)
    values = {each.value for each in parts if isinstance(each, Coded) and each.field in numbered}
    return len(values) == 1 and all(isinstance(each, Coded) and each.field in numbered for each in parts)


def _written(typed: str) -> Iterator[str]:
    words = typed.replace('"', " ").split()
    yield f'{Field.APPLICANT.label}="{" ".join(words)}"'
    yield from _with_regions(words)
    if not 1 < len(words) <= MOST_WORDS:
        return
    yield " AND ".join([f'"{each}"' for each in words[:-1]] + [f'{Field.APPLICANT.label}="{words[-1]}"'])
    yield " OR ".join(f'{Field.TITLE_ABSTRACT.label}="{each}"' for each in words)


def _with_regions(words: list[str]) -> Iterator[str]:
    """Write places among words as the region; what several districts are called is written for each."""
    named = {each: found for each in words[:MOST_WORDS] if (found := _regions(each))}
    others = [f'"{each}"' for each in words if each not in named]
    if len(words) <= MOST_WORDS:
        for regions in islice(product(*named.values()), MOST_PLACES if named else 0):
            yield " AND ".join([*others, *regions])


def _regions(written: str) -> list[str]:
    """Give the places that a word names as conditions, written whole, the city's own first; nothing for none.

    Who writes in English reads the answer in English: that it is Wuxi County, Chongqing, and not the city of Wuxi.
    """
    found = place(written)
    if found.province:
        is_place = found.district or not beyond_city(written)
        return [f"{Field.REGION.label}={written}"] if is_place else []
    code, _beyond = divided(written)
    codes = (code,) if code else named_so(written)
    named = [
        labels.place(code=each)
        for each in sorted(codes, key=lambda each: (not each.startswith(CHONGQING), each))
    ]
    if written.isascii():
        return [f'{Field.REGION.code}="{each.english}"' for each in named]
    return [f"{Field.REGION.label}={each.chinese}" for each in named]


def _read(written: str) -> Query | None:
    try:
        return language.read(written)
    except Misread:
        return None
