"""第二十三条　本办法自2022年1月1日起施行。"""

from __future__ import annotations

from datetime import date

from zhiyun.kernel.period import Period
from zhiyun.kernel.terms import Terms
from zhiyun.law.cq_2021_65.readings import A32
from zhiyun.law.rule import rule

IN_FORCE_FROM = date(2022, 1, 1)

_ENDS = {
    "until_successor": None,
    "lapsed_after_two_years": date(2024, 1, 1),
    "superseded_when_posted": date(2024, 5, 15),
}


@rule(23)
def in_force(terms: Terms) -> Period:
    """Give the span in which the measure is in force, as reading A32 answers."""
    return Period(IN_FORCE_FROM, _ENDS[terms.of(A32).key])
