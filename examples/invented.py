"""Names and numbers that belong to nobody: every name carries 演示, every number a series no office issues.

Check digits are right all the same, so that a program which tests them has nothing to complain about.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
SIXTY = tuple(STEMS[place % 10] + BRANCHES[place % 12] for place in range(60))
"""The sexagenary cycle: just enough names for sixty applicants."""

THOUSAND_CHARACTERS = (
    "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜"
    "金生丽水玉出昆冈剑号巨阙珠称夜光果珍李柰菜重芥姜海咸河淡鳞潜羽翔"
)
PAIRS = tuple(map("".join, zip(THOUSAND_CHARACTERS[::2], THOUSAND_CHARACTERS[1::2], strict=True)))
TRADES = ("机械", "新材料", "医疗器械", "汽车零部件", "软件", "农业科技", "环保", "电子")
NUMERALS = "一二三四五六七八九"

APPLICANT_FORMS = (
    "知识产权运营有限公司",
    "专利技术转移中心",
    "知识产权交易服务有限公司",
    "科技成果转化研究院",
    "专利导航服务有限公司",
    "商标品牌服务有限公司",
)
APPLICANTS = tuple(f"演示{name}{APPLICANT_FORMS[place % 6]}" for place, name in enumerate(SIXTY))
FIRMS = tuple(f"演示{pair}{trade}有限公司" for pair, trade in itertools.product(PAIRS, TRADES))
UNIVERSITIES = tuple(f"演示第{numeral}理工大学" for numeral in NUMERALS)
BANKS = tuple(f"演示第{numeral}银行" for numeral in NUMERALS)
INSURERS = tuple(f"演示第{numeral}保险公司" for numeral in NUMERALS)
INVESTORS = tuple(f"演示第{numeral}创业投资基金" for numeral in NUMERALS)

CODE_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def credit_code(serial: int) -> str:
    """Make 统一社会信用代码 number ``serial``: region 500000, organisation DEM0 and four digits (GB 32100-2015)."""
    organisation = f"DEM0{serial:04d}"
    inner = sum(
        int(letter, 36) * w for letter, w in zip(organisation, (3, 7, 9, 10, 5, 8, 4, 2), strict=True)
    )
    body = "91500000" + organisation + "0123456789X"[-inner % 11]
    weighed = sum(CODE_LETTERS.index(letter) * pow(3, place, 31) for place, letter in enumerate(body))
    return body + CODE_LETTERS[-weighed % 31]


CODES = {name: credit_code(serial) for serial, name in enumerate((*APPLICANTS, *FIRMS, *UNIVERSITIES), 1)}


class Serials:
    """Numbers of rights and registrations, each given out once; their serials (99…) were never issued."""

    def __init__(self) -> None:
        self._patents = itertools.count(9_900_001)
        self._marks = itertools.count(99_000_001)
        self._registrations = itertools.count(990_001)

    def patent(self, year: int, kind: int = 1) -> str:
        """Give a patent number, ``kind`` 1 for an invention and 2 for a utility model (ZC 0006-2003)."""
        digits = f"{year}{kind}{next(self._patents)}"
        weighed = sum(int(d) * w for d, w in zip(digits, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5), strict=True))
        return f"ZL{digits}.{'0123456789X'[weighed % 11]}"

    def mark(self, nice_class: int) -> str:
        """Give a registered trademark with its class."""
        return f"{next(self._marks)}（第{nice_class}类）"

    def registration(self, letter: str) -> str:
        """Give a registration number: letter Y for a pledge, X for a licence, Z for a transfer."""
        return f"演示{letter}2025{next(self._registrations)}"


def numbered(prefix: str) -> Iterator[str]:
    """Number an applicant's deals as it would itself: 甲子-001, 甲子-002 …"""
    return (f"{prefix}-{serial:03d}" for serial in itertools.count(1))
