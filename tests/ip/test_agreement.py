"""Agreement of two people, against figures anybody can recompute."""

from fractions import Fraction

from zhiyun.ip.agreement import Agreement, agreement


def said(text: str) -> dict[str, bool]:
    return {str(number): letter == "y" for number, letter in enumerate(text)}


def test_cohens_own_way_of_counting() -> None:
    # 20 both yes, 15 both no, 5 and 10 apart: observed .70, by chance .50.
    one = said("y" * 20 + "y" * 5 + "n" * 10 + "n" * 15)
    other = said("y" * 20 + "n" * 5 + "y" * 10 + "n" * 15)

    assert agreement(one, other) == Agreement(50, 35, Fraction(2, 5))
    assert agreement(other, one) == agreement(one, other)


def test_full_agreement_is_one_and_full_contradiction_minus_one() -> None:
    assert agreement(said("yn"), said("yn")).kappa == 1
    assert agreement(said("yn"), said("ny")).kappa == -1


def test_only_what_both_have_seen_counts() -> None:
    assert agreement(said("yny"), said("yn")) == Agreement(2, 2, Fraction(1))


def test_where_nothing_tells_agreement_from_chance_there_is_no_kappa() -> None:
    assert agreement(said("yy"), said("yy")) == Agreement(2, 2, None)
    assert agreement({}, said("y")) == Agreement(0, 0, None)
    assert agreement({}, {}).share is None
    assert agreement(said("yy"), said("yn")).share == Fraction(1, 2)
