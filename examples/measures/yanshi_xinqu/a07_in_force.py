"""第七条　本办法由演示新区知识产权局负责解释，自2026年1月1日起施行。"""

from __future__ import annotations

from datetime import date

from zhiyun.kernel.period import Period
from zhiyun.kernel.terms import Terms
from zhiyun.law.rule import rule

INTERPRETER = "演示新区知识产权局"
IN_FORCE_FROM = date(2026, 1, 1)


@rule(7)
def in_force(terms: Terms) -> Period:
    """Give the span in which the measure is in force."""
    return Period(IN_FORCE_FROM, None)
