"""Scenarios of one applicant against the conditions, bars and duties of the measure."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from zhiyun import law
from zhiyun.casework.scenarios import calls, centres, words
from zhiyun.casework.scenarios.given import Given, Reads
from zhiyun.kernel.citation import Citation, chinese_number
from zhiyun.kernel.finding import Judgement
from zhiyun.kernel.said import Said
from zhiyun.kernel.workdays import Calendar

_KEYS = {key.asks: key for key in law.KEYS}
_BETTER_FALSE = (
    "on_dishonest_list",
    "on_abnormal_list",
    "fund_fraud_decided",
    "co_built",
    "construction_funded",
)
_PLACE = re.compile(r"第([一二三四五六七八九十]+)条(?:第(\d+)项)?")
_ARTICLES = {chinese_number(number): number for number in range(1, 100)}
_SEVERITIES = {severity.value: severity for severity in law.Severity}
_ENGAGEMENTS = {engagement.value: engagement for engagement in law.Engagement}


def answer_eligibility(*, measure: law.Measure, given: Given, calendar: Calendar) -> dict[str, str]:
    asked = centres.benefit(given=given, key="申报类别")
    facts = _facts(given, measure, asked)
    round_ = calls.invented_round(measure=measure, given=given)
    return words.of_finding(finding=measure.eligibility(asked, facts, centres.occasion(given=given), round_))


def answer_duties(*, measure: law.Measure, given: Given, calendar: Calendar) -> dict[str, str]:
    facts = law.Facts("演示单位", _known(given), _judgements(given.part("判断")))
    return words.of_finding(finding=measure.duties(facts, centres.occasion(given=given)))


def answer_bar(*, measure: law.Measure, given: Given, calendar: Calendar) -> dict[str, str]:
    finding = measure.bar(centres.task_book(given=given), centres.occasion(given=given))
    return words.of_finding(finding=finding)


def _facts(given: Given, measure: law.Measure, asked: law.Benefit) -> law.Facts:
    """Gather the facts told; 「其余：均符合」 fills in every other one, and every judgement, in the applicant's favour."""
    known, judgements = _known(given), _judgements(given.part("判断"))
    if given.maybe("其余", {"均符合": True}.__getitem__):
        known = _favourable(measure, asked) | known
        judgements = {
            question.cites: Judgement(question.cites, True, "演示专家", date(2026, 1, 1), "符合")
            for question in measure.questions(asked)
        } | judgements
    return law.Facts("演示单位", known, judgements)


def _favourable(measure: law.Measure, asked: law.Benefit) -> dict[str, law.Fact[Any]]:
    wanted = [name for item in measure.items(asked) for name in item.wants()]
    if not asked.is_construction:
        wanted.append("construction_funded")
    facts: dict[str, law.Fact[Any]] = {}
    for name in wanted:
        kind = law.BY_NAME[name].kind
        if kind is bool:
            facts[name] = law.Fact(name not in _BETTER_FALSE)
        elif kind is int:
            facts[name] = law.Fact(15)
        elif kind is law.Penalties:
            facts[name] = law.Fact(law.Penalties())
    return facts


def _known(given: Given) -> dict[str, law.Fact[Any]]:
    facts: dict[str, law.Fact[Any]] = {}
    for asks, key in _KEYS.items():
        if not given.has(asks):
            continue
        if key.kind is law.Roster:
            facts[key.name] = law.Fact(_roster(given.parts(asks)))
        elif key.kind is law.Penalties:
            facts[key.name] = law.Fact(law.Penalties(tuple(map(_penalty, given.texts(asks)))))
        elif key.kind is bool:
            facts[key.name] = law.Fact(given.read(asks, Reads.truth))
        elif key.kind is int:
            facts[key.name] = law.Fact(given.read(asks, Reads.whole))
        else:
            facts[key.name] = law.Fact(given.read(asks, Reads.day))
    return facts


def _penalty(text: str) -> law.Penalty:
    """Understand ``2021-07-31``, ``2021-07-31 警告或小额罚款`` and ``2021-07-31 一般 已修复``."""
    day, *rest = text.split(" ")
    severity = _SEVERITIES[rest[0]] if rest else law.Severity.ORDINARY
    return law.Penalty(date.fromisoformat(day), severity, rest[1:] == ["已修复"])


def _roster(groups: list[Given]) -> law.Roster:
    """Make a roster of groups of people who are alike, told apart by number."""
    people: list[law.Person] = []
    for group in groups:
        engagement = group.maybe("身份", _ENGAGEMENTS.__getitem__) or law.Engagement.OWN
        contract = group.maybe("劳动合同", Reads.truth)
        months = frozenset(map(Reads.month, group.texts("社保月份")))
        elsewhere = group.maybe_text("已计入") or ""
        for _ in range(group.read("人数", Reads.whole)):
            code = f"{len(people) + 1:03}"
            people.append(law.Person(code, engagement, contract is not False, months, elsewhere))
    return law.Roster(tuple(people))


def _judgements(given: Given) -> dict[Citation, Judgement]:
    """Understand 「第八条第3项：否」: a person's answer, item by item."""
    signed = {}
    for place in given.table:
        found = _PLACE.fullmatch(place)
        if found is None:
            raise given.refuse(place, Said("应是条文，如 第八条第3项"))
        cites = Citation(_ARTICLES[found[1]], int(found[2]) if found[2] else None)
        met = given.read(place, Reads.truth)
        signed[cites] = Judgement(cites, met, "演示专家", date(2026, 1, 1), "符合" if met else "不符合")
    return signed
