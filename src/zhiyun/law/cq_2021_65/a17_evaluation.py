"""第十七条　市知识产权局定期对知识产权运营中心开展绩效评价，原则上每年进行一次。绩效评价主要从运营模式、运营团队、运营效益、工作成效等方面进行综合评价。"""

from __future__ import annotations

from collections.abc import Iterator

from zhiyun.kernel.finding import Finding, Outcome
from zhiyun.kernel.period import Period, months_after
from zhiyun.kernel.said import Said
from zhiyun.kernel.terms import Listing, Number, Terms
from zhiyun.law.construction import Due
from zhiyun.law.cq_2021_65.readings import A29
from zhiyun.law.rule import cite, rule

TIMES_A_YEAR = Number(17, "times_a_year", 1, "每年进行一次", "绩效评价次数", least=1, most=4)
MONTHS_A_YEAR = 12
DIMENSIONS = Listing(17, "dimensions", ("运营模式", "运营团队", "运营效益", "工作成效"), "绩效评价维度")


@rule(17)
def evaluations_due(construction: Period, terms: Terms) -> Iterator[Due]:
    """List the spans to be evaluated; the bureau names the day, so none is computed."""
    assert construction.ends_before is not None
    times = terms[TIMES_A_YEAR]
    because = Said("原则上每年%(times)s次，日期由市知识产权局确定", times=times)
    starts_on, part = construction.starts_on, 0
    while starts_on < construction.ends_before:
        part += 1
        ends_before = min(
            months_after(construction.starts_on, part * MONTHS_A_YEAR // times), construction.ends_before
        )
        yield Due(Said("绩效评价"), 17, Period(starts_on, ends_before), None, because, (terms.of(A29),))
        starts_on = ends_before


@rule(17)
def effect(passed: bool, terms: Terms) -> Finding:
    """Say whether unpaid tranches may go on being paid after an evaluation."""
    choice = terms.of(A29)
    suspended = not passed and choice.key == "suspends_unpaid"
    if suspended:
        because = Said("评价不合格，未付部分暂缓拨付")
    elif choice.key == "suspends_unpaid":
        because = Said("评价合格，不影响拨付")
    else:
        because = Said("评价结果只作记录，不影响拨付；任务书另有约定的从约定")
    outcome = Outcome.NOT_MET if suspended else Outcome.MET
    return Finding(outcome, because, cite(__name__), readings=(choice,))
