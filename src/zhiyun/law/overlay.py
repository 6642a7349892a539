"""What one round adds to its measure: conditions, papers, evidence, kinds and dates, as cited and dated data.

A round can add; it cannot change a number, lift a condition or compute anything new. Its conditions come from a
small closed set (`PREDICATES`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from zhiyun.kernel.citation import Citation
from zhiyun.kernel.period import Period
from zhiyun.kernel.said import Said, word
from zhiyun.kernel.terms import Reading
from zhiyun.law import keys
from zhiyun.law.conditions import Condition, Evidenced, Holds, Item, Judged
from zhiyun.law.construction import Benefit
from zhiyun.law.credit import NoPenaltyWithin, NotListed
from zhiyun.law.deals import Kind
from zhiyun.law.document import Reader
from zhiyun.law.facts import Key
from zhiyun.law.procedure import Material


@dataclass(frozen=True)
class Round:
    """One round's call, laid over the measure it stands on; ``dated`` is None only where ``gaps`` says so."""

    id: str
    title: str
    measure: str
    benefit: Benefit
    document: str
    dated: date | None
    performance: Period | None = None
    opens_on: date | None = None
    closes_on: date | None = None
    items: tuple[Item, ...] = ()
    materials: tuple[Material, ...] = ()
    kinds: frozenset[Kind] = frozenset()
    registrations: Mapping[Kind, str] = field(default_factory=lambda: MappingProxyType({}))
    evidence: Mapping[Kind, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    gaps: tuple[str, ...] = ()


UNDATED = Said("通知日期")


def read_round(table: Mapping[str, object], *, look_back: Reading) -> Round:
    """Make a round from a file's table; refuses unknown names, missing citations and impossible dates, all at once.

    ``look_back`` is the measure's reading of «近两年».
    """
    reader = Reader(table, "")
    reader.only("round", "window", "conditions", "materials", "kinds", "gaps")
    head = reader.part("round")
    head.only("id", "title", "measure", "benefit", "document", "dated")
    document = head.text("document", why=Said("通知名称或文号（依据）"))
    benefit = head.one_of("benefit", [b.value for b in Benefit], why=Said("申报类别"))
    window = reader.part("window")
    window.only("performance_from", "performance_before", "opens_on", "closes_on", "cites")
    items = tuple(_item(part, document, look_back) for part in reader.parts("conditions"))
    materials = tuple(_material(part, document) for part in reader.parts("materials"))
    kinds, registrations, evidence = _kinds(reader)
    performance = _span(window, "performance_from", "performance_before")
    opens_on, closes_on = window.maybe_day("opens_on"), window.maybe_day("closes_on")
    if opens_on and closes_on and closes_on < opens_on:
        window.fault(
            "closes_on",
            Said("截止日%(closes_on)s早于开始日%(opens_on)s", closes_on=closes_on, opens_on=opens_on),
        )
    gaps = reader.texts("gaps")
    made = {
        "id": head.text("id", why=Said("本轮编号")),
        "title": head.text("title", why=Said("本轮名称")),
        "measure": head.text("measure", why=Said("所依据办法的编号，如 cq_2021_65")),
    }
    dated = None if _is_undated(head, gaps) else head.day("dated", why=UNDATED)
    reader.refuse_if_faulty()
    return Round(
        **made,
        benefit=Benefit(benefit),
        document=document,
        dated=dated,
        performance=performance,
        opens_on=opens_on,
        closes_on=closes_on,
        items=items,
        materials=materials,
        kinds=kinds,
        registrations=registrations,
        evidence=evidence,
        gaps=gaps,
    )


def _is_undated(head: Reader, gaps: tuple[str, ...]) -> bool:
    """Say whether a call known only in part admits that its date could not be read."""
    return "dated" not in head.table and any(gap.startswith(UNDATED) for gap in gaps)


def _span(window: Reader, first: str, before: str) -> Period | None:
    starts_on, ends_before = window.maybe_day(first), window.maybe_day(before)
    if starts_on is None or ends_before is None:
        if (starts_on is None) != (ends_before is None):
            window.fault(first, Said("业绩期间的起止须同时写明"))
        return None
    if ends_before <= starts_on:
        window.fault(
            before,
            Said(
                "业绩期间的截止（%(ends_before)s，不含）不晚于开始（%(starts_on)s）",
                ends_before=ends_before,
                starts_on=starts_on,
            ),
        )
        return None
    return Period(starts_on, ends_before)


def _no_penalty(part: Reader, look_back: Reading) -> Condition:
    years = part.table.get("years")
    if type(years) is not int or not 1 <= years <= 10:
        part.fault("years", Said("应是1至10之间的整年数"))
        years = 1
    return NoPenaltyWithin(years, look_back)


def _fact(part: Reader) -> Key[bool]:
    flags = {key.name: key for key in keys.KEYS if key.kind is bool}
    name = part.one_of("fact", flags, why=Said("所依据的事实名称"))
    found = flags.get(name, keys.LEGAL_PERSON)
    return Key(found.name, bool, found.asks)


def _holds(part: Reader, look_back: Reading) -> Condition:
    fact = _fact(part)
    return Holds(fact, Said("%(asks)s：是", asks=word(fact.asks)), Said("%(asks)s：否", asks=word(fact.asks)))


PREDICATES: Mapping[str, Callable[[Reader, Reading], Condition]] = {
    "no_penalty_within_years": _no_penalty,
    "not_on_dishonest_list": lambda part, look_back: NotListed(keys.DISHONEST),
    "not_on_abnormal_list": lambda part, look_back: NotListed(keys.ABNORMAL),
    "fact_holds": _holds,
    "paper_handed_in": lambda part, look_back: Evidenced(
        _fact(part), part.text("paper", why=Said("材料名称"))
    ),
    "judged": lambda part, look_back: Judged(part.text("asks", why=Said("请人判断的问题"))),
}
"""The closed set of conditions a round may add."""


def _item(part: Reader, document: str, look_back: Reading) -> Item:
    part.only("article", "item", "words", "predicate", "years", "fact", "paper", "asks")
    words = part.text("words", why=Said("通知原文"))
    cites = Citation(_number(part, "article"), _number(part, "item"), document)
    predicate = part.one_of("predicate", PREDICATES, why=Said("条件类型"))
    build = PREDICATES.get(predicate)
    conditions = () if build is None else (build(part, look_back),)
    return Item(cites, words, conditions)


def _number(part: Reader, key: str) -> int:
    value = part.table.get(key)
    if type(value) is not int or not 1 <= value <= 99:
        part.fault(key, Said("缺条款出处，请写通知的第几部分、第几项（1至99的整数）"))
        return 1
    return value


def _material(part: Reader, document: str) -> Material:
    part.only("article", "item", "code", "words", "required")
    required = part.table.get("required", True)
    if not isinstance(required, bool):
        part.fault("required", Said("应是 true 或 false"))
    cites = Citation(_number(part, "article"), _number(part, "item"), document)
    return Material(
        cites,
        part.text("code", why=Said("材料代码")),
        part.text("words", why=Said("材料名称")),
        required is True,
    )


def _kinds(reader: Reader) -> tuple[frozenset[Kind], dict[Kind, str], dict[Kind, tuple[str, ...]]]:
    listed: list[Kind] = []
    registrations: dict[Kind, str] = {}
    evidence: dict[Kind, tuple[str, ...]] = {}
    for part in reader.parts("kinds"):
        part.only("kind", "registration", "evidence", "cites")
        name = part.one_of("kind", [kind.value for kind in Kind], why=Said("业务类型"))
        part.text("cites", why=Said("通知中列明该类型的条款"))
        papers = part.texts("evidence")
        if name not in {kind.value for kind in Kind}:
            continue
        kind = Kind(name)
        if kind in listed:
            part.fault("kind", Said("「%(name)s」重复列出", name=name))
        listed.append(kind)
        if "registration" in part.table:
            registrations[kind] = part.text("registration", why=Said("登记名称"))
        evidence[kind] = papers
    return frozenset(listed), registrations, evidence
