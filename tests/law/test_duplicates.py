"""One deal claimed twice: by one applicant it counts once, by several only as they signed, and never above the whole."""

from __future__ import annotations

from typing import Any

import pytest

from tests.law.world import (
    MEASURE,
    NO_EVIDENCE,
    NOT_MET,
    count,
    counted_yuan,
    day,
    deal,
    grounds_in,
    ids,
    paid,
    percent,
    pledge,
    sale,
)
from zhiyun import law

Kind = law.Kind
SPLIT = {"A23": "equal_split"}
TWENTY = paid("2025-07-01", "20000000")


def loan(number: str, applicant: str, share: str | None = None, **said: Any) -> law.Deal:
    """Twenty million lent on one registered pledge."""
    return pledge(number, applicant, TWENTY, share=None if share is None else percent(share), **said)


def licence(number: str, applicant: str, right: str = "P1", **said: Any) -> law.Deal:
    """A licence told by its right and parties, its registration without a number."""
    fields = {
        "rights": (right,),
        "from_party": "丁",
        "to_party": "戊",
        "contract_on": day("2025-01-05"),
        **said,
    }
    return deal(number, applicant, kind=Kind.LICENCE, registered_on=day("2025-02-01"), **fields)


# Between applicants -----------------------------------------------------------------------------------------------


def test_two_who_claim_one_pledge_in_full_both_wait_until_they_have_split_it() -> None:
    counted = count(loan("1", "甲"), loan("9", "乙"))

    assert grounds_in(counted) == [["UNSPLIT"], ["UNSPLIT"]]
    assert counted_yuan(counted) == ["0.00", "0.00"]
    assert [law.outcome_of(ruling) for ruling in counted.rulings] == [NO_EVIDENCE, NO_EVIDENCE]
    assert [law.because(ruling) for ruling in counted.rulings] == [
        f"同一笔业务另有{other}申报，暂不计入；请各方签字确认分配比例（合计不超过100%）"
        for other in ("乙", "甲")
    ]
    assert ids(law.readings_of(counted.rulings[0], counted.readings)) == ["A1", "A2", "A3", "A23"]


@pytest.mark.parametrize(
    ("shares", "counted", "grounds"),
    [
        (("60", "40"), ["12000000.00", "8000000.00"], [[], []]),
        (("59", "40"), ["11800000.00", "8000000.00"], [[], []]),
        (("60", "50"), ["0.00", "0.00"], [["OVERSPLIT"]] * 2),
        (("60", "40.01"), ["0.00", "0.00"], [["OVERSPLIT"]] * 2),
        (("60", None), ["0.00", "0.00"], [["UNSPLIT"]] * 2),
        (("100", None), ["0.00", "0.00"], [["UNSPLIT"]] * 2),
        (("100", "100"), ["0.00", "0.00"], [["UNSPLIT"]] * 2),
        (("100", "0"), ["20000000.00", "0.00"], [[], []]),
        (("100", "1"), ["0.00", "0.00"], [["OVERSPLIT"]] * 2),
    ],
)
def test_signed_shares_hold_up_to_the_whole(
    shares: tuple[str | None, str | None], counted: list[str], grounds: list[list[str]]
) -> None:
    both = count(loan("1", "甲", shares[0]), loan("9", "乙", shares[1]))

    assert (counted_yuan(both), grounds_in(both)) == (counted, grounds)


def test_shares_above_the_whole_are_refused_with_their_sum() -> None:
    both = count(loan("1", "甲", "60"), loan("9", "乙", "50"))

    assert law.because(both.rulings[0]) == (
        "各方填报的分配比例合计110%，超过100%，不予计入；请重新签署分配协议"
    )
    assert law.outcome_of(both.rulings[0]) is NOT_MET


def test_three_share_as_signed() -> None:
    three = count(loan("1", "甲", "50"), loan("2", "乙", "30"), loan("3", "丙", "20"))

    assert counted_yuan(three) == ["10000000.00", "6000000.00", "4000000.00"]
    assert (
        grounds_in(count(loan("1", "甲", "50"), loan("2", "乙", "30"), loan("3", "丙", "21")))
        == [["OVERSPLIT"]] * 3
    )


