"""第四条　对开展知识产权质押融资、转让、许可的，按照运营金额的1%给予补贴。每个申报单位单笔业务计入的运营金额不超过100万元。"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from zhiyun.kernel.finding import Finding
from zhiyun.kernel.money import ZERO, Money, percent, wan
from zhiyun.kernel.period import Period
from zhiyun.kernel.terms import Number, Terms
from zhiyun.law.counting import Count
from zhiyun.law.cq_2021_65 import a12_operations as a12
from zhiyun.law.deals import Deal, Kind, Ruling
from zhiyun.law.overlay import Round
from zhiyun.law.rule import rule

RATE = Number(4, "rate", percent(1), "1%", "按运营金额给予补贴的比例", least=percent(0), most=percent(100))
DEAL_CAP = Number(
    4,
    "deal_cap",
    wan(100),
    "100万元",
    "每个申报单位单笔业务计入的最高运营金额",
    least=ZERO,
    most=wan(100_000),
)

OPERATION_KINDS = replace(
    a12.OPERATION_KINDS, article=4, values=(Kind.PLEDGE.value, Kind.TRANSFER.value, Kind.LICENCE.value)
)


@rule(4)
def entitlement(operating_amount: Money, terms: Terms) -> Fraction:
    """Give the exact entitlement in fen."""
    return operating_amount.fen * terms[RATE].ratio


@rule(4)
def count(
    deals: Iterable[Deal],
    window: Period,
    terms: Terms,
    *,
    round_: Round | None,
    barred: Mapping[str, Finding],
) -> Count:
    """Count as the city does, this district's kinds only, and no deal beyond the most one deal may count."""
    kinds = {a12.OPERATION_KINDS.id: terms.listed(OPERATION_KINDS)}
    as_the_city = replace(
        terms, listings={**terms.listings, a12.OPERATION_KINDS.id: a12.OPERATION_KINDS}, lists=kinds
    )
    counted = a12.count(deals, window, as_the_city, round_=round_, barred=barred)
    most = terms[DEAL_CAP]
    return replace(counted, rulings=tuple(_capped(ruling, most) for ruling in counted.rulings))


def _capped(ruling: Ruling, most: Money) -> Ruling:
    if ruling.counted_fen <= most.fen:
        return ruling
    note = f"原可计入{Money(ruling.counted_fen)}，第四条规定每个申报单位单笔不超过{most}"
    return ruling._replace(counted_fen=most.fen, notes=(*ruling.notes, note))
