"""Recognising our own sentences among words that reach a page as plain text, so that they can be said in English.

What is sealed, frozen or stored is Chinese text and no longer knows its template. Here it is found again: the
whole, or the longest part of it, is one of the translation's sentences; what fills its places is looked at likewise.
What is not recognised is data and stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from gettext import GNUTranslations
from pathlib import Path
from typing import NamedTuple

from zhiyun.kernel.citation import Citation, chinese_number
from zhiyun.kernel.said import Said, word

LONGEST = 600
"""Longer texts are somebody's, not ours, and are not looked at."""
TELLING = 3
"""So many Chinese signs of a template tell it; with fewer, all that fills its places must be known as well."""
LEAST_KNOWN = 4
"""At least one in so many Chinese signs of a sentence of ours is known; the rest are names and what people typed."""
JOINTS = ("；", "、", "，", " ", "\u3000")
CLOSE_JOINTS = ("、", "，")
"""What these join is ours as a whole or not at all: people's sentences are full of them."""
_CODE = "[A-Za-z0-9-]+"
PLACES = {
    "reference": _CODE,
    "publication": _CODE,
    "receipt": r"[\w-]*\d[\w-]*",
    "count": r"[\d,]+",
    "year": r"\d{4}",
}
"""What fills places of these names."""

_PLACE = re.compile(r"%\((\w+)\)s")
_CHINESE = re.compile("[\u3400-\u9fff]")
_TELLS = re.compile("[\u3400-\u9fff（：]")
_NUMBERS = {chinese_number(number): number for number in range(1, 100)}
_CITED = re.compile(
    r"(?P<document>[^、；，。]{0,60}?)第(?P<article>[零一二三四五六七八九十]{1,3})条(?:第(?P<item>\d+)项)?"
)

_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日(?:(\d{1,2})[时:](\d{1,2})分?(?:(\d{1,2})秒)?)?")


class _Template(NamedTuple):
    """A sentence with places: how many signs it has of its own, with colons, and whether it opens what somebody said."""

    text: str
    pattern: re.Pattern[str]
    literals: tuple[str, ...]
    signs: int
    marks: int
    opens: bool


def recognised(text: str) -> object:
    """Give what a text says in a form that can be said in English: a sentence, a place of the law, or itself."""
    return _heard(text)[0] if len(text) <= LONGEST and _CHINESE.search(text) else text


def cited(text: str) -> Citation | None:
    """Read a place of the law back from its words: ``第八条第3项``."""
    found = _CITED.fullmatch(text)
    if found is None or found["article"] not in _NUMBERS:
        return None
    return Citation(
        _NUMBERS[found["article"]], int(found["item"]) if found["item"] else None, found["document"]
    )


@lru_cache(maxsize=8192)
def _heard(text: str) -> tuple[object, int]:
    """Give what was heard, and how many Chinese signs of it were recognised."""
    if text in _sentences():
        return word(text), _signs(text)
    if (place := cited(text)) is not None:
        return place, _signs(text)
    if (day := _DAY.fullmatch(text)) is not None:
        return _instant(day), _signs(text)
    if not _CHINESE.search(text):
        return text, 0
    heard, known, _ = max(_ways(text), key=lambda way: way[1:], default=(text, 0, 0))
    return heard, known


def _ways(text: str) -> Iterator[tuple[object, int, int]]:
    """Give each way to hear a text, with how many Chinese signs it recognises, and how many by one template."""
    total = _signs(text)
    for template in _templates():
        if all(literal in text for literal in template.literals) and (
            found := template.pattern.fullmatch(text)
        ):
            parts = {name: _heard(part) for name, part in found.groupdict().items()}
            known = template.signs + sum(signs for _, signs in parts.values())
            is_told = template.marks >= TELLING and (template.opens or known * LEAST_KNOWN >= total)
            if known == total or is_told:
                yield (
                    word(template.text).refilled(**{name: part for name, (part, _) in parts.items()}),
                    known,
                    template.signs,
                )
    for mark in JOINTS:
        if len(pieces := text.split(mark)) > 1 and all(pieces):
            heard = [_heard(piece) for piece in pieces]
            known = sum(signs for _, signs in heard)
            if known == total or (known and mark not in CLOSE_JOINTS):
                yield _joined([part for part, _ in heard], mark), known, 0


def _joined(parts: list[object], mark: str) -> object:
    if mark == "、":
        return tuple(parts)
    joined = parts[-1]
    for part in reversed(parts[:-1]):
        if mark == "\u3000" and isinstance(part, Citation):
            joined = Said("%(place)s　%(words)s", place=part, words=joined)
        elif mark == "；":
            joined = Said("%(first)s；%(rest)s", first=part, rest=joined)
        elif mark == "，":
            joined = Said("%(first)s，%(rest)s", first=part, rest=joined)
        else:
            joined = Said("%(first)s %(rest)s", first=part, rest=joined)
    return joined


def _instant(day: re.Match[str]) -> str:
    year, month, on, *time = (part and int(part) for part in day.groups())
    clock = ":".join(f"{part:02d}" for part in time if part is not None)
    return f"{year}-{month:02d}-{on:02d}" + (f" {clock}" if clock else "")


def _signs(text: str) -> int:
    return len(_CHINESE.findall(text))


class _Catalogue(GNUTranslations):
    """The English, which can tell what it knows."""

    _catalog: dict[object, str]

    def sentences(self) -> Iterator[str]:
        """Give every Chinese sentence that has one form and one English."""
        return (each for each in self._catalog if isinstance(each, str) and "\x04" not in each and each)


@cache
def _written() -> tuple[str, ...]:
    with (Path(__file__).parent / "locale/en/LC_MESSAGES/django.mo").open("rb") as compiled:
        return tuple(_Catalogue(compiled).sentences())


@cache
def _sentences() -> frozenset[str]:
    return frozenset(each for each in _written() if not _PLACE.search(each))


@cache
def _templates() -> tuple[_Template, ...]:
    return tuple(
        _template(each) for each in _written() if _PLACE.search(each) and _TELLS.search(_PLACE.sub("", each))
    )


def _template(text: str) -> _Template:
    literals = [each.replace("%%", "%") for each in _PLACE.split(text)[::2]]
    names = _PLACE.findall(text)
    seen: set[str] = set()
    pattern = re.escape(literals[0])
    for name, literal in zip(names, literals[1:], strict=True):
        pattern += f"(?P={name})" if name in seen else f"(?P<{name}>{PLACES.get(name, '.+?')})"
        pattern += re.escape(literal)
        seen.add(name)
    words = "".join(literals)
    marks, opens = len(_TELLS.findall(words)), literals[-1] == "" and literals[-2].endswith("：")
    return _Template(text, re.compile(pattern), tuple(filter(None, literals)), _signs(words), marks, opens)
