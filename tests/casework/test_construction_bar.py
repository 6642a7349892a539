"""Article 14 from the office's own file: a centre under construction claims no subsidy, whatever it states."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.casework import city, onward
from zhiyun import law
from zhiyun.casework import task_books
from zhiyun.casework.actor import SHANGHAI
from zhiyun.casework.queries import applications, case
from zhiyun.casework.roles import Role
from zhiyun.kernel.citation import Citation
from zhiyun.kernel.finding import Finding, Outcome
from zhiyun.records.models import AcceptanceProposal, AcceptanceRuling, Application, Submission

pytestmark = pytest.mark.django_db

BUILDING = (date(2023, 3, 15), date(2025, 3, 14))
APPLIES = datetime(2024, 6, 20, 10, 0, tzinfo=SHANGHAI)
BASE = 6_000_000_000


def centre(town: city.City, days: tuple[date, date] = BUILDING) -> Application:
    """Make an applicant a funded centre, its task book signed for these days."""
    under = city.call(town, law.Benefit.MUNICIPAL_CENTRE)
    built = onward.accepted(town, under)
    onward.resolved(town, under, {built: 300_000_000})
    onward.granted(town, built, [(300_000_000, days[1])], signed_on=days[0], last_on=days[1])
    return built


def applying(town: city.City, at: datetime, **facts: object) -> Application:
    """Apply for the subsidy on a day, with a base of 60,000,000 yuan."""
    under = city.call(
        town,
        opens_at=datetime(2024, 6, 1, 9, tzinfo=SHANGHAI),
        closes_at=datetime(2024, 6, 30, 18, tzinfo=SHANGHAI),
    )
    made = city.application(town, under)
    made.steps.model.objects.create(
        application=made, kind="submitted", at=at, by_id=made.begun_by_id, role=Role.LEGAL_REPRESENTATIVE
    )
    city.submission(town, made, 1, at=at, facts=facts, deals=[city.deal_line(1, money_fen=BASE)])
    return made


def told(built: Application, on: date, *, passed: bool, attempt: int = 1) -> None:
    """Tell what an acceptance came to on a day, as rows."""
    by, second = city.person(), city.person()
    at = datetime.combine(on, APPLIES.timetz())
    proposal = AcceptanceProposal.objects.create(
        grant=built.grant, attempt=attempt, passed=passed, opinion="演示意见", by=by, at=at
    )
    AcceptanceRuling.objects.create(
        proposal=proposal,
        grant=built.grant,
        attempt=attempt,
        passed=passed,
        proposed_by=by,
        good=True,
        by=second,
        day=on,
        at=at,
    )


def barring(heard: Finding) -> Finding:
    [found] = [leaf for leaf in heard.grounds if leaf.cites == Citation(14)]
    return found


def test_scenario_11_a_centre_under_construction_gets_nothing_and_hears_the_dates() -> None:
    """Scenario 11: 1,200,000 yuan otherwise; attack 26: stating that there is no centre helps nobody."""
    town = city.city()
    centre(town)

    claim = applying(town, APPLIES, construction_funded=False)

    seen = case.case(by=town.by(Role.CASE_OFFICER, at=APPLIES.replace(month=7)), reference=claim.reference)
    found = barring(seen.heard.finding)
    assert (found.outcome, found.because) == (
        Outcome.NOT_MET,
        "2024-06-20申报时在建设期内（2023-03-15至2025-03-14），不得申报运营绩效补贴",
    )
    assert Submission.objects.get(application=claim).counted_fen == 0


def test_without_a_centre_the_same_claim_counts_in_full() -> None:
    town = city.city()

    claim = applying(town, APPLIES, construction_funded=False)

    assert Submission.objects.get(application=claim).counted_fen == BASE


@pytest.mark.parametrize(
    ("on", "barred"), [(date(2023, 3, 14), False), (date(2023, 3, 15), True), (date(2025, 3, 14), True)]
)
def test_the_bar_begins_on_the_day_of_signing(on: date, barred: bool) -> None:
    town = city.city()
    centre(town)

    told = task_books.on_file(organisation=town.applicant, on=on)

    assert bool(told) is barred


def test_what_an_applicant_states_otherwise_stands_beside_the_task_book() -> None:
    town = city.city()
    centre(town)

    claim = applying(town, APPLIES, construction_funded=False, accepted_on="2024-01-10")

    seen = case.case(by=town.by(Role.CASE_OFFICER, at=APPLIES.replace(month=7)), reference=claim.reference)
    assert barring(seen.heard.finding).outcome is Outcome.NOT_MET
    facts = task_books.on_file(organisation=town.applicant, on=APPLIES.date())
    assert facts["task_book_signed_on"].value == BUILDING[0]
    assert str(facts["construction_funded"].evidence).startswith("双方签订的任务书RW-")


def test_an_acceptance_the_office_has_not_told_is_not_heard_whatever_is_stated() -> None:
    """Attack 26: since acceptances are told by letter here, stating one lifts no bar; the letter does."""
    town = city.city()
    built = centre(town, (date(2022, 3, 15), date(2024, 3, 14)))

    waiting = applying(town, APPLIES)
    seen = case.case(by=town.by(Role.CASE_OFFICER, at=APPLIES.replace(month=7)), reference=waiting.reference)
    assert barring(seen.heard.finding).outcome is Outcome.NOT_MET

    stated = applying(town, APPLIES, accepted_on="2024-05-10")
    seen = case.case(by=town.by(Role.CASE_OFFICER, at=APPLIES.replace(month=7)), reference=stated.reference)
    assert barring(seen.heard.finding).outcome is Outcome.NOT_MET

    told(built, date(2024, 5, 10), passed=True)
    accepted = applying(town, APPLIES)
    seen = case.case(by=town.by(Role.CASE_OFFICER, at=APPLIES.replace(month=7)), reference=accepted.reference)
    assert barring(seen.heard.finding).outcome is Outcome.MET


def test_a_centre_sees_the_bar_while_it_still_writes_its_application() -> None:
    town = city.city()
    centre(town, (date(2025, 9, 1), date(2027, 8, 31)))
    draft = city.application(town, city.call(town))

    seen = applications.overview(by=town.by(Role.PREPARER), reference=draft.reference)

    assert seen.assessed is not None
    assert "2026-06-15申报时在建设期内（2025-09-01至2027-08-31），不得申报运营绩效补贴" in [
        each.because for each in seen.assessed.not_met
    ]


def test_another_applicant_is_not_barred_by_it() -> None:
    town = city.city()
    centre(town)

    assert task_books.on_file(organisation=town.other_applicant, on=APPLIES.date()) == {}
    assert task_books.standing(organisation=town.other_applicant, on=APPLIES.date()) is None
