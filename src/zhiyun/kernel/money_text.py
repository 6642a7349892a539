"""Amounts as people type them, read without guessing: ``37,500,000.00``, ``3750万元``, ``１２.５万``."""

from __future__ import annotations

import re
import unicodedata

from zhiyun.kernel.money import FEN_PER_WAN, FEN_PER_YUAN, Money
from zhiyun.kernel.said import Said

LARGEST_FEN = 10**13
"""One hundred billion yuan (1,000亿元): beyond any deal a city sees, so surely a slip of the unit."""

UNITS = {"": FEN_PER_YUAN, "元": FEN_PER_YUAN, "万元": FEN_PER_WAN, "万": FEN_PER_WAN}
UNITS |= {"亿元": FEN_PER_WAN * 10_000, "亿": FEN_PER_WAN * 10_000}

_AMOUNT = re.compile(
    r"(?:¥|RMB|CNY|人民币)?(?P<sign>[-−]?)(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<part>\d+))?"
    r"(?P<unit>元|万元|万|亿元|亿)?整?",
    re.ASCII,
)


class NotMoney(ValueError):
    """A text that is not an amount of yuan with at most two decimals; its message says what to write."""

    def __init__(self, said: Said) -> None:
        super().__init__(said)
        self.said = said


def read_money(text: str) -> Money:
    """Read an amount of yuan; refuses negative, absurd or finer-than-fen amounts with a `NotMoney`.

    >>> read_money("37,500,000.00"), read_money("３７５０万元")
    (Money('37500000.00'), Money('37500000.00'))
    >>> read_money("1.005")
    Traceback (most recent call last):
    zhiyun.kernel.money_text.NotMoney: 「1.005」小数超过两位，金额请以元为单位、最多两位小数
    """
    found = _AMOUNT.fullmatch(_folded(text))
    if found is None:
        raise NotMoney(Said("「%(text)s」不是金额，请写成 37500000.00 或 3750万元", text=_shown(text)))
    if found["sign"]:
        raise NotMoney(Said("「%(text)s」是负数，金额不能为负", text=_shown(text)))
    part = found["part"] or ""
    unit_fen = UNITS[found["unit"] or ""]
    digits = found["whole"].replace(",", "") + part
    if len(digits.lstrip("0")) > 24:
        raise NotMoney(Said("「%(text)s」大得不合常理，请核对单位是元还是万元", text=_shown(text)))
    fen, rest = divmod(int(digits) * unit_fen, 10 ** len(part))
    if rest or (unit_fen == FEN_PER_YUAN and len(part) > 2):
        raise NotMoney(Said("「%(text)s」小数超过两位，金额请以元为单位、最多两位小数", text=_shown(text)))
    if fen > LARGEST_FEN:
        raise NotMoney(Said("「%(text)s」大得不合常理，请核对单位是元还是万元", text=_shown(text)))
    return Money(fen)


def _folded(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _shown(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "…"
