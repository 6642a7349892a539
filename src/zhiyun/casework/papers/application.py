"""The applicant's own paper 申报书: everything told in an application, section by section, as a draft or as sealed.

A long roster or ledger is not printed line by line: its sums are, and where the lines are kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from zhiyun import law
from zhiyun.casework.asking import asked
from zhiyun.casework.completeness import PARTICULARS
from zhiyun.casework.counted_application import claimed_fen
from zhiyun.casework.facts import Snapshot, deals
from zhiyun.casework.papers.receipt import file_line, materials_by_place
from zhiyun.casework.rounds import Pinned
from zhiyun.casework.sections import Section, SectionKind, sections
from zhiyun.gateways import official_papers
from zhiyun.gateways.official_papers import Column, Look, Table
from zhiyun.kernel.money import Money

Told = tuple[tuple[tuple[str, str], ...], tuple[Table, ...]]
"""A section's questions with their answers, and its tables."""
LISTED_AT_MOST = 40
"""Lines of a roster printed one by one; of a longer one the sums are."""
FORM = "application_form"
_ROSTER = (
    Column("编号", 3),
    Column("岗位", 4),
    Column("用工方式", 3),
    Column("劳动合同", 2, Look.CENTRED),
    Column("参保月数", 2, Look.NUMBER),
)
_BUDGET = (
    Column("科目", 4),
    Column("用途", 6),
    Column("资助经费", 4, Look.NUMBER),
    Column("自筹经费", 4, Look.NUMBER),
)
_DEALS = (Column("业务类型", 4), Column("笔数", 2, Look.NUMBER), Column("台账金额", 4, Look.NUMBER))
_PARTNERS = (Column("共建单位", 5), Column("统一社会信用代码", 4), Column("承担的职责和任务", 7))


def paper(
    *,
    snapshot: Snapshot,
    pinned: Pinned,
    state: str,
    undertaking: str,
    head: official_papers.Letterhead,
) -> official_papers.Paper:
    """Lay out an application; ``state`` says what it is, ``undertaking`` what was undertaken, empty in a draft."""
    listed = sections(pinned=pinned)
    printed = [_printed(section, listed, snapshot, pinned) for section in listed]
    if undertaking:
        printed.append(official_papers.Section("真实性承诺", (("承诺内容", undertaking),)))
    return official_papers.application_paper(
        official_papers.Application(
            head, _title(pinned), snapshot["applicant"]["name"], state, tuple(printed)
        )
    )


def _title(pinned: Pinned) -> str:
    """Call the paper what the measure calls it."""
    named = (each.words for each in pinned.measure.materials(pinned.benefit) if each.code == FORM)
    return next(named, f"{pinned.benefit.words}申报书")


def _printed(
    section: Section, listed: tuple[Section, ...], told: Snapshot, pinned: Pinned
) -> official_papers.Section:
    rows, tables = _told(section, listed, told, pinned)
    title = section.title if section.condition is None else section.condition.words
    return official_papers.Section(f"{title}（{section.cites}）", rows, tables)


def _told(section: Section, listed: tuple[Section, ...], told: Snapshot, pinned: Pinned) -> Told:
    """Give a section's answers and tables by its kind."""
    match section.kind:
        case SectionKind.PARTICULARS:
            return _particulars(told, pinned), ()
        case SectionKind.CONDITION:
            return tuple(_condition(section, listed, told)), ()
        case SectionKind.ROSTER:
            return _roster(told)
        case SectionKind.CO_BUILDERS:
            return _partners(told)
        case SectionKind.BUDGET:
            return (), _table(_BUDGET, _budget(told))
        case SectionKind.DEALS:
            return _ledger(told)
        case SectionKind.MATERIALS:
            return (), _table(official_papers.FILE_COLUMNS, _files(told, pinned))


