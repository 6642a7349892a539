"""What a correction changed: the two sealed submissions side by side, section by section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from zhiyun import law
from zhiyun.casework import sections
from zhiyun.casework.facts import Snapshot
from zhiyun.casework.sections import Section, SectionKind
from zhiyun.kernel.money import Money

MOST_SHOWN = 50
"""Changes of one section on the page; the rest is counted."""

PARTICULARS = {
    "address": "地址",
    "founded_on": "成立日期",
    "contact_name": "联系人",
    "contact_phone": "联系电话",
    "contact_email": "电子邮箱",
    "summary": "单位简介",
    "asked_fen": "申请金额",
}
_LISTS = {
    SectionKind.ROSTER: ("roster", "code"),
    SectionKind.BUDGET: ("budget", "head"),
    SectionKind.CO_BUILDERS: ("co_builders", "name"),
    SectionKind.DEALS: ("deals", "deal"),
}
"""The part of the snapshot a list section is, and what its rows are called by."""
_COLUMNS = {
    "code": "人员代码",
    "post": "岗位",
    "engagement": "用工形式",
    "contract": "劳动合同",
    "insured_months": "参保月份",
    "head": "科目",
    "purpose": "用途",
    "public_fen": "财政资金",
    "own_fen": "自筹资金",
    "name": "名称",
    "credit_code": "信用代码",
    "duties": "职责",
    "deal": "编号",
    "kind": "类型",
    "rights": "权利",
    "from_party": "转出方",
    "to_party": "转入方",
    "related": "关联",
    "contract_on": "合同日",
    "contract_fen": "合同金额",
    "registered_on": "登记日",
    "registration_no": "登记号",
    "money_on": "到款日",
    "money_fen": "到款金额",
    "currency": "币种",
    "rate": "汇率",
    "share": "分配比例",
    "also_funded_by": "其他资助",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not as it was; empty where it was not, or is no longer."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changed:
    """One section with its changes; ``unshown`` counts those left out."""

    section: Section
    changes: tuple[Change, ...]
    unshown: int


def differences(*, before: Snapshot, after: Snapshot, listed: tuple[Section, ...]) -> tuple[Changed, ...]:
    """List the sections in which two submissions differ, in the form's order."""
    found = []
    for section in listed:
        changes = tuple(_changes(section, before, after))
        if changes:
            found.append(Changed(section, changes[:MOST_SHOWN], len(changes[MOST_SHOWN:])))
    return tuple(found)


def _changes(section: Section, before: Snapshot, after: Snapshot) -> Iterator[Change]:
    if section.kind is SectionKind.PARTICULARS:
        yield from _told(PARTICULARS, before["particulars"], after["particulars"])
    elif section.kind is SectionKind.CONDITION:
        yield from _condition(section, before, after)
    elif section.kind is SectionKind.MATERIALS:
        yield from _listed(_papers(before), _papers(after))
    else:
        part, name = _LISTS[section.kind]
        yield from _listed(_rows(before[part], name), _rows(after[part], name))


def _condition(section: Section, before: Snapshot, after: Snapshot) -> Iterator[Change]:
    condition = section.condition
    assert condition is not None
    keys = {key.name: key for key in (*condition.facts, *condition.follow_up)}
    asks = {name: key.asks for name, key in keys.items()}
    yield from _told(asks, _values(before, keys), _values(after, keys))
    questions = {
        sections.question_name(cites=section.cites, number=number): question.asks
        for number, question in enumerate(condition.questions, 1)
    }
    yield from _told(questions, before["narratives"], after["narratives"])


def _values(snapshot: Snapshot, keys: dict[str, law.Key[Any]]) -> dict[str, Any]:
    return {name: snapshot["facts"][name]["value"] for name in keys if name in snapshot["facts"]}


def _told(words: dict[str, str], before: dict[str, Any], after: dict[str, Any]) -> Iterator[Change]:
    for name, what in words.items():
        was, is_now = _plain(name, before.get(name)), _plain(name, after.get(name))
        if was != is_now:
            yield Change(what, was, is_now)


def _listed(before: dict[str, str], after: dict[str, str]) -> Iterator[Change]:
    for what in dict.fromkeys((*before, *after)):
        was, is_now = before.get(what, ""), after.get(what, "")
        if was != is_now:
            yield Change(what, was, is_now)


def _papers(snapshot: Snapshot) -> dict[str, str]:
    return {
        f"{paper['title']}（{paper['paper']}）": f"{paper['name']}，第{paper['version']}版，SM3 {paper['sm3'][:12]}"
        for paper in snapshot["papers"]
    }


def _rows(rows: Iterable[dict[str, Any]], name: str) -> dict[str, str]:
    """Write each row in words, under what it is called by and, where several are called so, its place among them."""
    written: dict[str, str] = {}
    for row in rows:
        label, place = str(row[name]), 1
        while label in written:
            place += 1
            label = f"{row[name]}（{place}）"
        written[label] = "，".join(
            f"{_COLUMNS[column]} {text}"
            for column, value in row.items()
            if column in _COLUMNS and column != name and (text := _plain(column, value))
        )
    return written


def _plain(name: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if name.endswith("_fen"):
        return str(Money(value))
    if isinstance(value, list):
        return "、".join(one["decided_on"] if isinstance(one, dict) else str(one) for one in value) or "无"
    return str(value)
