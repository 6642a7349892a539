"""Every reading is asked openly, and every alternative really computes something else and is named with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from tests.law.world import (
    CALENDAR,
    INDUSTRY,
    MEASURE,
    MUNICIPAL,
    PUBLISHED,
    SUBSIDY,
    YEAR,
    applicant,
    book,
    day,
    deal,
    ids,
    occasion,
    paid,
    percent,
    pledge,
)
from zhiyun import law
from zhiyun.kernel.money import Money, wan, yuan
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.terms import Choice
from zhiyun.law.cq_2021_65.readings import ADOPTED_BY, ASK_FIRST, READINGS

Answered = tuple[object, Iterable[Choice]]
"""What a measure answers, in a form to be compared, and the readings the answer names."""

Asked = Callable[[law.Measure], Answered]

JUNE = frozenset({day("2026-06-01")})
TWO_DRAWDOWNS = (paid("2025-06-20", "18000000"), paid("2026-02-10", "12000000"))


def counted(*deals: law.Deal, round_: law.Round | None = None) -> Asked:
    """Ask what the first of some deals counts for."""

    def asked(measure: law.Measure) -> Answered:
        counting = measure.count(deals, YEAR, round_=round_)
        first = counting.rulings[0]
        return first.counted_fen, law.readings_of(first, counting.readings)

    return asked


def shared(cap: Money | None = None, **amounts: Money) -> Asked:
    def asked(measure: law.Measure) -> Answered:
        allocation = measure.allocate(law.Claims.of(amounts), cap=cap)
        return allocation.by_applicant(), allocation.readings

    return asked


def eligible(
    benefit: law.Benefit, when: law.Occasion, *, round_: law.Round | None = None, **values: Any
) -> Asked:
    def asked(measure: law.Measure) -> Answered:
        finding = measure.eligibility(benefit, applicant(benefit, **values), when, round_)
        return finding.outcome, finding.all_readings()

    return asked


def capped(*awards: law.Award) -> Asked:
    def asked(measure: law.Measure) -> Answered:
        finding = measure.within_caps(awards, 2026)
        return finding.because, finding.all_readings()

    return asked


def barred(task_book: law.TaskBook, when: law.Occasion) -> Asked:
    def asked(measure: law.Measure) -> Answered:
        finding = measure.bar(task_book, when)
        return finding.outcome, finding.readings

    return asked


def built(task_book: law.TaskBook) -> Asked:
    return lambda measure: measure.construction_period(task_book)


def accepted(task_book: law.TaskBook) -> Asked:
    def asked(measure: law.Measure) -> Answered:
        acceptance = measure.acceptance(task_book, day("2026-04-11"))
        return acceptance.grace, acceptance.readings

    return asked


def opened(measure: law.Measure) -> Answered:
    """Ask on the last day of grace whether the bureau may accept what the centre has not asked for."""
    finding = measure.acceptance_open(FAILED_ONCE, day("2026-04-10"), asked=False)
    return finding.outcome, finding.readings


def recovered(measure: law.Measure) -> Answered:
    tranche = law.Tranche(yuan(1000), day("2024-01-01"), day("2024-01-01"), unspent=yuan(10))
    interest = law.InterestTerms(percent("10"), day("2025-01-01"))
    failed = book(first_failed="2025-04-10", second_failed="2026-04-20")
    recovery = measure.recover(failed, [tranche], day("2026-04-20"), interest=interest)
    return (recovery.amount, recovery.interest), recovery.finding.readings


def objected(measure: law.Measure) -> Answered:
    claims = {"甲": wan(15_000), "乙": wan(10_000), "丙": wan(5_000)}
    before = measure.allocate(law.Claims.of(claims))
    del claims["丙"]
    revised = measure.after_objection(before, law.Claims.of(claims))
    return (revised.after, revised.must_republish), revised.readings


def objected_under_the_cap(measure: law.Measure) -> Answered:
    before = measure.allocate(law.Claims.of({"甲": wan(50), "乙": wan(10)}))
    revised = measure.after_objection(before, law.Claims.of({"甲": wan(50)}))
    return (revised.after, revised.must_republish), revised.readings


def proved_false(measure: law.Measure) -> Answered:
    before = measure.allocate(law.Claims.of({"甲": wan(15_000), "乙": wan(15_000)}))
    revised = measure.after_falsity(before, "乙", wan(0))
    return revised.after, revised.readings


def noticed(measure: law.Measure) -> Answered:
    notice = measure.notice_period(SUBSIDY, day("2026-09-24"), CALENDAR)
    return notice.last_day, notice.readings


def constructed_notice(measure: law.Measure) -> Answered:
    notice = measure.notice_period(INDUSTRY, day("2026-09-24"), CALENDAR)
    return notice.last_day, notice.readings


def reported(measure: law.Measure) -> Answered:
    reports = [due for due in measure.due(book(), CALENDAR) if due.article == 16]
    return [due.on for due in reports], reports[0].readings


def evaluated(measure: law.Measure) -> Answered:
    finding = measure.evaluation_effect(False)
    return finding.outcome, finding.readings


def told(measure: law.Measure) -> Answered:
    finding = measure.change_reported("重组", day("2026-10-31"), day("2026-10-30"))
    return finding.outcome, finding.readings


def quorate(measure: law.Measure) -> Answered:
    needed, choice = measure.meeting_quorum(7)
    return needed, (choice,)


def voted(*votes: int) -> Asked:
    """Ask whether some votes carry: for, against, abstained."""

    def asked(measure: law.Measure) -> Answered:
        carries, choice = measure.meeting_carries(law.Votes(*votes))
        return carries, (choice,)

    return asked


def scored(measure: law.Measure) -> Answered:
    score, choice = measure.panel_score([Fraction(n) for n in (60, 80, 80, 80, 95)])
    return score, (choice,)


def in_force_on(text: str) -> Asked:
    return lambda measure: (day(text) in measure.in_force, measure.readings_of(23))


def paid_for(measure: law.Measure) -> Answered:
    period, choice = measure.performance_period(2026, day("2026-06-30"))
    return period, (choice,)


def two_year_round() -> law.Round:
    table: dict[str, object] = {
        "round": {
            "id": "r",
            "title": "演示",
            "measure": MEASURE.id,
            "benefit": SUBSIDY.value,
            "document": "通知",
            "dated": day("2023-06-01"),
        },
        "kinds": [{"kind": "equity", "cites": "通知第二条"}],
        "conditions": [
            {"article": 1, "item": 7, "words": "近两年", "predicate": "no_penalty_within_years", "years": 2}
        ],
    }
    assert MEASURE.answers.look_back is not None
    return law.read_round(table, look_back=MEASURE.answers.look_back)


def penalty(on: str, severity: law.Severity = law.Severity.ORDINARY) -> law.Penalties:
    return law.Penalties((law.Penalty(day(on), severity),))


def roster(*people: law.Person) -> law.Roster:
    return law.Roster(people)


def insured(
    count: int, months: Iterable[date], engagement: law.Engagement = law.Engagement.OWN
) -> tuple[law.Person, ...]:
    return tuple(
        law.Person(f"{engagement.value}{n}", engagement, insured_months=frozenset(months))
        for n in range(count)
    )


def split_award(**said: Any) -> law.Award:
    tranche = law.Tranche(wan(250), day("2026-01-20"), day("2026-01-20"))
    later = law.Tranche(wan(150), day("2027-01-20"))
    days = {"approved_on": day("2025-11-20"), "signed_on": day("2026-01-10")} | said
    return law.Award("甲", MUNICIPAL, wan(400), (tranche, later), **days)


CLOSING = occasion("2023-07-20", "2023-07-31", 2022)
FAILED_ONCE = book(first_failed="2025-04-10")
SAME = (pledge("1", "甲"), pledge("1", "乙"))

CASES: dict[tuple[str, str], Asked] = {
    ("A1", "contract"): counted(pledge("1", "甲", *TWO_DRAWDOWNS, contract_fen=3_000_000_000)),
    ("A2", "twelve_months_to_closing"): paid_for,
    ("A2", "round_year"): paid_for,
    ("A3", "registration"): counted(pledge("1", "甲", *TWO_DRAWDOWNS)),
    ("A3", "money"): counted(pledge("1", "甲", registered_on=day("2026-01-15"))),
    ("A4", "contract_received"): counted(deal(kind=law.Kind.BRAND)),
    ("A5", "never"): counted(deal(kind=law.Kind.EQUITY), round_=two_year_round()),
    ("A5", "always"): counted(deal(kind=law.Kind.INSURANCE)),
    ("A6", "municipal_centres_only"): eligible(SUBSIDY, occasion(), municipal_centre=False),
    ("A7", "cap_each_first"): shared(甲=wan(50_000), 乙=wan(5_000)),
    ("A8", "rounded_entitlement"): shared(cap=yuan(2), 甲=Money(9_950), 乙=yuan(50)),
    ("A9", "largest_remainder"): shared(甲=yuan(150_000_050), 乙=yuan(100_000_000)),
    ("A9", "floor_fen"): shared(甲=Money(4_999)),
    ("A10", "municipal_only"): capped(
        law.Award("甲", MUNICIPAL, wan(300)), law.Award("乙", INDUSTRY, wan(201))
    ),
    ("A11", "dishonest_list_only"): eligible(SUBSIDY, occasion(), on_abnormal_list=True),
    ("A11", "judged"): eligible(SUBSIDY, occasion(), fund_fraud_decided=True),
    ("A12", "application_date"): eligible(
        SUBSIDY, CLOSING, round_=two_year_round(), penalties=penalty("2021-07-25")
    ),
    ("A12", "serious_only"): eligible(
        SUBSIDY, CLOSING, round_=two_year_round(), penalties=penalty("2022-05-01", law.Severity.MINOR)
    ),
    ("A13", "approval"): capped(split_award()),
    ("A13", "signing"): capped(split_award()),
    ("A14", "confirmation"): built(book(confirmed="2023-03-01")),
    ("A14", "first_payment"): built(book(first_paid="2023-04-20")),
    ("A15", "performance_overlap"): barred(book(accepted="2025-03-20"), occasion("2025-06-20", year=2025)),
    ("A16", "grace_only"): barred(book(), occasion("2025-06-20", year=None)),
    ("A16", "neither"): barred(FAILED_ONCE, occasion("2025-06-20", year=None)),
    ("A17", "period_end"): accepted(FAILED_ONCE),
    ("A18", "unspent_only"): recovered,
    ("A18", "with_agreed_interest"): recovered,
    ("A19", "nothing_refills"): capped(
        law.Award(
            "甲", MUNICIPAL, wan(500), (law.Tranche(wan(500), day("2026-10-01"), None, day("2026-08-01")),)
        )
    ),
    ("A19", "same_year_net"): capped(
        law.Award(
            "甲",
            MUNICIPAL,
            wan(500),
            (law.Tranche(wan(500), day("2026-02-01"), day("2026-02-01"), recovered_on=day("2026-09-01")),),
        )
    ),
    ("A20", "calendar_halves"): reported,
    ("A21", "six_months"): eligible(SUBSIDY, occasion(), staff=roster(*insured(5, JUNE))),
    ("A21", "any_month_last_year"): eligible(
        SUBSIDY, occasion(), staff=roster(*insured(5, [day("2025-03-01")]))
    ),
    ("A22", "partners_counted"): eligible(
        INDUSTRY, occasion(), staff=roster(*insured(9, JUNE), *insured(1, JUNE, law.Engagement.PARTNER))
    ),
    ("A23", "equal_split"): counted(*SAME),
    ("A24", "included"): counted(deal(related=True)),
    ("A25", "all_blocked"): counted(deal(also_funded_by=law.Level.DISTRICT)),
    ("A26", "first_day_counts"): noticed,
    ("A27", "always_republish"): objected_under_the_cap,
    ("A27", "keep_others"): objected,
    ("A28", "fixed"): built(book(last="2025-03-13")),
    ("A29", "suspends_unpaid"): evaluated,
    ("A30", "thirty_days"): told,
    ("A31", "recompute_all"): proved_false,
    ("A32", "lapsed_after_two_years"): in_force_on("2024-01-01"),
    ("A32", "superseded_when_posted"): in_force_on("2024-05-15"),
    ("A33", "renminbi_only"): counted(deal("1", "甲", paid("2025-03-03", "100", "USD", "7.1"))),
    ("A34", "exclusive"): eligible(INDUSTRY, occasion(), full_time_staff=10),
    ("A35", "trimmed_mean"): scored,
    ("A36", "two_thirds"): quorate,
    ("A37", "of_votes_cast"): voted(3, 2, 2),
    ("A37", "two_thirds"): voted(4, 3, 0),
    ("A38", "bureau_may"): opened,
}

ALTERNATIVES = [(reading.id, key) for reading in READINGS.values() for key in reading.alternatives]


@pytest.mark.parametrize(("reading_id", "key"), ALTERNATIVES, ids=lambda part: part)
def test_an_alternative_answers_otherwise_and_both_answers_name_the_reading(
    reading_id: str, key: str
) -> None:
    assert (reading_id, key) in CASES, f"{reading_id} {key} has no case that shows what it changes"

    adopted, named = CASES[reading_id, key](MEASURE)
    tried, named_when_tried = CASES[reading_id, key](MEASURE.reading_as({reading_id: key}))

    assert tried != adopted
    assert {c.reading.id: c.key for c in named}[reading_id] == READINGS[reading_id].adopted
    assert {c.reading.id: c.key for c in named_when_tried}[reading_id] == key


def test_every_case_is_of_an_alternative_there_is() -> None:
    assert set(CASES) == set(ALTERNATIVES)


def test_construction_notices_follow_the_same_reading() -> None:
    adopted, _ = constructed_notice(MEASURE)
    tried, _ = constructed_notice(MEASURE.reading_as({"A26": "first_day_counts"}))

    assert (adopted, tried) == (day("2026-10-09"), day("2026-10-08"))


def test_there_are_38_readings_numbered_in_order() -> None:
    assert list(READINGS) == [f"A{n}" for n in range(1, 39)]
    assert [choice.reading.id for choice in MEASURE.readings] == list(READINGS)


@pytest.mark.parametrize("choice", MEASURE.readings, ids=lambda choice: choice.reading.id)
def test_a_reading_says_what_it_asks_why_it_is_answered_so_and_by_whom(choice: Choice) -> None:
    reading = choice.reading

    assert reading.question
    assert reading.basis
    assert len(set(reading.options.values())) == len(reading.options) >= 2
    assert reading.adopted_by == ADOPTED_BY
    assert reading.since <= date(2026, 11, 23)


@pytest.mark.parametrize("choice", MEASURE.readings, ids=lambda choice: choice.reading.id)
def test_a_reading_is_unconfirmed_until_the_bureau_has_written(choice: Choice) -> None:
    assert choice.is_adopted
    assert not choice.is_confirmed
    assert str(choice).endswith("（未经确认）")


def test_the_readings_to_ask_the_bureau_first_are_marked() -> None:
    assert {int(c.reading.id[1:]) for c in MEASURE.readings if c.reading.starred} == ASK_FIRST


def test_every_reading_stands_by_articles_there_are() -> None:
    articles = {article.number for article in MEASURE.articles}

    assert [c.reading.id for c in MEASURE.readings if not set(c.reading.articles) <= articles] == []
    assert ids(MEASURE.readings_of(13)) == ["A7", "A8", "A9", "A19", "A31"]
    assert MEASURE.readings_of(1) == ()


def test_readings_quote_only_words_the_measure_or_the_2023_call_really_has() -> None:
    # What stands in 「“…”」 in a question is the measure's or the call's own wording.
    of_the_call = {"近两年未被行政处罚"}
    quoted = {
        quote
        for choice in MEASURE.readings
        for quote in re.findall("“([^”]+)”", choice.reading.question)
        if quote not in of_the_call
    }

    assert [quote for quote in quoted if quote not in PUBLISHED.read_text()] == []


def test_unknown_readings_and_alternatives_are_refused_at_once() -> None:
    with pytest.raises(Faulty) as refusal:
        MEASURE.reading_as({"A0": "x", "A9": "half_up"})

    assert [fault.place for fault in refusal.value.faults] == ["口径 A0", "口径 A9"]
    assert refusal.value.faults[1] == Fault(
        "口径 A9", "没有「half_up」这一读法，可用的有：floor_yuan、largest_remainder、floor_fen"
    )


def test_reading_as_nothing_is_the_same_measure() -> None:
    assert MEASURE.reading_as({}) is MEASURE
