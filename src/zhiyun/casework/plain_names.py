"""Names that are only names: what people call themselves and their bodies goes into letters and must lead nowhere."""

from __future__ import annotations

import unicodedata
from typing import Final

from stdnum.cn import uscc

from zhiyun.kernel.refusal import Fault
from zhiyun.kernel.said import Said

PERSON_MARKS: Final = frozenset("·•-'’ ")
BODY_MARKS: Final = frozenset("·•-—－'’（）()&＆、， ")
_INNER_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)
_DIGITS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def person_name_faults(*, name: str, place: str = Said("姓名")) -> list[Fault]:
    """List what is wrong with a person's name: letters of any script, no digits, dots, slashes or line breaks."""
    return _faults(name, place, longest=50, marks=PERSON_MARKS, digits=False)


def body_name_faults(*, name: str, place: str = Said("单位名称")) -> list[Fault]:
    """List what is wrong with a body's name; dots, slashes and colons, which make addresses, are refused."""
    return _faults(name, place, longest=100, marks=BODY_MARKS, digits=True)


def credit_code_faults(*, code: str, place: str = Said("统一社会信用代码")) -> list[Fault]:
    """List what is wrong with a credit code: its form, its own check character, and the organisation code's inside.

    GB 32100-2015 for the whole, GB 11714-1997 for characters 9 to 17.
    """
    if len(code) != 18:
        return [Fault(place, Said("应当是18位，现在是%(count)s位，请对照营业执照核对", count=len(code)))]
    if not uscc.is_valid(code):
        return [Fault(place, Said("校验位不对，请对照营业执照逐位核对"))]
    if _inner_check(code[8:16]) != code[16]:
        return [Fault(place, Said("第9至17位（主体标识码）的校验位不对，请对照营业执照逐位核对"))]
    return []


def masked(*, email: str) -> str:
    """Give an address as the record keeps it: enough to recognise, too little to write to."""
    name, _, host = email.partition("@")
    return f"{name[:2]}***@{host}"


def _inner_check(body: str) -> str:
    left = 11 - sum(w * _DIGITS.index(each) for w, each in zip(_INNER_WEIGHTS, body, strict=True)) % 11
    return {10: "X", 11: "0"}.get(left, str(left))


def _faults(name: str, place: str, *, longest: int, marks: frozenset[str], digits: bool) -> list[Fault]:
    if not name.strip():
        return [Fault(place, Said("请填写"))]
    if len(name) > longest:
        return [
            Fault(place, Said("最多%(longest)s个字，现在是%(count)s个字", longest=longest, count=len(name)))
        ]
    allowed = ("L", "M", "N") if digits else ("L", "M")
    wrong = sorted(
        {each for each in name if each not in marks and unicodedata.category(each)[0] not in allowed}
    )
    if wrong:
        shown = "、".join(each if each.isprintable() else f"U+{ord(each):04X}" for each in wrong[:5])
        return [Fault(place, Said("不能含有%(shown)s，请按证照上的写法填写", shown=shown))]
    return []
