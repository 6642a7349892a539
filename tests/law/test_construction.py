"""Construction from signing to acceptance, what bars the subsidy meanwhile, and what a second failure costs."""

from __future__ import annotations

from typing import Any

import pytest

from tests.law.world import MEASURE, MET, NOT_MET, book, day, ids, maybe_day, occasion, percent
from zhiyun import law
from zhiyun.kernel.citation import Citation
from zhiyun.kernel.finding import Finding, UsedFact
from zhiyun.kernel.money import Money, wan, yuan
from zhiyun.kernel.period import Period
from zhiyun.kernel.refusal import Refusal

BUILDING = law.Standing.UNDER_CONSTRUCTION
WAITING = law.Standing.AWAITING_ACCEPTANCE
GRACE = law.Standing.IN_GRACE
WAITING_AGAIN = law.Standing.AWAITING_SECOND_ACCEPTANCE
ACCEPTED = law.Standing.ACCEPTED
REVOKED = law.Standing.REVOKED

TOO_EARLY = "建设期（2023-03-15至2025-03-14）满后才组织验收，验收结论日期不能在此之前；请核对日期"

PASSED = {"accepted": "2025-06-01"}
FAILED = {"first_failed": "2025-04-10"}
PASSED_IN_GRACE = FAILED | {"accepted": "2025-08-01"}
PASSED_AFTER_GRACE = FAILED | {"accepted": "2026-06-01"}
REVOKED_IN_GRACE = FAILED | {"second_failed": "2025-12-01"}
REVOKED_AFTER_GRACE = FAILED | {"second_failed": "2026-04-20"}


def span(first: str, last: str) -> Period:
    return Period(day(first), day(last))


def bar(task_book: law.TaskBook, on: str, *, year: int | None = None, **readings: str) -> Finding:
    return MEASURE.reading_as(readings).bar(task_book, occasion(on, on, year))


# The period -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("task_book", "readings", "ends_before"),
    [
        (book(), {}, "2025-03-15"),
        (book(last="2025-03-14"), {}, "2025-03-15"),
        (book(last="2025-03-13"), {}, "2025-03-14"),
        (book(last="2023-03-15"), {}, "2023-03-16"),
        (book(last="2025-03-15", approved="批复"), {}, "2025-03-16"),
        (book(last="2026-12-31", approved="批复"), {}, "2027-01-01"),
        (book(last="2025-03-15", approved="批复"), {"A28": "fixed"}, "2025-03-15"),
        (book(last="2025-03-15"), {"A28": "fixed"}, "2025-03-15"),
        (book(last="2025-03-13"), {"A28": "fixed"}, "2025-03-15"),
    ],
)
def test_construction_takes_two_years_or_what_was_approved(
    task_book: law.TaskBook, readings: dict[str, str], ends_before: str
) -> None:
    period, used = MEASURE.reading_as(readings).construction_period(task_book)

    assert period == span("2023-03-15", ends_before)
    assert ids(used) == ["A14", "A28"]


@pytest.mark.parametrize(
    ("said", "reading", "starts"),
    [
        ({"confirmed": "2023-03-01", "first_paid": "2023-04-20"}, "task_book", "2023-03-15"),
        ({"confirmed": "2023-03-01", "first_paid": "2023-04-20"}, "confirmation", "2023-03-01"),
        ({"confirmed": "2023-03-01", "first_paid": "2023-04-20"}, "first_payment", "2023-04-20"),
        ({}, "confirmation", "2023-03-15"),
        ({}, "first_payment", "2023-03-15"),
    ],
)
def test_construction_starts_as_read_and_at_signing_where_the_other_day_is_unknown(
    said: dict[str, str], reading: str, starts: str
) -> None:
    period, _ = MEASURE.reading_as({"A14": reading}).construction_period(book(**said))

    assert period.starts_on == day(starts)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (
            {"last": "2025-03-15"},
            "任务书载明建设期至2025-03-15，超过2年（至2025-03-14），且无批准文件；请补充批准延长的文件名称",
        ),
        ({"last": "2023-03-14"}, "建设期最后一日（2023-03-14）早于开始日（2023-03-15）；请核对日期"),
    ],
)
def test_an_unapproved_or_impossible_end_is_refused(said: dict[str, str], why: str) -> None:
    with pytest.raises(Refusal) as refusal:
        MEASURE.construction_period(book(**said))

    assert (str(refusal.value), refusal.value.cites) == (why, Citation(5))


