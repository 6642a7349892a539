"""The life cycle of a technology, told from how many file and how much.

Source: H. Ernst, The Use of Patent Data for Technological Forecasting, Small Business Economics 9 (1997): patents and
applicants grow together while a technology emerges and spreads, applicants leave first when it matures. The limits
of growth below are this project's own; the figure says so.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from zhiyun.kernel.said import Said

LEAST_YEARS: Final = 8
LEAST_PATENTS: Final = 50
"""With less than this the stages are not told: they would be chance."""
WINDOW: Final = 3
RISING: Final = 0.10
FALLING: Final = -0.10
"""Growth from a window of three years to the next such window a year later, beyond which a curve rises or falls."""
FEW: Final = 0.10
"""A window with less than this share of the largest window still belongs to the beginning."""


class Stage(enum.Enum):
    """Where a technology stands."""

    EMERGENCE = Said("萌芽期")
    GROWTH = Said("成长期")
    MATURITY = Said("成熟期")
    DECLINE = Said("衰退期")


@dataclass(frozen=True, slots=True)
class Window:
    """Three years up to ``until``: patents and the sum of each year's applicants, and the stage they tell."""

    until: int
    patents: int
    applicants: int
    stage: Stage


def stages(years: Mapping[int, tuple[int, int]], *, until: int) -> tuple[Window, ...]:
    """Tell the stage of each window of three years; ``years`` gives patents and applicants of each year.

    Nothing is told from less than `LEAST_YEARS` years or `LEAST_PATENTS` patents, and nothing after ``until``, the last
    year that is wholly public.
    """
    first = min((year for year, (patents, _) in years.items() if patents), default=until + 1)
    span = range(first, until + 1)
    if len(span) < LEAST_YEARS or sum(years.get(year, (0, 0))[0] for year in span) < LEAST_PATENTS:
        return ()
    sums = [(year, *_of_window(years, year)) for year in span[WINDOW - 1 :]]
    most = max(patents for _, patents, _ in sums)
    return tuple(
        Window(year, patents, applicants, _stage(sums, at, most))
        for at, (year, patents, applicants) in enumerate(sums)
    )


def _of_window(years: Mapping[int, tuple[int, int]], until: int) -> tuple[int, int]:
    counted = [years.get(year, (0, 0)) for year in range(until - WINDOW + 1, until + 1)]
    return sum(patents for patents, _ in counted), sum(applicants for _, applicants in counted)


def _stage(sums: Sequence[tuple[int, int, int]], at: int, most: int) -> Stage:
    _, patents, applicants = sums[at]
    if at == 0:
        return Stage.EMERGENCE
    has_peaked = any(earlier[1] >= most for earlier in sums[:at])
    if patents < FEW * most and not has_peaked:
        return Stage.EMERGENCE
    grown = _growth(sums[at - 1][1], patents)
    joined = _growth(sums[at - 1][2], applicants)
    if grown <= FALLING and joined <= 0:
        return Stage.DECLINE
    return Stage.GROWTH if grown >= RISING and joined > 0 else Stage.MATURITY


def _growth(before: int, after: int) -> float:
    return (after - before) / before if before else 1.0
