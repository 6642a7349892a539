"""Other ways to ask what found nothing: plain words stand in titles and abstracts, names, kinds and places in fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice, product
from typing import Final

from zhiyun.exchange.patents import labels
from zhiyun.gateways.search_engine import SearchEngine
from zhiyun.ip import query as language
from zhiyun.ip.places import beyond_city, divided, named_so, place
from zhiyun.ip.places.gazetteer import CHONGQING
from zhiyun.ip.query import Coded, Field, Misread, Or, Plain, Query, applicant_kind, in_english

MOST_WORDS: Final = 6
MOST_PLACES: Final = 3
"""Districts of one name that are offered: the country has a dozen called 城关区."""
LONGEST: Final = 60
"""Characters of what was typed; a longer text names nobody."""


def rewordings(*, engine: SearchEngine, typed: str) -> list[tuple[str, int]]:
    """Give queries that find something where the plain words of ``typed`` found nothing, each with how many it finds.

    The words as an applicant's name; a place among them as the region, and what applicants may be as their kind; one of
    them as an applicant's name; any of them instead of most.
    Gives none for a query that was composed, and for a whole text.
    """
    return list(_finding(engine, _written(typed))) if _is_of_words(typed) else []


def in_regions(*, engine: SearchEngine, typed: str) -> list[tuple[str, int]]:
    """Give queries that take a place among the plain words of ``typed`` as the region, which in texts is hardly said.

    Each with how many it finds; gives none where no word names a place, and as `rewordings`.
    """
    return list(_finding(engine, _with_fields(typed.split(), _regions))) if _is_of_words(typed) else []


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
    yield from _with_fields(words, lambda each: _regions(each) or _kinds(each))
    if not 1 < len(words) <= MOST_WORDS:
        return
    for at, name in reversed(list(enumerate(words))):
        others = [f'"{each}"' for each in words[:at] + words[at + 1 :]]
        yield " AND ".join([*others, f'{Field.APPLICANT.label}="{name}"'])
    yield " OR ".join(f'{Field.TITLE_ABSTRACT.label}="{each}"' for each in words)


def _with_fields(words: list[str], conditions: Callable[[str], list[str]]) -> Iterator[str]:
    """Write those words as fields that ``conditions`` knows; what several districts are called is written for each."""
    named = {each: found for each in words[:MOST_WORDS] if (found := conditions(each))}
    others = [f'"{each}"' for each in words if each not in named]
    if len(words) <= MOST_WORDS:
        for chosen in islice(product(*named.values()), MOST_PLACES if named else 0):
            yield " AND ".join([*others, *chosen])


def _kinds(written: str) -> list[str]:
    """Give what a word says applicants are as a condition, nothing for any other word."""
    kind = applicant_kind(written)
    if not kind:
        return []
    field = Field.APPLICANT_KIND
    return [f"{field.code}={in_english(field, kind)}" if written.isascii() else f"{field.label}={kind}"]


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
