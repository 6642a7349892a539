"""Acceptance, grace, revocation and recovery of a funded centre (Article 15), on scenario 14's days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.casework import centres, city
from tests.casework import task_books as agreed
from tests.casework.centres import FIRST_FAILED, GRACE_LAST, LAST, SECOND_FAILED, SIGNED
from tests.casework.read_otherwise import read_otherwise
from zhiyun.casework import task_books
from zhiyun.casework.actions import acceptances
from zhiyun.casework.construction import ConstructionStage
from zhiyun.casework.queries import construction_tasks, constructions
from zhiyun.casework.queries import task_books as books
from zhiyun.casework.refusals import ConflictOfInterest, NotAllowed, NotFound, WrongStage
from zhiyun.casework.roles import Role
from zhiyun.casework.second_person import SecondPersonNeeded
from zhiyun.casework.task_books.content import plain
from zhiyun.kernel.refusal import Faulty, Refusal
from zhiyun.records.models import (
    AcceptanceProposal,
    AcceptanceRuling,
    Event,
    IssuedPaper,
    Person,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_a_failed_acceptance_is_told_by_letter_and_gives_a_year_from_the_next_day() -> None:
    made = centres.centre()

    number = made.comes_to(FIRST_FAILED, passed=False)

    told = centres.paper("centre_failed")
    assert number == told.number == "渝知运验收不合格〔2025〕1号"
    assert "自2025年4月11日起至2026年4月10日止" in told.content["consequences"][0]["text"]
    assert [each["text"][:8] for each in told.content["consequences"][1:]] == [
        "宽限期内仍不得申",
        "宽限期内仍按期提",
        "再次验收不合格的",
    ]
    assert centres.stage(made, FIRST_FAILED + DAY) is ConstructionStage.IN_GRACE
    assert centres.stage(made, GRACE_LAST) is ConstructionStage.IN_GRACE
    assert centres.stage(made, GRACE_LAST + DAY) is ConstructionStage.AWAITING_SECOND_ACCEPTANCE


def test_a_second_failure_revokes_and_only_recovery_follows() -> None:
    """Attack 30: no third acceptance, no second grace."""
    made = centres.centre()

    made.fail_twice()

    assert centres.stage(made, SECOND_FAILED) is ConstructionStage.REVOKED
    words = [
        each["text"]
        for each in IssuedPaper.objects.filter(kind="centre_failed").latest("pk").content["consequences"]
    ]
    assert words[0] == "再次验收不合格，取消建设资格。"
    with pytest.raises(WrongStage):
        made.ask(SECOND_FAILED)
    with pytest.raises(WrongStage):
        made.conclude(SECOND_FAILED + DAY, passed=True)


@pytest.mark.parametrize("passed", [True, False])
def test_an_acceptance_is_approved_by_another_than_who_concluded(passed: bool) -> None:
    made = centres.centre()
    made.conclude(FIRST_FAILED, passed=passed)
    officer = made.by(Role.CASE_OFFICER, FIRST_FAILED)
    both = city.confirmed(
        city.seat(
            Role.ROUND_MANAGER, made.town.bureau, Person.objects.get(pk=officer.person_id), at=officer.at
        )
    )

    with pytest.raises(SecondPersonNeeded):
        made.approve(FIRST_FAILED, by=both)

    assert not AcceptanceRuling.objects.exists()


def test_a_conclusion_turned_down_leaves_the_centre_where_it_stood_and_another_may_follow() -> None:
    made = centres.centre()
    made.conclude(FIRST_FAILED)
    with pytest.raises(Faulty):
        made.approve(FIRST_FAILED, good=False)

    made.approve(FIRST_FAILED, good=False, reason="演示：缺现场记录。")
    assert centres.stage(made, FIRST_FAILED) is ConstructionStage.AWAITING_ACCEPTANCE
    with pytest.raises(acceptances.NoConclusion):
        made.approve(FIRST_FAILED)
    made.comes_to(FIRST_FAILED, passed=True)

    assert centres.stage(made, FIRST_FAILED) is ConstructionStage.ACCEPTED
    assert "申报限制" in centres.paper("centre_passed").content["consequences"][1]["text"]


def test_one_conclusion_waits_at_a_time() -> None:
    made = centres.centre()
    made.conclude(FIRST_FAILED)

    with pytest.raises(acceptances.ConclusionWaits):
        made.conclude(FIRST_FAILED, passed=True)


def test_no_acceptance_before_construction_is_over() -> None:
    made = centres.centre()

    for act in (made.ask, made.conclude):
        with pytest.raises(WrongStage):
            act(LAST)
    made.ask(LAST + DAY)
    made.conclude(LAST + DAY)


def test_a_second_failure_on_the_day_of_the_first_is_no_order_of_days() -> None:
    made = centres.centre()
    made.comes_to(FIRST_FAILED, passed=False)

    with pytest.raises(Refusal, match="再次验收不合格须在首次验收不合格之后"):
        made.conclude(FIRST_FAILED)


def test_the_year_of_grace_is_the_centres_own() -> None:
    made = centres.centre()
    made.comes_to(FIRST_FAILED, passed=False)

    with pytest.raises(acceptances.GraceRuns):
        made.conclude(GRACE_LAST)
    made.ask(date(2025, 11, 3))
    with pytest.raises(acceptances.AlreadyAsked):
        made.ask(date(2025, 11, 4))
    made.comes_to(date(2025, 11, 20), passed=True)

    assert centres.stage(made, date(2025, 11, 20)) is ConstructionStage.ACCEPTED


@pytest.mark.parametrize(
    "given",
    [
        {"passed": None},
        {"opinion": "  "},
        {"inspected": "演示：看过机房。"},
        {"inspected_on": FIRST_FAILED},
        {"inspected_on": FIRST_FAILED + DAY, "inspected": "演示：看过机房。"},
        {"opinion": "长" * 3001},
    ],
)
def test_a_conclusion_says_its_result_its_opinion_and_its_visit_whole(given: dict[str, object]) -> None:
    made = centres.centre()

    with pytest.raises(Faulty):
        made.conclude(FIRST_FAILED, **given)

    assert not AcceptanceProposal.objects.exists()


def test_who_is_tied_to_the_centre_or_another_applicant_does_not_touch_it() -> None:
    made = centres.centre()
    officer = made.by(Role.CASE_OFFICER, FIRST_FAILED)
    tied = city.person()
    city.seat(Role.PREPARER, made.case.organisation, tied)
    by = city.seat(Role.CASE_OFFICER, made.town.bureau, tied, at=officer.at)
    asked = {"construction": made.case.reference, "passed": True, "opinion": "演示"}

    with pytest.raises(ConflictOfInterest):
        acceptances.conclude(by=by, **asked)
    with pytest.raises(NotAllowed):
        acceptances.conclude(by=made.by(Role.PREPARER, FIRST_FAILED), **asked)
    foreign = made.town.foreign_preparer.at_instant(officer.at)
    with pytest.raises(NotFound):
        acceptances.ask(by=foreign, construction=made.case.reference, words="演示")


def test_an_application_in_the_grace_year_is_barred_by_the_letter_on_file() -> None:
    made = centres.centre()
    made.fail_twice()

    facts = task_books.on_file(organisation=made.case.organisation, on=date(2025, 9, 1))

    assert facts["first_failed_on"].value == FIRST_FAILED
    assert "second_failed_on" not in facts
    assert "验收不合格通知书" in str(facts["first_failed_on"].evidence)


def test_where_the_reading_lets_it_the_bureau_ends_the_year_of_grace_unasked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Reading A38's alternative; by its default the page, the desk and the action all wait for the centre."""
    waits, may = (
        centres.centre(measure=measure)
        for measure in ("cq_2021_65", read_otherwise(monkeypatch, A38="bureau_may"))
    )
    for made, opened in ((waits, False), (may, True)):
        made.comes_to(FIRST_FAILED, passed=False)
        officer = made.by(Role.CASE_OFFICER, GRACE_LAST)
        page = constructions.construction(
            by=officer, reference=made.case.reference, calendar=centres.CALENDAR
        )
        asked = [each.address[0] for each in construction_tasks.tasks(by=officer)]

        assert page.may_conclude is opened
        assert ("acceptance-conclude" in asked) is opened

    may.comes_to(GRACE_LAST, passed=False)

    assert centres.stage(may, GRACE_LAST) is ConstructionStage.REVOKED
    last = Event.objects.filter(action="acceptance.approve").latest("pk")
    assert "A38" in last.readings


def test_the_days_of_grace_are_among_the_dates_of_the_task_book_once_the_failure_is_told() -> None:
    made = centres.centre(content=plain(content=agreed.content(begins=SIGNED, last_on=LAST)))
    made.comes_to(FIRST_FAILED, passed=False)

    def grace(on: date) -> list[tuple[str, date | None]]:
        by = made.by(Role.PREPARER, on)
        page = books.task_book(by=by, reference=made.case.reference, calendar=centres.CALENDAR)
        return [(str(due.covers), due.on) for due in page.dues if due.what == "宽限期最后一日"]

    assert grace(FIRST_FAILED - DAY) == []
    assert grace(FIRST_FAILED) == [("2025-04-11至2026-04-10", GRACE_LAST)]
