"""Numbers of other offices, spelt one way each, as the large databases do.

Years are four digits (Japan's eras excepted) and serials as wide as the office prints them: ``US20160123456A1``,
``EP0123456B1``, ``WO1999012345A1``, ``JP2016012345A``, ``JPH0512345A``, ``KR20160123456A``, ``DE102016123456A1``.
"""

from __future__ import annotations

import re

from zhiyun.ip.numbers.offices import OFFICES
from zhiyun.ip.numbers.refusals import KindMissing, NotANumber
from zhiyun.ip.numbers.written import bare, without_decimal
from zhiyun.kernel.said import Said

FIRST_WITHOUT_A = 6_167_569
"""The first United States patent of 2001: those before were published once, as A, mostly without the letter."""
_PARTS = re.compile(
    r"""([A-Z]{2})([A-Z]{0,2})   # the office; what stands before the digits: D for designs, H for Heisei
        (\d{4}[A-Z]{2,3}\d{4,} # India names the city between year and serial
        |\d+[A-Z](?=[A-Z]\d?$) # Singapore ends the serial in a check letter
        |\d+)
        ([A-Z]\d?)?""",
    re.X,
)
_JAPANESE_WORDS = {
    "特開": "A",
    "特表": "A",
    "再公表": "A1",
    "特許": "B2",
    "特公": "B2",
    "実開": "U",
    "実公": "Y2",
}
_ERAS = {"明治": "M", "大正": "T", "昭和": "S", "平成": "H", "令和": "R"} | {
    "昭": "S",
    "平": "H",
    "令": "R",
}


def foreign_publication(shown: str) -> tuple[str, str, str] | None:
    """Give office, serial and kind of another office's publication, or None when it is China's to read."""
    office = _office(_in_latin(shown))
    if office is None:
        return None
    latin = bare(_in_latin(without_decimal(shown)))
    found = _PARTS.fullmatch(latin)
    if found is None:
        raise NotANumber(
            Said(
                "“%(given)s”不是公开（公告）号：应为国别代码、数字和文献种类代码，例如 CN109996757A、US10123456B2",
                given=shown,
            )
        )
    letters, digits, kind = found[2], found[3], found[4] or ""
    if office == "US" and not kind and not letters and int(digits) < FIRST_WITHOUT_A:
        kind = "A"
    if not kind:
        raise KindMissing(
            Said(
                "“%(given)s”缺文献种类代码，同一号码可能有几份文献：请照文献封面在末尾加上，例如 A1、B2",
                given=shown,
            )
        )
    return office, letters + _serial(office, letters, digits, kind), kind


def foreign_application(shown: str) -> str | None:
    """Give another office's application number spelt one way, or None when it is China's to read."""
    latin = _in_latin(shown.replace("特願", "JP").replace("実願", "JP").replace("JPJP", "JP"))
    if treaty := re.fullmatch(r"PCT/?([A-Z]{2})/?(\d{4}|\d{2})/?(\d{1,6})", latin.replace(" ", "")):
        return f"PCT/{treaty[1]}{_full_year(treaty[2])}/{treaty[3].zfill(6)}"
    office = _office(latin)
    if office is None or latin.startswith("PCT"):
        return None
    compact = bare(latin.partition(".")[0] if office == "EP" else latin)
    found = re.fullmatch(r"[A-Z]{2}([A-Z]{0,2}\d+)[A-Z]?\d?", compact)
    if found is None:
        raise NotANumber(
            Said("“%(given)s”不是申请号：应为国别代码和数字，例如 US15360203、EP16812345", given=shown)
        )
    return office + found[1]


def _office(latin: str) -> str | None:
    """Tell which office's; None is China's. Refuses two letters that are no office's."""
    letters = re.match(r"[A-Z]{2}", latin)
    if letters is None or latin.startswith(("CN", "ZL")):
        return None
    if letters[0] not in OFFICES and not latin.startswith("PCT"):
        raise NotANumber(
            Said(
                "“%(given)s”开头的“%(office)s”不是任何专利局的代码（WIPO ST.3）：请改正，中国的写 CN",
                given=latin,
                office=letters[0],
            )
        )
    return letters[0]


def _in_latin(shown: str) -> str:
    """Say in letters and digits what Japan prints in its own words: ``特開平5-12345`` is ``JPH0512345A``."""
    text = re.sub(r"[第号號公報]", "", shown)
    for word, kind in _JAPANESE_WORDS.items():
        if text.removeprefix("JP").strip().startswith(word):
            return f"JP{_era(text.removeprefix('JP').strip().removeprefix(word))}{kind}"
    return text


def _era(text: str) -> str:
    for word, letter in _ERAS.items():
        if text.startswith(word):
            year, _, serial = text.removeprefix(word).partition("-")
            return f"{letter}{year.strip().zfill(2)}{serial}"
    year, hyphen, serial = text.partition("-")
    return year + (serial.strip().zfill(6) if hyphen else "")


def _serial(office: str, letters: str, digits: str, kind: str) -> str:
    match office:
        case "US" if not letters and kind[0] == "A" and re.fullmatch(r"20\d{8,9}", digits):
            return digits[:4] + digits[4:].zfill(7)
        case "EP" if not letters:
            return digits.lstrip("0").zfill(7)
        case "WO":
            return _treaty(digits)
        case "JP" if letters in ("H", "S", "R", "T", "M"):
            return digits[:2] + (digits[2:].lstrip("0") or "0")
        case "JP" if re.fullmatch(r"(?:19|20)\d{2}\d{1,6}", digits) and kind[0] in "AU" and len(digits) > 7:
            return digits[:4] + digits[4:].zfill(6)
        case "KR" if re.fullmatch(r"[1-4]0(?:19|20)\d{9}", digits):
            return digits[2:]
    return digits


def _treaty(digits: str) -> str:
    """Spell an international publication by four digits of the year and six of its serial."""
    if len(digits) >= 9 and digits[:2] in ("19", "20"):
        return digits[:4] + digits[4:].zfill(6)
    return _full_year(digits[:2]) + digits[2:].zfill(6)


def _full_year(year: str) -> str:
    # The treaty began in 1978.
    return year if len(year) == 4 else ("19" if year >= "78" else "20") + year
