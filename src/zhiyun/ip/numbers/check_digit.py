"""The check digit of Chinese application numbers (ZC 0006-2003, and the same rule for the eight digits before)."""

from __future__ import annotations

WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)


def check_digit(digits: str) -> str:
    """Compute the check digit of 8 or 12 digits: their weighted sum modulo 11, ten written X."""
    remainder = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=False)) % 11
    return "X" if remainder == 10 else str(remainder)
