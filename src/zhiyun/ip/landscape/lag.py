"""The publication lag: what was filed lately is not yet public, and a falling curve is no falling interest.

Source: Patent Law of China, Art. 34: an application for an invention is published 18 months after filing unless the
applicant asks for sooner. A. Trippe, Guidelines for Preparing Patent Landscape Reports, WIPO 2015, 6.1: the last
years are to be marked or left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

LAG_MONTHS: Final = 18
"""From filing to publication of an invention, where nobody asks for sooner."""
WINDOW: Final = 3
"""Years that are held against as many before: one year alone is mostly chance."""


@dataclass(frozen=True, slots=True)
class Windows:
    """Years of filing that are compared: ``before`` up to the year before ``recent``, ``recent`` up to ``until``."""

    before: int
    recent: int
    until: int


def complete_until(data_on: date) -> int:
    """Give the last year of filing that is wholly public on the day of the data."""
    # What was filed on the last day of a year is 18 months old on 30 June of the year after next.
    is_whole = (data_on.month, data_on.day) >= (6, 30)
    return data_on.year - 2 if is_whole else data_on.year - 3


def windows(data_on: date) -> Windows:
    """Give the newest wholly public years and as many before them."""
    until = complete_until(data_on)
    recent = until - WINDOW + 1
    return Windows(recent - WINDOW, recent, until)
