"""Scenarios of sharing a year's pot, and of what happens to the shares afterwards."""

from __future__ import annotations

from collections.abc import Mapping

from zhiyun import law
from zhiyun.casework.scenarios import words
from zhiyun.casework.scenarios.given import Given, Reads, amounts
from zhiyun.kernel.money import Money
from zhiyun.kernel.workdays import Calendar


def answer_allocation(*, measure: law.Measure, given: Given, calendar: Calendar) -> dict[str, str]:
    allocation = _allocated(measure, given)
    answer = {
        "应补合计": str(Money(int(allocation.total_entitlement))),
        "补贴合计": str(allocation.total_share),
        "余额": str(allocation.unspent),
        "缩减": words.yes_or_no(holds=allocation.scaled),
        "理由": allocation.finding.because,
        "口径": words.reading_ids(choices=allocation.readings),
    }
    for share in allocation:
        answer[share.applicant] = str(share.share)
        answer[f"{share.applicant} 应补"] = str(share.entitlement_floor)
    return answer


def answer_objection(*, measure: law.Measure, given: Given, calendar: Calendar) -> dict[str, str]:
    before = _allocated(measure, given)
    corrected = law.Claims.of(amounts(given=given.part("更正后运营金额")))
    return _revised(measure.after_objection(before, corrected))


def answer_falsity(*, measure: law.Measure, given: Given, calendar: Calendar) -> dict[str, str]:
    before = _allocated(measure, given)
    return _revised(
        measure.after_falsity(before, given.text("不实单位"), given.read("真实运营金额", Reads.money))
    )


def _allocated(measure: law.Measure, given: Given) -> law.Allocation:
    cap = given.maybe("年度总额", Reads.money)
    return measure.allocate(law.Claims.of(amounts(given=given.part("运营金额"))), cap=cap)


def _revised(revised: law.Revised) -> dict[str, str]:
    answer = {f"{unit} 原补贴": str(share) for unit, share in revised.before.by_applicant().items()}
    answer |= _in_yuan(revised.after)
    answer |= {f"{unit} 追回": amount for unit, amount in _in_yuan(revised.to_recover_fen).items()}
    answer["金额增加"] = "、".join(revised.raised) or "无"
    answer["重新公示"] = words.yes_or_no(holds=revised.must_republish)
    answer["口径"] = words.reading_ids(choices=revised.readings)
    return answer


def _in_yuan(amounts_fen: Mapping[str, int]) -> dict[str, str]:
    return {unit: str(Money(fen)) for unit, fen in amounts_fen.items()}
