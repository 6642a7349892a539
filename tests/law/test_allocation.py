"""The year's pot shared to the yuan: at, under and over its cap, under every reading, with nothing lost or made."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.law.world import MEASURE, MET, ids, percent, yuan_of
from zhiyun import law
from zhiyun.kernel.citation import Citation
from zhiyun.kernel.finding import Finding, UsedFact
from zhiyun.kernel.money import ZERO, Money, wan, yuan
from zhiyun.kernel.refusal import Refusal
from zhiyun.law.mechanics import hand_out, prorate

SEVEN = ["86420000", "73115250.40", "61990000", "45000000", "28777777.77", "15600000", "9876543.21"]


def claims(*amounts: str) -> law.Claims:
    return law.Claims.of({f"第{n}家": yuan_of(amount) for n, amount in enumerate(amounts, start=1)})


def allocated(*amounts: str, cap: str | None = None, **readings: str) -> law.Allocation:
    pot = None if cap is None else yuan_of(cap)
    return MEASURE.reading_as(readings).allocate(claims(*amounts), cap=pot)


def shares(allocation: law.Allocation) -> list[str]:
    return [line.share.plain for line in allocation]


@pytest.mark.parametrize(
    ("amounts", "expected", "unspent", "scaled"),
    [
        (["37500000.00", "12345678.90"], ["750000.00", "246913.00"], "4003087.00", False),
        (["150000000", "100000000"], ["3000000.00", "2000000.00"], "0.00", False),
        (["149999950", "100000000"], ["2999999.00", "2000000.00"], "1.00", False),
        (["150000050", "100000000"], ["3000000.00", "1999999.00"], "1.00", True),
        (["250000000.00"], ["5000000.00"], "0.00", False),
        (["250000000.01"], ["5000000.00"], "0.00", True),
        (["600000000"], ["5000000.00"], "0.00", True),
        (["49.99", "50", "0"], ["0.00", "1.00", "0.00"], "4999999.00", False),
        (
            SEVEN,
            [
                "1347030.00",
                "1139649.00",
                "966239.00",
                "701416.00",
                "448560.00",
                "243157.00",
                "153945.00",
            ],
            "4.00",
            True,
        ),
    ],
)
def test_the_pot_is_shared_to_the_yuan(
    amounts: list[str], expected: list[str], unspent: str, scaled: bool
) -> None:
    allocation = allocated(*amounts)

    assert shares(allocation) == expected
    assert (allocation.unspent.plain, allocation.scaled) == (unspent, scaled)
    assert allocation.total_share + allocation.unspent == allocation.cap == wan(500)


@pytest.mark.parametrize(
    ("amounts", "cap", "readings", "expected"),
    [
        (["150000050", "100000000"], None, {"A9": "largest_remainder"}, ["3000000.00", "2000000.00"]),
        (
            SEVEN,
            None,
            {"A9": "largest_remainder"},
            ["1347031.00", "1139649.00", "966240.00", "701416.00", "448560.00", "243158.00", "153946.00"],
        ),
        (["150000050", "100000000"], None, {"A9": "floor_fen"}, ["3000000.39", "1999999.60"]),
        (["4999"], None, {"A9": "floor_fen"}, ["99.98"]),
        (["12345678.90"], None, {"A9": "floor_fen"}, ["246913.57"]),
        (["12345678.90"], None, {"A9": "largest_remainder"}, ["246913.00"]),
        (["500000000", "50000000"], None, {}, ["4545454.00", "454545.00"]),
        (["500000000", "50000000"], None, {"A7": "cap_each_first"}, ["4166666.00", "833333.00"]),
        (["250000000", "50000000"], None, {"A7": "cap_each_first"}, ["4166666.00", "833333.00"]),
        (["50000", "50000"], "1000", {"A7": "cap_each_first"}, ["500.00", "500.00"]),
        (["99.50", "50"], "2", {}, ["1.00", "0.00"]),
        (["99.50", "50"], "2", {"A8": "rounded_entitlement"}, ["1.00", "1.00"]),
        (["149.50", "50"], "2", {"A8": "rounded_entitlement"}, ["1.00", "0.00"]),
        (
            ["149.50", "99.50"],
            "2",
            {"A8": "rounded_entitlement", "A9": "largest_remainder"},
            ["1.00", "1.00"],
        ),
        (["149.50", "50"], "2.50", {"A8": "rounded_entitlement", "A9": "floor_fen"}, ["1.87", "0.62"]),
        (["100", "100", "100"], "5", {"A9": "largest_remainder"}, ["2.00", "2.00", "1.00"]),
        (["100", "100", "100"], "4.99", {"A9": "largest_remainder"}, ["2.00", "1.00", "1.00"]),
        (["100", "100"], "0", {}, ["0.00", "0.00"]),
        (["100", "100"], "0", {"A9": "largest_remainder"}, ["0.00", "0.00"]),
        (["0", "0"], None, {"A9": "largest_remainder"}, ["0.00", "0.00"]),
        (["0", "0"], "0", {"A9": "largest_remainder"}, ["0.00", "0.00"]),
        ([], None, {}, []),
        ([], None, {"A9": "largest_remainder"}, []),
    ],
)
def test_other_readings_share_otherwise(
    amounts: list[str], cap: str | None, readings: dict[str, str], expected: list[str]
) -> None:
    assert shares(allocated(*amounts, cap=cap, **readings)) == expected


def test_the_largest_remainder_never_lifts_anyone_above_the_own_entitlement() -> None:
    # 99 entitlements of 1.98 yuan and one of 1.00: the whole yuan left over may go to nobody's third.
    allocation = allocated(*["99"] * 3, cap="5.94", A9="largest_remainder")

    assert shares(allocation) == ["1.00", "1.00", "1.00"]


def test_equal_remainders_go_by_entitlement_and_then_by_name() -> None:
    one = MEASURE.reading_as({"A9": "largest_remainder"})
    pot = yuan(7)

    by_name = one.allocate(law.Claims.of({"乙": yuan(200), "甲": yuan(200)}), cap=pot).by_applicant()
    by_name_again = one.allocate(law.Claims.of({"甲": yuan(200), "乙": yuan(200)}), cap=pot).by_applicant()
    by_size = one.allocate(law.Claims.of({"甲": yuan(50), "乙": yuan(150)}), cap=yuan(2)).by_applicant()

    assert by_name == by_name_again == {"乙": yuan(4), "甲": yuan(3)}
    assert by_size == {"甲": ZERO, "乙": yuan(2)}


def test_largest_remainders_come_first() -> None:
    # Pot 10 of 12: exact shares 2.5, 3.333…, 4.166…; floors 2, 3, 4; the one yuan left goes to the half.
    allocation = allocated("150", "200", "250", cap="10", A9="largest_remainder")

    assert shares(allocation) == ["3.00", "3.00", "4.00"]


def test_a_share_shows_the_exact_entitlement_beside_it() -> None:
    allocation = allocated("12345678.90", "150000050")

    assert list(allocation) == [
        law.Share("第1家", yuan_of("12345678.90"), Fraction(2469135780, 100), yuan(246_913)),
        law.Share("第2家", yuan(150_000_050), Fraction(300_000_100), yuan(3_000_001)),
    ]
    assert [line.entitlement_floor for line in allocation] == [Money(24_691_357), yuan(3_000_001)]
    assert list(allocation.rows_fen()) == [
        ("第1家", 1_234_567_890, 24_691_357, 24_691_300),
        ("第2家", 15_000_005_000, 300_000_100, 300_000_100),
    ]
    assert len(allocation) == 2
    assert allocation.by_applicant() == {"第1家": yuan(246_913), "第2家": yuan(3_000_001)}


def test_rows_follow_a_rate_of_any_numerator() -> None:
    three_percent = replace(MEASURE, terms=replace(MEASURE.terms, numbers={"12.rate": percent("3")}))

    allocation = three_percent.allocate(law.Claims.of({"甲": Money(101)}))

    assert list(allocation.rows_fen()) == [("甲", 101, 3, 0)]
    assert [line.entitlement for line in allocation] == [Fraction(303, 100)]
    assert (allocation.total_entitlement, three_percent.entitlement(Money(101))) == (Fraction(303, 100),) * 2


def test_totals_are_exact() -> None:
    allocation = allocated("12345678.90", "0.01")

    assert allocation.total_operating_amount == Money(1_234_567_891)
    assert allocation.total_entitlement == Fraction(1_234_567_891, 50)
    assert allocation.total_share == yuan(246_913)
    assert allocation.unspent == yuan(4_753_087)
    assert allocation.rate == percent("2")


@pytest.mark.parametrize(
    ("amounts", "because", "total"),
    [
        (
            ["150000000", "100000000"],
            "2家应补合计5,000,000.00元，未超过年度总额5,000,000.00元，不缩减",
            "5,000,000.00元",
        ),
        (
            ["150000050", "100000000"],
            "2家应补合计5,000,001.00元，超过年度总额5,000,000.00元，按5,000,000.00元÷5,000,001.00元的比例确定",
            "5,000,001.00元",
        ),
    ],
)
def test_an_allocation_says_why_it_scales_or_not(amounts: list[str], because: str, total: str) -> None:
    allocation = allocated(*amounts)

    assert allocation.finding == Finding(
        MET,
        because,
        Citation(13),
        (
            UsedFact("total_entitlement", "应补合计", total),
            UsedFact("cap", "年度总额", "5,000,000.00元"),
        ),
        readings=allocation.readings,
    )
    assert ids(allocation.readings) == ["A7", "A8", "A9"]


@pytest.mark.parametrize(
    ("cap", "accepted"), [("-0.01", False), ("0", True), ("5000000", True), ("5000000.01", False)]
)
def test_a_pot_may_be_smaller_than_the_articles_and_never_larger(cap: str, accepted: bool) -> None:
    if accepted:
        assert allocated("100", cap=cap).cap == yuan_of(cap)
        return
    with pytest.raises(Refusal) as refusal:
        allocated("100", cap=cap)

    assert str(refusal.value) == (
        f"年度总额{yuan_of(cap)}不在0至5,000,000.00元之间；第十三条规定每年最高补贴总额不超过5,000,000.00元"
    )
    assert refusal.value.cites == Citation(13)


def test_an_entitlement_is_two_percent_exactly() -> None:
    assert MEASURE.entitlement(Money(1)) == Fraction(1, 50)
    assert MEASURE.entitlement(wan(25_000)) == wan(500).fen


@pytest.mark.parametrize(
    ("applicants", "amounts", "why"),
    [
        (("甲",), (), "every applicant needs one amount"),
        (("甲", "甲"), (1, 2), "an applicant stands twice among the claims"),
        (("甲", "乙"), (1, -1), "an operating amount is never negative"),
    ],
)
def test_claims_that_cannot_be_are_refused(
    applicants: tuple[str, ...], amounts: tuple[int, ...], why: str
) -> None:
    with pytest.raises(ValueError, match=f"^{why}$"):
        law.Claims(applicants, amounts)


def test_claims_of_nothing_are_claims() -> None:
    assert law.Claims((), ()) == law.Claims.of({})
    assert law.Claims.of({"甲": ZERO}) == law.Claims(("甲",), (0,))


# After the list is out ----------------------------------------------------------------------------------------------

THREE = {"甲": wan(15_000), "乙": wan(10_000), "丙": wan(5_000)}


def objected(before: dict[str, Money], corrected: dict[str, Money], **readings: str) -> law.Revised:
    measure = MEASURE.reading_as(readings)
    return measure.after_objection(measure.allocate(law.Claims.of(before)), law.Claims.of(corrected))


def in_yuan(amounts_fen: dict[str, int]) -> dict[str, str]:
    return {unit: Money(fen).plain for unit, fen in amounts_fen.items()}


def test_an_upheld_objection_shares_again_and_publishes_again_where_anyone_gains() -> None:
    revised = objected(THREE, {"甲": wan(15_000), "乙": wan(10_000)})

    assert in_yuan(revised.after) == {"甲": "3000000.00", "乙": "2000000.00"}
    assert (revised.raised, revised.must_republish, revised.to_recover_fen) == (("甲", "乙"), True, {})
    assert revised.before.by_applicant() == {
        "甲": yuan(2_500_000),
        "乙": yuan(1_666_666),
        "丙": yuan(833_333),
    }
    assert ids(revised.readings) == ["A27", "A7", "A8", "A9"]


def test_under_the_cap_nobody_gains_and_nothing_is_published_again() -> None:
    revised = objected({"甲": wan(5000), "乙": wan(1000)}, {"甲": wan(5000)})

    assert (in_yuan(revised.after), revised.raised, revised.must_republish) == (
        {"甲": "1000000.00"},
        (),
        False,
    )


def test_any_change_may_be_read_to_be_published_again() -> None:
    changed = objected({"甲": wan(5000), "乙": wan(1000)}, {"甲": wan(5000)}, A27="always_republish")
    unchanged = objected({"甲": wan(5000)}, {"甲": wan(5000)}, A27="always_republish")

    assert (changed.must_republish, unchanged.must_republish) == (True, False)


def test_others_may_be_read_to_keep_what_was_published() -> None:
    revised = objected(THREE, {"甲": wan(15_000), "乙": wan(5_000)}, A27="keep_others")

    assert in_yuan(revised.after) == {"甲": "2500000.00", "乙": "1000000.00"}
    assert (revised.raised, revised.must_republish) == ((), False)


def test_a_unit_put_right_upwards_keeps_at_most_what_was_published_where_others_keep_theirs() -> None:
    revised = objected({"甲": wan(100), "乙": wan(100)}, {"甲": wan(100), "乙": wan(200)}, A27="keep_others")

    assert in_yuan(revised.after) == {"甲": "20000.00", "乙": "20000.00"}


def test_others_keep_what_was_published_even_where_a_new_sharing_would_give_them_less() -> None:
    revised = objected(
        {"甲": wan(15_000), "乙": wan(10_000)}, {"甲": wan(15_000), "乙": wan(20_000)}, A27="keep_others"
    )

    assert in_yuan(revised.after) == {"甲": "3000000.00", "乙": "2000000.00"}


def test_where_others_keep_theirs_nobody_can_be_added() -> None:
    with pytest.raises(
        Refusal, match=r"^「乙、丙」不在公示名单中；按所选口径其他单位金额不变，不能加入，请另行公示$"
    ):
        objected({"甲": wan(1)}, {"甲": wan(1), "乙": wan(1), "丙": wan(1)}, A27="keep_others")


def test_one_fen_for_a_unit_that_had_none_is_a_gain() -> None:
    revised = objected({"甲": wan(1)}, {"甲": wan(1), "乙": Money(50)}, A9="floor_fen")

    assert (revised.after["乙"], revised.raised) == (1, ("乙",))


def test_a_unit_that_was_not_on_the_list_gains_by_all_it_gets() -> None:
    revised = objected({"甲": wan(100)}, {"甲": wan(100), "乙": wan(100)})

    assert (revised.raised, revised.must_republish) == (("乙",), True)


def test_the_pot_of_the_first_list_is_the_pot_of_the_second() -> None:
    before = MEASURE.allocate(law.Claims.of({"甲": wan(10_000), "乙": wan(10_000)}), cap=wan(100))

    assert MEASURE.after_objection(before, law.Claims.of({"甲": wan(10_000)})).after == {"甲": wan(100).fen}
    shared_again = MEASURE.reading_as({"A31": "recompute_all"}).after_falsity(before, "乙", ZERO)
    assert shared_again.after == {"甲": wan(100).fen, "乙": 0}


def proved(true_amount: Money, **readings: str) -> law.Revised:
    measure = MEASURE.reading_as(readings)
    return measure.after_falsity(measure.allocate(law.Claims.of(THREE)), "丙", true_amount)


def test_a_falsity_proved_later_takes_back_that_units_gain_only() -> None:
    revised = proved(ZERO)

    assert in_yuan(revised.after) == {"甲": "2500000.00", "乙": "1666666.00", "丙": "0.00"}
    assert (in_yuan(revised.to_recover_fen), revised.raised, revised.must_republish) == (
        {"丙": "833333.00"},
        (),
        False,
    )
    assert ids(revised.readings) == ["A31", "A7", "A8", "A9"]


def test_a_falsity_in_part_takes_back_a_part() -> None:
    # 15,000 + 10,000 + 2,500 wan: 丙 is owed 500 * 2,500 / 27,500 = 454,545 yuan.
    assert in_yuan(proved(wan(2500)).to_recover_fen) == {"丙": "378788.00"}


def test_a_falsity_may_be_read_to_share_again_for_all() -> None:
    revised = proved(ZERO, A31="recompute_all")

    assert in_yuan(revised.after) == {"甲": "3000000.00", "乙": "2000000.00", "丙": "0.00"}
    assert (in_yuan(revised.to_recover_fen), revised.raised, revised.must_republish) == (
        {"丙": "833333.00"},
        ("甲", "乙"),
        True,
    )


def test_a_unit_that_turns_out_to_have_done_more_gets_no_more_and_owes_nothing() -> None:
    revised = proved(wan(9000))

    assert (revised.after["丙"], revised.to_recover_fen) == (yuan(833_333).fen, {})


def test_a_unit_outside_the_round_owes_nothing_in_it() -> None:
    before = MEASURE.allocate(law.Claims.of(THREE))

    with pytest.raises(Refusal, match=r"^「丁」不在这一轮分配之中；请核对单位名称$") as refusal:
        MEASURE.after_falsity(before, "丁", ZERO)

    assert refusal.value.cites == Citation(13)


# The arithmetic beneath ---------------------------------------------------------------------------------------------


def test_prorate_shares_by_weight_down_to_the_unit() -> None:
    assert prorate(100, [1, 1, 1], unit=1) == [33, 33, 33]
    assert prorate(1000, [1, 2], unit=100) == [300, 600]
    assert prorate(7, [0, 7], unit=1) == [0, 7]
    assert prorate(7, [1], unit=1) == [7]


@pytest.mark.parametrize("weights", [[], [0, 0]])
def test_prorate_refuses_weights_that_add_up_to_nothing(weights: list[int]) -> None:
    with pytest.raises(ValueError, match=r"^nothing to share a pot by$"):
        prorate(1, weights, unit=1)


def test_what_is_left_is_handed_out_in_order_and_never_beyond_the_most() -> None:
    handed = [0, 0, 0]

    stays = hand_out(250, [2, 0, 1], handed, [100, 100, 99], unit=100)

    assert (handed, stays) == ([100, 100, 0], 50)


def test_handing_out_stops_when_less_than_a_unit_is_left() -> None:
    handed = [0, 0]

    assert (hand_out(199, [0, 1], handed, [500, 500], unit=100), handed) == (99, [100, 0])
    assert (hand_out(100, [1], handed, [500, 500], unit=100), handed) == (0, [100, 100])