# Where a centre stands --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "on", "standing"),
    [
        ({}, "2023-03-15", BUILDING),
        ({}, "2025-03-14", BUILDING),
        ({}, "2025-03-15", WAITING),
        ({}, "2039-01-01", WAITING),
        (PASSED, "2025-05-31", WAITING),
        (PASSED, "2025-06-01", ACCEPTED),
        ({"accepted": "2025-03-15"}, "2025-03-15", ACCEPTED),
        (FAILED, "2025-04-10", WAITING),
        (FAILED, "2025-04-11", GRACE),
        (FAILED, "2026-04-10", GRACE),
        (FAILED, "2026-04-11", WAITING_AGAIN),
        (PASSED_IN_GRACE, "2025-07-31", GRACE),
        (PASSED_IN_GRACE, "2025-08-01", ACCEPTED),
        (PASSED_AFTER_GRACE, "2026-05-31", WAITING_AGAIN),
        (PASSED_AFTER_GRACE, "2026-06-01", ACCEPTED),
        (REVOKED_IN_GRACE, "2025-11-30", GRACE),
        (REVOKED_IN_GRACE, "2025-12-01", REVOKED),
        (REVOKED_AFTER_GRACE, "2026-04-19", WAITING_AGAIN),
        (REVOKED_AFTER_GRACE, "2026-04-20", REVOKED),
    ],
)
def test_a_centre_stands_somewhere_on_every_day(
    said: dict[str, str], on: str, standing: law.Standing
) -> None:
    acceptance = MEASURE.acceptance(book(**said), day(on))

    grace = span("2025-04-11", "2026-04-11") if "first_failed" in said else None
    assert (acceptance.standing, acceptance.construction, acceptance.grace) == (
        standing,
        span("2023-03-15", "2025-03-15"),
        grace,
    )
    assert ids(acceptance.readings) == (["A14", "A28", "A17"] if grace else ["A14", "A28"])


def test_grace_may_be_read_to_start_when_construction_ends() -> None:
    measure = MEASURE.reading_as({"A17": "period_end"})

    standings = [
        measure.acceptance(book(**FAILED), day(on)).standing
        for on in ("2025-03-15", "2025-04-10", "2026-03-14", "2026-03-15")
    ]

    assert standings == [GRACE, GRACE, GRACE, WAITING_AGAIN]
    assert measure.acceptance(book(**FAILED), day("2025-05-01")).grace == span("2025-03-15", "2026-03-15")


def test_a_years_grace_from_a_leap_day_ends_on_its_corresponding_day() -> None:
    grace = MEASURE.acceptance(book("2022-02-20", first_failed="2024-02-28"), day("2024-03-01")).grace

    assert grace == span("2024-02-29", "2025-03-01")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"accepted": "2025-03-14"}, TOO_EARLY),
        ({"first_failed": "2025-03-14"}, TOO_EARLY),
        ({"first_failed": "2023-01-01"}, TOO_EARLY),
        ({"second_failed": "2026-04-20"}, "再次验收不合格须在首次验收不合格之后；请核对两次通知日期"),
        (
            FAILED | {"second_failed": "2025-04-10"},
            "再次验收不合格须在首次验收不合格之后；请核对两次通知日期",
        ),
        (FAILED | {"accepted": "2025-04-10"}, "首次验收不合格之后才有再次验收合格；请核对两个日期"),
        (FAILED | {"accepted": "2025-03-20"}, "首次验收不合格之后才有再次验收合格；请核对两个日期"),
        (
            REVOKED_AFTER_GRACE | {"accepted": "2026-06-01"},
            "同一任务书不能既验收合格又再次验收不合格；请核对",
        ),
    ],
)
def test_dates_that_cannot_be_are_refused(said: dict[str, str], why: str) -> None:
    with pytest.raises(Refusal) as refusal:
        MEASURE.acceptance(book(**said), day("2026-07-01"))

    assert (str(refusal.value), refusal.value.cites) == (why, Citation(15))


