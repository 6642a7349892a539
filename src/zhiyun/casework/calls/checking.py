"""Everything wrong with a call's words, at once and each at its field.

Three questions: can this be kept as a draft at all, is it complete enough to be published, and is it in time.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import datetime

from zhiyun import law
from zhiyun.casework.calls.overlay import overlay
from zhiyun.casework.calls.words import PREDICATES, CallWords, ConditionWords
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said, word

LONGEST = {"document": 40, "title": 150, "body": 20_000, "contact": 200, "change_note": 500}
LONGEST_ENTRY = 500
MOST_ENTRIES = 50
CORRECTION_WORKDAYS = range(1, 61)
CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")

_PLACES = {
    "round.document": "document",
    "round.dated": "dated",
    "round.title": "title",
    "window.performance_from": "performance_from",
    "window.performance_before": "performance_until",
    "window.opens_on": "opens_at",
    "window.closes_on": "closes_at",
}
_AFTER_CLOSING = ("title", "body", "contact", "change_note", "attachments", "gaps")
"""What may still be mended once a call has closed: nothing applications were made under."""


def unkeepable(*, words: CallWords) -> tuple[Fault, ...]:
    """List what keeps a draft from being kept: times missing or turned round, texts too long or unprintable."""
    return tuple(_unkeepable(words))


def incomplete(*, words: CallWords, measure: law.Measure, benefit: law.Benefit) -> tuple[Fault, ...]:
    """List what keeps a draft from being published: what `law.read_round` refuses, and what a reader would miss."""
    return tuple(_read_faults(words, measure, benefit)) + tuple(_missing(words, measure, benefit))


def out_of_time(*, words: CallWords, current: CallWords | None, at: datetime) -> tuple[Fault, ...]:
    """List what may no longer be changed at an instant; ``current`` is the version the public knows, if any.

    Nothing opens in the past, nothing closes in the past, and what applications were made under stays once closed.
    """
    return tuple(_out_of_time(words, current, at))


def _unkeepable(words: CallWords) -> Iterator[Fault]:
    for name in ("opens_at", "closes_at"):
        if getattr(words, name) is None:
            yield Fault(name, Said("缺时间，请填写日期和时分秒"))
    if words.opens_at and words.closes_at and words.closes_at <= words.opens_at:
        yield Fault("closes_at", Said("截止时间不晚于开始时间，请核对"))
    if words.correction_workdays not in CORRECTION_WORKDAYS:
        yield Fault("correction_workdays", Said("补正期限应是1至60个工作日"))
    for name, longest in LONGEST.items():
        yield from _text_faults(
            name, getattr(words, name), longest, may_break=name in ("body", "change_note")
        )
    for entries in ("conditions", "materials", "kinds"):
        rows = getattr(words, entries)
        if len(rows) > MOST_ENTRIES:
            yield Fault(entries, Said("超过%(most)s条，请合并后再填", most=MOST_ENTRIES))
        for number, row in enumerate(rows, 1):
            for field in fields(row):
                value = getattr(row, field.name)
                for text in value if isinstance(value, tuple) else (value,):
                    if isinstance(text, str):
                        place = f"{_row_place(words, entries, number)}.{field.name}"
                        yield from _text_faults(place, text, LONGEST_ENTRY)
    yield from _text_faults("performance_cites", words.performance_cites, LONGEST_ENTRY)
    for number, material in enumerate(words.materials, 1):
        if material.code and not CODE.fullmatch(material.code):
            yield Fault(f"materials[{number}].words", Said("材料代码不符合规定，请删去这一行后重新填写"))


def _text_faults(place: str, text: str, longest: int, *, may_break: bool = False) -> Iterator[Fault]:
    if len(text) > longest:
        yield Fault(
            place, Said("超过%(longest)s字，现有%(count)s字，请精简", longest=longest, count=len(text))
        )
    allowed = "\n\r\t" if may_break else ""
    if any(_is_unseen(each) and each not in allowed for each in text):
        yield Fault(place, Said("含有看不见的控制字符，请删去后重新填写"))


def _is_unseen(character: str) -> bool:
    # Marks that turn the direction of writing can make a text read otherwise than it is.
    return (
        unicodedata.category(character) in ("Cc", "Cs")
        or character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )


def _read_faults(words: CallWords, measure: law.Measure, benefit: law.Benefit) -> Iterator[Fault]:
    assert measure.answers.look_back is not None, f"{measure.id} cannot carry a round"
    # A code is given when the draft is saved; until then any stands for it.
    coded = tuple(replace(each, code=each.code or f"new_{n}") for n, each in enumerate(words.materials, 1))
    text = overlay(
        words=replace(words, materials=coded), reference="draft", measure=measure.id, benefit=benefit.value
    )
    try:
        law.read_round(tomllib.loads(text), look_back=measure.answers.look_back)
    except Faulty as faulty:
        for fault in faulty.faults:
            yield Fault(_place(words, fault.place), fault.message)


def _missing(words: CallWords, measure: law.Measure, benefit: law.Benefit) -> Iterator[Fault]:
    if not words.body.strip():
        yield Fault("body", Said("缺正文，请填写"))
    if not words.contact.strip():
        yield Fault("contact", Said("缺联系方式，请写明处室、联系人和电话"))
    places = Counter((each.article, each.item) for each in words.conditions)
    for number, each in enumerate(words.conditions, 1):
        if None not in (each.article, each.item) and places[each.article, each.item] > 1:
            yield Fault(f"conditions[{number}].item", Said("同一部分、同一项只能写一个条件，请分项列出"))
        yield from _not_used(number, each)
    named = Counter(each.words for each in words.materials)
    known = {each.words for each in measure.materials(benefit)}
    for number, material in enumerate(words.materials, 1):
        if material.words and (named[material.words] > 1 or material.words in known):
            yield Fault(
                f"materials[{number}].words",
                Said("「%(words)s」重复，办法和通知各列一次即可", words=material.words),
            )
    if benefit.is_construction and words.kinds:
        yield Fault("kinds", Said("建设经费资助不核算运营业务，请去掉业务类型"))


def _not_used(number: int, each: ConditionWords) -> Iterator[Fault]:
    known = PREDICATES.get(each.predicate)
    if known is None:
        return
    for name in ("years", "fact", "paper", "asks"):
        if getattr(each, name) and name not in known.uses:
            yield Fault(
                f"conditions[{number}].{name}",
                Said("「%(words)s」用不着这一格，请清空或者换一个类型", words=word(known.words)),
            )


def _out_of_time(words: CallWords, current: CallWords | None, at: datetime) -> Iterator[Fault]:
    assert words.opens_at is not None
    assert words.closes_at is not None
    if current is None:
        if words.opens_at < at:
            yield Fault("opens_at", Said("开始时间已经过去，请改为今后的时间"))
        return
    assert current.opens_at is not None
    assert current.closes_at is not None
    if current.closes_at <= at:
        for field in fields(CallWords):
            if field.name not in _AFTER_CLOSING and getattr(words, field.name) != getattr(
                current, field.name
            ):
                yield Fault(
                    field.name,
                    Said("申报已经截止，时间、条件、材料等不能再改；只能改标题、正文、联系方式和附件"),
                )
        return
    if words.opens_at != current.opens_at:
        if current.opens_at <= at:
            yield Fault("opens_at", Said("申报已经开始，开始时间不能再改"))
        elif words.opens_at < at:
            yield Fault("opens_at", Said("开始时间不能改到过去"))
    if words.closes_at <= at:
        yield Fault("closes_at", Said("截止时间不能改到过去"))


def _place(words: CallWords, place: str) -> str:
    """Say a place of the overlay as a place of the form; one kind's row is named by its kind."""
    found = re.fullmatch(r"kinds\[(\d+)\]\.(\w+)", place)
    if found:
        return f"{_row_place(words, 'kinds', int(found[1]))}.{found[2]}"
    return _PLACES.get(place, place)


def _row_place(words: CallWords, entries: str, number: int) -> str:
    return f"kinds[{words.kinds[number - 1].kind}]" if entries == "kinds" else f"{entries}[{number}]"
