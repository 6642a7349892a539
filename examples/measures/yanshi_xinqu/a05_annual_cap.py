"""第五条　每年最高补贴总额不超过200万元。超过的，按比例确定补贴金额，不足1元的部分舍去，余额不再分配。"""

from __future__ import annotations

from examples.measures.yanshi_xinqu.a04_rate_and_deal_cap import RATE
from zhiyun.kernel.citation import Citation
from zhiyun.kernel.finding import Finding, Outcome
from zhiyun.kernel.money import ZERO, Money, Rounding, wan
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said
from zhiyun.kernel.terms import Number, Terms
from zhiyun.law.claims import Allocation, Claims
from zhiyun.law.construction import Benefit, Pot
from zhiyun.law.mechanics import prorate
from zhiyun.law.rule import cite, rule

ANNUAL_CAP = Number(5, "annual_cap", wan(200), "200万元", "每年最高补贴总额", least=ZERO, most=wan(100_000))


class PotAboveCap(Refusal):
    """A year's pot larger than the article allows, or negative."""

    cites = Citation(5)


@rule(5)
def allocate(claims: Claims, terms: Terms, *, cap: Money | None = None) -> Allocation:
    """Share the year's pot; ``cap`` is a smaller pot than the article's. Refuses a pot above the article's cap."""
    most, rate = terms[ANNUAL_CAP], terms[RATE]
    pot = most if cap is None else cap
    if not ZERO <= pot <= most:
        raise PotAboveCap(
            Said(
                "年度总额%(pot)s不在0至%(most)s之间；第五条规定每年最高补贴总额不超过%(most)s",
                pot=pot,
                most=most,
            )
        )
    weights = [amount * rate.numerator for amount in claims.amounts_fen]
    scaled = sum(weights) > pot.fen * rate.denominator
    if scaled:
        shares = prorate(pot.fen, weights, unit=Rounding.FLOOR_YUAN.value)
        because = Said("%(count)s家应补合计超过年度总额%(pot)s，按比例确定", count=len(shares), pot=pot)
    else:
        shares = [Rounding.FLOOR_YUAN.floor(weight, rate.denominator) for weight in weights]
        because = Said("%(count)s家应补合计未超过年度总额%(pot)s，不缩减", count=len(shares), pot=pot)
    finding = Finding(Outcome.MET, because, cite(__name__))
    return Allocation(claims, rate, pot, shares, scaled, (), finding)


@rule(5)
def pot(benefit: Benefit, terms: Terms) -> Pot:
    """Name the yearly pot of the subsidy and its cap."""
    return Pot(benefit.value, terms[ANNUAL_CAP], cite(__name__))