@pytest.mark.parametrize(
    "said",
    [
        {"accepted": "2025-03-15"},
        {"first_failed": "2025-03-15"},
        FAILED | {"second_failed": "2025-04-11"},
        FAILED | {"accepted": "2025-04-11"},
    ],
)
def test_the_earliest_dates_that_can_be_are_taken(said: dict[str, str]) -> None:
    assert MEASURE.acceptance(book(**said), day("2026-07-01")).construction == span(
        "2023-03-15", "2025-03-15"
    )


def test_before_signing_there_is_nothing_to_accept() -> None:
    with pytest.raises(Refusal, match=r"^2023-03-14在建设期开始（2023-03-15）之前，尚无验收可言$"):
        MEASURE.acceptance(book(), day("2023-03-14"))


# The bar ----------------------------------------------------------------------------------------------------------

BARS = [
    ({}, "2023-03-14", None),
    ({}, "2023-03-15", "建设期"),
    ({}, "2025-03-14", "建设期"),
    ({}, "2025-03-15", "期满待验收"),
    (PASSED, "2025-05-31", "期满待验收"),
    (PASSED, "2025-06-01", None),
    (FAILED, "2025-04-10", "期满待验收"),
    (FAILED, "2025-04-11", "宽限期"),
    (FAILED, "2026-04-10", "宽限期"),
    (FAILED, "2026-04-11", "宽限期满待再次验收"),
    (PASSED_IN_GRACE, "2025-07-31", "宽限期"),
    (PASSED_IN_GRACE, "2025-08-01", None),
    (PASSED_AFTER_GRACE, "2026-05-31", "宽限期满待再次验收"),
    (PASSED_AFTER_GRACE, "2026-06-01", None),
    (REVOKED_IN_GRACE, "2025-12-01", "宽限期"),
    (REVOKED_IN_GRACE, "2025-12-02", None),
    (REVOKED_AFTER_GRACE, "2026-04-20", "宽限期满待再次验收"),
    (REVOKED_AFTER_GRACE, "2026-04-21", None),
]
REACH = {
    "grace_and_gap": {"建设期", "期满待验收", "宽限期", "宽限期满待再次验收"},
    "grace_only": {"建设期", "宽限期"},
    "neither": {"建设期"},
}


@pytest.mark.parametrize("reach", REACH)
@pytest.mark.parametrize(("said", "on", "inside"), BARS)
def test_who_builds_may_not_claim_the_subsidy_as_far_as_the_reading_reaches(
    said: dict[str, str], on: str, inside: str | None, reach: str
) -> None:
    finding = bar(book(**said), on, A16=reach)

    barred = inside in REACH[reach]
    assert finding.outcome is (NOT_MET if barred else MET)
    if barred:
        assert finding.because.startswith(f"{on}申报时在{inside}内（")
        assert finding.because.endswith("），不得申报运营绩效补贴")
    else:
        assert finding.because == f"{on}申报时不在建设期内"
    assert finding.cites == Citation(14)
    assert ids(finding.readings)[:4] == ["A15", "A16", "A14", "A28"]


