"""What a task book makes due: half-year reports, yearly evaluations, acceptance and the end of grace."""

from __future__ import annotations

import pytest

from tests.law.world import CALENDAR, MEASURE, MET, NOT_MET, book, day, ids, maybe_day
from zhiyun import law
from zhiyun.kernel.citation import Citation
from zhiyun.kernel.finding import Finding, Outcome
from zhiyun.kernel.period import Period


def reports(task_book: law.TaskBook, **readings: str) -> list[tuple[str, str | None]]:
    """Give each report's span and day."""
    measure = MEASURE.reading_as(readings)
    return [
        (str(due.covers), None if due.on is None else str(due.on))
        for due in measure.due(task_book, CALENDAR)
        if due.article == 16
    ]


def test_half_year_reports_fall_due_fifteen_working_days_after_each_half_year() -> None:
    assert reports(book()) == [
        ("2023-03-15至2023-09-14", "2023-10-11"),
        ("2023-09-15至2024-03-14", "2024-04-07"),
        ("2024-03-15至2024-09-14", "2024-10-12"),
        ("2024-09-15至2025-03-14", "2025-04-07"),
    ]


def test_half_years_from_the_end_of_a_month_do_not_drift() -> None:
    assert [covers for covers, _ in reports(book("2023-08-31"))] == [
        "2023-08-31至2024-02-28",
        "2024-02-29至2024-08-30",
        "2024-08-31至2025-02-27",
        "2025-02-28至2025-08-30",
    ]


def test_a_last_part_shorter_than_half_a_year_is_reported_on_too() -> None:
    assert [covers for covers, _ in reports(book(last="2025-04-14", approved="批复"))][
        -1
    ] == "2025-03-15至2025-04-14"


def test_half_years_may_be_read_as_those_of_the_calendar() -> None:
    assert reports(book(), A20="calendar_halves") == [
        ("2023-03-15至2023-06-30", "2023-07-15"),
        ("2023-07-01至2023-12-31", "2024-01-15"),
        ("2024-01-01至2024-06-30", "2024-07-15"),
        ("2024-07-01至2024-12-31", "2025-01-15"),
        ("2025-01-01至2025-03-14", "2025-07-15"),
    ]


@pytest.mark.parametrize(
    ("signed", "first", "on"),
    [
        ("2023-06-30", "2023-06-30至2023-06-30", "2023-07-15"),
        ("2023-07-01", "2023-07-01至2023-12-31", "2024-01-15"),
        ("2023-12-31", "2023-12-31至2023-12-31", "2024-01-15"),
    ],
)
def test_a_calendar_half_holds_its_last_day(signed: str, first: str, on: str) -> None:
    assert reports(book(signed), A20="calendar_halves")[0] == (first, on)


@pytest.mark.parametrize(
    ("signed", "last", "on"),
    [
        ("2023-07-01", "2025-01-01至2025-06-30", "2025-07-15"),
        ("2023-07-15", "2025-07-01至2025-07-14", "2026-01-15"),
    ],
)
def test_what_is_left_of_a_calendar_half_is_due_with_it(signed: str, last: str, on: str) -> None:
    assert reports(book(signed), A20="calendar_halves")[-1] == (last, on)


def test_grace_is_reported_on_and_the_waits_are_not() -> None:
    spans = [covers for covers, _ in reports(book(first_failed="2025-04-10"))]

    assert spans[4:] == ["2025-04-11至2025-10-10", "2025-10-11至2026-04-10"]


def test_grace_that_acceptance_ended_is_reported_on_until_then() -> None:
    spans = [covers for covers, _ in reports(book(first_failed="2025-04-10", accepted="2025-08-01"))]

    assert spans[4:] == ["2025-04-11至2025-07-31"]


def test_a_year_without_a_holiday_notice_leaves_the_day_open_and_says_what_is_missing() -> None:
    dues = [due for due in MEASURE.due(book("2026-07-01"), CALENDAR) if due.article == 16]

    assert [due.on for due in dues] == [None] * 4
    assert dues[0].because.startswith(
        "2027年的节假日安排（国务院办公厅通知）尚未入库，2027-01-01 是否上班无从判断"
    )


