"""第十六条　知识产权运营中心应于每半年提交1次项目执行进展、阶段性成果、经费使用情况和下阶段工作计划等项目实施报告。"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from zhiyun.kernel.period import Period, months_after
from zhiyun.kernel.said import Said
from zhiyun.kernel.terms import Choice, Number, Terms
from zhiyun.kernel.workdays import Calendar, NoHolidayNotice
from zhiyun.law.construction import Due, TaskBook
from zhiyun.law.cq_2021_65 import a15_acceptance as a15
from zhiyun.law.cq_2021_65.readings import A20
from zhiyun.law.rule import rule

REPORT_MONTHS = Number(16, "report_months", 6, "半年", "报告间隔（月）", least=1, most=24)
REPORT_PARTS = ("项目执行进展", "阶段性成果", "经费使用情况", "下阶段工作计划")

WORKDAYS_AFTER = 15
"""Reading A20: a report is due this many working days after its span."""
CALENDAR_DUE_DAY = 15
"""Reading A20, other way: on this day of the month after a calendar half."""


@rule(16)
def reports_due(book: TaskBook, calendar: Calendar, terms: Terms) -> tuple[Due, ...]:
    """List the half-year reports of construction and grace; a date no holiday notice reaches yet stays open."""
    choice = terms.of(A20)
    laid, used = a15.spans(book, terms)
    running = [s.period for s in laid if s.words in ("建设期", "宽限期")]
    spans = _calendar_halves if choice.key == "calendar_halves" else _from_start
    return tuple(
        _due(span, calendar, choice, used)
        for period in running
        for span in spans(period, terms[REPORT_MONTHS])
    )


def _from_start(period: Period, months: int) -> Iterator[Period]:
    assert period.ends_before is not None
    part = 0
    while (starts_on := months_after(period.starts_on, part * months)) < period.ends_before:
        part += 1
        yield Period(starts_on, min(months_after(period.starts_on, part * months), period.ends_before))


def _calendar_halves(period: Period, months: int) -> Iterator[Period]:
    assert period.ends_before is not None
    starts_on = period.starts_on
    while starts_on < period.ends_before:
        half_ends = date(starts_on.year, 7, 1) if starts_on.month <= 6 else date(starts_on.year + 1, 1, 1)
        yield Period(starts_on, min(half_ends, period.ends_before))
        starts_on = half_ends


def _due(span: Period, calendar: Calendar, choice: Choice, used: tuple[Choice, ...]) -> Due:
    assert span.last_on is not None
    readings = (choice, *used)
    if choice.key == "calendar_halves":
        end = span.last_on
        on = (
            date(end.year, 7, CALENDAR_DUE_DAY) if end.month <= 6 else date(end.year + 1, 1, CALENDAR_DUE_DAY)
        )
        return Due(Said("半年报告"), 16, span, on, Said("自然半年结束后15日内"), readings)
    try:
        on = calendar.workday_after(span.last_on, WORKDAYS_AFTER)
    except NoHolidayNotice as refusal:
        return Due(Said("半年报告"), 16, span, None, refusal.said, readings)
    return Due(
        Said("半年报告"),
        16,
        span,
        on,
        Said("期满（%(last_on)s）后%(workdays)s个工作日内", last_on=span.last_on, workdays=WORKDAYS_AFTER),
        readings,
    )
