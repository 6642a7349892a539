"""A derived measure: a dated, cited file that changes declared numbers, lists and readings of a base, and nothing else.

Source: Article 21 of 渝知发〔2021〕65号 lets districts make their own; a successor may be loaded the same way.
What such a file cannot say is a package of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from zhiyun.kernel.money import Money, Rate
from zhiyun.kernel.money_text import NotMoney, read_money
from zhiyun.kernel.period import Period
from zhiyun.kernel.said import Said
from zhiyun.kernel.terms import AnyNumber, Confirmation, Reading
from zhiyun.law.document import Reader
from zhiyun.law.measure import Change, Measure

_PERCENT = re.compile(r"(\d{1,3})(?:\.(\d{1,6}))?\s*[%％]", re.ASCII)


class _Head(NamedTuple):
    """Who makes the measure, on what ground, and when it is in force."""

    id: str
    number: str
    title: str
    authority: str
    cites: str
    dated: date
    period: Period | None
    base: str
    replaces: str


def derive(table: Mapping[str, object], bases: Mapping[str, Measure]) -> Measure:
    """Build the measure a file's table describes; refuses every fault of it at once, and builds nothing then."""
    reader = Reader(table, "")
    reader.only("measure", "numbers", "lists", "readings")
    head = _head(reader.part("measure"), bases)
    base = bases.get(head.base)
    if base is None:
        reader.refuse_if_faulty()
        raise AssertionError("a missing base is a fault")
    changes: list[Change] = []
    numbers = _numbers(reader.part("numbers"), base, changes)
    lists = _lists(reader.part("lists"), base, changes)
    readings = _readings(reader.part("readings"), base, changes, head.authority, head.dated)
    if not changes and not reader.faults:
        reader.fault("measure", Said("没有任何改动；与原办法相同的不必另立"))
    if head.id == base.id:
        reader.part("measure").fault("id", Said("编号与原办法相同，请另取编号"))
    reader.refuse_if_faulty()
    terms = replace(
        base.terms,
        readings={**base.terms.readings, **readings},
        numbers={**base.terms.numbers, **numbers},
        lists={**base.terms.lists, **lists},
    )
    return replace(
        base,
        id=head.id,
        number=head.number,
        title=head.title,
        authority=head.authority,
        cites=head.cites,
        terms=terms,
        base=base.id,
        changes=tuple(changes),
        period=head.period,
        replaces=head.replaces,
        superseded_on=None,
        wording=base.wording or base.number,
    )


def _head(head: Reader, bases: Mapping[str, Measure]) -> _Head:
    head.only(
        "id",
        "base",
        "number",
        "title",
        "authority",
        "in_force_from",
        "in_force_before",
        "document",
        "dated",
        "demo",
        "replaces",
    )
    base = head.one_of("base", bases, why=Said("所依据的办法编号（base）"))
    measure_id = head.text("id", why=Said("办法编号"))
    number = head.text("number", why=Said("文号"))
    title = head.text("title", why=Said("名称"))
    authority = head.text("authority", why=Said("制定机关"))
    cites = head.text("document", why=Said("制定依据（如：渝知发〔2021〕65号第二十一条）"))
    dated = head.day("dated", why=Said("成文日期"))
    period = _period(head)
    replaces = _replaced(head, bases, authority, period)
    return _Head(measure_id, number, title, authority, cites, dated, period, base, replaces)


def _period(head: Reader) -> Period | None:
    starts_on = head.day("in_force_from", why=Said("施行日期"))
    ends_before = head.maybe_day("in_force_before")
    if ends_before is not None and ends_before <= starts_on:
        head.fault(
            "in_force_before",
            Said(
                "失效日（%(ends_before)s）不晚于施行日（%(starts_on)s）",
                ends_before=ends_before,
                starts_on=starts_on,
            ),
        )
        return None
    return Period(starts_on, ends_before)


def _replaced(head: Reader, known: Mapping[str, Measure], authority: str, period: Period | None) -> str:
    """Read which measure of the same authority ends when this one begins; none unless the file says so."""
    if "replaces" not in head.table:
        return ""
    name = head.one_of("replaces", known, why=Said("所取代的办法编号"))
    replaced = known.get(name)
    if replaced is not None and replaced.authority != authority:
        head.fault(
            "replaces",
            Said(
                "「%(name)s」由%(authority)s制定，%(other)s不能取代",
                name=name,
                authority=replaced.authority,
                other=authority,
            ),
        )
    if replaced is not None and period is not None and period.starts_on <= replaced.in_force.starts_on:
        head.fault(
            "in_force_from",
            Said("施行日不晚于所取代办法的施行日（%(starts_on)s）", starts_on=replaced.in_force.starts_on),
        )
    return name


def _numbers(part: Reader, base: Measure, changes: list[Change]) -> dict[str, int | Money | Rate]:
    changed: dict[str, int | Money | Rate] = {}
    for number_id, number in _declared(part, base.terms.declared):
        entry = part.part(number_id)
        entry.only("value", "cites")
        cites = entry.text("cites", why=Said("依据条款（本区县文件第几条）"))
        value = _value(entry, number)
        if value is None:
            continue
        changed[number_id] = value
        was = base.terms.numbers.get(number_id, number.value)
        if value != was:
            changes.append(Change(number.article, number.means, str(was), str(value), cites))
    return changed