def test_a_report_says_by_which_readings_and_why_it_is_due() -> None:
    first = MEASURE.due(book(), CALENDAR)[0]
    halved = MEASURE.reading_as({"A20": "calendar_halves"}).due(book(), CALENDAR)[0]

    assert first == law.Due(
        "半年报告",
        16,
        Period(day("2023-03-15"), day("2023-09-15")),
        day("2023-10-11"),
        "期满（2023-09-14）后15个工作日内",
        first.readings,
    )
    assert ids(first.readings) == ids(halved.readings) == ["A20", "A14", "A28"]
    assert (halved.what, halved.article, halved.because) == ("半年报告", 16, "自然半年结束后15日内")


def test_open_reports_name_their_readings_too() -> None:
    [*_, last] = [due for due in MEASURE.due(book("2026-07-01"), CALENDAR) if due.article == 16]

    assert (last.what, ids(last.readings)) == ("半年报告", ["A20", "A14", "A28"])


def test_each_year_of_construction_is_evaluated_on_a_day_the_bureau_names() -> None:
    evaluations = [due for due in MEASURE.due(book(), CALENDAR) if due.article == 17]

    because = "原则上每年1次，日期由市知识产权局确定"
    assert evaluations == [
        law.Due("绩效评价", 17, Period(day(start), day(end)), None, because, evaluations[0].readings)
        for start, end in (("2023-03-15", "2024-03-15"), ("2024-03-15", "2025-03-15"))
    ]
    assert ids(evaluations[0].readings) == ["A29"]


@pytest.mark.parametrize(
    ("last", "spans"),
    [
        ("2024-03-14", ["2023-03-15至2024-03-14"]),
        ("2024-03-15", ["2023-03-15至2024-03-14", "2024-03-15至2024-03-15"]),
        ("2023-06-01", ["2023-03-15至2023-06-01"]),
    ],
)
def test_a_broken_year_is_evaluated_as_far_as_it_goes(last: str, spans: list[str]) -> None:
    dues = MEASURE.due(book(last=last), CALENDAR)

    assert [str(due.covers) for due in dues if due.article == 17] == spans


@pytest.mark.parametrize(("first_failed", "grace_ends"), [(None, None), ("2025-04-10", "2026-04-10")])
def test_acceptance_follows_construction_and_grace_follows_failure(
    first_failed: str | None, grace_ends: str | None
) -> None:
    said = {} if first_failed is None else {"first_failed": first_failed}
    dues = [due for due in MEASURE.due(book(**said), CALENDAR) if due.article == 15]

    expected = [("建设期满，由市知识产权局组织验收", None, day("2025-03-15"), "建设期满后")]
    if first_failed is not None:
        grace = Period(day("2025-04-11"), day("2026-04-11"))
        expected.append(("宽限期最后一日", grace, maybe_day(grace_ends), "首次验收不合格，给予1年宽限期"))
    assert [(due.what, due.covers, due.on, due.because) for due in dues] == expected
    assert {tuple(ids(due.readings)) for due in dues} == {
        ("A14", "A28", "A17") if first_failed else ("A14", "A28")
    }


def test_grace_read_from_the_end_of_construction_ends_a_year_after_it() -> None:
    measure = MEASURE.reading_as({"A17": "period_end"})

    *_, last = measure.due(book(first_failed="2025-04-10"), CALENDAR)

    assert (last.covers, last.on) == (Period(day("2025-03-15"), day("2026-03-15")), day("2026-03-14"))


@pytest.mark.parametrize(
    ("passed", "reading", "outcome", "because"),
    [
        (True, "record_only", MET, "评价结果只作记录，不影响拨付；任务书另有约定的从约定"),
        (False, "record_only", MET, "评价结果只作记录，不影响拨付；任务书另有约定的从约定"),
        (True, "suspends_unpaid", MET, "评价合格，不影响拨付"),
        (False, "suspends_unpaid", NOT_MET, "评价不合格，未付部分暂缓拨付"),
    ],
)
def test_an_evaluation_is_a_record_unless_read_to_hold_money_back(
    passed: bool, reading: str, outcome: Outcome, because: str
) -> None:
    finding = MEASURE.reading_as({"A29": reading}).evaluation_effect(passed)

    assert finding == Finding(outcome, because, Citation(17), readings=finding.readings)
    assert [choice.key for choice in finding.readings] == [reading]
