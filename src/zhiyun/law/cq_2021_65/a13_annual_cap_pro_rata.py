"""第十三条　运营绩效补贴实行总额控制，每年最高补贴总额不超过500万元。若多个申请单位符合补贴条件且超过500万元，按比例确定补贴金额。"""

from __future__ import annotations

from zhiyun.kernel.citation import Citation
from zhiyun.kernel.finding import Finding, Outcome, UsedFact
from zhiyun.kernel.money import ZERO, Money, Rounding, wan
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said
from zhiyun.kernel.terms import Choice, Number, Terms
from zhiyun.law.claims import Allocation, Claims
from zhiyun.law.construction import Benefit, Pot
from zhiyun.law.cq_2021_65.a12_operations import RATE
from zhiyun.law.cq_2021_65.readings import A7, A8, A9, A31
from zhiyun.law.mechanics import hand_out, prorate
from zhiyun.law.notice import Revised
from zhiyun.law.rule import cite, rule

ANNUAL_CAP = Number(
    13, "annual_cap", wan(500), "500万元", "运营绩效补贴每年最高总额", least=ZERO, most=wan(100_000)
)


class PotAboveCap(Refusal):
    """A year's pot larger than the article allows, or negative."""

    cites = Citation(13)


class NotInRound(Refusal):
    """A unit that had no part in the round asked about."""

    cites = Citation(13)


@rule(13)
def allocate(claims: Claims, terms: Terms, *, cap: Money | None = None) -> Allocation:
    """Share the year's pot; ``cap`` is a smaller pot than the article's. Refuses a pot above the article's cap."""
    most = terms[ANNUAL_CAP]
    pot = most if cap is None else cap
    if not ZERO <= pot <= most:
        raise PotAboveCap(
            Said(
                "年度总额%(pot)s不在0至%(most)s之间；第十三条规定每年最高补贴总额不超过%(most)s",
                pot=pot,
                most=most,
            )
        )
    readings = tuple(map(terms.of, (A7, A8, A9)))
    rate = terms[RATE]
    rounding = Rounding.FLOOR_FEN if readings[2].key == "floor_fen" else Rounding.FLOOR_YUAN
    weights = _weights(claims, terms, pot, rounding)
    limit = pot.fen * rate.denominator
    scaled = sum(weights) > limit
    if scaled:
        shares = prorate(pot.fen, weights, unit=rounding.value)
    else:
        shares = [weight // (rate.denominator * rounding.value) * rounding.value for weight in weights]
    if readings[2].key == "largest_remainder":
        _hand_out_remainders(claims, weights, shares, pot.fen, rate.denominator)
    finding = _because(claims, pot, sum(weights), rate.denominator, scaled, readings)
    return Allocation(claims, rate, pot, shares, scaled, readings, finding)


def _weights(claims: Claims, terms: Terms, pot: Money, rounding: Rounding) -> list[int]:
    """Give each exact entitlement, in fen times the rate's denominator, as readings A7 and A8 let it take part."""
    numerator, denominator = terms[RATE].numerator, terms[RATE].denominator
    weights = [amount * numerator for amount in claims.amounts_fen]
    if terms.of(A7).key == "cap_each_first":
        most = pot.fen * denominator
        weights = [min(weight, most) for weight in weights]
    if terms.of(A8).key == "rounded_entitlement":
        unit = denominator * rounding.value
        weights = [weight // unit * unit for weight in weights]
    return weights


def _hand_out_remainders(
    claims: Claims, weights: list[int], shares: list[int], pot_fen: int, denominator: int
) -> None:
    """Give the whole yuan left over to the largest remainders, nobody beyond the own entitlement."""
    total = sum(weights)
    unit = Rounding.FLOOR_YUAN.value
    payable = min(pot_fen, total // denominator)
    if total == 0:
        return
    most = [weight // denominator for weight in weights]
    scale = max(total, pot_fen * denominator)
    order = sorted(
        range(len(weights)),
        key=lambda i: (-(pot_fen * weights[i] % (scale * unit)), -weights[i], claims.applicants[i]),
    )
    hand_out(payable - sum(shares), order, shares, most, unit=unit)


def _because(
    claims: Claims, pot: Money, total: int, denominator: int, scaled: bool, readings: tuple[Choice, ...]
) -> Finding:
    entitled = Money(total // denominator)
    if scaled:
        because = Said(
            "%(count)s家应补合计%(entitled)s，超过年度总额%(pot)s，按%(pot)s÷%(entitled)s的比例确定",
            count=len(claims.applicants),
            entitled=entitled,
            pot=pot,
        )
    else:
        because = Said(
            "%(count)s家应补合计%(entitled)s，未超过年度总额%(pot)s，不缩减",
            count=len(claims.applicants),
            entitled=entitled,
            pot=pot,
        )
    facts = (
        UsedFact("total_entitlement", Said("应补合计"), str(entitled)),
        UsedFact("cap", Said("年度总额"), str(pot)),
    )
    return Finding(Outcome.MET, because, cite(__name__), facts, readings=readings)


@rule(13)
def pot(benefit: Benefit, terms: Terms) -> Pot:
    """Name the yearly pot of the subsidy and its cap."""
    return Pot(benefit.value, terms[ANNUAL_CAP], cite(__name__))


@rule(13)
def after_falsity(before: Allocation, applicant: str, true_amount: Money, terms: Terms) -> Revised:
    """Say what a settled round owes once one unit's amount proves false; refuses a unit not in the round."""
    published = before.fen_by_applicant()
    if applicant not in published:
        raise NotInRound(Said("「%(applicant)s」不在这一轮分配之中；请核对单位名称", applicant=applicant))
    choice = terms.of(A31)
    amounts = {**before.claims.fen_by_applicant(), applicant: true_amount.fen}
    again = allocate(Claims(tuple(amounts), tuple(amounts.values())), terms, cap=before.cap)
    owed = again.fen_by_applicant()
    after = (
        owed
        if choice.key == "recompute_all"
        else {**published, applicant: min(published[applicant], owed[applicant])}
    )
    raised = tuple(unit for unit, share in after.items() if share > published[unit])
    back = {unit: published[unit] - share for unit, share in after.items() if share < published[unit]}
    return Revised(before, after, raised, bool(raised), back, (choice, *again.readings))