@pytest.mark.parametrize(
    ("shares", "counted"),
    [
        ((None, None), ["10000000.00", "10000000.00"]),
        (("60", None), ["10000000.00", "10000000.00"]),
        ((None, "100"), ["10000000.00", "10000000.00"]),
        (("60", "40"), ["12000000.00", "8000000.00"]),
        (("60", "50"), ["0.00", "0.00"]),
        (("100", "100"), ["0.00", "0.00"]),
    ],
)
def test_where_nothing_was_agreed_all_may_be_read_to_share_alike(
    shares: tuple[str | None, str | None], counted: list[str]
) -> None:
    both = count(loan("1", "甲", shares[0]), loan("9", "乙", shares[1]), readings=SPLIT)

    assert counted_yuan(both) == counted


def test_sharing_alike_is_told_and_rounds_down() -> None:
    three = count(*(loan(str(n), f"第{n}家") for n in range(3)), readings=SPLIT)

    assert counted_yuan(three) == ["6666666.66"] * 3
    assert law.because(three.rulings[0]) == "计入6,666,666.66元；由3家平均分摊"
    assert "A23" in ids(law.readings_of(three.rulings[0], three.readings))


def test_sharing_alike_overrides_a_lone_stated_share_in_words_too() -> None:
    both = count(loan("1", "甲", "60"), loan("9", "乙"), readings=SPLIT)

    assert law.because(both.rulings[0]) == "计入10,000,000.00元；由2家平均分摊"


def test_a_deal_in_two_groups_shares_with_the_larger() -> None:
    bundle = licence("1", "甲", rights=("P1", "P2"))
    crowd = [licence("2", "乙", "P1"), licence("3", "丙", "P2"), licence("4", "戌", "P2")]

    assert counted_yuan(count(bundle, *crowd, readings=SPLIT)) == [
        "333333.33",
        "500000.00",
        "333333.33",
        "333333.33",
    ]


def test_the_larger_group_decides_wherever_it_stands() -> None:
    bundle = licence("1", "甲", rights=("P2", "P1"))
    crowd = [licence("2", "乙", "P1"), licence("3", "丙", "P2"), licence("4", "戌", "P2")]

    assert counted_yuan(count(bundle, *crowd, readings=SPLIT))[0] == "333333.33"
    assert counted_yuan(count(bundle._replace(rights=("P1", "P2")), *crowd, readings=SPLIT))[0] == "333333.33"


def test_each_deal_claimed_twice_is_seen_beside_the_others() -> None:
    lines = [
        loan("1", "甲"),
        loan("2", "甲", registration_no="Y2"),
        loan("3", "乙", registration_no="Y2"),
        loan("4", "甲", registration_no="Y4"),
        loan("5", "甲", registration_no="Y4"),
        loan("6", "甲", registration_no="Y6"),
        loan("7", "丙", registration_no="Y6"),
    ]

    assert grounds_in(count(*lines)) == [
        [],
        ["UNSPLIT"],
        ["UNSPLIT"],
        [],
        ["REPEATED"],
        ["UNSPLIT"],
        ["UNSPLIT"],
    ]


def test_each_numbered_line_meets_the_unnumbered_one_of_its_own_right() -> None:
    lines = [
        licence("1", "甲", "P1"),
        licence("2", "甲", "P2"),
        licence("3", "乙", "P1", registration_no="X1"),
        licence("4", "丙", "P2", registration_no="X2"),
    ]

    counted = count(*lines)

    assert grounds_in(counted) == [["UNSPLIT"]] * 4
    assert [ruling.objections[0].particulars for ruling in counted.rulings] == ["乙", "丙", "甲", "甲"]


# What shows that two lines are one deal ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (licence("9", "乙"), True),
        (licence("9", "乙", contract_on=day("2025-06-06")), True),
        (licence("9", "乙", "P2"), False),
        (licence("9", "乙", from_party="己"), False),
        (licence("9", "乙", to_party="己"), False),
        (licence("9", "乙", rights=("P0", "P1")), True),
        (licence("9", "乙")._replace(kind=Kind.INVESTMENT), False),
        (licence("9", "乙", registration_no="X1"), True),
    ],
)
def test_right_and_parties_and_sort_make_one_deal(other: law.Deal, same: bool) -> None:
    expected = [["UNSPLIT"], ["UNSPLIT"]] if same else [[], []]

    assert grounds_in(count(licence("1", "甲"), other)) == expected
    assert grounds_in(count(other, licence("1", "甲"))) == expected


