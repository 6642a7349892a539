"""第十九条　知识产权运营中心发生并购、重组、破产、转业等重大变化的，应提前以书面形式向市知识产权局报告，并配合做好财政资金使用情况核算和审计。"""

from __future__ import annotations

from datetime import date, timedelta

from zhiyun.kernel.finding import Finding, Outcome
from zhiyun.kernel.said import Said
from zhiyun.kernel.terms import Listing, Terms
from zhiyun.law.cq_2021_65.readings import A30
from zhiyun.law.rule import cite, rule

CHANGES = Listing(19, "changes", ("并购", "重组", "破产", "转业"), "须报告的重大变化")
WARNING_DAYS = 30
"""Reading A30: a report later than this many days before the change takes effect is warned of, or refused."""


@rule(19)
def reported_in_time(change: str, effective_on: date, reported_on: date | None, terms: Terms) -> Finding:
    """Say whether a change was reported before it took effect; an unlisted one («等») is for a person to weigh."""
    choice = terms.of(A30)
    cites = cite(__name__)
    if change not in terms.listed(CHANGES):
        because = Said("「%(change)s」是否属重大变化待判断", change=change)
        return Finding(Outcome.NEEDS_JUDGEMENT, because, cites, readings=(choice,))
    if reported_on is None:
        return Finding(
            Outcome.NO_EVIDENCE,
            Said(
                "%(change)s将于%(effective_on)s生效，未见书面报告", change=change, effective_on=effective_on
            ),
            cites,
            readings=(choice,),
        )
    least = timedelta(days=WARNING_DAYS if choice.key == "thirty_days" else 1)
    ahead = effective_on - reported_on
    if ahead < least:
        because = Said(
            "%(change)s于%(effective_on)s生效，%(reported_on)s才报告，未提前%(days)s日",
            change=change,
            effective_on=effective_on,
            reported_on=reported_on,
            days=least.days,
        )
        return Finding(Outcome.NOT_MET, because, cites, readings=(choice,))
    short = ahead < timedelta(days=WARNING_DAYS)
    warnings = (
        (Said("仅提前%(days)s日，不足%(least)s日", days=ahead.days, least=WARNING_DAYS),) if short else ()
    )
    because = Said(
        "%(change)s于%(effective_on)s生效，%(reported_on)s已报告",
        change=change,
        effective_on=effective_on,
        reported_on=reported_on,
    )
    return Finding(Outcome.MET, because, cites, readings=(choice,), warnings=warnings)
