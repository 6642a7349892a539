"""Publication numbers: office, serial and kind code, ``CN109996757A``.

China has counted in four ways: as the application (1985 to 1988, eight digits), in seven digits since 1989, and
in nine since 2007 to 2010, by kind of right. Patents were granted under B until 1992, C until March 2010, B since.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhiyun.ip.numbers.foreign import foreign_publication
from zhiyun.ip.numbers.refusals import KindMissing, NotANumber, PatentNumberGiven
from zhiyun.ip.numbers.written import bare, plain, without_decimal
from zhiyun.kernel.said import Said

KINDS = {"1": "ABC", "2": "UY", "3": "SD"}
"""The letters a number may end in, by the digit that tells its right."""
WORDS = {"1": Said("发明"), "2": Said("实用新型"), "3": Said("外观设计")}
_FIRST_ERA = re.compile(r"(GK|GG|SD)(8[5-8]([123])\d{5})")
_CHINESE = re.compile(r"(\d+)([A-Z]\d?)?")


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication number's parts; as text it is whole."""

    office: str
    serial: str
    kind: str

    def __str__(self) -> str:
        return f"{self.office}{self.serial}{self.kind}"


def publication(text: str) -> str:
    """Normalise a publication number: ``cn 109996757 a`` is ``CN109996757A``. Refuses what is none."""
    return str(named(text))


def named(text: str) -> Publication:
    """Read a publication number; Chinese unless another office is named. Refuses what is none."""
    shown = plain(text)
    compact = bare(shown)
    if first := _FIRST_ERA.fullmatch(compact.removeprefix("CN")):
        return Publication("CN", first[2], _first_kind(shown, first[1], first[3]))
    if compact.removeprefix("CN").startswith("ZL"):
        raise PatentNumberGiven(
            Said(
                "“%(given)s”是专利号，不是公开（公告）号：请填写专利文献封面上的公开（公告）号，例如 CN109996757A",
                given=shown,
            )
        )
    if other := foreign_publication(shown):
        return Publication(*other)
    return _chinese(without_decimal(shown), compact.removeprefix("中国").removeprefix("CN"))


def _first_kind(shown: str, letters: str, right: str) -> str:
    """Tell the kind that GK 公开, SD 审定 or GG 公告 stood for in the years before kind codes."""
    kind = {"GK1": "A", "SD1": "B", "GG1": "B", "GG2": "U", "GG3": "S"}.get(letters + right)
    if kind is None:
        raise NotANumber(
            Said(
                "“%(given)s”不可能：GK（公开）、SD（审定）只用于发明，第3位数字应为1；实用新型和外观设计用GG",
                given=shown,
            )
        )
    return kind


def _chinese(shown: str, body: str) -> Publication:
    found = _CHINESE.fullmatch(body)
    if found is None:
        raise NotANumber(
            Said(
                "“%(given)s”不是公开（公告）号：应为国别代码、数字和文献种类代码，例如 CN109996757A、US10123456B2",
                given=shown,
            )
        )
    serial, kind = found[1], found[2] or ""
    if len(serial) not in (7, 8, 9):
        raise _wrong_length(shown, serial)
    right = _right_digit(shown, serial)
    if not kind:
        raise KindMissing(
            Said(
                "“%(given)s”缺文献种类代码，同一号码可能有几份文献：请在末尾加上%(kinds)s之一",
                given=shown,
                kinds=tuple(KINDS[right]),
            )
        )
    if kind[0] not in KINDS[right]:
        raise NotANumber(
            Said(
                "“%(given)s”第%(place)s位是%(digit)s（%(right)s），末尾的字母应为%(kinds)s之一，不是%(kind)s：请对照原件",
                given=shown,
                place=3 if len(serial) == 8 else 1,
                digit=right,
                right=WORDS[right],
                kinds=tuple(KINDS[right]),
                kind=kind,
            )
        )
    return Publication("CN", serial, kind)


def _wrong_length(shown: str, serial: str) -> NotANumber:
    if len(serial) in (12, 13):
        return PatentNumberGiven(
            Said(
                "“%(given)s”有%(count)s位数字，是申请号而不是公开（公告）号：请填写专利文献封面上的公开（公告）号，例如 CN109996757A",
                given=shown,
                count=len(serial),
            )
        )
    return NotANumber(
        Said(
            "“%(given)s”有%(count)s位数字：中国的公开（公告）号应为9位，2010年以前7位，1985年至1988年8位，请补全或删去多余的数字",
            given=shown,
            count=len(serial),
        )
    )


def _right_digit(shown: str, serial: str) -> str:
    """Give the digit that tells the right: the third of the first era's eight, else the first."""
    if len(serial) == 8 and not "85" <= serial[:2] <= "88":
        raise NotANumber(
            Said(
                "“%(given)s”有8位数字：只有1985年至1988年的公开（公告）号是8位，前两位应为85至88；以后是7位或9位，请对照原件",
                given=shown,
            )
        )
    place = 3 if len(serial) == 8 else 1
    right = serial[place - 1]
    if right not in KINDS:
        raise NotANumber(
            Said(
                "“%(given)s”第%(place)s位是%(digit)s，应为1（发明）、2（实用新型）或3（外观设计）：请对照原件",
                given=shown,
                place=place,
                digit=right,
            )
        )
    return right
