"""Whole numbers that an address or a form brings as text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")
DIGITS = 9
"""What a number has at most where nothing longer is meant: none of a row, a page or a version comes near it."""


def whole(text: str | None, otherwise: T, *, digits: int = DIGITS) -> int | T:
    """Read a whole number of at most so many digits; anything else, a sign too, is ``otherwise``."""
    fits = text is not None and text.isascii() and text.isdecimal() and len(text) <= digits
    return int(text or "") if fits else otherwise


def wholes(texts: Iterable[str]) -> list[int]:
    """Read whole numbers above 0, in their order; anything else is left out."""
    return [number for each in texts if (number := whole(each, 0))]
