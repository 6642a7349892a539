"""Money is whole fen, rates are exact, and a fraction of money is only ever rounded down."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiyun.kernel.money import ZERO, Money, Rate, Rounding, fen_text, percent, wan, yuan

FEN = st.integers(min_value=-(10**14), max_value=10**14)
RATES = st.fractions(min_value=0, max_value=3, max_denominator=10**6).map(Rate)


def test_a_yuan_is_a_hundred_fen_and_a_wan_a_million() -> None:
    assert (yuan(1), wan(1), ZERO) == (Money(100), Money(1_000_000), Money(0))


def test_money_adds_subtracts_multiplies_and_turns_round() -> None:
    assert yuan(3) + Money(5) == Money(305)
    assert yuan(3) - Money(5) == Money(295)
    assert Money(305) * 3 == Money(915)
    assert -Money(305) == Money(-305)


def test_money_is_compared_by_its_fen() -> None:
    assert Money(1) < Money(2) <= Money(2) < Money(3)
    assert not Money(2) < Money(2)
    assert Money(2) != Money(3)
    assert sorted([Money(3), Money(-1), Money(2)]) == [Money(-1), Money(2), Money(3)]


def test_only_nothing_is_nothing() -> None:
    assert (bool(ZERO), bool(Money(1)), bool(Money(-1))) == (False, True, True)


@pytest.mark.parametrize("fen", [1.0, "1", True, Fraction(1)], ids=repr)
def test_money_refuses_everything_but_whole_fen(fen: object) -> None:
    with pytest.raises(TypeError, match=r"^money is whole fen, not "):
        Money(fen)  # type: ignore[arg-type] # the refusal is what is tested


def test_money_is_never_divided() -> None:
    with pytest.raises(TypeError):
        yuan(1) / 3  # type: ignore[operator] # the refusal is what is tested


@pytest.mark.parametrize(
    ("fen", "plain", "shown"),
    [
        (0, "0.00", "0.00元"),
        (5, "0.05", "0.05元"),
        (-5, "-0.05", "-0.05元"),
        (100, "1.00", "1.00元"),
        (-199, "-1.99", "-1.99元"),
        (99_999, "999.99", "999.99元"),
        (100_000, "1000.00", "1,000.00元"),
        (500_000_000, "5000000.00", "5,000,000.00元"),
    ],
)
def test_money_is_written_with_two_decimals(fen: int, plain: str, shown: str) -> None:
    assert (Money(fen).plain, str(Money(fen)), repr(Money(fen))) == (plain, shown, f"Money('{plain}')")
    assert fen_text(fen) == plain


@pytest.mark.parametrize(
    ("amount", "rate", "to_the_yuan", "to_the_fen"),
    [
        (yuan(50), percent(2), yuan(1), yuan(1)),
        (Money(4_999), percent(2), ZERO, Money(99)),
        (Money(9_999), percent(2), yuan(1), Money(199)),
        (Money(100), Rate(Fraction(1, 3)), ZERO, Money(33)),
        (Money(-4_999), percent(2), yuan(-1), Money(-100)),
        (yuan(7), percent(0), ZERO, ZERO),
        (yuan(7), percent(100), yuan(7), yuan(7)),
    ],
    ids=str,
)
def test_a_share_is_rounded_down(amount: Money, rate: Rate, to_the_yuan: Money, to_the_fen: Money) -> None:
    assert amount.share(rate, rounding=Rounding.FLOOR_YUAN) == to_the_yuan
    assert amount.share(rate, rounding=Rounding.FLOOR_FEN) == to_the_fen


def test_rounding_takes_a_fraction_of_fen_down_to_its_unit() -> None:
    assert Rounding.FLOOR_FEN.floor(7, 2) == 3
    assert Rounding.FLOOR_FEN.floor(7) == 7
    assert Rounding.FLOOR_YUAN.floor(19_999) == 19_900
    assert Rounding.FLOOR_YUAN.floor(399, 2) == 100


def test_a_rate_refuses_to_be_negative() -> None:
    with pytest.raises(ValueError, match=r"^a rate is never negative: -1/100$"):
        percent(-1)

    assert percent(0) == Rate(Fraction(0))


def test_a_rate_knows_its_numerator_and_denominator() -> None:
    assert (percent(2).numerator, percent(2).denominator) == (1, 50)


def test_rates_are_compared_exactly() -> None:
    assert percent(2) < Rate(Fraction(21, 1000)) <= Rate(Fraction(21, 1000))
    assert not percent(2) < percent(2)


@pytest.mark.parametrize(
    ("rate", "text"),
    [
        (percent(2), "2%"),
        (percent(110), "110%"),
        (percent(0), "0%"),
        (Rate(Fraction(15, 1000)), "1.5%"),
        (Rate(Fraction(5, 10_000)), "0.05%"),
        (Rate(Fraction(1, 10**8)), "0.000001%"),
        (Rate(Fraction(1, 10**9)), "1/1000000000"),
        (Rate(Fraction(123456789, 10**10)), "123456789/10000000000"),
        (Rate(Fraction(1, 3)), "1/3"),
    ],
)
def test_a_rate_is_written_as_the_shortest_exact_percentage(rate: Rate, text: str) -> None:
    assert (str(rate), repr(rate)) == (text, f"Rate('{text}')")


@given(FEN, FEN, FEN)
def test_adding_is_the_same_in_any_order(one: int, other: int, third: int) -> None:
    a, b, c = Money(one), Money(other), Money(third)

    assert (a + b) + c == c + (b + a)
    assert (a + b) - b == a


@given(FEN.filter(lambda fen: fen >= 0), RATES)
def test_a_share_is_the_greatest_whole_unit_within_the_exact_one(fen: int, rate: Rate) -> None:
    exact = fen * rate.ratio

    for rounding in Rounding:
        share = Money(fen).share(rate, rounding=rounding)

        assert share.fen % rounding.value == 0
        assert share.fen <= exact < share.fen + rounding.value


@given(FEN.filter(lambda fen: fen >= 0), st.lists(st.integers(1, 10**6), min_size=1, max_size=8))
def test_shares_of_a_whole_never_exceed_it(fen: int, weights: list[int]) -> None:
    whole = sum(weights)
    shares = [Money(fen).share(Rate(Fraction(w, whole)), rounding=Rounding.FLOOR_FEN) for w in weights]

    assert sum(shares, ZERO) <= Money(fen)
    assert (Money(fen) - sum(shares, ZERO)).fen < len(weights)


@given(RATES)
def test_a_percentage_says_exactly_the_rate(rate: Rate) -> None:
    text = str(rate)
    said = Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)

    assert said == rate.ratio