def test_two_registrations_tell_deals_of_one_right_apart() -> None:
    one, other = licence("1", "甲", registration_no="X1"), licence("9", "乙", registration_no="X2")

    assert grounds_in(count(one, other)) == [[], []]


def test_a_line_without_a_number_stands_beside_every_numbered_one() -> None:
    first, second = licence("1", "甲", registration_no="X1"), licence("9", "乙", registration_no="X2")
    bare = licence("5", "丙")

    three = count(first, second, bare)

    assert grounds_in(three) == [["UNSPLIT"], ["UNSPLIT"], ["UNSPLIT", "UNSPLIT"]]
    assert law.because(three.rulings[2]) == "；".join(
        f"同一笔业务另有{other}申报，暂不计入；请各方签字确认分配比例（合计不超过100%）"
        for other in ("甲", "乙")
    )


def test_one_registration_is_one_deal_whatever_else_the_lines_say() -> None:
    one = licence("1", "甲", "P1", registration_no="X1")
    other = licence("9", "乙", "P2", registration_no="X1", from_party="己")

    assert grounds_in(count(one, other)) == [["UNSPLIT"], ["UNSPLIT"]]


@pytest.mark.parametrize("kind", [Kind.TRANSFER, Kind.TRADE, Kind.EQUITY], ids=lambda kind: kind.value)
def test_a_sale_is_one_sale_whatever_it_is_called(kind: Kind) -> None:
    registered = {"registered_on": day("2025-02-01")} if kind is Kind.TRANSFER else {"registered_on": None}
    other = sale("9", "乙", "丁", "戊", **registered)._replace(kind=kind)

    counted = count(sale("1", "甲", "丁", "戊"), other, readings={"A5": "always"})

    assert grounds_in(counted) == [["UNSPLIT"], ["UNSPLIT"]]


def test_without_rights_the_parties_and_the_day_make_one_deal() -> None:
    def funding(number: str, applicant: str, on: str = "2025-01-05", to: str = "戊") -> law.Deal:
        return deal(number, applicant, from_party="丁", to_party=to, contract_on=day(on))

    assert grounds_in(count(funding("1", "甲"), funding("9", "乙"))) == [["UNSPLIT"], ["UNSPLIT"]]
    assert grounds_in(count(funding("1", "甲"), funding("9", "乙", on="2025-01-06"))) == [[], []]
    assert grounds_in(count(funding("1", "甲"), funding("9", "乙", to="己"))) == [[], []]


def test_where_no_contract_day_is_told_the_first_payments_day_stands_for_it() -> None:
    def funding(number: str, applicant: str, on: str) -> law.Deal:
        return deal(number, applicant, paid(on, "1000000"), from_party="丁", to_party="戊")

    assert (
        grounds_in(count(funding("1", "甲", "2025-03-01"), funding("9", "乙", "2025-03-01")))
        == [["UNSPLIT"]] * 2
    )
    assert grounds_in(count(funding("1", "甲", "2025-03-01"), funding("9", "乙", "2025-03-02"))) == [[], []]


def test_where_nothing_is_told_number_and_payments_make_one_deal() -> None:
    assert grounds_in(count(deal("7", "甲"), deal("7", "乙"))) == [["UNSPLIT"], ["UNSPLIT"]]
    assert grounds_in(count(deal("7", "甲"), deal("8", "乙"))) == [[], []]
    assert grounds_in(count(deal("7", "甲"), deal("7", "乙", paid("2025-03-01", "2")))) == [[], []]
    assert grounds_in(count(deal("7", "甲"), deal("7", "乙", kind=Kind.TRADE))) == [[], []]
    assert grounds_in(count(deal("7", "甲"), deal("7", "乙", contract_on=day("2025-01-01")))) == [[], []]


def test_one_party_alone_shows_nothing() -> None:
    assert grounds_in(count(deal("1", "甲", from_party="丁"), deal("2", "乙", from_party="丁"))) == [[], []]
    assert grounds_in(count(deal("1", "甲", to_party="丁"), deal("2", "乙", to_party="丁"))) == [[], []]


