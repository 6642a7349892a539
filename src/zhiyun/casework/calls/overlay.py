"""The one writer of a call's overlay, and the reader that gives its words back to the form.

Officers fill in a form; what `law.read_round` reads is written here and nowhere else.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from datetime import date, timedelta
from typing import Any

from zhiyun.casework.actor import SHANGHAI
from zhiyun.casework.calls.words import (
    PREDICATES,
    AttachedFile,
    CallWords,
    ConditionWords,
    KindWords,
    MaterialWords,
    closing_day,
)
from zhiyun.casework.record import canonical, sm3_hex
from zhiyun.records.models import CallVersion

DAY = timedelta(days=1)

Entry = tuple[str, object]


def overlay(*, words: CallWords, reference: str, measure: str, benefit: str) -> str:
    """Write a call's words as the table `law.read_round` reads; what is not filled in is left out."""
    blocks: list[Iterable[str]] = [
        _entries([("gaps", list(words.gaps))]),
        _table("[round]", _head(words, reference, measure, benefit)),
        _table("[window]", _window(words)),
    ]
    blocks += [_table("[[conditions]]", _condition(each)) for each in words.conditions]
    blocks += [
        _table(
            "[[materials]]",
            [*_place(each), ("code", each.code), ("words", each.words), ("required", each.required)],
        )
        for each in words.materials
    ]
    blocks += [_table("[[kinds]]", _kind(each)) for each in words.kinds]
    return "\n".join(text for text in ("".join(block) for block in blocks) if text)


def words_of(*, version: CallVersion, files: bool = True) -> CallWords:
    """Give a version's words as the form types them; ``files`` asks for its attachments too."""
    table = tomllib.loads(version.overlay)
    head, window = _part(table, "round"), _part(table, "window")
    before = window.get("performance_before")
    return CallWords(
        document=version.document,
        dated=head.get("dated"),
        title=version.title,
        body=version.body,
        contact=version.contact,
        opens_at=version.opens_at,
        closes_at=version.closes_at,
        correction_workdays=version.correction_workdays,
        performance_from=window.get("performance_from"),
        performance_until=before - DAY if isinstance(before, date) else None,
        performance_cites=window.get("cites", ""),
        conditions=tuple(ConditionWords(**each) for each in table.get("conditions", [])),
        materials=tuple(MaterialWords(**each) for each in table.get("materials", [])),
        kinds=tuple(
            KindWords(**{**each, "evidence": tuple(each.get("evidence", ()))})
            for each in table.get("kinds", [])
        ),
        change_note=version.change_note,
        gaps=tuple(table.get("gaps", ())),
        attachments=attached(version=version) if files else (),
    )


def attached(*, version: CallVersion) -> tuple[AttachedFile, ...]:
    """List a version's files in the order they were added."""
    rows = sorted(version.attachments.all(), key=lambda row: row.pk)
    return tuple(AttachedFile(row.name, row.file_id, row.file.size, row.pk) for row in rows)


def digest(*, words: CallWords) -> str:
    """Give the SM3 of everything a version says, for the record."""
    plain = asdict(replace(words, attachments=()))
    files = [(each.name, each.sm3) for each in words.attachments]
    spelt = json.loads(json.dumps({**plain, "attachments": files}, default=lambda day: day.isoformat()))
    return sm3_hex(text=canonical(value=spelt))


def _head(words: CallWords, reference: str, measure: str, benefit: str) -> list[Entry]:
    return [
        ("id", reference),
        ("title", words.title),
        ("measure", measure),
        ("benefit", benefit),
        ("document", words.document),
        ("dated", words.dated),
    ]


def _window(words: CallWords) -> list[Entry]:
    until, opens_at, closes_at = words.performance_until, words.opens_at, words.closes_at
    return [
        ("performance_from", words.performance_from),
        ("performance_before", until + DAY if until is not None else None),
        ("opens_on", opens_at.astimezone(SHANGHAI).date() if opens_at is not None else None),
        ("closes_on", closing_day(closes_at=closes_at) if closes_at is not None else None),
        ("cites", words.performance_cites),
    ]


def _place(each: ConditionWords | MaterialWords) -> list[Entry]:
    return [("article", each.article), ("item", each.item)]


def _condition(each: ConditionWords) -> list[Entry]:
    known = PREDICATES.get(each.predicate)
    uses = known.uses if known is not None else ()
    own = [(name, getattr(each, name)) for name in ("years", "fact", "paper", "asks") if name in uses]
    return [*_place(each), ("words", each.words), ("predicate", each.predicate), *own]


def _kind(each: KindWords) -> list[Entry]:
    return [
        ("kind", each.kind),
        ("cites", each.cites),
        ("registration", each.registration),
        ("evidence", list(each.evidence)),
    ]


def _table(header: str, entries: Iterable[Entry]) -> Iterator[str]:
    yield f"{header}\n"
    yield from _entries(entries)


def _entries(entries: Iterable[Entry]) -> Iterator[str]:
    for name, value in entries:
        if value is not None and value not in ("", []):
            yield f"{name} = {_value(value)}\n"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    assert isinstance(value, str), f"nothing of a call is a {type(value)}"
    # A basic string of TOML escapes as JSON does, but for the one character JSON lets stand.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _part(table: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = table.get(name, {})
    assert isinstance(part, Mapping)
    return part
