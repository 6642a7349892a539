"""An applicant's estimate: the form the law itself writes, and everything it then answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhiyun import law
from zhiyun.kernel.citation import Citation
from zhiyun.kernel.finding import Finding, Outcome
from zhiyun.kernel.money import Money
from zhiyun.kernel.terms import Choice

SELF_STATED = "申报单位自填，未经核验"

FUNDED_BEFORE = "construction_funded"
CONSTRUCTION_DATES = (
    "task_book_signed_on",
    "construction_last_on",
    "length_approved",
    "accepted_on",
    "first_failed_on",
    "second_failed_on",
)
"""What an applicant that has had a construction grant is asked further before it may claim the subsidy."""


@dataclass(frozen=True, slots=True)
class Section:
    """One condition of the form: its place, its official words, the facts it wants and the questions for people.

    ``follow_up`` are facts only some applicants have.
    """

    cites: Citation
    words: str
    official: str
    facts: tuple[law.Key[Any], ...]
    questions: tuple[law.Question, ...]
    follow_up: tuple[law.Key[Any], ...] = ()


@dataclass(frozen=True, slots=True)
class MoneyEstimate:
    """What an operating amount would bring: alone in the round, and how much of it the year's pot is."""

    operating_amount: Money
    entitlement: Money
    share_alone: Money
    cap: Money
    readings: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Estimate:
    """The answer to an applicant's facts: every ground, what is missing, who will judge what, and the money."""

    finding: Finding
    missing: tuple[Finding, ...]
    refused: tuple[Finding, ...]
    judged: tuple[Finding, ...]
    judge: law.Step
    materials: tuple[law.Material, ...]
    money: MoneyEstimate | None
    readings: tuple[Choice, ...]


def questionnaire(
    *, measure: law.Measure, benefit: law.Benefit, round_: law.Round | None = None
) -> tuple[Section, ...]:
    """Write the applicant's form: a section for every condition, and for the subsidy one for the bar."""
    sections = [
        Section(
            item.cites,
            item.words,
            _official_words(measure, item.cites),
            tuple(law.BY_NAME[name] for name in item.wants() if law.BY_NAME[name].kind is not law.Roster),
            item.questions(),
        )
        for item in measure.items(benefit, round_)
    ]
    if not benefit.is_construction:
        bar = Citation(14)
        funded, dates = law.BY_NAME[FUNDED_BEFORE], tuple(law.BY_NAME[name] for name in CONSTRUCTION_DATES)
        words = _official_words(measure, bar)
        sections.append(Section(bar, "建设期内不得申报", words, (funded,), (), dates))
    return tuple(sections)


def judge(*, measure: law.Measure, benefit: law.Benefit) -> law.Step:
    """Name the step of the procedure in which people judge what the form leaves open."""
    return measure.steps(benefit)[1]


def estimate(
    *,
    measure: law.Measure,
    benefit: law.Benefit,
    facts: law.Facts,
    applied_on: date,
    closes_on: date,
    operating_amount: Money | None = None,
    round_: law.Round | None = None,
) -> Estimate:
    """Answer an applicant's facts with every ground; nothing an applicant states can stand for a judgement."""
    performance = None if round_ is None else round_.performance
    if performance is None and not benefit.is_construction:
        performance, _ = measure.performance_period(closes_on.year, closes_on)
    occasion = law.Occasion(applied_on, closes_on, performance)
    stated = law.Facts(facts.applicant, facts.known)
    finding = measure.eligibility(benefit, stated, occasion, round_)
    leaves = tuple(_leaves(finding))
    money = None if operating_amount is None else _money(measure, facts.applicant, operating_amount)
    used = {
        choice.reading.id: choice for choice in (*finding.all_readings(), *(money.readings if money else ()))
    }
    return Estimate(
        finding,
        tuple(leaf for leaf in leaves if leaf.outcome is Outcome.NO_EVIDENCE),
        tuple(leaf for leaf in leaves if leaf.outcome is Outcome.NOT_MET),
        tuple(leaf for leaf in leaves if leaf.outcome is Outcome.NEEDS_JUDGEMENT),
        judge(measure=measure, benefit=benefit),
        measure.materials(benefit, round_),
        money,
        tuple(used.values()),
    )


def stated(*, values: Mapping[str, object], on: date) -> dict[str, law.Fact[Any]]:
    """Make facts of what an applicant states about itself on a day; what is None stays unknown."""
    return {
        name: law.Fact(value, as_of=on, evidence=SELF_STATED)
        for name, value in values.items()
        if value is not None
    }


def _money(measure: law.Measure, applicant: str, operating_amount: Money) -> MoneyEstimate:
    alone = measure.allocate(law.Claims.of({applicant: operating_amount}))
    [share] = alone
    return MoneyEstimate(operating_amount, share.entitlement_floor, share.share, alone.cap, alone.readings)


def _leaves(finding: Finding) -> Iterator[Finding]:
    if not finding.grounds:
        yield finding
    for ground in finding.grounds:
        yield from _leaves(ground)


def _official_words(measure: law.Measure, cites: Citation) -> str:
    """Give the words of one item as published; a round's own conditions have none in the measure."""
    if cites.document:
        return ""
    lines = [line.strip() for line in measure.article(cites.article).body.splitlines() if line.strip()]
    if cites.item is None:
        return lines[0]
    numbered = [line for line in lines if line.startswith(f"{cites.item}.")]
    return numbered[0] if numbered else lines[0]
