"""Amounts, shares and exchange rates, exact to the last digit written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from zhiyun.casework.intake.cells import MISSING, Repeating, Slip, checked, shown
from zhiyun.kernel.money import Rate
from zhiyun.kernel.money_text import NotMoney, read_money
from zhiyun.kernel.said import Said

_ALL_WITH_TWO_DECIMALS: Final = re.compile(r"(?:\d{1,11}\.\d\d\n)+", re.ASCII)
_PLAIN: Final = re.compile(r"(\d{1,11})(?:\.(\d\d?))?", re.ASCII)
_BARE: Final = re.compile(r"[\d,.\s]+")
_DECIMAL: Final = re.compile(r"(\d{1,12})(?:\.(\d{1,12}))?(%?)", re.ASCII)
MOST_RATE: Final = 100
WHOLE_RATE: Final = Rate(Fraction(1))


class Amounts:
    """A column of amounts, in fen; ``unit`` is the header's, and holds for cells that name none of their own."""

    blank: None = None

    def __init__(self, *, unit: str = "", required: bool = False) -> None:
        self._unit = "" if unit == "元" else unit
        self._required = required

    def careful(self, cell: str) -> int | None:
        text = checked(cell=cell)
        if not text:
            if self._required:
                raise Slip(MISSING)
            return None
        has_unit = _BARE.fullmatch(unicodedata.normalize("NFKC", text)) is None
        try:
            return read_money(text if has_unit else text + self._unit).fen
        except NotMoney as slip:
            raise Slip(slip.said) from None

    def bulk(self, cells: Sequence[str]) -> Sequence[int | None] | None:
        if self._unit:
            return None
        lines = "\n".join(cells)
        if _ALL_WITH_TWO_DECIMALS.fullmatch(lines + "\n"):
            return list(map(int, lines.replace(".", "").split("\n")))
        try:
            return [self._plain(cell) for cell in cells]
        except Slip:
            return None

    def _plain(self, cell: str) -> int | None:
        found = _PLAIN.fullmatch(cell)
        if found is None:
            return self.careful(cell)
        whole, part = found.groups()
        if part is None:
            return int(whole) * 100
        return int(whole) * 100 + int(part) * (10 if len(part) == 1 else 1)


def share_reader() -> Repeating[Rate | None]:
    """Make the reader of the applicant's part of a deal, in percent; blank means none was stated."""
    return Repeating(_read_share, blank=None)


def _read_share(text: str) -> Rate:
    found = _DECIMAL.fullmatch(_folded(text))
    if found is None:
        raise Slip(Said("%(text)s不是比例，请写百分数，如 60 或 60%%", text=shown(text=text)))
    percent = _fraction(found)
    if percent > 100:
        raise Slip(Said("%(text)s超过 100%%，请核对", text=shown(text=text)))
    if not found[3] and 0 < percent <= 1:
        raise Slip(Said("%(text)s不知是比值还是百分数，请写明，如 60%% 或 0.6%%", text=shown(text=text)))
    return Rate(percent * Fraction(1, 100))


def rate_reader() -> Repeating[Rate | None]:
    """Make the reader of exchange rates: renminbi for one unit of the foreign currency."""
    return Repeating(_read_rate, blank=None)


def _read_rate(text: str) -> Rate:
    found = _DECIMAL.fullmatch(_folded(text))
    if found is None or found[3] or not _fraction(found):
        raise Slip(Said("%(text)s不是汇率，请写 1 单位外币折合的人民币，如 7.1234", text=shown(text=text)))
    rate = _fraction(found)
    if rate > MOST_RATE:
        raise Slip(
            Said(
                "%(text)s大得不合常理，汇率应是 1 单位（不是 100 单位）外币折合的人民币",
                text=shown(text=text),
            )
        )
    return Rate(rate)


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _fraction(found: re.Match[str]) -> Fraction:
    whole, part = found[1], found[2] or ""
    return Fraction(int(whole + part), 10 ** len(part))