def test_a_bundle_that_shares_one_right_with_another_is_held_with_it() -> None:
    bundle, other, third = (
        licence("1", "甲", rights=("P1", "P2")),
        licence("2", "乙", rights=("P2", "P3")),
        licence("3", "丙", rights=("P4",)),
    )

    assert grounds_in(count(bundle, other, third)) == [["UNSPLIT"], ["UNSPLIT"], []]


def test_a_deal_out_of_play_holds_nobody_up() -> None:
    outside = loan("9", "乙")._replace(
        payments=(paid("2024-07-01", "20000000"),), registered_on=day("2024-06-01")
    )
    unlisted = deal("1", "甲", kind=Kind.EQUITY)

    assert grounds_in(count(loan("1", "甲"), outside)) == [[], ["OUTSIDE"]]
    assert grounds_in(count(unlisted, deal("1", "乙", kind=Kind.TRADE))) == [["KIND"], []]


def test_a_deal_held_for_another_reason_still_holds_its_twin() -> None:
    unregistered = loan("9", "乙", registered_on=None)

    assert grounds_in(count(loan("1", "甲"), unregistered)) == [["UNSPLIT"], ["UNREGISTERED", "UNSPLIT"]]


# Amounts ----------------------------------------------------------------------------------------------------------


def test_claimants_who_tell_different_amounts_of_one_deal_wait() -> None:
    less = loan("9", "乙", "40")._replace(payments=(paid("2025-07-01", "19999999.99"),))

    both = count(loan("1", "甲", "60"), less)

    assert grounds_in(both) == [["DISAGREED"], ["DISAGREED"]]
    assert law.because(both.rulings[0]) == "与乙申报的同一笔业务金额不一致，暂不计入；请各方核对后统一"
    assert law.outcome_of(both.rulings[0]) is NO_EVIDENCE


def test_who_shares_alike_must_tell_one_amount_too() -> None:
    less = loan("9", "乙")._replace(payments=(paid("2025-07-01", "1"),))

    assert grounds_in(count(loan("1", "甲"), less, readings=SPLIT)) == [["DISAGREED"], ["DISAGREED"]]


@pytest.mark.parametrize(
    "flaw",
    [
        {"registered_on": None},
        {"payments": (paid(None, None),)},
        {"payments": (paid("2025-07-01", "20000000", "USD"),)},
    ],
)
def test_an_amount_still_open_disagrees_with_nobodys(flaw: dict[str, Any]) -> None:
    both = count(loan("1", "甲", "60"), loan("9", "乙", "40")._replace(**flaw))

    assert counted_yuan(both) == ["12000000.00", "0.00"]
    assert grounds_in(both)[0] == []


def test_an_open_contract_amount_or_appraisal_disagrees_with_nobodys() -> None:
    priced = loan("1", "甲", "60", contract_fen=100)
    brand = {"kind": Kind.BRAND, "registration_no": "B1"}
    appraised = law.Appraisal(
        MEASURE.allocate(law.Claims.of({})).cap, "演示审核员", day("2026-07-01"), "演示"
    )
    one = deal("1", "甲", share=percent("60"), appraisal=appraised, **brand)
    other = deal("9", "乙", share=percent("40"), **brand)

    assert grounds_in(count(priced, loan("9", "乙", "40"), readings={"A1": "contract"})) == [
        [],
        ["NO_CONTRACT"],
    ]
    assert grounds_in(count(one, other)) == [[], ["APPRAISAL"]]


def test_foreign_money_read_not_to_count_disagrees_with_nobodys() -> None:
    foreign = loan("9", "乙", "40")._replace(payments=(paid("2025-07-01", "20000000", "USD", "7"),))

    assert grounds_in(count(loan("1", "甲", "60"), foreign, readings={"A33": "renminbi_only"})) == [
        [],
        ["FOREIGN"],
    ]


# Within one applicant ---------------------------------------------------------------------------------------------


def test_one_registration_counts_once_for_an_applicant_the_first_number_standing() -> None:
    counted = count(loan("2", "甲"), loan("1", "甲"), loan("3", "甲"))

    assert counted_yuan(counted) == ["0.00", "20000000.00", "0.00"]
    assert grounds_in(counted) == [["REPEATED"], [], ["REPEATED"]]
    assert law.because(counted.rulings[0]) == (
        "与本单位第1号业务是同一笔（同一权利、登记），只计一次；确属不同笔的请说明"
    )
    assert law.outcome_of(counted.rulings[0]) is NO_EVIDENCE


