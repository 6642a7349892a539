"""The first draft of a call: what the measure already says, so that only what is new must be typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from zhiyun import law
from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.calls.words import CallWords
from zhiyun.kernel.citation import Citation

OPENS_AFTER = timedelta(days=7)
STAYS_OPEN = timedelta(days=30)
OPENS_AT = time(9)
CLOSES_AT = time(18)
CORRECTION_WORKDAYS = 5


def first_words(*, measure: law.Measure, benefit: law.Benefit, by: Actor) -> CallWords:
    """Draft a call for a benefit from its measure: a window, the performance span, and the articles it rests on."""
    opens_on = by.day + OPENS_AFTER
    closes_on = opens_on + STAYS_OPEN
    words = CallWords(
        dated=by.day,
        title=f"{by.day.year}年度{benefit.words}申报通知",
        body=_body(measure, benefit),
        opens_at=datetime.combine(opens_on, OPENS_AT, SHANGHAI),
        closes_at=datetime.combine(closes_on, CLOSES_AT, SHANGHAI),
        correction_workdays=CORRECTION_WORKDAYS,
    )
    if benefit.is_construction:
        return words
    from_to, _ = measure.performance_period(closes_on.year, closes_on)
    assert from_to.ends_before is not None, "a performance span has an end"
    last = from_to.ends_before - timedelta(days=1)
    return replace(words, performance_from=from_to.starts_on, performance_until=last)


def procedure(*, benefit: law.Benefit) -> Citation:
    """Give the article by which a benefit is called for: 9（一） or 10（一）."""
    return Citation(9 if benefit.is_construction else 10, 1)


def _body(measure: law.Measure, benefit: law.Benefit) -> str:
    conditions = dict.fromkeys(str(Citation(item.cites.article)) for item in measure.items(benefit))
    return (
        f"根据《{measure.title}》（{measure.number}），现组织{benefit.words}申报。\n\n"
        f"申报单位应当符合{'、'.join(conditions)}规定的条件，"
        f"按照{Citation(procedure(benefit=benefit).article)}规定的程序提交申报材料，并对材料的真实性负责。"
    )
