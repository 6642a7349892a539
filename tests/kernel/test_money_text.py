"""Amounts as people write them are read exactly, or refused in words that say what to write."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiyun.kernel.money import Money, wan, yuan
from zhiyun.kernel.money_text import LARGEST_FEN, NotMoney, read_money


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("0", Money(0)),
        ("0.01", Money(1)),
        ("37500000", yuan(37_500_000)),
        ("37,500,000.00", yuan(37_500_000)),
        ("37500000.5", Money(3_750_000_050)),
        (" 1 000 ", yuan(1000)),
        ("3750万元", wan(3750)),
        ("3750万", wan(3750)),
        ("3,750万元", wan(3750)),
        ("0.5万元", yuan(5000)),
        ("12.345678万元", Money(12_345_678)),
        ("1亿元", wan(10_000)),
        ("1.23456789亿", Money(12_345_678_900)),
        ("1.00000001亿", Money(10_000_000_100)),
        ("500万元整", wan(500)),
        ("100元整", yuan(100)),
        ("¥100", yuan(100)),
        ("￥100.00元", yuan(100)),
        ("RMB 100", yuan(100)),
        ("CNY100", yuan(100)),
        ("人民币100元", yuan(100)),
        ("３７，５００．００", yuan(37_500)),
        ("１２.５万", yuan(125_000)),
        ("007", yuan(7)),
        ("100000000000.00", Money(LARGEST_FEN)),
        ("1000亿", Money(LARGEST_FEN)),
        ("0" * 30 + "1", yuan(1)),
    ],
)
def test_an_amount_is_read_as_written(text: str, amount: Money) -> None:
    assert read_money(text) == amount


SHAPE = "不是金额，请写成 37500000.00 或 3750万元"
NEGATIVE = "是负数，金额不能为负"
FINE = "小数超过两位，金额请以元为单位、最多两位小数"
ABSURD = "大得不合常理，请核对单位是元还是万元"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", SHAPE),
        ("约3000万", SHAPE),
        ("1e6", SHAPE),
        ("1,23", SHAPE),
        ("12,34,567", SHAPE),
        ("1234,567", SHAPE),
        (".5", SHAPE),
        ("5.", SHAPE),
        ("+5", SHAPE),
        ("5千元", SHAPE),
        ("5美元", SHAPE),
        ("(5)", SHAPE),
        ("5 6 元元", SHAPE),
        ("٣", SHAPE),
        ("-5", NEGATIVE),
        ("−5", NEGATIVE),
        ("¥-5万元", NEGATIVE),
        ("1.005", FINE),
        ("1.000", FINE),
        ("0.0000001万元", FINE),
        ("100000000000.01", ABSURD),
        ("1001亿", ABSURD),
        ("9" * 25, ABSURD),
        ("9" * 5000, ABSURD),
    ],
)
def test_anything_else_is_refused_in_words(text: str, why: str) -> None:
    with pytest.raises(NotMoney) as refusal:
        read_money(text)

    shown = text if len(text) <= 40 else text[:40] + "…"
    assert str(refusal.value) == f"「{shown}」{why}"


def test_a_text_of_forty_signs_is_shown_whole_and_a_longer_one_cut() -> None:
    with pytest.raises(NotMoney, match=rf"^「{'x' * 40}」"):
        read_money("x" * 40)
    with pytest.raises(NotMoney, match=rf"^「{'x' * 40}…」"):
        read_money("x" * 41)


@given(st.integers(min_value=0, max_value=LARGEST_FEN))
def test_what_money_writes_it_reads_back(fen: int) -> None:
    amount = Money(fen)

    assert read_money(amount.plain) == amount
    assert read_money(str(amount)) == amount


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    with contextlib.suppress(NotMoney):
        assert 0 <= read_money(text).fen <= LARGEST_FEN
