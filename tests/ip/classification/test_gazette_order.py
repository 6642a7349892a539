"""A gazette is numbered in the order of first classes: what stands beside a number says where its first class lies."""

from __future__ import annotations

import pytest

from zhiyun.ip.classification.gazette_order import APART, SIDE, Gazette, Place, numbered

GAZETTE = Gazette(
    [
        ("CN209073000U", ("A01B", "A01C")),
        ("CN209073010U", ("A47C",)),
        ("CN209073020U", ("F04D", "A47C", "F04D")),
        ("CN209073040U", ("H01M",)),
        ("CN209073050U", ()),
        ("CN305246987S", ("A47C",)),
    ]
)


def beside(publication: str) -> Place:
    place = GAZETTE.place(publication)
    assert place is not None
    return place


def test_the_nearest_on_either_side_are_given_with_their_distance_and_each_subclass_once() -> None:
    place = beside("CN209073030U")

    assert [(each.publication, each.apart) for each in place.before] == [
        ("CN209073020U", 10),
        ("CN209073010U", 20),
    ]
    assert place.before[0].subclasses == ("A47C", "F04D")
    assert [each.publication for each in place.after] == ["CN209073040U"]
    assert len(beside("CN209073090U").before) == SIDE


def test_what_is_nearer_has_the_larger_share() -> None:
    place = beside("CN209073005U")

    near, far = 1 / (APART + 5), 1 / (APART + 15)
    assert place.shares["A01B"] == pytest.approx(near / (2 * near + far))
    assert place.shares["A47C"] == pytest.approx(1 - near / (2 * near + far))
    assert place.shares["F04D"] == pytest.approx(far / (2 * near + far))


def test_a_first_class_before_or_after_what_is_beside_would_be_out_of_order() -> None:
    place = beside("CN209073015U")

    assert place.against("A47C") == 0
    assert place.against("B60L") == 0
    assert place.against("A01B") == pytest.approx(1 / 1.5 / 2)
    assert place.against("H02J") == pytest.approx(1 / 2)


def test_where_an_issue_ends_order_with_one_side_is_enough() -> None:
    turning = Gazette([("CN209089341U", ("H05K",)), ("CN209089343U", ("A01B",))]).place("CN209089342U")

    assert turning is not None
    assert (turning.against("H05K"), turning.against("A01B")) == (0, 0)
    assert turning.against("F04D") == 1
    assert beside("CN209073090U").against("H05K") == 0


def test_two_that_have_several_classes_and_can_stand_in_order_are_of_one_issue() -> None:
    both = Gazette([("CN209073000U", ("F04D", "G06F")), ("CN209073009U", ("A01B", "H01M"))])

    place = both.place("CN209073005U")

    assert place is not None
    assert place.against("H01R") == pytest.approx(1 / 2)


def test_publications_of_the_same_number_are_not_beside_each_other() -> None:
    gazette = Gazette([("CN109996757A", ("H01M",)), ("CN109996700A", ("G06F",))])

    place = gazette.place("CN109996757B")

    assert place is not None
    assert [each.publication for each in place.before] == ["CN109996700A"]
    assert Gazette([("CN109996757A", ("H01M",))]).place("CN109996757B") is None


@pytest.mark.parametrize(
    ("publication", "number"),
    [
        ("CN109996757A", 109_996_757),
        ("CN209078969U", 209_078_969),
        ("CN305246987S", None),
        ("CN1234567A", None),
        ("US10000001B2", None),
    ],
)
def test_only_numbers_that_are_given_in_order_tell_a_place(publication: str, number: int | None) -> None:
    assert numbered(publication) == number
    assert (GAZETTE.place(publication) is not None) == (number is not None)
