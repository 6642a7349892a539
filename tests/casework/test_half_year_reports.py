"""Half-year reports (Article 16): handed in from the end of their span on, looked at, mended; late ones said late."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.casework import centres
from zhiyun.casework import rounds
from zhiyun.casework.actions import half_year_reports
from zhiyun.casework.calls.publishing import KeptFile
from zhiyun.casework.construction import book_of, reporting
from zhiyun.casework.construction.reporting import ReportStage
from zhiyun.casework.queries import constructions
from zhiyun.casework.refusals import NotFound, WrongStage
from zhiyun.casework.roles import Role
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import HalfYearReport, Message

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ENDS, DUE = date(2023, 9, 14), date(2023, 10, 11)
"""The first half-year of scenario 14's centre, and fifteen working days after it."""


def span(made: centres.Centre, on: date, number: int = 1) -> reporting.Span:
    found = reporting.spans(
        measure=rounds.of_case(application=made.grant.application).measure,
        book=book_of(grant=made.grant, on=on),
        calendar=centres.CALENDAR,
        rows=HalfYearReport.objects.filter(grant=made.grant),
        on=on,
    )
    return found[number - 1]


@pytest.mark.parametrize(
    ("on", "stage"),
    [
        (ENDS - DAY, ReportStage.NOT_YET),
        (ENDS, ReportStage.DUE),
        (DUE, ReportStage.DUE),
        (DUE + DAY, ReportStage.LATE),
    ],
)
def test_a_report_is_due_from_the_end_of_its_span_and_late_after_fifteen_working_days(
    on: date, stage: ReportStage
) -> None:
    made = centres.centre()

    found = span(made, on)

    assert (found.covers_from, found.covers_to, found.due_on) == (centres.SIGNED, ENDS, DUE)
    assert found.stage is stage


def test_a_late_report_is_taken_and_said_to_be_late() -> None:
    made = centres.centre()

    made.hand_in(DUE + DAY)

    assert span(made, DUE + DAY).came_late
    assert "已逾期" in Message.objects.filter(subject__contains="半年报告已提交").latest("pk").body


def test_a_span_that_still_runs_is_not_reported_on() -> None:
    made = centres.centre()

    with pytest.raises(half_year_reports.SpanNotOver):
        made.hand_in(ENDS - DAY)


def test_a_second_hand_in_waits_until_the_first_is_sent_back() -> None:
    made = centres.centre()
    made.hand_in(DUE)
    with pytest.raises(half_year_reports.ReportWaits):
        made.hand_in(DUE)
    made.look(DUE, good=False, words="演示：请补支出明细。")
    made.hand_in(DUE + DAY)
    made.look(DUE + DAY, seen=2)

    with pytest.raises(half_year_reports.ReportWaits):
        made.hand_in(DUE + DAY)
    with pytest.raises(half_year_reports.NothingToLookAt):
        made.look(DUE + DAY, seen=2)

    assert span(made, DUE + DAY).stage is ReportStage.NOTED
    assert not span(made, DUE + DAY).came_late


def test_what_was_read_is_what_is_noted() -> None:
    made = centres.centre()
    with pytest.raises(half_year_reports.NothingToLookAt):
        made.look(DUE)
    made.hand_in(DUE)

    with pytest.raises(half_year_reports.NothingToLookAt):
        made.look(DUE, seen=2)
    with pytest.raises(Faulty):
        made.look(DUE, good=False, words=" ")


@pytest.mark.parametrize("part", ["progress", "results", "spending", "plan"])
def test_every_part_article_16_names_is_written(part: str) -> None:
    made = centres.centre()

    for words in (" ", "长" * 3001):
        with pytest.raises(Faulty):
            made.hand_in(DUE, **{part: words})


def test_no_more_files_than_can_be_read() -> None:
    made = centres.centre()
    file = ("演示.txt", KeptFile("0" * 64, 1, "txt", "text/plain"))

    with pytest.raises(Faulty):
        made.hand_in(DUE, files=[file] * 11)
    made.hand_in(DUE, files=[file] * 10)


def test_a_span_there_is_not_is_not_found() -> None:
    made = centres.centre()

    for number in (0, 5):
        with pytest.raises(NotFound):
            made.hand_in(centres.LAST, number=number)


def test_reports_run_on_through_the_grace_year_and_end_with_the_acceptance() -> None:
    made = centres.centre()
    made.comes_to(centres.FIRST_FAILED, passed=False)

    fifth, sixth = (span(made, centres.GRACE_LAST, number) for number in (5, 6))
    assert (fifth.covers_from, sixth.covers_to) == (date(2025, 4, 11), centres.GRACE_LAST)
    made.hand_in(centres.GRACE_LAST, number=5)
    made.comes_to(centres.SECOND_FAILED, passed=True)
    with pytest.raises(WrongStage):
        made.hand_in(centres.SECOND_FAILED, number=6)


def test_another_applicants_file_is_not_found() -> None:
    """Attack 1: a file handed in with a report goes to its centre and to the bureau alone."""
    made = centres.centre()
    made.hand_in(DUE, files=[("演示.txt", KeptFile("1" * 64, 1, "txt", "text/plain"))])
    row = HalfYearReport.objects.get().pk
    asked = {"reference": made.case.reference, "of": "report", "row": row, "place": 1}

    officer = made.by(Role.CASE_OFFICER, DUE)
    assert constructions.kept_file(by=officer, **asked)[1] == "演示.txt"
    foreign = made.town.foreign_preparer.at_instant(officer.at)
    for by, more in (
        (foreign, {}),
        (officer, {"place": 2}),
        (officer, {"of": "letter"}),
        (made.by(Role.PREPARER, DUE), {"of": "conclusion"}),
        (made.by(Role.EXPERT, DUE), {}),
    ):
        with pytest.raises(NotFound):
            constructions.kept_file(by=by, **{**asked, **more})
