"""What verification comes to: the scenarios' figures, the attacks on them, and what the database holds by itself."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.casework import city, onward, verification
from zhiyun.casework.actions.deal_verdicts import NothingToDo
from zhiyun.casework.refusals import WrongStage
from zhiyun.casework.roles import Role
from zhiyun.casework.stages import Stage, of_application
from zhiyun.casework.verifying_deals import in_hand, verified
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import (
    Application,
    DealVerdict,
    StepKind,
    VerdictCheck,
    Verification,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> city.City:
    return city.city()


@pytest.fixture
def case(town: city.City) -> Application:
    return verification.case(town, city.call(town), [city.deal_line(1), city.deal_line(2)])


def one(town: city.City, **line: Any) -> Application:
    """Make an application whose only deal, D0001, is told otherwise."""
    return verification.case(town, city.call(town), [city.deal_line(1) | line])


def entitled(case: Application) -> int:
    """Say what an application's verified amount entitles it to, in fen."""
    from zhiyun.kernel.money import Money

    made = verified(application=case)
    assert made is not None
    return int(verification.ledger(case).pinned.measure.entitlement(Money(made.counted_fen)))


def test_scenario_7_a_partly_drawn_loan_counts_what_was_drawn_in_the_year(town: city.City) -> None:
    """Scenario 7: 30,000,000 by contract, 18,000,000 drawn in 2025: the 2026 round pays 360,000 and never 600,000."""
    loan = city.deal_line(1) | {"contract_fen": 3_000_000_000, "registered_on": "2025-06-03"}
    case = verification.case(
        town,
        city.call(town),
        [
            loan | {"money_on": "2025-07-01", "money_fen": 1_800_000_000},
            loan | {"line": 2, "money_on": "2026-02-10", "money_fen": 1_200_000_000},
        ],
    )

    with pytest.raises(Faulty):
        verification.decide(town, case, "D0001", "reduced", amount=1_800_000_001, reason="演示")
    verification.decide(town, case, "D0001", "counted")
    verification.finish(town, case)

    assert entitled(case) == 36_000_000


def test_scenario_8_a_related_transfer_is_left_out_and_its_line_says_how_to_appeal(town: city.City) -> None:
    """Scenario 8: 8,000,000 of which 5,000,000 to a subsidiary of 60%: 3,000,000 count, 60,000 are paid."""
    transfer = {"kind": "transfer"}
    case = verification.case(
        town,
        city.call(town),
        [
            city.deal_line(1, money_fen=300_000_000) | transfer,
            city.deal_line(2, money_fen=500_000_000) | transfer | {"related": True},
        ],
    )
    standing = verification.ledger(case).standing(deal="D0002")
    assert "代码 GL" in str(standing.ruling.objections[0])
    assert "申诉" in str(standing.ruling.objections[0])

    assert verification.count_plain(town, case) == "1"
    verification.decide(town, case, "D0002", "rejected", reason="演示：受让方是持股60%的子公司")
    verification.finish(town, case)

    assert entitled(case) == 6_000_000
    totals = verification.ledger(case).totals
    assert (totals.claimed, totals.verified, totals.not_counted, totals.open) == (
        800_000_000,
        300_000_000,
        500_000_000,
        0,
    )


def test_scenario_3_one_yuan_over_the_cap_is_shared_from_what_was_verified(town: city.City) -> None:
    """Scenario 3: entitlements of 5,000,001 together give 3,000,000 and 1,999,999, one yuan stays."""
    from zhiyun import law
    from zhiyun.kernel.money import Money, yuan

    under = city.call(town)
    cases = [
        verification.case(town, under, [city.deal_line(1, money_fen=15_000_005_000)]),
        verification.case(
            town, under, [city.deal_line(2, money_fen=10_000_000_000)], of=town.other_applicant
        ),
    ]
    for case in cases:
        verification.count_plain(town, case)
        verification.finish(town, case)

    measure = verification.ledger(cases[0]).pinned.measure
    claims = {case.reference: Money(case.verifications.get().counted_fen) for case in cases}
    shared = measure.allocate(law.Claims.of(claims))

    assert list(shared.by_applicant().values()) == [yuan(3_000_000), yuan(1_999_999)]
    assert shared.unspent == yuan(1)


