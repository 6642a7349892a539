"""Scenarios of counting a ledger of operations."""

from __future__ import annotations

from datetime import date

from zhiyun import law
from zhiyun.casework.scenarios import calls, centres, words
from zhiyun.casework.scenarios.given import Given, Reads
from zhiyun.kernel.finding import Finding
from zhiyun.kernel.money import Rate
from zhiyun.kernel.period import calendar_year
from zhiyun.kernel.workdays import Calendar

_KINDS = {kind.words: kind for kind in law.Kind}


def answer_count(*, measure: law.Measure, given: Given, calendar: Calendar) -> dict[str, str]:
    window = calendar_year(given.read("业绩年度", Reads.whole))
    round_ = calls.invented_round(measure=measure, given=given)
    deals = [_deal(each) for each in given.parts("业务")]
    count = measure.count(deals, window, round_=round_, barred=_barred(measure, given.part("在建中心")))
    answer = {"口径": words.reading_ids(choices=count.readings)}
    for ruling in count.rulings:
        called = f"{ruling.deal.applicant} {ruling.deal.deal}"
        answer[called] = law.outcome_of(ruling).words
        answer[f"{called} 理由"] = law.because(ruling)
        answer[f"{called} 口径"] = words.reading_ids(choices=law.readings_of(ruling, count.readings))
    for share in measure.allocate(count.claims()):
        answer[f"{share.applicant} 运营金额"] = str(share.operating_amount)
        answer[f"{share.applicant} 补贴"] = str(share.share)
    return answer


def answer_performance_period(*, measure: law.Measure, given: Given, calendar: Calendar) -> dict[str, str]:
    period, choice = measure.performance_period(
        given.read("申报年度", Reads.whole), given.read("申报截止日", Reads.day)
    )
    return {
        "第一日": str(period.starts_on),
        "最后一日": words.or_none(day=period.last_on),
        "口径": choice.reading.id,
    }


def _deal(given: Given) -> law.Deal:
    contract = given.maybe("合同金额", Reads.money)
    return law.Deal(
        deal=given.text("编号"),
        applicant=given.text("单位"),
        kind=given.read("类型", _KINDS.__getitem__),
        payments=tuple(map(_payment, given.texts("款项"))),
        rights=tuple(given.texts("权利")),
        from_party=given.maybe_text("转出方") or "",
        to_party=given.maybe_text("转入方") or "",
        related=given.maybe("关联", Reads.truth),
        contract_on=given.maybe("合同日", Reads.day),
        contract_fen=None if contract is None else contract.fen,
        registered_on=given.maybe("登记日", Reads.day),
        registration_no=given.maybe_text("登记号") or "",
        share=given.maybe("比例", Reads.percent),
        also_funded_by=given.maybe("已获支持", law.Level),
        appraisal=_appraisal(given.part("核定")) if given.has("核定") else None,
    )


def _payment(text: str) -> law.Payment:
    """Understand ``2025-06-20 18,000,000元``, and ``2025-06-20 100,000 USD 汇率 7.1234``."""
    day, amount, *foreign = text.split(" ")
    currency = foreign[0] if foreign else "CNY"
    rate: Rate | None = Reads.decimal(foreign[2]) if len(foreign) > 1 else None
    return law.Payment(date.fromisoformat(day), Reads.money(amount).fen, currency, rate)


def _appraisal(given: Given) -> law.Appraisal:
    return law.Appraisal(
        given.read("金额", Reads.money),
        given.text("核定人"),
        given.read("日期", Reads.day),
        given.text("理由"),
    )


def _barred(measure: law.Measure, given: Given) -> dict[str, Finding]:
    """Ask of every centre named whether its construction bars it on the day it applies."""
    findings = {}
    for applicant in given.table:
        centre = given.part(applicant)
        occasion = centres.occasion(given=centre)
        finding = measure.bar(centres.task_book(given=centre), occasion)
        if finding.outcome.words == "不符合":
            findings[applicant] = finding
    return findings
