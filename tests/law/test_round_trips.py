"""A right that comes back to its seller did not really move, over however many hands and years."""

from __future__ import annotations

from typing import Any

import pytest

from tests.law.world import NOT_MET, count, day, deal, grounds_in, ids, paid, sale
from zhiyun import law
from zhiyun.law.mechanics import on_a_circle

Kind = law.Kind


def test_a_right_sold_and_bought_back_counts_neither_time() -> None:
    counted = count(sale("1", "甲", "子", "丑"), sale("2", "甲", "丑", "子"))

    assert grounds_in(counted) == [["ROUND_TRIP"], ["ROUND_TRIP"]]
    assert law.because(counted.rulings[0]) == (
        "同一权利转出后又转回（P1：子→丑→…→子），属对敲交易，不计入（代码 DQ）；有真实商业目的的，可提交资金流水和合同申诉"
    )
    assert law.outcome_of(counted.rulings[0]) is NOT_MET
    assert ids(law.readings_of(counted.rulings[0], counted.readings)) == ["A1", "A2", "A3", "A24"]


def test_a_circle_over_three_hands_applicants_and_years_is_seen() -> None:
    earlier = {"registered_on": day("2023-02-01"), "payments": (paid("2023-03-01", "1"),)}
    lines = [
        sale("1", "甲", "子", "丑")._replace(**earlier),
        sale("1", "乙", "丑", "寅"),
        sale("1", "丙", "寅", "子"),
        sale("2", "丙", "寅", "卯"),
    ]

    assert grounds_in(count(*lines)) == [["OUTSIDE", "ROUND_TRIP"], ["ROUND_TRIP"], ["ROUND_TRIP"], []]


@pytest.mark.parametrize(
    "back",
    [
        sale("2", "甲", "丑", "子", "P2"),
        sale("2", "甲", "丑", "寅"),
        sale("2", "甲", "", "子"),
        sale("2", "甲", "丑", ""),
        sale("2", "甲", "丑", "子", rights=()),
        sale("2", "甲", "丑", "子", kind=Kind.LICENCE),
        sale("2", "甲", "丑", "子", kind=Kind.PLEDGE),
    ],
    ids=["another right", "another buyer", "no seller", "no buyer", "no right", "a licence", "a pledge"],
)
def test_what_does_not_come_back_is_no_round_trip(back: law.Deal) -> None:
    assert grounds_in(count(sale("1", "甲", "子", "丑"), back)) == [[], []]


@pytest.mark.parametrize("kind", [Kind.TRANSFER, Kind.TRADE, Kind.EQUITY], ids=lambda kind: kind.value)
def test_every_kind_that_moves_title_can_close_a_circle(kind: Kind) -> None:
    counted = count(
        sale("1", "甲", "子", "丑"), sale("2", "甲", "丑", "子", kind=kind), readings={"A5": "always"}
    )

    assert grounds_in(counted) == [["ROUND_TRIP"], ["ROUND_TRIP"]]


def test_a_bundle_is_held_for_the_one_right_that_comes_back() -> None:
    bundle = sale("1", "甲", "子", "丑", rights=("P0", "P1", "P2"))

    counted = count(bundle, sale("2", "乙", "丑", "子", "P2"))

    assert [o.particulars for o in counted.rulings[0].objections] == ["P2：子→丑→…→子"]


def test_a_bundle_that_comes_back_whole_tells_of_each_right() -> None:
    rights = {"rights": ("P1", "P2")}

    counted = count(sale("1", "甲", "子", "丑", **rights), sale("2", "乙", "丑", "子", **rights))

    assert [o.particulars for o in counted.rulings[0].objections] == ["P1：子→丑→…→子", "P2：子→丑→…→子"]


def test_selling_to_oneself_is_its_own_ground_and_no_round_trip() -> None:
    assert grounds_in(count(sale("1", "甲", "子", "子"), sale("2", "甲", "子", "丑"))) == [["SELF"], []]


def test_two_circles_of_one_right_are_told_apart() -> None:
    lines = [
        sale("1", "甲", "子", "丑"),
        sale("2", "甲", "丑", "子"),
        sale("3", "甲", "丑", "寅"),
        sale("4", "甲", "寅", "卯"),
        sale("5", "甲", "卯", "寅"),
    ]

    assert [bool(found) for found in grounds_in(count(*lines))] == [True, True, False, True, True]


def test_a_round_trip_counts_where_so_read_and_says_so() -> None:
    there, back = count(
        sale("1", "甲", "子", "丑"), sale("2", "甲", "丑", "子"), readings={"A24": "included"}
    ).rulings

    assert law.because(there) == "计入1,000,000.00元；转出后又转回（P1：子→丑→…→子），按所选口径计入"
    assert there.counted_fen == back.counted_fen == 100_000_000
    assert there.readings == ("A24",)


def test_a_note_on_a_deal_is_kept_beside_what_speaks_against_it() -> None:
    there, _ = count(
        sale("1", "甲", "子", "丑", also_funded_by=law.Level.DISTRICT), sale("2", "甲", "丑", "子")
    ).rulings

    assert there.notes == ("该业务已获区县财政资金支持，请核对是否同一费用",)
    assert [o.ground.name for o in there.objections] == ["ROUND_TRIP"]


# The graph beneath ------------------------------------------------------------------------------------------------


def together(edges: dict[str, list[str]]) -> set[frozenset[str]]:
    part = on_a_circle(edges)
    return {frozenset(node for node in part if part[node] == number) for number in part.values()}


@pytest.mark.parametrize(
    ("edges", "parts"),
    [
        ({}, set()),
        ({"a": ["b"]}, {"a", "b"}),
        ({"a": ["b"], "b": ["a"]}, {"ab"}),
        ({"a": ["a"]}, {"a"}),
        ({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"]}, {"abc", "d"}),
        ({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}, {"a", "b", "c", "d"}),
        ({"a": ["b"], "b": ["a", "c"], "c": ["d"], "d": ["c"]}, {"ab", "cd"}),
        ({"a": ["b"], "b": ["c"], "c": ["b", "a"]}, {"abc"}),
        ({"a": ["b", "c"], "b": ["a"], "c": ["b"]}, {"abc"}),
        ({"a": ["b"], "b": ["c"], "c": ["d"], "d": ["b"]}, {"a", "bcd"}),
        ({"a": ["b", "c"], "b": [], "c": ["a", "b"]}, {"ac", "b"}),
    ],
)
def test_nodes_on_a_common_circle_belong_together(edges: dict[str, list[str]], parts: set[str]) -> None:
    assert together(edges) == {frozenset(part) for part in parts}


def test_a_chain_of_any_length_is_walked_without_recursion() -> None:
    edges: dict[Any, list[Any]] = {n: [n + 1] for n in range(50_000)}

    open_chain = on_a_circle(edges)
    edges[50_000] = [0]
    closed = on_a_circle(edges)

    assert (len(set(open_chain.values())), len(set(closed.values()))) == (50_001, 1)


def test_a_thousand_sales_in_a_circle_are_all_seen() -> None:
    lines = [
        deal(str(n), "甲", kind=Kind.TRADE, rights=("P1",), from_party=f"{n}", to_party=f"{(n + 1) % 1000}")
        for n in range(1000)
    ]

    assert {tuple(found) for found in grounds_in(count(*lines))} == {("ROUND_TRIP",)}