def test_the_database_itself_wants_two_people(town: city.City, case: Application) -> None:
    """Attack 26: even past the door nobody checks or closes what they wrote or proposed."""
    verification.decide(town, case, "D0001", "counted")
    row, by = DealVerdict.objects.get(), verification.officer(town).person_id
    submission = case.submissions.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        VerdictCheck.objects.create(
            verdict=row, written_by_id=by, agrees=True, by_id=by, at=verification.LOOKED_AT
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Verification.objects.create(
            application=case,
            number=1,
            submission=submission,
            counted_fen=1,
            lines=[],
            sm3="0" * 64,
            proposed_by_id=by,
            by_id=by,
            at=verification.LOOKED_AT,
        )


def test_attack_26_a_verdict_and_a_verification_are_never_rewritten(
    town: city.City, case: Application
) -> None:
    """Attack 26: amounts cannot be edited after the decision: rows only come, and none come any more."""
    verification.count_plain(town, case)
    verification.finish(town, case)
    onward.step(case, StepKind.DECIDED, case.begun_by_id, Role.MEETING_SECRETARY)

    for rows in (DealVerdict.objects.all(), Verification.objects.all()):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(counted_fen=1)
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.all()[0].delete()
    with pytest.raises(WrongStage):
        verification.decide(town, case, "D0001", "rejected", reason="演示：事后改动")


def test_attack_26_one_contract_claimed_by_two_applicants_counts_for_neither_until_settled(
    town: city.City,
) -> None:
    """Attack 26: duplicated contracts across applicants; no verdict on one of them gets past the law."""
    under = city.call(town)
    first = verification.case(town, under, [city.deal_line(1)])
    second = verification.case(town, under, [city.deal_line(1)], of=town.other_applicant)

    for case in (first, second):
        with pytest.raises(Faulty) as refused:
            verification.decide(town, case, "D0001", "counted", reason="演示")
        assert "各方签字确认分配比例" in str(refused.value)
    with pytest.raises(NothingToDo):
        verification.count_plain(town, first)


def test_attack_26_one_contract_repeated_by_one_applicant_counts_once(town: city.City) -> None:
    """Attack 26: the same registration twice in one ledger."""
    case = verification.case(
        town, city.call(town), [city.deal_line(1), city.deal_line(1) | {"line": 2, "deal": "D0009"}]
    )

    assert [each.law_fen for each in verification.ledger(case).standings] == [100_000_000, 0]


def test_attack_26_what_the_city_funded_already_needs_evidence_to_count(town: city.City) -> None:
    """Attack 26: operations already subsidised are rejected; a district's money is a warning (reading A25)."""
    funded = one(town, also_funded_by="city")
    warned = verification.case(
        town,
        city.call(town),
        [city.deal_line(7) | {"also_funded_by": "district"}],
        of=town.other_applicant,
    )

    assert verification.ledger(funded).totals.law == 0
    with pytest.raises(Faulty):
        verification.decide(town, funded, "D0001", "counted")
    [standing] = verification.ledger(warned).standings
    assert standing.law_fen == 100_000_000
    assert any("请核对是否同一费用" in note for note in standing.ruling.notes)


def test_attack_26_a_centre_under_construction_is_barred_and_no_verdict_helps(town: city.City) -> None:
    """Attack 26, and Article 14: nothing of a barred applicant's ledger can be counted."""
    built = {
        "construction_funded": True,
        "task_book_signed_on": "2025-03-15",
        "construction_last_on": "2027-03-14",
    }
    case = verification.case(town, city.call(town), [city.deal_line(1)], facts=built)

    with pytest.raises(Faulty) as refused:
        verification.decide(town, case, "D0001", "counted", reason="演示", cites="第十四条")

    assert "不能计入" in str(refused.value)


def test_a_reason_names_no_other_applicant(town: city.City) -> None:
    under = city.call(town)
    case = verification.case(town, under, [city.deal_line(1)])
    verification.case(town, under, [city.deal_line(1)], of=town.other_applicant)

    with pytest.raises(Faulty) as refused:
        verification.decide(
            town, case, "D0001", "rejected", reason=f"演示：{town.other_applicant.name}也申报了"
        )

    assert "不要写出其他申报单位的名称" in str(refused.value)


def test_what_is_published_is_verified_again_only_after_an_upheld_objection(
    town: city.City, case: Application
) -> None:
    from datetime import timedelta

    from zhiyun.records.models import Objection, ObjectionAnswer

    verification.count_plain(town, case)
    verification.finish(town, case)
    resolution = onward.resolved(town, case.call, {case: 4_000_000}, verified={case: 200_000_000})
    publication = onward.published(town, resolution)
    with pytest.raises(in_hand.NotReopened):
        verification.decide(town, case, "D0001", "rejected", reason="演示")

    later = verification.LOOKED_AT + timedelta(days=1)
    objection = Objection.objects.create(
        reference="YY-1",
        tracking="0" * 64,
        publication=publication,
        about=case,
        from_unit=True,
        name="演示异议单位",
        contact="演示",
        words="演示",
        received_at=later,
        workdays=5,
        answer_by=later.date(),
    )
    ObjectionAnswer.objects.create(
        objection=objection,
        outcome="upheld",
        words="演示",
        about=case,
        effect="changed",
        verified_fen=100_000_000,
        decided_by_id=town.seats[Role.MEETING_SECRETARY].person_id,
        by_id=town.seats[Role.CASE_OFFICER].person_id,
        at=later,
    )
    by, second = verification.officer(town, at=later), verification.checker(town, at=later)
    verification.decide(town, case, "D0001", "rejected", reason="演示：异议成立", by=by)
    verification.check(town, case, "D0001", by=second)
    verification.propose(town, case, by=by)
    verification.close(town, case, by=second)

    made = verified(application=case)
    assert made is not None
    assert (made.number, made.counted_fen) == (2, 100_000_000)
    assert of_application(application=case, at=later) is Stage.PUBLISHED


def test_who_is_tied_to_the_applicant_stands_aside(town: city.City, case: Application) -> None:
    """Attack 21: a bureau member who once acted for the applicant decides nothing of it."""
    from zhiyun.casework.refusals import ConflictOfInterest
    from zhiyun.records.models import Person

    officer = Person.objects.get(pk=verification.officer(town).person_id)
    city.seat(Role.PREPARER, town.applicant, officer)

    with pytest.raises(ConflictOfInterest):
        verification.decide(town, case, "D0001", "counted")
