"""Names of classes, places and applicants, as figures show them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from zhiyun.exchange.patents.landscape.figures import Set
from zhiyun.gateways.analytics import sums
from zhiyun.ip import applicants, classification, places
from zhiyun.ip.classification import Field, NotASymbol, Titles
from zhiyun.kernel.said import Named


def class_named(*, code: str) -> Named:
    """Name a class by the shipped titles, in short: up to the first part of a title."""
    titles = Titles.shipped()
    try:
        of = classification.symbol(code)
    except NotASymbol:
        return Named(code, "")
    return Named(code, _short(titles.title(of)), _short(titles.title(of, language="en")).capitalize())


def place_named(*, code: str) -> Named:
    """Name a province or a district."""
    return Named("", places.name_of(code) or code, places.english_name_of(code))


def fields_by_number() -> dict[int, Field]:
    """Give WIPO's 35 fields by their numbers."""
    return {each.number: each for each in classification.fields()}


def field_named(*, field: Field) -> Named:
    """Name one of the 35 fields."""
    return Named("", field.name, field.name_en)


def field_asks(*, field: Field) -> str:
    """Write the classes of a field as a condition of the search, in which a colon says from where to where."""
    return spans_ask(spans=classification.spans_of(field))


def spans_ask(*, spans: Iterable[tuple[str, str]]) -> str:
    """Write classes from where to where as a condition of the search."""
    return f"CLASS=({' OR '.join(first if first == last else f'{first}:{last}' for first, last in spans)})"


def applicants_named(*, of: Set, keys: Sequence[str]) -> dict[str, str]:
    """Give each group the name that occurs most with it, then the shortest, then the first.

    Names of what was put under it count only where it has none of its own.
    """
    names: dict[str, list[tuple[bool, int, int, str]]] = defaultdict(list)
    for key, name, times in of.ask(sums.NAMES.format(applicants=sums.listed(keys))):
        assert isinstance(key, str)
        assert isinstance(name, str)
        assert isinstance(times, int)
        names[key].append((applicants.group_of(name, apart=(key,)).key != key, -times, len(name), name))
    return {key: min(names[key])[3] if names[key] else key for key in keys}


def _short(title: str) -> str:
    """Cut a title of the IPC, which may be a paragraph, at its first semicolon or bracket."""
    for sign in ("；", ";", "（", "(", "〔", "["):
        head = title.split(sign, maxsplit=1)[0].strip()
        title = head or title
    return title
