"""The law's facts as a person writes them: a bare value, or a value with its day and evidence."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, Final

from zhiyun import law
from zhiyun.casework.sheet import Sheet
from zhiyun.kernel.said import Said, word

SEVERITIES: Final = {each.name.lower(): each for each in law.Severity}
ENGAGEMENTS: Final = {each.name.lower(): each for each in law.Engagement}
MOST_PEOPLE: Final = 1_000_000

_MONTH: Final = re.compile(r"\d{4}-\d{2}", re.ASCII)
_SHA256: Final = re.compile(r"[0-9a-fA-F]{64}", re.ASCII)


def known_facts(*, sheet: Sheet) -> dict[str, law.Fact[Any]]:
    """Read every fact in the table ``facts`` or beside it; a null one is unknown."""
    inner = sheet.part("facts")
    inner.only(*law.BY_NAME)
    known: dict[str, law.Fact[Any]] = {}
    for each in (sheet, inner):
        for name in each.table:
            key = law.BY_NAME.get(name)
            if key is None or each.table[name] is None:
                continue
            if name in known:
                each.refuse(name, Said("写了两处，请只留一处"))
            fact = _fact(each, key)
            if fact is not None:
                known[name] = fact
    return known


def _fact(sheet: Sheet, key: law.Key[Any]) -> law.Fact[Any] | None:
    raw = sheet.table[key.name]
    told = (
        sheet.part(key.name)
        if isinstance(raw, dict)
        else Sheet({"value": raw}, f"{sheet.place}{key.name}.", sheet.faults)
    )
    told.only("value", "as_of", "evidence", "sha256")
    value = _READERS[key.kind](told, key)
    as_of, evidence, sha256 = told.day("as_of"), told.maybe_text("evidence"), told.maybe_text("sha256")
    if sha256 is not None and not _SHA256.fullmatch(sha256):
        told.refuse("sha256", Said("应为64位十六进制的文件指纹"))
    return None if value is None else law.Fact(value, as_of, evidence, sha256)


def _bool(told: Sheet, key: law.Key[Any]) -> bool | None:
    value = told.as_truth(told.table.get("value"))
    if value is None:
        told.refuse("value", Said("%(asks)s：应为 true（是）或 false（否）", asks=word(key.asks)))
    return value


def _int(told: Sheet, key: law.Key[Any]) -> int | None:
    value = told.table.get("value")
    if type(value) is not int or not 0 <= value <= MOST_PEOPLE:
        told.refuse("value", Said("%(asks)s：应为不小于0的整数（不加引号）", asks=word(key.asks)))
        return None
    return value


def _day(told: Sheet, key: law.Key[Any]) -> date | None:
    value = told.as_day(told.table.get("value"))
    if value is None:
        told.refuse(
            "value", Said("%(asks)s：应为真实存在的日期，写成 2026-06-30 的样式", asks=word(key.asks))
        )
    return value


def _penalties(told: Sheet, key: law.Key[Any]) -> law.Penalties | None:
    if not isinstance(told.table.get("value"), list):
        told.refuse("value", Said("%(asks)s：应为一列处罚，没有的写 []", asks=word(key.asks)))
        return None
    listed = []
    for part in told.parts("value"):
        part.only("decided_on", "severity", "repaired")
        decided_on = part.day("decided_on")
        if "decided_on" not in part.table:
            part.refuse("decided_on", Said("缺处罚决定日，请写成 2026-06-30 的样式"))
        severity = part.one_of("severity", SEVERITIES, "ordinary")
        repaired = part.truth("repaired", missing=False)
        if decided_on is not None:
            listed.append(law.Penalty(decided_on, severity, bool(repaired)))
    return law.Penalties(tuple(listed))


def _roster(told: Sheet, key: law.Key[Any]) -> law.Roster | None:
    if not isinstance(told.table.get("value"), list):
        told.refuse("value", Said("%(asks)s：应为一列人员", asks=word(key.asks)))
        return None
    people = [_person(part) for part in told.parts("value")]
    codes = [person.code for person in people]
    for code in sorted({code for code in codes if code and codes.count(code) > 1}):
        told.refuse("value", Said("人员代码「%(code)s」重复，一人只列一次", code=code))
    return law.Roster(tuple(people))


def _person(part: Sheet) -> law.Person:
    part.only("code", "engagement", "contract", "insured_months", "also_claimed_by")
    months = part.table.get("insured_months", [])
    days = [part.as_day(f"{month}-01") if _MONTH.fullmatch(str(month)) else None for month in _list(months)]
    if not isinstance(months, list) or None in days:
        part.refuse("insured_months", Said('应为一列月份，如 ["2026-05", "2026-06"]'))
    return law.Person(
        part.text("code", Said("人员代码（不写姓名和证件号）")),
        part.one_of("engagement", ENGAGEMENTS, "own"),
        bool(part.truth("contract", missing=True)),
        frozenset(day for day in days if day is not None),
        part.maybe_text("also_claimed_by") or "",
    )


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


_READERS: dict[type, Callable[[Sheet, law.Key[Any]], Any]] = {
    bool: _bool,
    int: _int,
    date: _day,
    law.Penalties: _penalties,
    law.Roster: _roster,
}
