"""The verification desk: deal by deal, by one person and checked by another, until the ledger is closed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.casework import city, verification
from zhiyun.casework.actions import bureau_judgements, deal_verdicts, verification_closing
from zhiyun.casework.actions.deal_verdicts import AnotherVerdict, NothingToDo
from zhiyun.casework.refusals import NeedsConfirmation, NotAllowed, NotFound
from zhiyun.casework.roles import Role
from zhiyun.casework.second_person import SecondPersonNeeded
from zhiyun.casework.stages import Stage, of_application
from zhiyun.casework.verifying_deals import verified
from zhiyun.casework.verifying_deals.standings import DealStage
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import (
    Application,
    DealVerdict,
    Event,
    SignedJudgement,
    StepKind,
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


def told(refused: pytest.ExceptionInfo[Faulty]) -> list[tuple[str, str]]:
    return [(str(fault.place), str(fault.message)) for fault in refused.value.faults]


def test_a_ledger_goes_from_the_laws_count_to_a_closed_verification(
    town: city.City, case: Application
) -> None:
    verification.decide(town, case, "D0001", "counted")
    verification.decide(town, case, "D0002", "reduced", amount=40_000_000, reason="演示：回单只到四十万元")
    verification.finish(town, case)

    made = verified(application=case)
    assert made is not None
    assert (made.number, made.counted_fen) == (1, 140_000_000)
    assert [(line["deal"], line["verdict"], line["counted_fen"]) for line in made.lines] == [
        ("D0001", "counted", 100_000_000),
        ("D0002", "reduced", 40_000_000),
    ]
    assert of_application(application=case, at=verification.LOOKED_AT) is Stage.REVIEWED
    assert Event.objects.filter(action="verification.close").get().after["sm3"] == made.sm3


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ({"verdict": "perhaps"}, "结论"),
        ({"verdict": "reduced", "reason": "演示"}, "核定金额"),
        ({"verdict": "reduced", "reason": "演示", "amount": 0}, "核定金额"),
        ({"verdict": "reduced", "reason": "演示", "amount": -1}, "核定金额"),
        ({"verdict": "reduced", "reason": "演示", "amount": 100_000_000}, "核定金额"),
        ({"verdict": "reduced", "reason": "演示", "amount": 100_000_001}, "核定金额"),
        ({"verdict": "reduced", "amount": 99_999_999}, "核定理由"),
        ({"verdict": "rejected"}, "核定理由"),
        ({"verdict": "rejected", "reason": "演" * 1001}, "核定理由"),
        ({"verdict": "counted", "cites": "第九十九条"}, "依据条款"),
    ],
)
def test_a_verdict_that_cannot_be_is_refused_with_its_fault(
    town: city.City, case: Application, asked: dict[str, Any], place: str
) -> None:
    with pytest.raises(Faulty) as refused:
        verification.decide(town, case, "D0001", asked.pop("verdict"), **asked)

    assert place in {where for where, _what in told(refused)}
    assert not DealVerdict.objects.exists()


@pytest.mark.parametrize("amount", [1, 99_999_999])
def test_one_fen_and_one_fen_less_than_all_are_reductions(
    town: city.City, case: Application, amount: int
) -> None:
    verification.decide(town, case, "D0001", "reduced", amount=amount, reason="演示")

    assert DealVerdict.objects.get().counted_fen == amount


def test_all_faults_of_a_verdict_are_told_at_once(town: city.City, case: Application) -> None:
    with pytest.raises(Faulty) as refused:
        verification.decide(town, case, "D0001", "reduced", cites="")

    assert [place for place, _what in told(refused)] == ["核定金额", "核定理由", "依据条款"]


def test_what_the_law_rejects_for_good_no_verdict_counts(town: city.City) -> None:
    case = one(town, money_on="2026-02-10")

    with pytest.raises(Faulty) as refused:
        verification.decide(town, case, "D0001", "counted", reason="演示：破例")

    assert "不在本次业绩期间内" in str(refused.value)


def test_what_looked_related_counts_by_evidence_and_reason_only(town: city.City) -> None:
    case = one(town, related=True)

    with pytest.raises(Faulty):
        verification.decide(town, case, "D0001", "counted")
    verification.decide(town, case, "D0001", "counted", reason="演示：股权材料表明没有关联")

    assert DealVerdict.objects.get().counted_fen == 100_000_000


def test_a_brand_deals_amount_is_a_persons_with_a_reason_and_the_law_counts_it(town: city.City) -> None:
    """Reading A4: the amount of brand cultivation is fixed by a person, never more than the ledger shows."""
    case = one(town, kind="brand", registered_on=None, registration_no="")

    for asked in ({"amount": None}, {"amount": 100_000_001}, {"amount": 30_000_000, "reason": ""}):
        with pytest.raises(Faulty):
            verification.decide(town, case, "D0001", "counted", **({"reason": "演示"} | asked))
    verification.decide(town, case, "D0001", "reduced", amount=30_000_000, reason="演示：有偿服务合同")

    standing = verification.ledger(case).standing(deal="D0001")
    assert (standing.law_fen, standing.ruling.objections) == (30_000_000, ())
    assert "A4" in DealVerdict.objects.get().readings
    verification.finish(town, case)
    assert case.verifications.get().counted_fen == 30_000_000


def test_who_wrote_a_verdict_cannot_check_it_nor_who_proposed_close(
    town: city.City, case: Application
) -> None:
    verification.decide(town, case, "D0001", "counted")
    officer = verification.officer(town)

    with pytest.raises(SecondPersonNeeded):
        verification.check(town, case, "D0001", by=officer)
    with pytest.raises(NothingToDo):
        verification.check_all(town, case, by=officer)

    verification.decide(town, case, "D0002", "counted")
    verification.check_all(town, case)
    verification.judge_all(town, case)
    verification.propose(town, case)
    with pytest.raises(SecondPersonNeeded):
        verification.close(town, case, by=officer)


def test_a_verdict_sent_back_waits_for_a_new_one_and_the_newest_holds(
    town: city.City, case: Application
) -> None:
    verification.decide(town, case, "D0001", "counted")
    verification.check(town, case, "D0001", agrees=False)
    assert verification.ledger(case).standing(deal="D0001").stage is DealStage.SENT_BACK

    verification.decide(town, case, "D0001", "reduced", amount=1, reason="演示")
    verification.check(town, case, "D0001")

    assert verification.ledger(case).standing(deal="D0001").counted_fen == 1
    assert DealVerdict.objects.count() == 2


def test_a_verdict_is_sent_back_only_with_a_reason(town: city.City, case: Application) -> None:
    verification.decide(town, case, "D0001", "counted")

    for reason in (" ", "演" * 1001):
        with pytest.raises(Faulty):
            verification.check(town, case, "D0001", agrees=False, reason=reason)


def test_who_decides_on_what_is_no_longer_so_is_told(town: city.City, case: Application) -> None:
    verification.decide(town, case, "D0001", "counted")

    with pytest.raises(AnotherVerdict):
        verification.decide(town, case, "D0001", "rejected", reason="演示", seen=0)
    with pytest.raises(AnotherVerdict):
        verification.check(town, case, "D0001", seen=0)
    for deed in (deal_verdicts.count_plain, deal_verdicts.check_all):
        with pytest.raises(AnotherVerdict):
            deed(
                by=verification.checker(town)
                if deed is deal_verdicts.check_all
                else verification.officer(town),
                application=case.reference,
                seen="0" * 64,
            )


def test_only_officers_decide_and_only_officers_and_managers_check(
    town: city.City, case: Application
) -> None:
    verification.decide(town, case, "D0001", "counted")

    for role in Role:
        by = town.by(role, at=verification.LOOKED_AT)
        if role is not Role.CASE_OFFICER:
            with pytest.raises(NotAllowed):
                verification.decide(town, case, "D0002", "counted", by=by)
        if role not in (Role.CASE_OFFICER, Role.ROUND_MANAGER):
            with pytest.raises(NotAllowed):
                verification.check(town, case, "D0001", by=by)


def test_a_deal_nobody_claimed_is_not_found(town: city.City, case: Application) -> None:
    with pytest.raises(NotFound):
        deal_verdicts.decide(
            by=verification.officer(town),
            application=case.reference,
            deal="X-1",
            seen=0,
            verdict="counted",
            cites="第十二条",
        )


def test_a_ledger_is_closed_only_with_everything_done_and_all_of_it_is_told(
    town: city.City, case: Application
) -> None:
    verification.decide(town, case, "D0001", "counted")

    with pytest.raises(Faulty) as refused:
        verification.propose(town, case)

    said = [what for _place, what in told(refused)]
    assert said[:2] == ["还没有核定", "还没有第二人复核"]
    assert len(said) == 2 + len(verification.questions(case))


def test_a_judgement_is_signed_with_an_answer_and_an_opinion_and_fills_the_laws_question(
    town: city.City, case: Application
) -> None:
    question = verification.questions(case)[0]
    by = verification.officer(town)

    with pytest.raises(Faulty) as refused:
        bureau_judgements.judge(by=by, application=case.reference, question=question, met=None, opinion=" ")
    assert [place for place, _what in told(refused)] == ["判断", "判断意见"]
    bureau_judgements.judge(
        by=by, application=case.reference, question=question, met=False, opinion="演示：不合理"
    )

    row = SignedJudgement.objects.get()
    assert (row.on_behalf, row.met, row.by_name) == ("bureau", False, by.name)


def test_a_judgement_wants_who_signs_confirmed_and_a_question_the_call_asks(
    town: city.City, case: Application
) -> None:
    from dataclasses import replace

    asked = {"application": case.reference, "met": True, "opinion": "演示"}
    with pytest.raises(NeedsConfirmation):
        bureau_judgements.judge(
            by=replace(verification.officer(town), confirmed_at=None),
            question=verification.questions(case)[0],
            **asked,
        )
    with pytest.raises(NotFound):
        bureau_judgements.judge(by=verification.officer(town), question="condition-99-1", **asked)


def test_what_changes_after_the_proposal_must_be_proposed_again(town: city.City, case: Application) -> None:
    verification.count_plain(town, case)
    verification.check_all(town, case)
    verification.judge_all(town, case)
    verification.propose(town, case)
    verification.decide(town, case, "D0001", "reduced", amount=1, reason="演示")
    verification.check(town, case, "D0001")

    with pytest.raises(verification_closing.NothingProposed):
        verification.close(town, case)


def test_a_ledger_closed_already_is_not_closed_again_until_something_changes(
    town: city.City, case: Application
) -> None:
    verification.count_plain(town, case)
    verification.finish(town, case)

    with pytest.raises(verification_closing.NothingNew):
        verification.close(town, case)
    verification.decide(town, case, "D0001", "reduced", amount=1, reason="演示：复看时发现")
    verification.check(town, case, "D0001")
    verification.propose(town, case)
    verification.close(town, case)

    assert [(each.number, each.counted_fen) for each in case.verifications.order_by("number")] == [
        (1, 200_000_000),
        (2, 100_000_001),
    ]
    assert case.steps.filter(kind=StepKind.REVIEWED).count() == 1
