"""What a task book may say and for whom: heads, reasons, days, one confirmed centre, the year's money and its tranches."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.casework import city, onward, task_books
from tests.casework.task_books import AMOUNT, SIGNS, content, signed_by_applicant, signed_by_bureau
from zhiyun import law
from zhiyun.casework import ledger
from zhiyun.casework.actions import task_books as acts
from zhiyun.casework.actions import tranches
from zhiyun.casework.queries import task_book_lists
from zhiyun.casework.queries import task_books as books
from zhiyun.casework.refusals import ConflictOfInterest, NotFound, WrongStage
from zhiyun.casework.roles import Role
from zhiyun.casework.task_books import signing
from zhiyun.casework.task_books.content import Spending, read
from zhiyun.gateways import holiday_notices
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import (
    Application,
    Grant,
    Mandate,
    Message,
    TaskBookVersion,
    Tranche,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> city.City:
    return city.city()


@pytest.fixture
def case(town: city.City) -> Application:
    made = task_books.confirmed(town)
    task_books.begun(town, made)
    return made


def test_a_head_article_11_does_not_name_waits_for_the_bureaus_reason(
    town: city.City, case: Application
) -> None:
    budget = (
        Spending("线上大数据系统", "演示", AMOUNT - 100),
        Spending("会议培训", "演示", 100, judged="自称合规"),
    )
    acts.propose(
        by=town.by(Role.PREPARER, at=SIGNS),
        task_book=case.reference,
        content=content(budget=budget),
        note="演示：增加培训。",
        seen=1,
    )

    with pytest.raises(signing.HeadsToJudge, match="会议培训"):
        signed_by_bureau(town, case, 2)

    judged = (budget[0], replace(budget[1], judged="属人才培养引进，同意列支。"))
    acts.propose(
        by=task_books.officer(town),
        task_book=case.reference,
        content=content(budget=judged),
        note="认定",
        seen=2,
    )
    signed_by_bureau(town, case, 3)
    kept = read(told=TaskBookVersion.objects.get(number=3).content)
    assert kept.budget[1].judged == "属人才培养引进，同意列支。"


def test_an_applicants_proposal_keeps_the_bureaus_reasons_and_adds_none(
    town: city.City, case: Application
) -> None:
    budget = (
        Spending("线上大数据系统", "演示", AMOUNT - 100),
        Spending("会议培训", "演示", 100, judged="同意"),
    )
    acts.propose(
        by=task_books.officer(town),
        task_book=case.reference,
        content=content(budget=budget),
        note="一",
        seen=1,
    )

    changed = (replace(budget[0], judged="也同意"), replace(budget[1], judged=""))
    acts.propose(
        by=town.by(Role.PREPARER, at=SIGNS),
        task_book=case.reference,
        content=content(budget=changed, goals="演示二"),
        note="二",
        seen=2,
    )

    kept = read(told=TaskBookVersion.objects.get(number=3).content)
    assert [line.judged for line in kept.budget] == ["", "同意"]


def test_a_version_says_something_new_and_why(town: city.City, case: Application) -> None:
    send = {"by": task_books.officer(town), "task_book": case.reference, "seen": 1}

    with pytest.raises(acts.NothingChanged):
        acts.propose(content=content(), note="没有改", **send)
    with pytest.raises(Faulty, match="修改说明"):
        acts.propose(content=content(goals="演示二"), note=" ", **send)


def test_signing_late_is_refused_where_the_days_no_longer_fit(town: city.City, case: Application) -> None:
    late = city.confirmed(task_books.signer(town).at_instant(SIGNS.replace(month=9, day=11)))

    with pytest.raises(Faulty, match="应在建设期内"):
        signed_by_applicant(town, case, by=late)


def test_a_period_beyond_two_years_needs_the_document_that_allows_it(town: city.City) -> None:
    case = task_books.confirmed(town)
    longer = content(last_on=date(2028, 8, 10))

    with pytest.raises(Faulty, match="超过2年"):
        acts.begin(by=task_books.officer(town), application=case.reference, content=longer)

    approved = replace(longer, approved_length="演示批复〔2026〕1号")
    acts.begin(by=task_books.officer(town), application=case.reference, content=approved)
    signed_by_applicant(town, case)
    signed_by_bureau(town, case)
    assert Grant.objects.get().approved_length == "演示批复〔2026〕1号"


def test_only_a_confirmed_centre_gets_a_task_book_and_only_one(town: city.City, case: Application) -> None:
    with pytest.raises(acts.AlreadyBegun):
        task_books.begun(town, case)

    subsidy = onward.accepted(town, city.call(town))
    resolution = onward.resolved(town, subsidy.call, {subsidy: 100}, verified={subsidy: 100_00})
    onward.confirmed(town, onward.published(town, resolution))
    with pytest.raises(acts.NoTaskBook):
        acts.begin(by=task_books.officer(town), application=subsidy.reference, content=content(100_000_000))

    under = city.call(town, law.Benefit.INDUSTRY_CENTRE)
    waiting = onward.accepted(town, under)
    with pytest.raises(WrongStage):
        acts.begin(by=task_books.officer(town), application=waiting.reference, content=content())


def test_a_decision_that_was_superseded_is_not_signed(town: city.City, case: Application) -> None:
    onward.resolved(town, case.call, {case: AMOUNT})
    case.refresh_from_db()

    with pytest.raises(signing.NotConfirmed):
        signed_by_applicant(town, case)


def test_another_applicant_knows_of_no_task_book(town: city.City, case: Application) -> None:
    stranger = city.confirmed(city.seat(Role.LEGAL_REPRESENTATIVE, town.other_applicant).at_instant(SIGNS))

    with pytest.raises(NotFound):
        acts.sign_for_applicant(
            by=stranger,
            task_book=case.reference,
            seen=1,
            undertaken=True,
            seal=task_books.seal(case, stranger),
        )


def test_who_ever_acted_for_the_centre_stands_aside(town: city.City, case: Application) -> None:
    by = task_books.manager(town)
    Mandate.objects.create(
        person_id=by.person_id,
        organisation=town.applicant,
        role=Role.PREPARER,
        begins_at=city.OPENS,
        ended_at=city.OPENS,
    )

    with pytest.raises(ConflictOfInterest):
        signed_by_bureau(town, case)
    with pytest.raises(ConflictOfInterest):
        books.task_book(by=by, reference=case.reference, calendar=holiday_notices.load(None))


def test_a_desk_asks_whoever_is_to_answer(town: city.City, case: Application) -> None:
    def asked(role: Role) -> list[str]:
        return [task.verb for task in task_book_lists.tasks(by=town.by(role, at=SIGNS))]

    assert (asked(Role.PREPARER), asked(Role.CASE_OFFICER), asked(Role.AUDITOR)) == (["核对任务书"], [], [])
    signed_by_applicant(town, case)
    assert (asked(Role.LEGAL_REPRESENTATIVE), asked(Role.ROUND_MANAGER)) == ([], ["核对任务书"])
    signed_by_bureau(town, case)
    assert (asked(Role.ROUND_MANAGER), asked(Role.CASE_OFFICER)) == ([], [])
    later = town.by(Role.CASE_OFFICER, at=SIGNS.replace(month=9))
    assert [task.verb for task in task_book_lists.tasks(by=later)] == ["核实拨付条件"]


def test_scenario_13_two_centres_fill_the_year_and_not_a_fen_more(town: city.City) -> None:
    """Scenario 13: 3,000,000 and 2,000,000 are signed; a second centre due in a full year is refused by the ledger."""
    first = task_books.confirmed(town)
    second_call = city.call(town, law.Benefit.INDUSTRY_CENTRE)
    second = onward.accepted(town, second_call, of=town.other_applicant)
    resolution = onward.resolved(town, second_call, {second: 200_000_000})
    ledger.reserve(resolution=resolution, by=town.by(Role.FINANCE, at=onward.AFTER))
    onward.confirmed(town, onward.published(town, resolution))
    whole = {"tranches": content().tranches[:1]}
    for case, amount in ((first, AMOUNT), (second, 200_000_000)):
        part = replace(whole["tranches"][0], amount_fen=amount)
        acts.begin(
            by=task_books.officer(town), application=case.reference, content=content(amount, tranches=(part,))
        )
    other = city.confirmed(city.seat(Role.LEGAL_REPRESENTATIVE, town.other_applicant).at_instant(SIGNS))

    signed_by_applicant(town, first)
    signed_by_bureau(town, first)
    signed_by_applicant(town, second, by=other)
    signed_by_bureau(town, second)

    assert task_books.book_of(town, 2026).committed_fen == 500_000_000


def test_a_tranche_is_released_once_with_words(town: city.City, case: Application) -> None:
    signed_by_applicant(town, case)
    with pytest.raises(WrongStage):
        tranches.release(by=task_books.officer(town), task_book=case.reference, number=1, words="演示")
    signed_by_bureau(town, case)

    with pytest.raises(Faulty):
        tranches.release(by=task_books.officer(town), task_book=case.reference, number=1, words=" ")
    tranches.release(by=task_books.officer(town), task_book=case.reference, number=1, words="演示：已签订。")
    with pytest.raises(tranches.AlreadyReleased):
        tranches.release(by=task_books.officer(town), task_book=case.reference, number=1, words="演示")
    with pytest.raises(NotFound):
        tranches.release(by=task_books.officer(town), task_book=case.reference, number=3, words="演示")

    assert Tranche.objects.get(number=1).release.words == "演示：已签订。"
    assert Message.objects.filter(
        person_id=town.seats[Role.FINANCE].person_id, subject__startswith="可以拨付"
    ).exists()
