"""A notice's five working days, the first counted or not, and how a panel's scores become one."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.law.world import CALENDAR, INDUSTRY, MEASURE, MUNICIPAL, SUBSIDY, day, ids
from zhiyun import law
from zhiyun.kernel.workdays import Arrangement, Calendar, NoHolidayNotice

FIRST_COUNTS = {"A26": "first_day_counts"}
FIGURES = [
    ("2026-09-18", "2026-09-23", "2026-09-24"),
    ("2026-09-24", "2026-10-08", "2026-10-09"),
    ("2026-09-28", "2026-10-09", "2026-10-10"),
    ("2026-02-12", "2026-02-25", "2026-02-26"),
    ("2026-04-30", "2026-05-09", "2026-05-11"),
    ("2025-09-29", "2025-10-11", "2025-10-13"),
    ("2025-01-24", "2025-02-06", "2025-02-07"),
    ("2026-11-23", "2026-11-27", "2026-11-30"),
]


@pytest.mark.parametrize("benefit", law.Benefit, ids=lambda benefit: benefit.value)
@pytest.mark.parametrize(("published", "first_counts", "first_excluded"), FIGURES)
def test_five_working_days_run_over_holidays_and_make_up_days(
    benefit: law.Benefit, published: str, first_counts: str, first_excluded: str
) -> None:
    counted = MEASURE.reading_as(FIRST_COUNTS).notice_period(benefit, day(published), CALENDAR)
    excluded = MEASURE.notice_period(benefit, day(published), CALENDAR)

    assert (counted.last_day, excluded.last_day) == (day(first_counts), day(first_excluded))
    assert counted.first_counted_day == day(published)
    assert excluded.first_counted_day == CALENDAR.workday_after(day(published), 1)
    assert ids(excluded.readings) == ids(counted.readings) == ["A26"]


def test_the_next_step_is_free_from_the_day_after_the_last() -> None:
    run = MEASURE.notice_period(SUBSIDY, day("2026-09-24"), CALENDAR)

    assert run == law.NoticePeriod(
        day("2026-09-24"),
        5,
        day("2026-09-28"),
        day("2026-10-09"),
        CALENDAR.papers(day("2026-09-24"), day("2026-10-09")),
        None,
        run.readings,
    )
    assert run.free_from == day("2026-10-10")


@pytest.mark.parametrize(("choices", "last"), [({}, "2026-11-25"), (FIRST_COUNTS, "2026-11-24")])
def test_any_number_of_working_days_is_counted_the_measures_way(choices: dict[str, str], last: str) -> None:
    run = MEASURE.reading_as(choices).notice_of(2, day("2026-11-23"), CALENDAR)

    assert (run.published_on, run.workdays, run.last_day) == (day("2026-11-23"), 2, day(last))
    assert ids(run.readings) == ["A26"]


def test_a_notice_published_on_a_day_of_rest_begins_on_the_next_working_day_either_way() -> None:
    for choices in ({}, FIRST_COUNTS):
        run = MEASURE.reading_as(choices).notice_period(MUNICIPAL, day("2026-10-03"), CALENDAR)

        assert (run.first_counted_day, run.last_day) == (day("2026-10-08"), day("2026-10-13"))


def test_a_year_without_a_notice_is_refused() -> None:
    with pytest.raises(NoHolidayNotice):
        MEASURE.notice_period(INDUSTRY, day("2026-12-29"), CALENDAR)


def test_the_last_days_of_a_year_are_cautioned_of() -> None:
    run = MEASURE.notice_period(INDUSTRY, day("2026-12-24"), CALENDAR)

    assert run.last_day == day("2026-12-31")
    assert run.caution is not None
    assert run.caution.startswith("2027年的节假日安排尚未入库。")


def test_the_papers_counted_by_are_those_of_every_day_of_the_notice() -> None:
    calendar = Calendar(
        [Arrangement(year, frozenset(), frozenset(), (f"{year}年通知",)) for year in (2025, 2026)]
    )

    run = MEASURE.notice_period(SUBSIDY, day("2025-12-30"), calendar)

    assert run.sources == ("2025年通知", "2026年通知")


@pytest.mark.parametrize(
    ("workdays", "first_day_counts", "first", "last"),
    [
        (1, True, "2026-11-23", "2026-11-23"),
        (1, False, "2026-11-24", "2026-11-24"),
        (2, True, "2026-11-23", "2026-11-24"),
        (2, False, "2026-11-24", "2026-11-25"),
    ],
)
def test_a_notice_may_run_for_a_single_day(
    workdays: int, first_day_counts: bool, first: str, last: str
) -> None:
    shorter = replace(MEASURE, terms=replace(MEASURE.terms, numbers={"10.notice_workdays": workdays}))
    measure = shorter.reading_as(FIRST_COUNTS if first_day_counts else {})

    run = measure.notice_period(SUBSIDY, day("2026-11-23"), CALENDAR)

    assert (run.first_counted_day, run.last_day, run.workdays) == (day(first), day(last), workdays)


@pytest.mark.parametrize(
    ("scores", "plain", "trimmed"),
    [
        ([70], "70", "70"),
        ([60, 80, 80, 96], "79", "79"),
        ([60, 80, 80, 80, 95], "79", "80"),
        ([95, 80, 60, 80, 80], "79", "80"),
        ([90, 91, 92, 93, 94, 100], "280/3", "185/2"),
        ([80, 80, 81], "241/3", "241/3"),
    ],
)
def test_scores_become_one_exactly(scores: list[int], plain: str, trimmed: str) -> None:
    exact = [Fraction(score) for score in scores]

    adopted, choice = MEASURE.panel_score(exact)
    tried, other = MEASURE.reading_as({"A35": "trimmed_mean"}).panel_score(exact)

    assert (adopted, tried) == (Fraction(plain), Fraction(trimmed))
    assert ((choice.reading.id, choice.key), (other.reading.id, other.key)) == (
        ("A35", "plain_mean"),
        ("A35", "trimmed_mean"),
    )


def test_a_panel_without_scores_has_no_opinion() -> None:
    with pytest.raises(ValueError, match=r"^a panel without scores has no opinion$"):
        MEASURE.panel_score([])
