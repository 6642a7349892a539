"""One right claimed by two applicants: settled once for both, exactly, and never more than the whole."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.casework import city, verification
from zhiyun.casework.actions import shared_rights
from zhiyun.casework.actions.deal_verdicts import AnotherVerdict
from zhiyun.casework.refusals import ConflictOfInterest, NotAllowed, NotFound
from zhiyun.casework.roles import Role
from zhiyun.casework.verifying_deals.round_ledger import of_call
from zhiyun.casework.verifying_deals.shares import ratio_text, read_share
from zhiyun.casework.verifying_deals.sharing import digest
from zhiyun.casework.verifying_deals.standings import DealStage
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import Application, Call, SharedRight

pytestmark = pytest.mark.django_db

PLEDGE = city.deal_line(1, money_fen=2_000_000_000)


@pytest.fixture
def town() -> city.City:
    return city.city()


@pytest.fixture
def under(town: city.City) -> Call:
    return city.call(town)


@pytest.fixture
def both(town: city.City, under: Call) -> tuple[Application, Application]:
    return (
        verification.case(town, under, [PLEDGE]),
        verification.case(town, under, [PLEDGE | {"deal": "Y-1"}], of=town.other_applicant),
    )


def settle(town: city.City, under: Call, *shares: str, **asked: Any) -> str:
    under.refresh_from_db()
    [found] = of_call(call=under).shared
    references = of_call(call=under).references
    lines = [(references[line.application], line.number) for line in found.lines]
    first = lines[0][0]
    given_ = {
        "by": verification.officer(town),
        "call": under.reference,
        "right": found.key,
        "seen": digest(shared=found),
        "shares": dict(zip(lines, shares, strict=True)),
        "reason": "演示：按双方签字的协议",
        "evidence": [f"{first}:paper:1"],
    }
    return shared_rights.settle(**(given_ | asked))


def test_scenario_10_two_claim_one_pledge_and_a_signed_split_counts_for_both(
    town: city.City, under: Call, both: tuple[Application, Application]
) -> None:
    """Scenario 10: blocked until split; with 60/40 of 20,000,000 yuan X has 240,000 and Y 160,000 at two percent."""
    before = [
        verification.ledger(case).standing(deal=deal)
        for case, deal in zip(both, ("D0001", "Y-1"), strict=True)
    ]
    assert [(each.law_fen, each.line.ceiling_fen) for each in before] == [(0, 0), (0, 0)]

    settle(town, under, "60%", "40%")

    for case, deal, counted in zip(both, ("D0001", "Y-1"), (1_200_000_000, 800_000_000), strict=True):
        verification.decide(town, case, deal, "counted")
        verification.finish(town, case)
        made = case.verifications.get()
        assert made.counted_fen == counted
    measure = verification.ledger(both[0]).pinned.measure
    from zhiyun.kernel.money import Money

    entitled = [measure.entitlement(Money(case.verifications.get().counted_fen)) for case in both]
    assert entitled == [24_000_000, 16_000_000]


def test_shares_of_110_percent_are_refused_and_nothing_is_written(
    town: city.City, under: Call, both: tuple[Application, Application]
) -> None:
    with pytest.raises(Faulty) as refused:
        settle(town, under, "60%", "50%")

    assert "合计110%" in str(refused.value)
    assert not SharedRight.objects.exists()


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        (("", "40%"), "请填写比例"),
        (("六成", "40%"), "请填写比例"),
        (("1/0", "40%"), "请填写比例"),
    ],
)
def test_a_share_nobody_can_read_is_a_fault(
    town: city.City, under: Call, both: tuple[Application, Application], shares: tuple[str, str], said: str
) -> None:
    with pytest.raises(Faulty) as refused:
        settle(town, under, *shares)

    assert said in str(refused.value)


def test_nobody_gets_more_than_it_claimed(town: city.City, under: Call) -> None:
    verification.case(town, under, [PLEDGE | {"share": "1/2"}])
    verification.case(town, under, [PLEDGE], of=town.other_applicant)

    with pytest.raises(Faulty) as refused:
        settle(town, under, "60%", "40%")

    assert "不能超过申报单位自己填报的50%" in str(refused.value)


def test_a_split_without_the_signed_agreement_or_a_reason_is_refused(
    town: city.City, under: Call, both: tuple[Application, Application]
) -> None:
    with pytest.raises(Faulty) as refused:
        settle(town, under, "60%", "40%", evidence=["SB-0:paper:1"], reason=" ")

    assert [str(fault.place) for fault in refused.value.faults] == ["裁定理由", "分配协议"]


def test_where_one_has_it_all_no_agreement_is_asked(
    town: city.City, under: Call, both: tuple[Application, Application]
) -> None:
    settle(town, under, "100%", "0%", evidence=[])

    assert [verification.ledger(case).totals.law for case in both] == [2_000_000_000, 0]


def test_a_settlement_makes_verdicts_written_before_it_outdated(
    town: city.City, under: Call, both: tuple[Application, Application]
) -> None:
    settle(town, under, "60%", "40%")
    verification.decide(town, both[0], "D0001", "counted")

    settle(town, under, "50%", "50%")

    assert verification.ledger(both[0]).standing(deal="D0001").stage is DealStage.OUTDATED


def test_a_third_claimant_opens_what_was_settled_again(
    town: city.City, under: Call, both: tuple[Application, Application]
) -> None:
    settle(town, under, "60%", "40%")
    third = city.organisation("演示丙寅评估有限公司")

    verification.case(town, under, [PLEDGE | {"deal": "Z-1"}], of=third)

    [found] = of_call(call=under).shared
    assert (found.is_settled, len(found.lines)) == (False, 3)


def test_a_page_that_is_no_longer_so_is_refused(
    town: city.City, under: Call, both: tuple[Application, Application]
) -> None:
    with pytest.raises(AnotherVerdict):
        settle(town, under, "60%", "40%", seen="0" * 64)


def test_another_bureaus_call_and_an_unknown_right_are_not_found(
    town: city.City, under: Call, both: tuple[Application, Application]
) -> None:
    elsewhere = city.city()

    for asked in ({"by": verification.officer(elsewhere)}, {"right": "Y0"}):
        with pytest.raises(NotFound):
            settle(town, under, "60%", "40%", **asked)


def test_who_is_tied_to_a_claimant_settles_nothing(
    town: city.City, under: Call, both: tuple[Application, Application]
) -> None:
    officer = verification.officer(town)
    from zhiyun.records.models import Person

    city.seat(Role.PREPARER, town.other_applicant, Person.objects.get(pk=officer.person_id))

    with pytest.raises(ConflictOfInterest):
        settle(town, under, "60%", "40%")


def test_only_a_case_officer_settles(
    town: city.City, under: Call, both: tuple[Application, Application]
) -> None:
    with pytest.raises(NotAllowed):
        settle(town, under, "60%", "40%", by=verification.checker(town))


def test_who_is_decided_already_is_not_settled_anew(
    town: city.City, under: Call, both: tuple[Application, Application]
) -> None:
    from tests.casework import onward
    from zhiyun.records.models import StepKind

    onward.step(both[1], StepKind.DECIDED, both[1].begun_by_id, Role.MEETING_SECRETARY)

    with pytest.raises(shared_rights.NotInHand):
        settle(town, under, "60%", "40%")


@pytest.mark.parametrize(
    ("text", "share"),
    [("60%", Fraction(3, 5)), ("33.3％", Fraction(333, 1000)), ("1/3", Fraction(1, 3)), ("0%", Fraction(0))],
)
def test_a_share_is_read_exactly(text: str, share: Fraction) -> None:
    assert read_share(text=text) == share


@given(st.integers(0, 999_999), st.integers(1, 999_999))
def test_every_ratio_kept_is_read_back_as_it_was(numerator: int, denominator: int) -> None:
    share = Fraction(numerator, denominator)

    assert read_share(text=ratio_text(share=share)) == share
    assert Fraction(ratio_text(share=share)) == share
