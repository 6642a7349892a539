"""Application numbers: China's with their check digit, ``CN201680087887.X``, others' as the office counts."""

from __future__ import annotations

import re

from zhiyun.ip.numbers.check_digit import check_digit
from zhiyun.ip.numbers.foreign import foreign_application
from zhiyun.ip.numbers.refusals import CheckDigitWrong, DamagedBySpreadsheet, NotANumber
from zhiyun.ip.numbers.written import bare, plain
from zhiyun.kernel.said import Said

OLD, NEW = 8, 12
"""Digits before the check digit, until September 2003 and since October 2003."""
FIRST_NEW_YEAR = 2003
PCT_KINDS_SINCE = 1998
"""Before, an international application was told by a 9 at the head of its serial number."""


def application(text: str) -> str:
    """Normalise an application or patent number; Chinese unless another office is named.

    ``201680087887X``, ``ZL 2016 8 0087887.X`` and ``CN201680087887`` are all ``CN201680087887.X``: a check digit
    that is missing is computed, one that is given must be right. Refuses what is no such number.
    """
    shown = plain(text)
    if other := foreign_application(shown):
        return other
    body = re.sub(r"^(?:CN|中国)?(?:专利号|申请号)?(?:CN)?(?:ZL)?", "", bare(shown))
    if not re.fullmatch(r"\d+X?", body):
        raise NotANumber(
            Said(
                "“%(given)s”不是申请号：中国的申请号由12位（2003年10月以前8位）数字和一位校验位组成，例如 201680087887.X",
                given=shown,
            )
        )
    digits, given = _divided(shown, body)
    _refuse_misplaced(digits)
    right = check_digit(digits)
    if given and given != right:
        raise _wrong_check(shown, digits, given, right)
    return f"CN{digits}.{right}"


def _divided(shown: str, body: str) -> tuple[str, str]:
    """Tell the digits from the check digit; refuses any other length."""
    for length in (OLD, NEW):
        if len(body) in (length, length + 1) and body[:length].isdigit():
            return body[:length], body[length:]
    if shown.endswith(".0") and len(body) in (OLD + 2, NEW + 2):
        raise DamagedBySpreadsheet(
            Said(
                "“%(given)s”末尾的小数是电子表格加上的：请写作“%(mended)s”，或者把这一列设为“文本”后重新导出",
                given=shown,
                mended=shown.removesuffix(".0"),
            )
        )
    if len(body) == OLD and body[0] in "123":
        mended = f"0{body[:-1]}"
        if check_digit(mended) == body[-1]:
            raise DamagedBySpreadsheet(_lost_zero(shown, f"{mended}.{body[-1]}"))
    raise NotANumber(
        Said(
            "“%(given)s”有%(count)s位：中国的申请号应为12位（2003年10月以前8位），再加一位校验位，请补全或删去多余的数字",
            given=shown,
            count=len(body),
        )
    )


def _lost_zero(shown: str, mended: str) -> Said:
    return Said(
        "“%(given)s”开头的0被电子表格丢掉了：2000年至2003年的申请号以0开头，请写作“%(mended)s”",
        given=shown,
        mended=mended,
    )


def _refuse_misplaced(digits: str) -> None:
    year, kind, place = _year(digits), digits[-8], len(digits) - 7
    if len(digits) == OLD:
        kind, place = digits[2], 3
    if year is None:
        if len(digits) == OLD and digits[0] in "123" and check_digit(f"0{digits[:-1]}") == digits[-1]:
            raise DamagedBySpreadsheet(_lost_zero(digits, f"0{digits[:-1]}.{digits[-1]}"))
        raise NotANumber(
            Said(
                "“%(given)s”第1至%(last)s位是年份，“%(year)s”不可能：8位申请号的年份是85至99、00至03，12位的从2003年起",
                given=digits,
                last=2 if len(digits) == OLD else 4,
                year=digits[: len(digits) - 6] if len(digits) == OLD else digits[:4],
            )
        )
    allowed = "12389" if year >= PCT_KINDS_SINCE else "123"
    if kind not in allowed:
        raise NotANumber(
            Said(
                "“%(given)s”第%(place)s位是“%(kind)s”，应为%(allowed)s之一：1发明、2实用新型、3外观设计，1998年起8、9是进入中国的国际申请",
                given=digits,
                place=place,
                kind=kind,
                allowed=tuple(allowed),
            )
        )


def _year(digits: str) -> int | None:
    if len(digits) == NEW:
        year = int(digits[:4])
        return year if FIRST_NEW_YEAR <= year < 2100 else None
    short = int(digits[:2])
    if short <= FIRST_NEW_YEAR % 100:
        return 2000 + short
    return 1900 + short if short >= 85 else None


def _wrong_check(shown: str, digits: str, given: str, right: str) -> NotANumber:
    if given == "0" and shown.endswith(".0"):
        return DamagedBySpreadsheet(
            Said(
                "“%(given)s”末尾的“.0”不是校验位，是电子表格加上的：校验位应为%(right)s，请写作“%(mended)s”",
                given=shown,
                right=right,
                mended=f"{digits}.{right}",
            )
        )
    return CheckDigitWrong(
        Said(
            "“%(given)s”第%(place)s位（校验位）是%(wrong)s，按前%(count)s位应为%(right)s：校验位或者前面某一位抄错了，请对照原件",
            given=shown,
            place=len(digits) + 1,
            wrong=given,
            count=len(digits),
            right=right,
        )
    )
