"""Whole numbers that come as text: nothing but digits is one, and nothing too long reaches the database."""

import pytest

from zhiyun.web.sent_numbers import DIGITS, whole, wholes


@pytest.mark.parametrize(("text", "read"), [("0", 0), ("7", 7), ("007", 7), ("9" * DIGITS, 10**DIGITS - 1)])
def test_digits_are_a_number(text: str, read: int) -> None:
    assert whole(text, -1) == read


@pytest.mark.parametrize(
    "text", [None, "", " 7", "-7", "+7", "7.0", "７", "²", "x", "1_0", "9" * (DIGITS + 1)]
)
def test_anything_else_is_what_it_is_said_to_be(text: str | None) -> None:
    assert whole(text, -1) == -1
    assert whole(text, None) is None


def test_a_number_may_be_kept_shorter() -> None:
    assert [whole(text, 1, digits=2) for text in ("99", "100")] == [99, 1]


def test_of_several_only_numbers_are_read() -> None:
    assert wholes(["3", "x", "0", "1"]) == [3, 1]
