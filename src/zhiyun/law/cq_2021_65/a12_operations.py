"""第十二条　对市级知识产权运营中心开展知识产权质押融资、商标品牌培育推广、证券化、许可转让、交易、投融资等运营工作，根据运营绩效按照运营金额的2%给予补贴。"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Literal, cast

from zhiyun.kernel.finding import Finding
from zhiyun.kernel.money import Money, percent
from zhiyun.kernel.period import Period, calendar_year, years_after
from zhiyun.kernel.said import Said
from zhiyun.kernel.terms import Choice, Listing, Number, Terms
from zhiyun.law import counting
from zhiyun.law.counting import Count, KindRule, Method
from zhiyun.law.cq_2021_65.readings import A1, A2, A3, A4, A5, A23, A24, A25, A33
from zhiyun.law.deals import Deal, Kind, Level
from zhiyun.law.overlay import Round
from zhiyun.law.rule import rule

RATE = Number(12, "rate", percent(2), "2%", "按运营金额给予补贴的比例", least=percent(0), most=percent(100))

NAMED = {
    Kind.PLEDGE: "质押融资",
    Kind.BRAND: "商标品牌培育推广",
    Kind.SECURITISATION: "证券化",
    Kind.LICENCE: "许可",
    Kind.TRANSFER: "转让",
    Kind.TRADE: "交易",
    Kind.INVESTMENT: "投融资",
}

OPERATION_KINDS = Listing(
    12,
    "operation_kinds",
    tuple(kind.value for kind in NAMED),
    "补贴的业务类型",
    tuple(kind.value for kind in Kind),
    {kind.value: kind.words for kind in Kind},
)

REGISTRATIONS = {
    Kind.PLEDGE: Said("质权登记"),
    Kind.TRANSFER: Said("转让登记（手续合格通知书）"),
    Kind.LICENCE: Said("许可备案"),
}
"""The registrations at the national office that reading A3 asks for, by kind."""


@rule(12)
def entitlement(operating_amount: Money, terms: Terms) -> Fraction:
    """Give the exact entitlement in fen; rounding is Article 13's and its readings'."""
    return operating_amount.fen * terms[RATE].ratio


@rule(12)
def performance_period(round_year: int, closes_on: date, terms: Terms) -> tuple[Period, Choice]:
    """Give the span whose operations a round of ``round_year`` pays for."""
    choice = terms.of(A2)
    if choice.key == "twelve_months_to_closing":
        return Period(years_after(closes_on, -1), closes_on), choice
    return calendar_year(round_year - (choice.key == "previous_calendar_year")), choice


@rule(12)
def count(
    deals: Iterable[Deal],
    window: Period,
    terms: Terms,
    *,
    round_: Round | None,
    barred: Mapping[str, Finding],
) -> Count:
    """Count a ledger's operations inside ``window``; ``barred`` holds Article 14's findings by applicant."""
    return counting.count(deals, method=method(window, terms, round_), barred=barred)


def method(window: Period, terms: Terms, round_: Round | None) -> Method:
    """Choose the way of counting that the readings, the listed kinds and the round ask for."""
    used = tuple(map(terms.of, (A1, A2, A3, A4, A5, A23, A24, A25, A33)))
    key = {choice.reading.id: choice.key for choice in used}
    all_levels = key["A25"] == "all_blocked"
    return Method(
        window=window,
        kinds={kind: _rule(kind, key, terms, round_) for kind in Kind},
        base=cast(Literal["realised", "contract"], key["A1"]),
        dated_by=cast(Literal["later", "registration", "money"], key["A3"]),
        related_counts=key["A24"] == "included",
        foreign_counts=key["A33"] == "parity_on_money_day",
        blocking_levels=frozenset(Level) if all_levels else frozenset({Level.CITY}),
        equal_split=key["A23"] == "equal_split",
        readings=used,
    )


def _rule(kind: Kind, key: Mapping[str, str], terms: Terms, round_: Round | None) -> KindRule:
    registration = REGISTRATIONS.get(kind, "")
    listed = kind.value in terms.listed(OPERATION_KINDS)
    if round_ is not None:
        registration = round_.registrations.get(kind, registration)
    if kind in (Kind.EQUITY, Kind.INSURANCE) and not listed:
        in_round = round_ is not None and kind in round_.kinds
        listed = key["A5"] == "always" or (key["A5"] == "round_lists" and in_round)
    return KindRule(listed, registration, by_person=kind is Kind.BRAND and key["A4"] == "judged")