def test_the_bar_tells_every_stretch_with_its_dates() -> None:
    finding = bar(book(**REVOKED_AFTER_GRACE), "2026-04-20")

    assert finding.facts == (
        UsedFact("span", "建设期", "2023-03-15至2025-03-14"),
        UsedFact("span", "期满待验收", "2025-03-15至2025-04-10"),
        UsedFact("span", "宽限期", "2025-04-11至2026-04-10"),
        UsedFact("span", "宽限期满待再次验收", "2026-04-11至2026-04-20"),
    )


def test_a_performance_year_that_touches_construction_is_warned_of() -> None:
    passed = book(accepted="2025-03-15")

    overlapping = bar(passed, "2026-06-20", year=2025)
    clear = bar(passed, "2027-06-20", year=2026)

    assert (overlapping.outcome, overlapping.warnings) == (
        MET,
        ("业绩期间2025-01-01至2025-12-31与建设期2023-03-15至2025-03-14重叠，请复核",),
    )
    assert (clear.outcome, clear.warnings) == (MET, ())


def test_a_performance_year_that_touches_construction_may_be_read_to_bar() -> None:
    passed = book(accepted="2025-03-15")

    assert bar(passed, "2026-06-20", year=2025, A15="performance_overlap").because == (
        "业绩期间2025-01-01至2025-12-31与建设期（2023-03-15至2025-03-14）重叠，不得申报运营绩效补贴"
    )
    assert bar(passed, "2026-06-20", year=2025, A15="performance_overlap").outcome is NOT_MET
    assert bar(passed, "2027-06-20", year=2026, A15="performance_overlap").outcome is MET
    assert bar(passed, "2026-06-20", A15="performance_overlap").outcome is MET
    assert bar(passed, "2024-06-20", year=2030, A15="performance_overlap").outcome is NOT_MET


def test_who_is_barred_is_not_warned_besides() -> None:
    assert bar(book(), "2024-06-20", year=2023).warnings == ()


def test_what_a_reading_does_not_reach_is_neither_barred_nor_warned_of() -> None:
    finding = bar(book(), "2025-06-20", year=2026, A16="neither")

    assert (finding.outcome, finding.warnings) == (MET, ())


# Recovery ---------------------------------------------------------------------------------------------------------


def paid_out(amount: Money, on: str, **said: Any) -> law.Tranche:
    days = {key: maybe_day(value) if isinstance(value, str) else value for key, value in said.items()}
    return law.Tranche(amount, day(on), day(on), **days)


TWO = (paid_out(wan(180), "2023-05-20"), paid_out(wan(120), "2024-05-20"))


def recover(*tranches: law.Tranche, reading: str = "all_paid", **said: Any) -> law.Recovery:
    measure = MEASURE.reading_as({"A18": reading})
    return measure.recover(book(**REVOKED_AFTER_GRACE), tranches or TWO, day("2026-04-20"), **said)


def test_a_second_failure_takes_back_all_that_was_paid() -> None:
    recovery = recover()

    assert recovery == law.Recovery(
        wan(300),
        Money(0),
        Finding(
            NOT_MET,
            "2025-04-10首次验收不合格，2026-04-20再次验收不合格，取消建设资格，收回3,000,000.00元",
            Citation(15),
            (
                UsedFact("paid", "2023-05-20拨付", "1,800,000.00元"),
                UsedFact("paid", "2024-05-20拨付", "1,200,000.00元"),
            ),
            readings=recovery.readings,
        ),
        recovery.readings,
        parts=(wan(180), wan(120)),
    )
    assert ids(recovery.readings) == ["A18"]


def test_what_was_never_paid_or_already_given_back_is_not_taken_back() -> None:
    unpaid = law.Tranche(wan(50), day("2026-12-01"))
    given_back = paid_out(wan(70), "2023-06-01", recovered_on="2026-04-01")

    assert recover(TWO[0], unpaid, given_back).amount == wan(180)


def test_nothing_paid_is_nothing_to_take_back() -> None:
    assert recover(law.Tranche(wan(50), day("2026-12-01"))).amount == Money(0)


