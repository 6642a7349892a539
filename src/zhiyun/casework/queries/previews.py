"""A whole application in words, section by section: what is looked over before handing in, and printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from zhiyun import law
from zhiyun.casework import snapshot
from zhiyun.casework.actor import Actor
from zhiyun.casework.asking import asked, section_of_place
from zhiyun.casework.completeness import PARTICULARS
from zhiyun.casework.facts import Snapshot
from zhiyun.casework.facts import value as law_value
from zhiyun.casework.opened_application import Head, Opened, opened
from zhiyun.casework.sections import Section, SectionKind
from zhiyun.kernel.citation import Citation
from zhiyun.kernel.money import Money

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One section in words: what was answered, what was told, a table, and the files that prove it."""

    title: str
    cites: Citation
    answers: Rows
    told: Rows
    header: tuple[str, ...]
    rows: Rows
    files: Rows


@dataclass(frozen=True, slots=True)
class Preview:
    """An application in words; ``seal`` is the SM3 of what was handed in, empty for a draft."""

    head: Head
    applicant: Mapping[str, str]
    parts: tuple[Part, ...]
    seal: str


def preview(*, by: Actor, reference: str) -> Preview:
    """Give the actor's application in words: as it stands while it can be changed, else as it was handed in."""
    found = opened(by=by, reference=reference)
    if found.head.is_editable or not found.submissions:
        drawn, seal = snapshot.drawn(application=found.application, version=found.version), ""
    else:
        last = found.application.submissions.order_by("-number").values_list("snapshot", "seal")[0]
        drawn, seal = last
    parts = tuple(_part(found, section, drawn) for section in found.listed)
    return Preview(found.head, drawn["applicant"], parts, seal)


def _part(found: Opened, section: Section, drawn: Snapshot) -> Part:
    header, rows = _table(section.kind, drawn)
    return Part(
        section.title,
        section.cites,
        tuple(_answers(found, section, drawn)),
        tuple(_told(found, section, drawn)),
        header,
        rows,
        tuple(_files(found, section, drawn)),
    )


def _answers(found: Opened, section: Section, drawn: Snapshot) -> Iterator[tuple[str, str]]:
    if section.kind is SectionKind.PARTICULARS:
        told = drawn["particulars"]
        yield from ((words, told.get(name) or "") for name, words in PARTICULARS.items() if name != "summary")
        if found.head.benefit.is_construction:
            yield "申请资助金额", _money(told.get("asked_fen"))
    for key in asked(listed=found.listed, section=section).statable:
        fact = drawn["facts"].get(key.name)
        yield key.asks, "" if fact is None else key.show(law_value(key=key, value=fact["value"]))


def _told(found: Opened, section: Section, drawn: Snapshot) -> Iterator[tuple[str, str]]:
    if section.kind is SectionKind.PARTICULARS:
        yield PARTICULARS["summary"], drawn["particulars"].get("summary") or ""
    for name, question in asked(listed=found.listed, section=section).questions:
        yield question.asks, drawn["narratives"].get(name, "")


def _files(found: Opened, section: Section, drawn: Snapshot) -> Iterator[tuple[str, str, str]]:
    for paper in drawn["papers"]:
        homes = {section_of_place(listed=found.listed, place=place) for place in paper["uses"]}
        if section.name in homes:
            yield paper["title"], paper["name"], paper["sm3"]


def _table(kind: SectionKind, drawn: Snapshot) -> tuple[tuple[str, ...], Rows]:
    if kind is SectionKind.ROSTER:
        engagements = {each.name.lower(): each.value for each in law.Engagement}
        return ("人员代码", "岗位", "用工方式", "劳动合同", "社保缴纳月份"), tuple(
            (
                line["code"],
                line["post"],
                engagements[line["engagement"]],
                "是" if line["contract"] else "否",
                "、".join(line["insured_months"]),
            )
            for line in drawn["roster"]
        )
    if kind is SectionKind.CO_BUILDERS:
        return ("共建单位", "统一社会信用代码", "承担的职责和任务"), tuple(
            (each["name"], each["credit_code"], each["duties"]) for each in drawn["co_builders"]
        )
    if kind is SectionKind.BUDGET:
        return ("支出方向", "用途", "资助经费", "自筹经费"), tuple(
            (line["head"], line["purpose"], _money(line["public_fen"]), _money(line["own_fen"]))
            for line in drawn["budget"]
        )
    if kind is SectionKind.DEALS:
        return ("业务编号", "类型", "合同日", "登记日", "到账日", "到账金额"), tuple(
            _deal(line) for line in drawn["deals"]
        )
    return (), ()


def _deal(line: Mapping[str, Any]) -> tuple[str, ...]:
    amount = _money(line["money_fen"])
    return (
        line["deal"],
        law.Kind(line["kind"]).words,
        line["contract_on"] or "",
        line["registered_on"] or "",
        line["money_on"] or "",
        amount if line["currency"] == "CNY" else f"{amount.removesuffix('元')} {line['currency']}",
    )


def _money(fen: int | None) -> str:
    return "" if fen is None else str(Money(fen))