def test_one_right_sold_to_the_same_buyer_on_two_days_is_two_deals() -> None:
    first, again = licence("1", "甲"), licence("2", "甲", contract_on=day("2025-06-01"))
    same_day = licence("3", "甲")

    assert grounds_in(count(first, again)) == [[], []]
    assert grounds_in(count(first, same_day)) == [[], ["REPEATED"]]


def test_a_line_without_a_number_repeats_the_numbered_one_of_its_day() -> None:
    numbered = licence("2", "甲", registration_no="X1")

    assert grounds_in(count(licence("1", "甲"), numbered)) == [["REPEATED"], []]
    assert grounds_in(count(licence("1", "甲", contract_on=day("2025-06-01")), numbered)) == [[], []]


def test_two_registrations_of_one_day_are_two_deals() -> None:
    one, other = licence("1", "甲", registration_no="X1"), licence("2", "甲", registration_no="X2")

    assert grounds_in(count(one, other)) == [[], []]


def test_repeating_oneself_does_not_make_one_a_second_claimant() -> None:
    three = count(loan("1", "甲", "60"), loan("2", "甲", "60"), loan("9", "乙", "40"))

    assert counted_yuan(three) == ["12000000.00", "0.00", "8000000.00"]
    assert grounds_in(three) == [[], ["REPEATED"], []]


def test_two_deals_of_one_applicant_beside_one_of_another_are_each_shared() -> None:
    lines = [
        licence("1", "甲", share=percent("60")),
        licence("2", "甲", share=percent("60"), contract_on=day("2025-06-01")),
        licence("9", "乙", share=percent("40")),
    ]

    assert counted_yuan(count(*lines)) == ["600000.00", "600000.00", "400000.00"]
    assert grounds_in(count(*lines[:2], lines[2]._replace(share=percent("41")))) == [["OVERSPLIT"]] * 3
    shared_alike = [line._replace(share=None) for line in lines]
    assert counted_yuan(count(*shared_alike, readings=SPLIT)) == ["500000.00"] * 3


def test_the_larger_of_an_applicants_shares_is_what_it_claims_of_the_whole() -> None:
    lines = [
        licence("1", "甲", share=percent("60")),
        licence("2", "甲", share=percent("10"), contract_on=day("2025-06-01")),
        licence("9", "乙", share=percent("50")),
    ]

    assert grounds_in(count(*lines)) == [["OVERSPLIT"]] * 3
    assert grounds_in(count(*reversed(lines))) == [["OVERSPLIT"]] * 3
    assert law.because(count(*lines).rulings[0]).startswith("各方填报的分配比例合计110%，")


def test_amounts_agree_where_one_of_an_applicants_deals_has_the_others() -> None:
    lines = [
        licence("1", "甲", share=percent("60")),
        licence("2", "甲", share=percent("60"), contract_on=day("2025-06-01"))._replace(
            payments=(paid("2025-07-01", "5"),)
        ),
        licence("9", "乙", share=percent("40")),
    ]

    assert counted_yuan(count(*lines)) == [
        "600000.00",
        "3.00",
        "400000.00",
    ]


# Crowds -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("crowd", "others"),
    [
        (6, "第1家、第2家、第3家、第4家、第5家"),
        (7, "第1家、第2家、第3家、第4家、第5家"),
        (8, "第1家、第2家、第3家、第4家、第5家等7家"),
    ],
)
def test_a_crowd_of_claimants_is_counted_not_listed(crowd: int, others: str) -> None:
    counted = count(*(loan("1", f"第{n}家") for n in range(crowd)))

    assert counted.rulings[0].objections[0].particulars == others


def test_where_a_line_stands_changes_nothing_it_counts() -> None:
    lines = [
        loan("1", "甲"),
        loan("9", "乙"),
        licence("2", "甲"),
        sale("3", "丙", "丁", "戊", "P7"),
        loan("4", "甲"),
    ]

    forward = {(r.deal.applicant, r.deal.deal): r.counted_fen for r in count(*lines).rulings}
    backward = {(r.deal.applicant, r.deal.deal): r.counted_fen for r in count(*reversed(lines)).rulings}

    assert forward == backward
