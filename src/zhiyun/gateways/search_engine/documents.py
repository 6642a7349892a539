"""A patent as an index keeps it: values of `plan.FIELDS`, and what is shown of a hit."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import fields, replace
from datetime import date
from string import ascii_uppercase
from typing import Final, cast

from zhiyun.gateways.search_engine.plan import FIELDS
from zhiyun.gateways.search_engine.segmenting import token_text, words
from zhiyun.ip.applicants import kind_of
from zhiyun.ip.patent import Cited, Claim, LegalEvent, Patent, Right
from zhiyun.ip.query import symbols
from zhiyun.ip.serial import serial

BETWEEN: Final = " | "
"""Stands between texts of one field, so that no phrase reaches from one into the next."""
_SIGNS: Final = re.compile(r"[\s.\-/,]")
_KIND: Final = re.compile(r"(?<=\d)[A-Z]\d?$")
_NOT_SHOWN: Final = ("claims", "cites", "legal_events")

SAMPLED: Final = 16
IN_SAMPLE: Final = "1"

Values = dict[str, list[str] | list[int]]


def indexed(patent: Patent, only: Collection[str] = FIELDS) -> Values:
    """Give the values of every field, or of ``only`` some, that has any; token fields as text cut at blanks."""
    titles = (patent.title_zh, patent.title_en, patent.title)
    abstracts = (patent.abstract_zh, patent.abstract_en, patent.abstract)
    placed = {
        "title": titles,
        "abstract": abstracts,
        "claims": [each.text for each in patent.claims],
        "applicants": patent.applicants,
        "owners": patent.owners,
        "inventors": patent.inventors,
        "address": (patent.address,),
        "legal_status": (patent.legal_status,),
    }
    needs_words = "words" in only or "title_words" in only
    title_words = [word for text in titles for word in words(text)] if needs_words else []
    in_abstracts = abstracts if needs_words else ()
    values: dict[str, Iterable[str] | Iterable[int]] = {
        name: [joined]
        for name, texts in placed.items()
        if name in only and (joined := BETWEEN.join(_cut(texts)))
    }
    values |= {
        "title_words": [" ".join(title_words)],
        "words": [" ".join([*title_words, *(word for text in in_abstracts for word in words(text))])],
        "pairs": [" ".join(_pairs(titles + abstracts))] if "pairs" in only else [],
        "sample": [IN_SAMPLE] if is_in_sample(patent.publication) else [],
        "publication": [patent.publication],
        "publication_numbers": _numbers(patent.publication),
        "application_numbers": _numbers(patent.application),
        "cites": [each for cited in patent.cites for each in _numbers(cited.publication)],
        "has": ["claims"] if patent.claims else [],
        "types": _types(patent),
        "regions": [patent.province, patent.city, patent.district],
        "locarno": patent.locarno,
        "family": [patent.family.upper()],
        "office": [patent.office],
        "kind": [patent.kind],
        "right": [patent.right.value],
        "applicant_groups": dict.fromkeys(patent.applicant_groups),
        "applicant_kinds": dict.fromkeys(kind_of(name).value for name in patent.applicants),
        "ipc_subclasses": dict.fromkeys(each[:4] for each in patent.ipc),
        "province": [patent.province],
        "district": [patent.district],
        "status": [patent.legal_status],
        "filed_year": [patent.filed_on.year] if patent.filed_on else [],
        "filed": _day(patent.filed_on),
        "published": _day(patent.published_on),
        "granted": _day(patent.granted_on),
        "priority": _day(patent.priority_on),
        "serial": [serial(patent.publication)],
    }
    for name, classes in (("ipc", patent.ipc), ("cpc", patent.cpc)):
        values[name] = dict.fromkeys(above for each in classes for above in _above(each))
        values[f"{name}_places"] = [place for each in classes if (place := symbols.place(each)) is not None]
    kept = ((name, [one for one in each if one != ""]) for name, each in values.items() if name in only)
    return cast(Values, {name: each for name, each in kept if each})


def is_in_sample(publication: str) -> bool:
    """Say whether a document is one of those by which a great many are judged: one in `SAMPLED`, as its checksum falls."""
    return (zlib.crc32(publication.encode()) >> 16) % SAMPLED == 0


def day_number(day: date) -> int:
    """Write a day as a number that sorts: 20190731."""
    return day.year * 10_000 + day.month * 100 + day.day


def shown(patent: Patent) -> str:
    """Write what a hit shows of a patent, as one line of JSON, for `kept.Kept`; claims, citations and events stay out."""
    kept = {
        field.name: value
        for field in fields(patent)
        if field.name not in _NOT_SHOWN and (value := getattr(patent, field.name)) not in ("", None, ())
    }
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"), default=_plain)


def set_apart(patent: Patent) -> str:
    """Write claims, citations and events, which only the page of one patent shows, as one line of JSON; empty for none."""
    if not patent.claims and not patent.cites and not patent.legal_events:
        return ""
    cites = [[each.publication, each.by_examiner] for each in patent.cites]
    events = [[each.on.isoformat(), each.code, each.words] for each in patent.legal_events]
    claims = [[each.number, each.text, each.language] for each in patent.claims]
    return json.dumps([cites, events, claims], ensure_ascii=False, separators=(",", ":"))


def put_together(patent: Patent, apart: str) -> Patent:
    """Give a patent that was kept the claims, citations and events that were `set_apart`."""
    if not apart:
        return patent
    cites, events, claims = json.loads(apart)
    return replace(
        patent,
        claims=tuple(Claim(*each) for each in claims),
        cites=tuple(Cited(*each) for each in cites),
        legal_events=tuple(LegalEvent(date.fromisoformat(on), code, words) for on, code, words in events),
    )


def _plain(value: object) -> str:
    assert isinstance(value, date | Right), "a patent holds texts, days and its right"
    return value.isoformat() if isinstance(value, date) else value.value


def _cut(texts: Iterable[str]) -> list[str]:
    return [cut for text in texts if (cut := token_text(text))]


def _pairs(texts: Iterable[str]) -> dict[str, None]:
    """Give each token of texts once; those of one script stand in pairs."""
    return dict.fromkeys(token for text in texts for token in token_text(text).split())


def _numbers(number: str) -> list[str]:
    """Give the ways in which people write a number: with and without office, kind or check digit."""
    if not number:
        return []
    whole = _SIGNS.sub("", number).upper()
    short = _SIGNS.sub("", number[: number.rindex(".")]) if "." in number else _KIND.sub("", whole)
    return list(
        dict.fromkeys(each for long in (whole, short) for each in (long, long.lstrip(ascii_uppercase)))
    )


def _types(patent: Patent) -> list[str]:
    if patent.right is not Right.INVENTION:
        return [patent.right.value]
    return [patent.right.value, "发明申请" if patent.kind.startswith("A") else "发明授权"]


def _above(symbol: str) -> Iterator[str]:
    """Yield a class and those that hold it, down to its main group."""
    yield from dict.fromkeys(
        (symbol[:1], symbol[:3], symbol[:4], f"{symbol.split('/', maxsplit=1)[0]}/00", symbol)
    )


def _day(day: date | None) -> list[int]:
    return [day_number(day)] if day else []
