"""Whole fen, exact rates, and the one place where a fraction of money is rounded."""

from __future__ import annotations

import enum
import functools
from dataclasses import dataclass
from fractions import Fraction

FEN_PER_YUAN = 100
FEN_PER_WAN = 1_000_000


class Rounding(enum.Enum):
    """How an exact amount becomes payable: always down, and to which unit."""

    FLOOR_FEN = 1
    FLOOR_YUAN = FEN_PER_YUAN

    def floor(self, numerator: int, denominator: int = 1) -> int:
        """Round ``numerator / denominator`` fen down to this unit; the answer is in fen."""
        return numerator // (denominator * self.value) * self.value


@functools.total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An amount of renminbi in whole fen; it has no division, shares are taken with `share`.

    >>> wan(500) + yuan(1)
    Money('5000001.00')
    >>> wan(500) / 3
    Traceback (most recent call last):
    TypeError: unsupported operand type(s) for /: 'Money' and 'int'
    """

    fen: int

    def __post_init__(self) -> None:
        if type(self.fen) is not int:
            raise TypeError(f"money is whole fen, not {self.fen!r}")

    def __add__(self, other: Money) -> Money:
        return Money(self.fen + other.fen)

    def __sub__(self, other: Money) -> Money:
        return Money(self.fen - other.fen)

    def __mul__(self, times: int) -> Money:
        return Money(self.fen * times)

    def __neg__(self) -> Money:
        return Money(-self.fen)

    def __lt__(self, other: Money) -> bool:
        return self.fen < other.fen

    def __bool__(self) -> bool:
        return self.fen != 0

    def share(self, rate: Rate, *, rounding: Rounding) -> Money:
        """Take ``rate`` of this amount, rounded down as ``rounding`` says."""
        return Money(rounding.floor(self.fen * rate.numerator, rate.denominator))

    @property
    def plain(self) -> str:
        """Yuan with two decimals and no separators, as machines exchange it: ``5000000.00``."""
        return fen_text(self.fen)

    def __str__(self) -> str:
        """Yuan as people read it: ``5,000,000.00元``."""
        sign = "-" if self.fen < 0 else ""
        whole, rest = divmod(abs(self.fen), FEN_PER_YUAN)
        return f"{sign}{whole:,}.{rest:02d}元"

    def __repr__(self) -> str:
        return f"Money('{self.plain}')"


def fen_text(fen: int) -> str:
    """Write ``fen`` as yuan with two decimals: ``-5`` is ``-0.05``."""
    if fen < 0:
        return "-" + fen_text(-fen)
    return f"{fen // FEN_PER_YUAN}.{fen % FEN_PER_YUAN:02d}"


def yuan(count: int) -> Money:
    """Make ``count`` whole yuan."""
    return Money(count * FEN_PER_YUAN)


def wan(count: int) -> Money:
    """Make ``count`` times ten thousand yuan (万元)."""
    return Money(count * FEN_PER_WAN)


ZERO = Money(0)


@functools.total_ordering
@dataclass(frozen=True, slots=True)
class Rate:
    """An exact ratio such as two percent; it refuses to be negative.

    >>> percent(2)
    Rate('2%')
    >>> wan(1).share(percent(2), rounding=Rounding.FLOOR_YUAN)
    Money('200.00')
    """

    ratio: Fraction

    def __post_init__(self) -> None:
        if self.ratio < 0:
            raise ValueError(f"a rate is never negative: {self.ratio}")

    @property
    def numerator(self) -> int:
        return self.ratio.numerator

    @property
    def denominator(self) -> int:
        return self.ratio.denominator

    def __lt__(self, other: Rate) -> bool:
        return self.ratio < other.ratio

    def __str__(self) -> str:
        """Percent in the shortest exact form, or a fraction of a percent: ``2%``, ``1.5%``, ``1/3``."""
        hundredfold = self.ratio * 100
        for digits in range(7):
            scaled = hundredfold * 10**digits
            if scaled.denominator == 1:
                whole = str(scaled.numerator).zfill(digits + 1)
                return (f"{whole[:-digits]}.{whole[-digits:]}" if digits else whole) + "%"
        return str(self.ratio)

    def __repr__(self) -> str:
        return f"Rate('{self}')"


def percent(count: int) -> Rate:
    """Make a rate of ``count`` percent."""
    return Rate(Fraction(count, 100))
