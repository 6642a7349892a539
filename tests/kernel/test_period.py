"""Spans of legal days: the last one is in, the next is not; and the corresponding day of another month."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiyun.kernel.period import EmptyPeriod, Period, calendar_year, months_after, years_after

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))
PERIODS = st.builds(
    lambda start, length: Period(start, None if length is None else start + timedelta(days=length)),
    DAYS,
    st.none() | st.integers(1, 2000),
)


def day(text: str) -> date:
    return date.fromisoformat(text)


def test_a_period_holds_its_first_day_and_not_the_day_it_ends_before() -> None:
    period = Period(day("2023-03-15"), day("2025-03-15"))

    held = [day(d) in period for d in ("2023-03-14", "2023-03-15", "2025-03-14", "2025-03-15")]

    assert held == [False, True, True, False]
    assert period.last_on == day("2025-03-14")
    assert (str(period), repr(period)) == ("2023-03-15至2025-03-14", "Period('2023-03-15/2025-03-15')")


def test_an_open_period_never_ends() -> None:
    period = Period(day("2022-01-01"), None)

    assert (day("2021-12-31") in period, day("2022-01-01") in period, date.max in period) == (
        False,
        True,
        True,
    )
    assert period.last_on is None
    assert (str(period), repr(period)) == ("2022-01-01起", "Period('2022-01-01/..')")


def test_a_period_of_one_day_is_the_shortest() -> None:
    assert Period(day("2025-01-01"), day("2025-01-02")).last_on == day("2025-01-01")


@pytest.mark.parametrize("ends", ["2025-01-01", "2024-12-31"])
def test_a_period_that_ends_when_it_starts_or_before_is_refused(ends: str) -> None:
    with pytest.raises(EmptyPeriod, match=rf"^起止日期颠倒或为空：2025-01-01 至 {ends}（不含）$"):
        Period(day("2025-01-01"), day(ends))


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        (("2025-01-01", "2025-02-01"), ("2025-01-31", "2025-03-01"), True),
        (("2025-01-01", "2025-02-01"), ("2025-02-01", "2025-03-01"), False),
        (("2025-01-01", "2025-04-01"), ("2025-02-01", "2025-03-01"), True),
        (("2025-01-01", None), ("2025-02-01", None), True),
        (("2025-01-01", "2025-02-01"), ("2025-01-31", None), True),
        (("2025-01-01", "2025-02-01"), ("2025-02-01", None), False),
    ],
)
def test_periods_overlap_when_a_day_lies_in_both(
    one: tuple[str, str | None], other: tuple[str, str | None], overlap: bool
) -> None:
    first, second = (Period(day(start), None if end is None else day(end)) for start, end in (one, other))

    assert (first.overlaps(second), second.overlaps(first)) == (overlap, overlap)


def test_a_calendar_year_runs_from_january_to_december() -> None:
    assert calendar_year(2025) == Period(day("2025-01-01"), day("2026-01-01"))


@pytest.mark.parametrize(
    ("start", "months", "then"),
    [
        ("2023-03-15", 6, "2023-09-15"),
        ("2023-09-15", 6, "2024-03-15"),
        ("2024-08-31", 6, "2025-02-28"),
        ("2023-08-31", 6, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-12-31", 1, "2025-01-31"),
        ("2025-01-31", -1, "2024-12-31"),
        ("2025-03-31", -1, "2025-02-28"),
        ("2025-05-05", 0, "2025-05-05"),
        ("2025-11-30", 1, "2025-12-30"),
        ("2025-12-30", 1, "2026-01-30"),
    ],
)
def test_the_corresponding_day_of_another_month(start: str, months: int, then: str) -> None:
    assert months_after(day(start), months) == day(then)


def test_the_corresponding_day_of_another_year() -> None:
    assert years_after(day("2023-07-31"), -2) == day("2021-07-31")
    assert years_after(day("2025-04-10"), 1) == day("2026-04-10")
    assert years_after(day("2024-02-29"), 4) == day("2028-02-29")


@given(PERIODS, PERIODS)
def test_overlap_is_what_a_shared_first_day_shows(one: Period, other: Period) -> None:
    later_start = max(one.starts_on, other.starts_on)

    assert one.overlaps(other) == (later_start in one and later_start in other)


@given(PERIODS, DAYS)
def test_a_day_is_inside_from_the_first_to_the_last(period: Period, some: date) -> None:
    last = period.last_on or date.max

    assert (some in period) == (period.starts_on <= some <= last)


@given(DAYS, st.integers(-240, 240))
def test_the_corresponding_day_keeps_its_number_or_is_the_months_last(start: date, months: int) -> None:
    then = months_after(start, months)

    assert (then.year * 12 + then.month) - (start.year * 12 + start.month) == months
    assert then.day == start.day or ((then + timedelta(days=1)).day == 1 and then.day < start.day)
