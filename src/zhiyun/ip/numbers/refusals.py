"""Why something is no number of a patent document, and what to write instead."""

from __future__ import annotations

from zhiyun.kernel.refusal import Refusal


class NotANumber(Refusal):
    """What is written cannot be a number of any document: its length, a digit or the office is wrong."""


class CheckDigitWrong(NotANumber):
    """The check digit does not follow from the digits before it, so one of them was miscopied."""


class KindMissing(NotANumber):
    """A publication number without its kind code names no single document."""


class PatentNumberGiven(NotANumber):
    """An application or patent number stands where a publication number is asked for."""


class DamagedBySpreadsheet(NotANumber):
    """A spreadsheet took the number for an amount and changed its digits."""
