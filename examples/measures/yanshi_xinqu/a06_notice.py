"""第六条　拟补贴名单面向社会公示7个工作日。"""

from __future__ import annotations

from datetime import date

from zhiyun.kernel.terms import Number, Terms
from zhiyun.kernel.workdays import Calendar
from zhiyun.law import notice
from zhiyun.law.cq_2021_65.readings import A26
from zhiyun.law.procedure import Step
from zhiyun.law.rule import cite, rule

NOTICE_WORKDAYS = Number(6, "notice_workdays", 7, "7个工作日", "公示期", least=1, most=60)

STEPS = (Step(cite(__name__), "公示", "拟补贴名单面向社会公示7个工作日"),)


@rule(6)
def notice_period(published_on: date, calendar: Calendar, terms: Terms) -> notice.NoticePeriod:
    """Count the working days of a notice published on ``published_on``; refuses a year without a holiday notice."""
    return notice.run(published_on, terms[NOTICE_WORKDAYS], calendar, terms.of(A26))
