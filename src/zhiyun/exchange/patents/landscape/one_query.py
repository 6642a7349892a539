"""What a landscape is drawn of as one query that finds the same, and the classes it seeks: for a record of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from zhiyun.exchange.patents.landscape.subjects import Subject, said
from zhiyun.exchange.patents.searching import Asked
from zhiyun.gateways.search_engine import Facet
from zhiyun.ip import query as language
from zhiyun.ip.query import And, Classed, Coded, Dated, Everything, Field, Or, Plain, Query
from zhiyun.ip.query.tree import both, either
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said

_CODED: Final = {
    Facet.APPLICANT: Field.GROUP,
    Facet.APPLICANT_KIND: Field.APPLICANT_KIND,
    Facet.PROVINCE: Field.REGION,
    Facet.DISTRICT: Field.REGION,
    Facet.KIND: Field.KIND,
    Facet.RIGHT: Field.TYPE,
}
_YEAR: Final = re.compile(r"[12][0-9]{3}")


def in_one_query(*, subject: Asked) -> str:
    """Write what is asked, with what is ticked and must hold besides, as one query; ``*`` for everything.

    It stays as it was typed where nothing is ticked.
    Empty where no query finds the same: plain words are ranked and cannot be joined to a condition, and a legal
    status is ticked whole but sought by its words. Refuses a query that cannot be read, with its faults.
    """
    typed = subject.text or "*"
    query = language.read(typed)
    besides = [language.read(subject.within)] if subject.within else []
    if not subject.chosen and not besides:
        return typed
    ticked = [[_ticked(facet, value) for value in sorted(values)] for facet, values in subject.chosen.items()]
    conditions = [either(*(each for each in values if each)) for values in ticked if all(values)]
    if any(isinstance(each, Plain) for each in (query, *besides)) or len(conditions) < len(ticked):
        return ""
    whole = both(*(each for each in (query, *besides) if not isinstance(each, Everything)), *conditions)
    text = language.spelled(whole)
    try:
        return text if language.read(text) == whole else ""
    except Refusal:
        return ""


def drawn_of(*, home: Path, subject: Subject) -> str:
    """Say in Chinese what a landscape is drawn of: a query with what is ticked, or a set by its name.

    Refuses a query that cannot be read, with its faults.
    """
    one = in_one_query(subject=subject) if isinstance(subject, Asked) else ""
    return one if one and one != "*" else str(said(home=home, subject=subject) or Said("整个库"))


def classes_sought(*, text: str) -> tuple[str, ...]:
    """Name the international classes that a query seeks, each once as it reads; one it leaves out is not sought.

    Refuses a query that cannot be read, with its faults.
    """
    return tuple(dict.fromkeys(_classes(language.read(text))))


def _ticked(facet: Facet, value: str) -> Query | None:
    """Give the condition that a tick is; None where none says the same."""
    if facet in _CODED:
        return Coded(_CODED[facet], value)
    if facet is Facet.SUBCLASS:
        return Classed(Field.IPC, value)
    if facet is Facet.YEAR and _YEAR.fullmatch(value):
        return Dated(Field.FILED, date(int(value), 1, 1), date(int(value) + 1, 1, 1))
    return None


def _classes(query: Query) -> Iterator[str]:
    match query:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _classes(part)
        case Classed(Field.IPC | Field.CLASS, symbol):
            yield symbol