def test_only_the_unspent_part_may_be_taken_back() -> None:
    kept = paid_out(wan(180), "2023-05-20", unspent=wan(20))
    used_up = paid_out(wan(120), "2024-05-20", unspent=Money(0))

    recovery = recover(kept, used_up, reading="unspent_only")

    assert (recovery.amount, recovery.interest) == (wan(20), Money(0))
    assert recovery.parts == (wan(20), Money(0))
    assert [(each.label, each.value) for each in recovery.finding.facts][2:] == [
        ("2023-05-20拨付款中未按规定使用的", "200,000.00元"),
        ("2024-05-20拨付款中未按规定使用的", "0.00元"),
    ]


def test_the_unspent_part_of_each_payment_must_be_known() -> None:
    known = paid_out(wan(50), "2023-06-20", unspent=Money(0))
    needed = r"^按所选口径只收回未用部分，须提供2023-05-20、2024-05-20拨付款的未用金额$"

    with pytest.raises(law.UnspentNotSaid, match=needed):
        recover(TWO[0], known, TWO[1], reading="unspent_only")


@pytest.mark.parametrize("fen", [0, wan(180).fen])
def test_nothing_of_a_payment_and_all_of_it_may_be_unspent(fen: int) -> None:
    one = paid_out(wan(180), "2023-05-20", unspent=Money(fen))

    assert recover(one, reading="unspent_only").amount == Money(fen)


@pytest.mark.parametrize("fen", [-1, wan(180).fen + 1])
def test_no_more_than_was_paid_is_unspent(fen: int) -> None:
    one = paid_out(wan(180), "2023-05-20", unspent=Money(fen))

    with pytest.raises(Refusal, match=r"^2023-05-20拨付款的未用金额.*不在零到拨付的1,800,000.00元之间$"):
        recover(one, reading="unspent_only")


def test_agreed_interest_is_simple_by_actual_days_down_to_the_fen() -> None:
    terms = law.InterestTerms(percent("3.65"), day("2026-05-20"))

    recovery = recover(reading="with_agreed_interest", interest=terms)

    assert (recovery.amount, recovery.interest) == (wan(300), yuan(284_880))
    assert recovery.finding.because.endswith("收回3,284,880.00元")


@pytest.mark.parametrize(
    ("until", "fen"), [("2024-05-20", 0), ("2024-05-19", 0), ("2024-05-21", 2), ("2024-05-22", 5)]
)
def test_interest_runs_from_the_day_of_payment_and_never_backwards(until: str, fen: int) -> None:
    # 100 yuan at ten percent: 10,000 fen * 10% / 365 = 2.74 fen a day.
    one = paid_out(yuan(100), "2024-05-20")

    recovery = recover(
        one, reading="with_agreed_interest", interest=law.InterestTerms(percent("10"), day(until))
    )

    assert recovery.interest == Money(fen)


def test_interest_agreed_on_is_not_charged_unless_so_read() -> None:
    assert recover(interest=law.InterestTerms(percent("10"), day("2026-05-20"))).interest == Money(0)


def test_interest_needs_the_agreed_terms() -> None:
    with pytest.raises(Refusal, match=r"^按所选口径计息，须提供任务书约定的年利率和计息截止日$"):
        recover(reading="with_agreed_interest")


@pytest.mark.parametrize(
    ("said", "on"), [(REVOKED_AFTER_GRACE, "2026-04-19"), (FAILED, "2026-06-01"), (PASSED, "2026-06-01")]
)
def test_nothing_is_taken_back_before_a_second_failure(said: dict[str, str], on: str) -> None:
    with pytest.raises(Refusal) as refusal:
        MEASURE.recover(book(**said), TWO, day(on))

    assert str(refusal.value) == f"截至{on}尚未再次验收不合格，不得收回；第十五条以再次验收不合格为前提"
    assert refusal.value.cites == Citation(15)
