"""The working days of domain figures: real public notices, the 2025 and 2026 day lists, both readings of a notice."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiyun.gateways import holiday_notices
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.workdays import Arrangement, Calendar, ContradictoryNotices, NoHolidayNotice

FILED = holiday_notices.load(None)


def day(text: str) -> date:
    return date.fromisoformat(text)


def days(first: str, last: str) -> list[date]:
    return [day(first) + timedelta(days=n) for n in range((day(last) - day(first)).days + 1)]


def arranged(year: int, off: str = "", work: str = "") -> Arrangement:
    return Arrangement(
        year, frozenset(map(day, off.split())), frozenset(map(day, work.split())), (f"{year}年通知",)
    )


def last_when_first_counts(published: date, count: int) -> date:
    """The reading of real notices: the day of publication is the first of the count."""
    return FILED.workday_after(published - timedelta(days=1), count)


@pytest.mark.parametrize(
    ("first", "last", "stated"),
    [
        ("2020-07-15", "2020-07-21", 5),
        ("2023-06-20", "2023-06-29", 7),
        ("2021-09-26", "2021-09-30", 5),
        ("2021-10-20", "2021-10-26", 5),
    ],
    ids=["徐汇区", "深圳工信-周日调休计入", "广州-周日调休计入", "自然资源部"],
)
def test_real_notices_hold_the_working_days_they_state(first: str, last: str, stated: int) -> None:
    counted = [each for each in days(first, last) if FILED.is_workday(each)]

    assert len(counted) == stated
    assert (counted[0], counted[-1]) == (day(first), day(last))
    assert last_when_first_counts(day(first), stated) == day(last)


@pytest.mark.parametrize(
    ("published", "first_counts", "first_excluded"),
    [
        ("2026-09-18", "2026-09-23", "2026-09-24"),
        ("2026-09-24", "2026-10-08", "2026-10-09"),
        ("2026-09-28", "2026-10-09", "2026-10-10"),
        ("2026-02-12", "2026-02-25", "2026-02-26"),
        ("2026-04-30", "2026-05-09", "2026-05-11"),
        ("2025-09-29", "2025-10-11", "2025-10-13"),
        ("2025-01-24", "2025-02-06", "2025-02-07"),
        ("2026-11-23", "2026-11-27", "2026-11-30"),
    ],
)
def test_five_working_days_end_as_computed_in_both_readings(
    published: str, first_counts: str, first_excluded: str
) -> None:
    assert last_when_first_counts(day(published), 5) == day(first_counts)
    assert FILED.workday_after(day(published), 5) == day(first_excluded)


@pytest.mark.parametrize(
    ("year", "off", "work"),
    [
        (
            2025,
            [
                ("2025-01-01", "2025-01-01"),
                ("2025-01-28", "2025-02-04"),
                ("2025-04-04", "2025-04-06"),
                ("2025-05-01", "2025-05-05"),
                ("2025-05-31", "2025-06-02"),
                ("2025-10-01", "2025-10-08"),
            ],
            "2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11",
        ),
        (
            2026,
            [
                ("2026-01-01", "2026-01-03"),
                ("2026-02-15", "2026-02-23"),
                ("2026-04-04", "2026-04-06"),
                ("2026-05-01", "2026-05-05"),
                ("2026-06-19", "2026-06-21"),
                ("2026-09-25", "2026-09-27"),
                ("2026-10-01", "2026-10-07"),
            ],
            "2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10",
        ),
    ],
)
def test_the_years_2025_and_2026_have_248_working_days_each(
    year: int, off: list[tuple[str, str]], work: str
) -> None:
    named_off = {each for first, last in off for each in days(first, last)}
    named_work = set(map(day, work.split()))

    expected = [
        each
        for each in days(f"{year}-01-01", f"{year}-12-31")
        if each in named_work or (each.weekday() < 5 and each not in named_off)
    ]

    assert [each for each in days(f"{year}-01-01", f"{year}-12-31") if FILED.is_workday(each)] == expected
    assert len(expected) == 248


def test_a_public_package_agrees_on_every_day_from_2007_to_2026() -> None:
    # The two days of 2006 are named by the notice for 2007.
    asked = days("2006-12-30", "2026-12-31")

    ours = {each: FILED.is_workday(each) for each in asked}

    assert ours == {each: chinese_calendar.is_workday(each) for each in asked}


def test_a_second_public_package_agrees_on_every_day_of_2026() -> None:
    china = holidays.country_holidays("CN", years=2026)
    asked = days("2026-01-01", "2026-12-31")

    ours = {each: FILED.is_workday(each) for each in asked}

    assert ours == {each: china.is_working_day(each) for each in asked}


def test_the_first_working_day_from_a_working_day_is_itself_and_from_a_holiday_the_next() -> None:
    asked = ["2026-09-24", "2026-09-25", "2026-10-03", "2026-10-10", "2026-10-11"]

    found = [str(FILED.first_workday_from(day(each))) for each in asked]

    assert found == ["2026-09-24", "2026-09-28", "2026-10-08", "2026-10-10", "2026-10-12"]


@given(st.dates(day("2007-01-01"), day("2026-06-30")), st.integers(1, 60))
def test_the_nth_working_day_has_exactly_n_working_days_up_to_it(start: date, count: int) -> None:
    last = FILED.workday_after(start, count)

    counted = [each for each in days(str(start), str(last))[1:] if FILED.is_workday(each)]

    assert (len(counted), counted[-1]) == (count, last)


@given(st.dates(day("2007-01-01"), day("2026-06-30")), st.integers(1, 30), st.integers(1, 30))
def test_counting_on_from_where_one_stopped_comes_to_the_same_day(start: date, some: int, more: int) -> None:
    assert FILED.workday_after(FILED.workday_after(start, some), more) == FILED.workday_after(
        start, some + more
    )


def test_counting_starts_at_one_and_excludes_the_day_itself() -> None:
    assert FILED.workday_after(day("2026-09-24"), 1) == day("2026-09-28")
    for count in (0, -1):
        with pytest.raises(ValueError, match="counted from 1"):
            FILED.workday_after(day("2026-09-24"), count)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: FILED.is_workday(day("2027-01-04")),
        lambda: FILED.first_workday_from(day("2027-01-01")),
        lambda: FILED.workday_after(day("2026-12-31"), 1),
        lambda: FILED.papers(day("2026-12-31"), day("2027-01-01")),
    ],
)
def test_a_day_in_a_year_without_a_notice_is_refused_with_what_to_do(ask: object) -> None:
    assert callable(ask)

    with pytest.raises(NoHolidayNotice) as refused:
        ask()

    assert isinstance(refused.value, Refusal)
    assert refused.value.day.year == 2027
    assert str(refused.value) == (
        f"2027年的节假日安排（国务院办公厅通知）尚未入库，{refused.value.day} 是否上班无从判断，不作推算。"
        "通知公布后请执行 zhiyun workdays import 文件 导入，再行计算"
    )


def test_the_last_day_on_file_is_answered_and_the_next_is_not() -> None:
    assert FILED.workday_after(day("2026-12-30"), 1) == day("2026-12-31")
    with pytest.raises(NoHolidayNotice):
        FILED.workday_after(day("2026-12-30"), 2)


def test_a_day_before_the_first_notice_is_refused_unless_that_notice_names_it() -> None:
    assert [FILED.is_workday(day(each)) for each in ("2006-12-30", "2006-12-31")] == [True, True]
    with pytest.raises(NoHolidayNotice, match="2006年"):
        FILED.is_workday(day("2006-12-29"))


def test_the_end_of_the_calendar_itself_is_refused_not_crashed_into() -> None:
    last_year = Calendar([arranged(9999, off="9999-12-31")])

    with pytest.raises(NoHolidayNotice):
        last_year.workday_after(date.max, 1)
    with pytest.raises(NoHolidayNotice):
        last_year.first_workday_from(date.max)


def test_days_of_the_year_before_are_honoured_whichever_notice_names_them() -> None:
    # 2018-12-29 is a Saturday, 12-31 a Monday; only the notice for 2019 names them.
    asked = ["2007-12-29", "2007-12-31", "2011-12-31", "2018-12-29", "2018-12-30", "2018-12-31", "2022-12-31"]

    assert [FILED.is_workday(day(each)) for each in asked] == [True, False, True, True, False, False, False]


def test_papers_are_those_of_the_years_touched_and_of_notices_naming_a_day() -> None:
    within = FILED.papers(day("2018-12-20"), day("2018-12-28"))
    with_named = FILED.papers(day("2018-12-20"), day("2018-12-29"))
    amended = FILED.papers(day("2020-02-01"), day("2020-02-01"))

    assert within == ("http://www.gov.cn/zhengce/zhengceku/2017-11/30/content_5243579.htm",)
    assert with_named == (
        *within,
        "http://www.gov.cn/zhengce/zhengceku/2018-12/06/content_5346276.htm",
        "http://www.gov.cn/zhengce/zhengceku/2019-03/22/content_5375877.htm",
    )
    assert amended == (
        "http://www.gov.cn/zhengce/zhengceku/2019-11/21/content_5454164.htm",
        "http://www.gov.cn/zhengce/zhengceku/2020-01/27/content_5472352.htm",
    )


def test_papers_of_a_span_over_a_missing_year_are_refused() -> None:
    with_gap = Calendar([arranged(2024), arranged(2026)])

    with pytest.raises(NoHolidayNotice, match="2025年"):
        with_gap.papers(day("2024-06-01"), day("2026-06-01"))


@pytest.mark.parametrize(
    ("first", "last", "warned"),
    [
        ("2026-12-18", "2026-12-24", False),
        ("2026-12-18", "2026-12-25", True),
        ("2026-12-31", "2026-12-31", True),
        ("2025-12-25", "2025-12-31", False),
        ("2026-01-04", "2026-01-09", False),
    ],
)
def test_the_last_days_of_december_carry_a_caution_until_the_next_notice_is_on_file(
    first: str, last: str, warned: bool
) -> None:
    caution = FILED.caution(day(first), day(last))

    assert caution == (
        "2027年的节假日安排尚未入库。以往通知曾调整上一年12月的最后几天"
        "（如2018年12月29日上班、30日至31日放假），本结果用到2026年12月下旬，"
        "请在2027年通知公布并导入后重新计算"
        if warned
        else None
    )


def test_two_notices_that_disagree_about_a_day_are_refused() -> None:
    old, new = arranged(2026, work="2026-12-27"), arranged(2027, off="2026-12-27 2027-01-01")

    with pytest.raises(ContradictoryNotices) as refused:
        Calendar([new, old])

    assert str(refused.value) == (
        "节假日安排互相矛盾：2026-12-27 在2027年的安排中放假，在2026年的安排中上班，请核对两份通知原文"
    )


def test_two_notices_that_agree_about_a_day_are_taken_together() -> None:
    both = Calendar([arranged(2026, work="2026-12-27"), arranged(2027, work="2026-12-27")])

    assert both.is_workday(day("2026-12-27")) is True
    assert both.known_years == (2026, 2027)


def test_one_notice_calling_a_day_both_off_and_working_is_refused() -> None:
    with pytest.raises(ContradictoryNotices, match="既列为放假又列为上班：2026-12-27"):
        arranged(2026, off="2026-12-27", work="2026-12-27")


def test_a_year_given_twice_is_refused() -> None:
    with pytest.raises(ContradictoryNotices, match="2026年的安排有两份"):
        Calendar([arranged(2026), arranged(2026)])
