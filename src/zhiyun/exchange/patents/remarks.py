"""What to say of how a query was understood, where it asks otherwise than it reads: no number, a street in a region.

And of a list of numbers, which of them the shelf does not have.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from zhiyun.exchange.patents import labels
from zhiyun.gateways.search_engine import SearchEngine
from zhiyun.ip import numbers
from zhiyun.ip.numbers import KindMissing, NotANumber, PatentNumberGiven
from zhiyun.ip.places import divided, named_so
from zhiyun.ip.query import And, Coded, Field, Not, Or, Query, listed
from zhiyun.kernel.said import Named, Said

MOST: Final = 10
"""Remarks that are made: a list of numbers may hold hundreds."""
MOST_NAMED: Final = 20
"""Numbers that are not held and are named."""
_NUMBERED: Final = {Field.PUBLICATION: numbers.publication, Field.APPLICATION: numbers.application}


class Kind(enum.Enum):
    """What a remark is of, as programs are told it."""

    NOT_HELD = "not_held"
    NO_NUMBER = "no_number"
    BEYOND_REGION = "beyond_region"
    REGION_WITHOUT_PROVINCE = "region_without_province"
    NO_REGION = "no_region"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to say of how a query was understood."""

    kind: Kind
    said: Said


def remarks(*, engine: SearchEngine, query: Query) -> tuple[Remark, ...]:
    """Say of each number that is none and finds nothing what is wrong with it, and of a region what of it was asked as words."""
    coded = list(dict.fromkeys(_coded(query)))
    said = [
        *_not_held(engine, listed(query)),
        *_of_numbers(engine, coded),
        *(each for one in coded for each in _of_region(one)),
    ]
    return tuple(said[:MOST])


def _coded(query: Query) -> Iterator[Coded]:
    match query:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _coded(part)
        case Not(part):
            yield from _coded(part)
        case Coded():
            yield query


def _not_held(engine: SearchEngine, asked: tuple[str, ...]) -> Iterator[Remark]:
    missing = [
        each for each in asked if not engine.count(Or(tuple(Coded(field, each) for field in _NUMBERED)))
    ]
    if not missing:
        return
    rest = len(missing) - MOST_NAMED
    said = Said(
        "写了%(all)s个号码，库里没有其中%(count)s个：%(numbers)s",
        all=len(asked),
        count=len(missing),
        numbers=tuple(missing[:MOST_NAMED]),
    )
    yield Remark(Kind.NOT_HELD, said if rest <= 0 else Said("%(said)s，还有%(rest)s个", said=said, rest=rest))


def _of_numbers(engine: SearchEngine, coded: list[Coded]) -> Iterator[Remark]:
    """Look at each number once: one that was typed alone is asked in both fields."""
    asked: dict[str, list[Field]] = {}
    for each in coded:
        if each.field in _NUMBERED and not each.is_beginning:
            asked.setdefault(each.value, []).append(each.field)
    told = 0
    for value, fields in asked.items():
        wrong = _wrong(value, fields)
        if wrong and told < MOST and not any(engine.count(Coded(field, value)) for field in fields):
            told += 1
            yield Remark(Kind.NO_NUMBER, wrong)


def _wrong(value: str, fields: list[Field]) -> Said | None:
    """Say why a value is a number of none of the fields; None where it is one, or one without its kind."""
    faults = []
    for field in fields:
        try:
            _NUMBERED[field](value)
        except KindMissing:
            return None
        except NotANumber as wrong:
            faults.append(wrong)
        else:
            return None
    # A number typed alone that reads like an application's is judged as one.
    return min(faults, key=lambda each: len(fields) > 1 and isinstance(each, PatentNumberGiven)).said


def _as_typed(place: Named) -> Named:
    """Write a place as a query takes it: a name of several words in quotation marks."""
    return Named("", place.chinese, f'"{place.english}"' if place.english else "")


def _of_region(asked: Coded) -> Iterator[Remark]:
    if asked.field is not Field.REGION or asked.value.isdecimal():
        return
    code, beyond = divided(asked.value)
    if code:
        for words in beyond:
            said = Said(
                "「%(words)s」不是行政区划，查的是%(place)s的地址里写着它的",
                words=words,
                place=labels.place(code=code),
            )
            yield Remark(Kind.BEYOND_REGION, said)
        return
    full = tuple(_as_typed(labels.place(code=each)) for each in named_so(asked.value))
    if full:
        said = Said(
            "「%(words)s」没有写明省市，查的是地址里写着它的；按行政区划查请写%(full)s",
            words=asked.value,
            full=full,
        )
        yield Remark(Kind.REGION_WITHOUT_PROVINCE, said)
    else:
        said = Said("「%(words)s」不是行政区划，查的是地址里写着它的", words=asked.value)
        yield Remark(Kind.NO_REGION, said)