def _particulars(told: Snapshot, pinned: Pinned) -> tuple[tuple[str, str], ...]:
    applicant, given = told["applicant"], told["particulars"]
    rows = [
        ("单位名称", applicant["name"]),
        ("统一社会信用代码", applicant["credit_code"]),
        ("所在区县", applicant["district"]),
        *((words, str(given.get(name) or "")) for name, words in PARTICULARS.items()),
    ]
    if pinned.benefit.is_construction:
        fen = given.get("asked_fen")
        rows.append(("申请资助金额", "" if fen is None else str(Money(fen))))
    return tuple(rows)


def _condition(section: Section, listed: tuple[Section, ...], told: Snapshot) -> Iterator[tuple[str, str]]:
    wants = asked(listed=listed, section=section)
    facts = told["facts"]
    elsewhere = (key for key, _ in wants.elsewhere)
    for key in (*wants.stated, *wants.follow_up, *wants.proven, *elsewhere):
        if key.name in facts or key in wants.stated:
            yield key.asks, _shown(key, facts[key.name]["value"]) if key.name in facts else ""
    for name, question in wants.questions:
        yield question.asks, told["narratives"].get(name, "")


def _shown(key: law.Key[Any], value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(f"{each['decided_on']}（{each['severity']}）" for each in value) or "无"
    if key.kind is date:
        return str(value)
    return key.show(value)


def _roster(told: Snapshot) -> Told:
    people = told["roster"]
    if not people:
        return (), ()
    rows = [("人数", f"{len(people)}人")]
    if len(people) > LISTED_AT_MOST:
        rows.append(("逐人名册", "人数较多，不逐人印出，以随申报封存的电子名册为准"))
        return tuple(rows), ()
    engagements = {each.name.lower(): each.value for each in law.Engagement}
    lines = (
        (
            each["code"],
            each["post"],
            engagements[each["engagement"]],
            "有" if each["contract"] else "无",
            str(len(each["insured_months"])),
        )
        for each in people
    )
    return tuple(rows), _table(_ROSTER, lines)


def _partners(told: Snapshot) -> Told:
    """Say of one who builds alone that there are no partners; of another, that they are not named yet."""
    alone = told["facts"].get("co_built", {}).get("value") is False
    rows = (("共建单位", "无，单独建设"),) if alone and not told["co_builders"] else ()
    lines = ((each["name"], each["credit_code"], each["duties"]) for each in told["co_builders"])
    return rows, _table(_PARTNERS, lines)


def _budget(told: Snapshot) -> Iterator[tuple[str, ...]]:
    lines = told["budget"]
    for each in lines:
        yield each["head"], each["purpose"], str(Money(each["public_fen"])), str(Money(each["own_fen"]))
    if lines:
        public, own = (sum(each[name] for each in lines) for name in ("public_fen", "own_fen"))
        yield "合计", "", str(Money(public)), str(Money(own))


def _ledger(told: Snapshot) -> Told:
    ledger = deals(snapshot=told)
    if not ledger:
        return (), ()
    rows = (
        ("业务笔数", f"{len(ledger)}笔"),
        ("逐笔台账", "不逐笔印出，以随申报封存的电子台账为准；下表为台账所载金额，不是核定的运营金额"),
    )
    count: Counter[law.Kind] = Counter()
    claimed: Counter[law.Kind] = Counter()
    for deal in ledger:
        count[deal.kind] += 1
        claimed[deal.kind] += claimed_fen(deal=deal)
    lines = [(kind.words, str(count[kind]), str(Money(claimed[kind]))) for kind in law.Kind if count[kind]]
    lines.append(("合计", str(len(ledger)), str(Money(claimed.total()))))
    return rows, _table(_DEALS, lines)


def _files(told: Snapshot, pinned: Pinned) -> Iterator[tuple[str, ...]]:
    places = materials_by_place(pinned=pinned)
    for number, each in enumerate(told["papers"], 1):
        line = file_line(paper=each, materials=places)
        yield str(number), line["name"], line["kind"], f"{line['size']:,}", line["sm3"], line["material"]


def _table(columns: tuple[Column, ...], lines: Iterable[tuple[str, ...]]) -> tuple[Table, ...]:
    rows = tuple(lines)
    return (Table(columns, rows),) if rows else ()
