"""Scenarios of a centre's construction: its money, its period, its acceptance and what falls due."""

from __future__ import annotations

from fractions import Fraction

from zhiyun import law
from zhiyun.casework.scenarios import words
from zhiyun.casework.scenarios.given import Given, Reads, amounts
from zhiyun.kernel.period import Period, calendar_year
from zhiyun.kernel.said import Said
from zhiyun.kernel.workdays import Calendar

_BENEFITS = {
    "市级综合性中心": law.Benefit.MUNICIPAL_CENTRE,
    "产业或区域中心": law.Benefit.INDUSTRY_CENTRE,
    "运营绩效补贴": law.Benefit.PERFORMANCE_SUBSIDY,
}


def benefit(*, given: Given, key: str) -> law.Benefit:
    """Read which of the three benefits is meant."""
    return given.read(key, _BENEFITS.__getitem__)


def task_book(*, given: Given) -> law.TaskBook:
    """Read the dates of a task book."""
    return law.TaskBook(
        signed_on=given.read("任务书签订日", Reads.day),
        last_on=given.maybe("建设期最后一日", Reads.day),
        approved_length=given.maybe_text("批准延长文件") or "",
        confirmed_on=given.maybe("公示确认日", Reads.day),
        first_paid_on=given.maybe("首次拨付日", Reads.day),
        accepted_on=given.maybe("验收合格日", Reads.day),
        first_failed_on=given.maybe("首次验收不合格日", Reads.day),
        second_failed_on=given.maybe("再次验收不合格日", Reads.day),
    )


def occasion(*, given: Given) -> law.Occasion:
    """Read the day of application, the call's last day (that day, if not told) and the performance year."""
    applied_on = given.read("申报日", Reads.day)
    year = given.maybe("业绩年度", Reads.whole)
    return law.Occasion(
        applied_on,
        given.maybe("申报截止日", Reads.day) or applied_on,
        None if year is None else calendar_year(year),
    )


def answer_notice(*, measure: law.Measure, given: Given, calendar: Calendar) -> dict[str, str]:
    asked = benefit(given=given, key="申报类别")
    run = measure.notice_period(asked, given.read("公布日", Reads.day), calendar)
    return {
        "第一日": str(run.first_counted_day),
        "最后一日": str(run.last_day),
        "可办理下一步": str(run.free_from),
        "提示": run.caution or "无",
        "口径": words.reading_ids(choices=run.readings),
    }


def answer_in_force(*, measure: law.Measure, given: Given, calendar: Calendar) -> dict[str, str]:
    day = given.read("日期", Reads.day)
    return {"施行": words.yes_or_no(holds=day in measure.in_force)}


def answer_construction_period(*, measure: law.Measure, given: Given, calendar: Calendar) -> dict[str, str]:
    period, used = measure.construction_period(task_book(given=given))
    return _period(period) | {"口径": words.reading_ids(choices=used)}


def answer_caps(*, measure: law.Measure, given: Given, calendar: Calendar) -> dict[str, str]:
    awards = [_award(each) for each in given.parts("资助")]
    finding = measure.within_caps(awards, given.read("年度", Reads.whole))
    return words.of_finding(finding=finding) | {"合计": finding.grounds[-1].because}


def _award(given: Given) -> law.Award:
    return law.Award(
        centre=given.text("中心"),
        benefit=benefit(given=given, key="类别"),
        amount=given.read("金额", Reads.money),
        tranches=tuple(map(_tranche, given.parts("拨付"))),
        approved_on=given.maybe("审定日", Reads.day),
        signed_on=given.maybe("任务书签订日", Reads.day),
    )


def _tranche(given: Given) -> law.Tranche:
    paid_on = given.maybe("拨付日", Reads.day)
    due_on = given.maybe("到期日", Reads.day) or paid_on
    if due_on is None:
        raise given.refuse(Said("到期日"), Said("缺到期日或拨付日"))
    return law.Tranche(
        given.read("金额", Reads.money),
        due_on,
        paid_on,
        given.maybe("撤销日", Reads.day),
        given.maybe("收回日", Reads.day),
        given.maybe("未用金额", Reads.money),
    )


def answer_use(*, measure: law.Measure, given: Given, calendar: Calendar) -> dict[str, str]:
    return words.of_finding(finding=measure.permitted_use(given.text("用途")))


def answer_acceptance(*, measure: law.Measure, given: Given, calendar: Calendar) -> dict[str, str]:
    acceptance = measure.acceptance(task_book(given=given), given.read("日期", Reads.day))
    grace = acceptance.grace
    return {
        "所处阶段": acceptance.standing.value,
        "建设期": str(acceptance.construction),
        "宽限期": "无" if grace is None else str(grace),
        "口径": words.reading_ids(choices=acceptance.readings),
    }


def answer_open(*, measure: law.Measure, given: Given, calendar: Calendar) -> dict[str, str]:
    finding = measure.acceptance_open(
        task_book(given=given), given.read("日期", Reads.day), asked=given.read("中心已申请", Reads.truth)
    )
    return words.of_finding(finding=finding)


def answer_recovery(*, measure: law.Measure, given: Given, calendar: Calendar) -> dict[str, str]:
    interest = None
    if given.has("约定年利率"):
        interest = law.InterestTerms(
            given.read("约定年利率", Reads.percent), given.read("计息截止日", Reads.day)
        )
    recovery = measure.recover(
        task_book(given=given),
        [_tranche(each) for each in given.parts("拨付")],
        given.read("日期", Reads.day),
        interest=interest,
    )
    return {
        "收回": str(recovery.amount),
        "利息": str(recovery.interest),
        "理由": recovery.finding.because,
        "口径": words.reading_ids(choices=recovery.readings),
    }


def answer_due(*, measure: law.Measure, given: Given, calendar: Calendar) -> dict[str, str]:
    answer: dict[str, str] = {}
    numbers: dict[str, int] = {}
    for due in measure.due(task_book(given=given), calendar):
        numbers[due.what] = numbers.get(due.what, 0) + 1
        called = f"{due.what} {numbers[due.what]}"
        answer[called] = words.or_none(day=due.on)
        answer[f"{called} 期间"] = "无" if due.covers is None else str(due.covers)
        answer[f"{called} 说明"] = due.because
    return answer | {f"{what} 次数": str(number) for what, number in numbers.items()}


def answer_panel(*, measure: law.Measure, given: Given, calendar: Calendar) -> dict[str, str]:
    score, choice = measure.panel_score([Fraction(int(text)) for text in given.texts("评分")])
    return {"得分": str(score), "口径": choice.reading.id}


def answer_evaluation(*, measure: law.Measure, given: Given, calendar: Calendar) -> dict[str, str]:
    return words.of_finding(finding=measure.evaluation_effect(given.read("评价合格", Reads.truth)))


def answer_budget(*, measure: law.Measure, given: Given, calendar: Calendar) -> dict[str, str]:
    spent, budget = amounts(given=given.part("支出")), amounts(given=given.part("预算"))
    return words.of_finding(finding=measure.within_budget(spent, budget))


def answer_change(*, measure: law.Measure, given: Given, calendar: Calendar) -> dict[str, str]:
    finding = measure.change_reported(
        given.text("变化"), given.read("生效日", Reads.day), given.maybe("报告日", Reads.day)
    )
    return words.of_finding(finding=finding)


def _period(period: Period) -> dict[str, str]:
    return {"第一日": str(period.starts_on), "最后一日": words.or_none(day=period.last_on)}
