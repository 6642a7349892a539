"""第十一条　对市级综合性知识产权运营中心，市级给予最高500万元建设经费引导资助；对产业或区域知识产权运营中心，市级给予最高不超过300万元建设经费引导资助。

市级知识产权运营中心建设引导资助经费实行总额控制，每年最高资助总额不超过500万元。

市级资助经费主要用于线上大数据系统、知识产权收储系统、知识产权价值评估系统、知识产权交易撮合系统及线下载体、高端知识产权运营人才培养引进等知识产权转化运营功能设施建设。
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from zhiyun.kernel.citation import Citation
from zhiyun.kernel.finding import Finding, Outcome, all_of
from zhiyun.kernel.money import ZERO, Money, wan
from zhiyun.kernel.said import Said, word
from zhiyun.kernel.terms import Choice, Listing, Number, Terms
from zhiyun.law.construction import Award, Benefit, Pot, Tranche
from zhiyun.law.cq_2021_65.readings import A10, A13, A19
from zhiyun.law.rule import cite, rule

MUNICIPAL_CAP = Number(
    11, "municipal_cap", wan(500), "500万元", "市级综合性中心最高资助额", least=ZERO, most=wan(10_000)
)
INDUSTRY_CAP = Number(
    11, "industry_cap", wan(300), "300万元", "产业或区域中心最高资助额", least=ZERO, most=wan(10_000)
)
ANNUAL_CAP = Number(
    11, "annual_cap", wan(500), "500万元", "建设资助每年最高总额", least=ZERO, most=wan(100_000)
)

PERMITTED_USES = Listing(
    11,
    "permitted_uses",
    (
        "线上大数据系统",
        "知识产权收储系统",
        "知识产权价值评估系统",
        "知识产权交易撮合系统",
        "线下载体",
        "高端知识产权运营人才培养引进",
    ),
    "资助经费主要用途",
)

CENTRE_CAPS = {Benefit.MUNICIPAL_CENTRE: MUNICIPAL_CAP, Benefit.INDUSTRY_CENTRE: INDUSTRY_CAP}


@rule(11)
def within_caps(awards: Sequence[Award], year: int, terms: Terms) -> Finding:
    """Test each centre's money against its cap, and what falls into ``year`` against the year's cap."""
    by_centre: dict[tuple[str, Benefit], Money] = {}
    for award in awards:
        centre = (award.centre, award.benefit)
        by_centre[centre] = by_centre.get(centre, ZERO) + award.amount
    grounds = [_centre(name, amount, terms[CENTRE_CAPS[kind]]) for (name, kind), amount in by_centre.items()]
    return all_of([*grounds, _year(awards, year, terms)], cites=cite(__name__))


def _centre(name: str, amount: Money, cap: Money) -> Finding:
    outcome = Outcome.MET if amount <= cap else Outcome.NOT_MET
    because = (
        Said("%(name)s资助%(amount)s，不超过单个中心上限%(cap)s", name=name, amount=amount, cap=cap)
        if outcome is Outcome.MET
        else Said("%(name)s资助%(amount)s，超过单个中心上限%(cap)s", name=name, amount=amount, cap=cap)
    )
    return Finding(outcome, because, cite(__name__))


def _year(awards: Sequence[Award], year: int, terms: Terms) -> Finding:
    kinds, by_year, refill = terms.of(A10), terms.of(A13), terms.of(A19)
    limited = [a for a in awards if kinds.key == "both_kinds" or a.benefit is Benefit.MUNICIPAL_CENTRE]
    total = sum((falls_in(a, year, dated_by=by_year.key, refill=refill.key) for a in limited), ZERO)
    cap = terms[ANNUAL_CAP]
    outcome = Outcome.MET if total <= cap else Outcome.NOT_MET
    because = (
        Said("%(year)s年建设资助合计%(total)s，不超过年度总额%(cap)s", year=year, total=total, cap=cap)
        if outcome is Outcome.MET
        else Said("%(year)s年建设资助合计%(total)s，超过年度总额%(cap)s", year=year, total=total, cap=cap)
    )
    return Finding(outcome, because, cite(__name__), readings=(kinds, by_year, refill))


def falls_in(award: Award, year: int, *, dated_by: str, refill: str) -> Money:
    """Give how much of an award falls into ``year``; a proposal without tranches falls into the year it is made for."""
    if dated_by == "payment_and_due":
        if not award.tranches:
            return award.amount
        return sum((t.amount for t in award.tranches if _occupies(t, year, refill)), ZERO)
    day = award.approved_on if dated_by == "approval" else award.signed_on
    if day is not None and day.year != year:
        return ZERO
    released = (t.amount for t in award.tranches if _released(t, refill))
    return award.amount - sum(released, ZERO)


def _occupies(tranche: Tranche, year: int, refill: str) -> bool:
    day = tranche.paid_on or tranche.due_on
    return day.year == year and not _released(tranche, refill)


def _released(tranche: Tranche, refill: str) -> bool:
    """Say whether a tranche gives its room back: withdrawn unpaid in its year, or paid and recovered in one year."""
    if tranche.paid_on is not None:
        return tranche.recovered_on is not None and _nets(refill, tranche.paid_on, tranche.recovered_on)
    withdrawn = tranche.withdrawn_on
    return refill != "nothing_refills" and withdrawn is not None and withdrawn.year <= tranche.due_on.year


@rule(11)
def pot(benefit: Benefit, terms: Terms) -> Pot:
    """Name the yearly pot of a centre's kind; only a kind the yearly cap speaks of has a cap."""
    kinds = terms.of(A10)
    if kinds.key == "both_kinds" or benefit is Benefit.MUNICIPAL_CENTRE:
        return Pot("construction", terms[ANNUAL_CAP], cite(__name__), (kinds,))
    return Pot("industry_construction", None, cite(__name__), (kinds,))


@rule(11)
def budget_year(award: Award, due_on: date, terms: Terms) -> tuple[int, Choice]:
    """Say in which year the part due on a day is counted: by that day, or the whole award by one day of its own."""
    dated_by = terms.of(A13)
    one_day = {"approval": award.approved_on, "signing": award.signed_on}.get(dated_by.key)
    return (one_day or due_on).year, dated_by


@rule(11)
def withdrawal_refills(terms: Terms) -> tuple[bool, Choice]:
    """Say whether what is withdrawn unpaid gives its room back."""
    refill = terms.of(A19)
    return refill.key != "nothing_refills", refill


@rule(11)
def recovery_refills(paid_on: date, came_on: date, terms: Terms) -> tuple[bool, Choice]:
    """Say whether what was paid on one day and came back on another gives its room back."""
    refill = terms.of(A19)
    return _nets(refill.key, paid_on, came_on), refill


def _nets(refill: str, paid_on: date, came_on: date) -> bool:
    return refill == "same_year_net" and came_on.year == paid_on.year


@rule(11)
def permitted_use(head: str, terms: Terms) -> Finding:
    """Say whether money may go to ``head``; «主要用于» leaves other operation facilities to a person."""
    cites: Citation = cite(__name__)
    if head in terms.listed(PERMITTED_USES):
        return Finding(Outcome.MET, Said("「%(head)s」在所列用途之内", head=word(head)), cites)
    return Finding(
        Outcome.NEEDS_JUDGEMENT,
        Said("「%(head)s」未列明，是否属转化运营功能设施建设待判断", head=word(head)),
        cites,
    )
