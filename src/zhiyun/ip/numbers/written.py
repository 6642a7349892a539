"""How numbers are written by people and spreadsheets, brought to capitals and digits."""

from __future__ import annotations

import re
import unicodedata

from zhiyun.ip.numbers.refusals import DamagedBySpreadsheet, NotANumber
from zhiyun.kernel.said import Said

MOST = 40
"""No number of any office is longer, blanks and all."""
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E\+?\d{1,2}", re.I)
_MEANINGLESS = re.compile(r"[\s\-‐‑‒–—―−_·•,，.。/／'’:：#№*()（）\[\]【】]")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]")


def plain(text: str) -> str:
    """Give the text in half width and capitals, without what cannot be seen. Refuses nothing and too much."""
    shown = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text[: MOST * 10])).strip().upper()
    if not shown:
        raise NotANumber(Said("号码没有填写，请填写"))
    if len(shown) > MOST:
        raise NotANumber(
            Said(
                "号码“%(start)s……”太长，最多%(most)s个字符：请一格只填一个号码", start=shown[:MOST], most=MOST
            )
        )
    if _SCIENTIFIC.fullmatch(shown):
        raise DamagedBySpreadsheet(
            Said(
                "“%(given)s”是电子表格改成科学记数的号码，后面的数字已经丢失，无法还原：请回到原来的文件，把这一列设为“文本”后重新导出",
                given=shown,
            )
        )
    return shown


def bare(shown: str) -> str:
    """Drop what separates: blanks, hyphens, dots, slashes, brackets."""
    return _MEANINGLESS.sub("", shown)


def without_decimal(shown: str) -> str:
    """Refuse a number that a spreadsheet wrote as an amount, ``109996757.0``."""
    if re.fullmatch(r"\D*\d{5,}[.]0+", shown):
        raise DamagedBySpreadsheet(
            Said(
                "“%(given)s”末尾的小数是电子表格加上的：请写作“%(mended)s”，或者把这一列设为“文本”后重新导出",
                given=shown,
                mended=shown.partition(".")[0],
            )
        )
    return shown