def _declared(part: Reader, declared: Mapping[str, AnyNumber]) -> list[tuple[str, AnyNumber]]:
    for name in part.table:
        if name not in declared:
            part.fault(name, Said("原办法没有这个数；可改的有：%(names)s", names=tuple(declared)))
    return [(name, declared[name]) for name in part.table if name in declared]


def _value(entry: Reader, number: AnyNumber) -> int | Money | Rate | None:
    raw = entry.table.get("value")
    value: int | Money | Rate | None = None
    if isinstance(number.value, Money):
        value = _money(entry, raw)
    elif isinstance(number.value, Rate):
        found = _PERCENT.fullmatch(raw.strip()) if isinstance(raw, str) else None
        if found is None:
            entry.fault("value", Said('应是百分比，如 "1.5%"（加引号）'))
        else:
            digits = found[2] or ""
            value = Rate(Fraction(int(found[1] + digits), 100 * 10 ** len(digits)))
    elif type(raw) is int:
        value = raw
    else:
        entry.fault("value", Said("应是整数（不加引号）"))
    if value is not None and not _within(value, number):
        entry.fault(
            "value",
            Said(
                "%(value)s超出可设范围（%(least)s至%(most)s）",
                value=value,
                least=number.least,
                most=number.most,
            ),
        )
        return None
    return value


def _money(entry: Reader, raw: object) -> Money | None:
    if not isinstance(raw, str):
        entry.fault("value", Said('应是金额，如 "200万元"（加引号）'))
        return None
    try:
        return read_money(raw)
    except NotMoney as refusal:
        entry.fault("value", refusal.said)
        return None


def _within(value: int | Money | Rate, number: AnyNumber) -> bool:
    if isinstance(value, Money):
        return (
            isinstance(number.least, Money)
            and isinstance(number.most, Money)
            and number.least <= value <= number.most
        )
    if isinstance(value, Rate):
        return (
            isinstance(number.least, Rate)
            and isinstance(number.most, Rate)
            and number.least <= value <= number.most
        )
    return (
        isinstance(number.least, int)
        and isinstance(number.most, int)
        and number.least <= value <= number.most
    )


def _lists(part: Reader, base: Measure, changes: list[Change]) -> dict[str, tuple[str, ...]]:
    changed: dict[str, tuple[str, ...]] = {}
    known = base.terms.listings
    for name in part.table:
        if name not in known:
            part.fault(name, Said("原办法没有这个清单；可改的有：%(names)s", names=tuple(known)))
            continue
        entry, listing = part.part(name), known[name]
        entry.only("values", "cites")
        cites = entry.text("cites", why=Said("依据条款（本区县文件第几条）"))
        values = entry.texts("values")
        if not values:
            entry.fault("values", Said("清单不能为空"))
        if len(set(values)) != len(values):
            entry.fault("values", Said("清单中有重复项"))
        unknown = [v for v in values if listing.possible is not None and v not in listing.possible]
        if unknown and listing.possible is not None:
            entry.fault(
                "values",
                Said(
                    "没有「%(unknown)s」；可用的有：%(names)s",
                    unknown=tuple(unknown),
                    names=tuple(listing.possible),
                ),
            )
        changed[name] = values
        was = base.terms.listed(listing)
        if values != was:
            changes.append(
                Change(listing.article, listing.means, listing.show(was), listing.show(values), cites)
            )
    return changed


def _readings(
    part: Reader, base: Measure, changes: list[Change], authority: str, dated: date
) -> dict[str, Reading]:
    changed: dict[str, Reading] = {}
    known = base.terms.readings
    for name in part.table:
        if name not in known:
            part.fault(name, Said("原办法没有这个口径；可用的有：%(names)s", names=tuple(known)))
            continue
        entry, reading = part.part(name), known[name]
        entry.only("adopts", "cites", "confirmed_by", "confirmed_on")
        cites = entry.text("cites", why=Said("依据（答复函或文件名称）"))
        adopts = entry.one_of("adopts", reading.options, why=Said("所采读法"))
        confirmed = _confirmation(entry, cites)
        if adopts not in reading.options:
            continue
        order = sorted(reading.options, key=lambda option: option != adopts)
        options = {option: reading.options[option] for option in order}
        changed[name] = replace(
            reading, options=options, confirmed=confirmed, adopted_by=authority, since=dated
        )
        was, now = reading.options[reading.adopted], options[adopts]
        if (now, confirmed) != (was, reading.confirmed):
            changes.append(Change(reading.articles[0], f"{name} {reading.question}", was, now, cites))
    return changed


def _confirmation(entry: Reader, cites: str) -> Confirmation | None:
    if "confirmed_by" not in entry.table and "confirmed_on" not in entry.table:
        return None
    by = entry.text("confirmed_by", why=Said("确认机关"))
    on = entry.day("confirmed_on", why=Said("确认日期"))
    return Confirmation(by, on, cites)
