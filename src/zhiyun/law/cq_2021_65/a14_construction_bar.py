"""第十四条　市级综合性知识产权运营中心、产业或区域知识产权运营中心建设期内不得申报运营绩效补贴。"""

from __future__ import annotations

from zhiyun.kernel.finding import Finding, Outcome, UsedFact
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said, word
from zhiyun.kernel.terms import Terms
from zhiyun.law import keys
from zhiyun.law.conditions import unknown
from zhiyun.law.construction import TaskBook
from zhiyun.law.cq_2021_65 import a15_acceptance as a15
from zhiyun.law.cq_2021_65.readings import A15, A16
from zhiyun.law.facts import Facts, Occasion
from zhiyun.law.rule import cite, rule


@rule(14)
def barred(facts: Facts, occasion: Occasion, terms: Terms) -> Finding:
    """Say whether the applicant may claim the performance subsidy at all; MET means nothing bars it.

    Dates that cannot be are missing evidence here, so that an applicant hears every other ground too.
    """
    cites = cite(__name__)
    funded = facts.get(keys.CENTRE_FUNDED)
    if funded is None:
        return unknown(keys.CENTRE_FUNDED, cites)
    if not funded.value:
        return Finding(
            Outcome.MET, Said("未获建设资助立项，不在建设期内"), cites, facts.used(keys.CENTRE_FUNDED)
        )
    book = task_book(facts)
    if book is None:
        return unknown(keys.SIGNED_ON, cites)
    try:
        return bar(book, occasion, terms)
    except Refusal as refusal:
        return Finding(Outcome.NO_EVIDENCE, refusal.said, cites, facts.used(*_DATES.values()))


def task_book(facts: Facts) -> TaskBook | None:
    """Read a task book's dates from an applicant's facts; None when it was not told when it was signed."""
    dates = {name: facts.get(key) for name, key in _DATES.items()}
    told = {name: fact.value for name, fact in dates.items() if fact is not None}
    signed_on = told.pop("signed_on", None)
    if signed_on is None:
        return None
    approval = facts.get(keys.LENGTH_APPROVED)
    approved = (approval.evidence or "已批准") if approval is not None and approval.value else ""
    return TaskBook(signed_on, approved_length=approved, **told)


_DATES = {
    "signed_on": keys.SIGNED_ON,
    "last_on": keys.ENDS_ON,
    "confirmed_on": keys.CONFIRMED_ON,
    "first_paid_on": keys.FIRST_PAID_ON,
    "accepted_on": keys.ACCEPTED_ON,
    "first_failed_on": keys.FIRST_FAILED_ON,
    "second_failed_on": keys.SECOND_FAILED_ON,
}


@rule(14)
def bar(book: TaskBook, occasion: Occasion, terms: Terms) -> Finding:
    """Test the day of application, or the performance year, against a centre's construction and what follows it."""
    by, reach = terms.of(A15), terms.of(A16)
    spans, used = a15.spans(book, terms)
    counted = {
        "grace_and_gap": spans,
        "grace_only": [s for s in spans if s.words in ("建设期", "宽限期")],
        "neither": [s for s in spans if s.words == "建设期"],
    }[reach.key]
    year = occasion.performance
    overlapping = [s for s in counted if year is not None and s.period.overlaps(year)]
    applying = [s for s in counted if occasion.applied_on in s.period]
    hit = applying or (overlapping if by.key == "performance_overlap" else [])
    dates = tuple(UsedFact("span", s.words, str(s.period)) for s in spans)
    warnings = tuple(
        Said(
            "业绩期间%(year)s与%(span)s%(period)s重叠，请复核", year=year, span=word(s.words), period=s.period
        )
        for s in overlapping
        if not hit
    )
    if applying:
        because = Said(
            "%(applied_on)s申报时在%(span)s内（%(period)s），不得申报运营绩效补贴",
            applied_on=occasion.applied_on,
            span=word(hit[0].words),
            period=hit[0].period,
        )
    elif hit:
        because = Said(
            "业绩期间%(year)s与%(span)s（%(period)s）重叠，不得申报运营绩效补贴",
            year=year,
            span=word(hit[0].words),
            period=hit[0].period,
        )
    else:
        because = Said("%(applied_on)s申报时不在建设期内", applied_on=occasion.applied_on)
    outcome = Outcome.NOT_MET if hit else Outcome.MET
    return Finding(outcome, because, cite(__name__), dates, readings=(by, reach, *used), warnings=warnings)
