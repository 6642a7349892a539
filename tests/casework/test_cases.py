"""The list of cases: who sees what in it, its filters and orders."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.casework import city
from zhiyun import law
from zhiyun.casework.actions import first_look
from zhiyun.casework.actor import Actor
from zhiyun.casework.case_filters import ORDERS, Filters, UnknownOrder
from zhiyun.casework.queries import case_tasks, cases, desk
from zhiyun.casework.queries.case import case as case_page
from zhiyun.casework.refusals import ConflictOfInterest, NotFound
from zhiyun.casework.roles import Role
from zhiyun.casework.stages import Stage
from zhiyun.gateways import holiday_notices
from zhiyun.kernel.finding import Outcome
from zhiyun.kernel.money import Money
from zhiyun.records.models import ApplicationStep, StepKind

pytestmark = pytest.mark.django_db

LOOKED_AT = datetime(2026, 7, 1, 2, 0, tzinfo=UTC)
CALENDAR = holiday_notices.load(None)


@pytest.fixture
def town() -> city.City:
    return city.city()


def officer(town: city.City, at: datetime = LOOKED_AT) -> Actor:
    return town.by(Role.CASE_OFFICER, at=at)


def listed(by: Actor, **filters: object) -> list[str]:
    return [line.reference for line in cases.page(by=by, filters=Filters(**filters)).lines]  # type: ignore[arg-type]


def test_a_line_says_what_a_desk_needs(town: city.City) -> None:
    case = city.submitted(town, city.call(town), facts={"on_dishonest_list": True, "typical_cases": None})

    [line] = cases.page(by=officer(town), filters=Filters()).lines

    assert (line.reference, line.applicant, line.district) == (
        case.reference,
        case.organisation.name,
        "渝中区",
    )
    assert (line.stage, line.outcome, line.submission) == (Stage.RECEIVED, Outcome.NOT_MET, 1)
    assert (line.not_met, line.missing, line.staff) == (1, 1, 18)
    assert (line.amount, line.counted) == (Money(100_000_000), Money(100_000_000))
    assert line.days_waiting == 1
    assert line.papers == 11


def test_only_the_last_submission_is_shown_and_counted_once(town: city.City) -> None:
    case = city.submitted(town, city.call(town))
    first_look.return_for_correction(
        by=officer(town), application=case.reference, seen=1, reasons={"roster": "缺"}, calendar=CALENDAR
    )
    at = LOOKED_AT + timedelta(days=2)
    city.submission(town, case, 2, at=at, roster=[])
    preparer = town.seats[Role.PREPARER]
    ApplicationStep.objects.create(
        application=case, kind=StepKind.RESUBMITTED, at=at, by_id=preparer.person_id, role=Role.PREPARER
    )
    later = officer(town, LOOKED_AT + timedelta(days=5))

    page = cases.page(by=later, filters=Filters(has_gaps=True))

    assert page.total == 1
    assert (page.lines[0].submission, page.lines[0].staff, page.lines[0].days_waiting) == (2, None, 3)
    assert listed(later, has_gaps=False) == []
    assert [(each.stage, each.number) for each in cases.tallies(by=later)] == [(Stage.RECEIVED, 1)]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"benefit": "municipal_centre"}, {"build"}),
        ({"district": "江北区"}, {"other"}),
        ({"outcome": Outcome.NOT_MET}, {"other"}),
        ({"has_gaps": True}, {"other"}),
        ({"has_gaps": False}, {"plain", "build"}),
        ({"least_fen": 300_000_000}, {"build"}),
        ({"least_fen": 300_000_001}, set()),
        ({"most_fen": 100_000_000}, {"plain", "other"}),
        ({"words": "甲子"}, {"plain", "build"}),
        ({"words": "乙丑 转移"}, {"other"}),
        ({"words": "%"}, set()),
        ({"stage": Stage.RECEIVED}, {"plain", "other", "build"}),
        ({"stage": Stage.ACCEPTED}, set()),
        ({"stage": Stage.DRAFT}, set()),
    ],
    # A set has no order of its own, and every process must call a case by the same name.
    ids=lambda told: str(sorted(told)) if isinstance(told, set) else str(told),
)
def test_each_filter_keeps_what_it_says(town: city.City, filters: dict[str, object], found: set[str]) -> None:
    subsidy = city.call(town)
    made = {
        "plain": city.submitted(town, subsidy),
        "other": city.submitted(town, subsidy, of=town.other_applicant, facts={"on_dishonest_list": True}),
        "build": city.submitted(town, city.call(town, law.Benefit.MUNICIPAL_CENTRE)),
    }
    names = {case.reference: name for name, case in made.items()}

    assert {names[reference] for reference in listed(officer(town), **filters)} == found
    assert listed(officer(town), call=subsidy.reference, words=made["plain"].organisation.credit_code) == [
        made["plain"].reference
    ]


def test_returned_and_overdue_are_told_apart_by_the_day(town: city.City) -> None:
    case = city.submitted(town, city.call(town))
    first_look.return_for_correction(
        by=officer(town), application=case.reference, seen=1, reasons={"roster": "缺"}, calendar=CALENDAR
    )
    last_day = officer(town, datetime(2026, 7, 8, 15, 59, tzinfo=UTC))
    after = officer(town, datetime(2026, 7, 8, 16, 0, tzinfo=UTC))

    assert listed(last_day, stage=Stage.RETURNED) == listed(after, stage=Stage.OVERDUE) == [case.reference]
    assert listed(last_day, stage=Stage.OVERDUE) == listed(after, stage=Stage.RETURNED) == []
    [running], [late] = (cases.page(by=by, filters=Filters()).lines for by in (last_day, after))
    assert (running.stage, running.days_waiting) == (Stage.RETURNED, None)
    assert (late.stage, late.days_waiting, late.due_on) == (Stage.OVERDUE, 1, date(2026, 7, 8))
    assert [each.stage for each in cases.tallies(by=last_day)] == [Stage.RETURNED]
    assert [each.stage for each in cases.tallies(by=after)] == [Stage.OVERDUE]


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_lists_every_case(town: city.City, order: str) -> None:
    under = city.call(town)
    city.many_submitted(town, under, 7)

    assert len(set(listed(officer(town), order=order))) == 7


@pytest.mark.parametrize("order", ["reviewer__user__email", "-pk", "organisation__password", "?", ""])
def test_attack_41_an_order_outside_the_closed_set_is_refused(order: str) -> None:
    with pytest.raises(UnknownOrder):
        Filters(order=order)


def test_a_page_beyond_the_last_is_the_last(town: city.City) -> None:
    city.many_submitted(town, city.call(town), cases.PAGE + 1)

    page = cases.page(by=officer(town), filters=Filters(), number=999_999)

    assert (page.number, page.last, len(page.lines), page.total) == (2, 2, 1, cases.PAGE + 1)


def test_attack_13_and_14_drafts_withdrawn_and_sealed_ones_leave_no_trace(town: city.City) -> None:
    under = city.call(town)
    city.application(town, under)
    withdrawn = city.submitted(town, under, of=town.other_applicant)
    ApplicationStep.objects.create(
        application=withdrawn,
        kind=StepKind.WITHDRAWN,
        at=city.NOON,
        by_id=town.seats[Role.PREPARER].person_id,
        role=Role.PREPARER,
    )
    sealed = city.submitted(town, under, of=city.organisation())
    before = officer(town, city.CLOSES - timedelta(microseconds=1))

    assert cases.page(by=before, filters=Filters()).total == 0
    assert cases.tallies(by=before) == cases.origins(by=before) == ()
    assert listed(officer(town, city.CLOSES)) == [sealed.reference]
    with pytest.raises(NotFound):
        case_page(by=before, reference=sealed.reference)
    with pytest.raises(NotFound):
        case_page(by=officer(town), reference=withdrawn.reference)


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.CASE_OFFICER, {"plain", "other", "accepted"}),
        (Role.ROUND_MANAGER, {"plain", "other", "accepted"}),
        (Role.AUDITOR, {"plain", "other", "accepted"}),
        (Role.DISTRICT_OFFICER, {"plain"}),
        (Role.FINANCE, {"accepted"}),
        (Role.MEETING_SECRETARY, {"accepted"}),
        (Role.EXPERT, set()),
        (Role.SYSTEM_ADMINISTRATOR, set()),
        (Role.SECURITY_ADMINISTRATOR, set()),
        (Role.AUDIT_ADMINISTRATOR, set()),
        (Role.PUBLIC, set()),
    ],
)
def test_each_role_lists_and_counts_only_what_it_may_open(
    town: city.City, role: Role, seen: set[str]
) -> None:
    under = city.call(town)
    made = {
        "plain": city.submitted(town, under),
        "other": city.submitted(town, under, of=town.other_applicant),
        "accepted": city.submitted(town, under, of=city.organisation(district="九龙坡区")),
    }
    first_look.accept(by=officer(town), application=made["accepted"].reference, seen=1)
    names = {case.reference: name for name, case in made.items()}
    by = town.by(role, at=LOOKED_AT)

    assert {names[reference] for reference in listed(by)} == seen
    assert sum(each.number for each in cases.tallies(by=by)) == len(seen)


def test_what_a_list_can_be_narrowed_to_is_told_once_newest_call_first(town: city.City) -> None:
    early, late = city.call(town), city.call(town, closes_at=city.CLOSES + timedelta(hours=1))
    for under, of in ((early, town.applicant), (late, town.applicant), (late, town.other_applicant)):
        city.submitted(town, under, of=of)
    city.submitted(town, late, of=city.organisation(district=town.applicant.district))

    told = [(each.call, each.district) for each in cases.origins(by=officer(town))]

    assert told == [(late.reference, "江北区"), (late.reference, "渝中区"), (early.reference, "渝中区")]


def test_attack_21_a_tied_officer_sees_no_line_no_count_and_no_page(town: city.City) -> None:
    case = city.submitted(town, city.call(town))
    held = officer(town)
    city.seat(Role.PREPARER, case.organisation, city.Person.objects.get(pk=held.person_id))

    assert listed(held) == []
    assert cases.tallies(by=held) == cases.origins(by=held) == ()
    with pytest.raises(ConflictOfInterest):
        case_page(by=held, reference=case.reference)


def test_a_case_page_shows_nothing_of_what_is_being_corrected(town: city.City) -> None:
    case = city.submitted(town, city.call(town))
    first_look.return_for_correction(
        by=officer(town), application=case.reference, seen=1, reasons={"roster": "缺"}, calendar=CALENDAR
    )
    city.draft_event(town, case, at=LOOKED_AT + timedelta(hours=1))

    shown = case_page(by=officer(town, LOOKED_AT + timedelta(hours=2)), reference=case.reference)

    assert [event.words for event in shown.events] == ["退回补正"]
    assert shown.changes == ()


def test_the_corrected_submission_is_laid_beside_the_returned_one(town: city.City) -> None:
    case = city.submitted(town, city.call(town), without_papers=("standing_papers",))
    first_look.return_for_correction(
        by=officer(town),
        application=case.reference,
        seen=1,
        reasons={"roster": "缺", "materials": "缺"},
        calendar=CALENDAR,
    )
    at = LOOKED_AT + timedelta(days=1)
    before = case.submissions.get().snapshot
    roster = [before["roster"][0] | {"post": "总监"}, *before["roster"][2:]]
    city.submission(
        town,
        case,
        2,
        at=at,
        roster=roster,
        facts={"typical_cases": 7},
        deals=[city.deal_line(1, money_fen=1)],
    )
    ApplicationStep.objects.create(
        application=case, kind=StepKind.RESUBMITTED, at=at, by_id=case.begun_by_id, role=Role.PREPARER
    )

    shown = case_page(by=officer(town, at + timedelta(days=1)), reference=case.reference)

    told = {
        changed.section.name: [(one.what, one.before != "", one.after != "") for one in changed.changes]
        for changed in shown.changes
    }
    assert told["roster"] == [("P001", True, True), ("P002", True, False)]
    assert told["condition-8-6"] == [("第八条第6项所列运营业务的典型案例数", True, True)]
    assert told["deals"] == [("D0001", True, True)]
    assert list(told) == ["condition-8-6", "roster", "deals", "materials"]


def queries(by: Actor) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        cases.origins(by=by)
        cases.page(by=by, filters=Filters(words="演示", has_gaps=True, order="most"), number=3)
    assert not any("snapshot" in each["sql"] for each in captured.captured_queries)
    return len(captured)


def test_a_list_of_a_thousand_asks_the_database_four_times(town: city.City) -> None:
    city.many_submitted(town, city.call(town), 1000)

    assert queries(officer(town)) == 4


def test_a_case_page_asks_at_most_ten_times(town: city.City) -> None:
    case = city.submitted(town, city.call(town))
    by = officer(town)

    with CaptureQueriesContext(connection) as captured:
        case_page(by=by, reference=case.reference)

    assert len(captured) <= 10


def test_a_desk_tells_what_each_closed_call_waits_for_and_since_when(town: city.City) -> None:
    under = city.call(town)
    city.submitted(town, under)
    late = city.submitted(town, under, of=town.other_applicant)
    first_look.return_for_correction(
        by=officer(town), application=late.reference, seen=1, reasons={"roster": "缺"}, calendar=CALENDAR
    )
    city.submitted(town, city.call(town, closes_at=datetime(2026, 8, 1, tzinfo=UTC)))
    by = officer(town, datetime(2026, 7, 9, 2, 0, tzinfo=UTC))

    told = {
        (task.address[2], task.what.rpartition("：")[2], task.why[:8]) for task in case_tasks.tasks(by=by)
    }

    assert told == {
        ("received", "1件待初审", "申报已截止9天，"),
        ("overdue", "1件补正逾期", "补正的最后一日已"),
    }
    assert list(case_tasks.tasks(by=town.by(Role.AUDITOR, at=by.at))) == []
    assert set(case_tasks.tasks(by=by)) <= set(desk.waiting(by=by))
