"""Who is who: names and credit codes folded so that one firm written in two ways is one firm."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final, cast

from stdnum.cn import ric, uscc

from zhiyun.casework.intake.cells import MISSING, Remembered, Slip, checked
from zhiyun.kernel.said import Said

LONGEST: Final = 200
MOST_MET: Final = 200_000

_INVISIBLE: Final = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
_FOLDED_AWAY: Final = re.compile(rf"[\s{_INVISIBLE}]+")
_BROKEN_LINES: Final = re.compile(rf"\s*[\t\n\r\x0b\x0c\x85\u2028\u2029]\s*|[{_INVISIBLE}]+")
CODE_LENGTH: Final = 18
_CODE: Final = re.compile(r"[0-9A-Za-z]{2}\d{6}[0-9A-Za-z]{10}\Z", re.ASCII)

TOTALS: Final = frozenset(
    {"合计", "总计", "小计", "共计", "累计", "总和", "合计:", "总计:", "小计:", "本页小计"}
)
LONGEST_TOTAL: Final = max(map(len, TOTALS))


def identity(*, text: str) -> str:
    """Fold a name: full width and half width are one, white space and invisible characters are nothing."""
    folded = _FOLDED_AWAY.sub("", unicodedata.normalize("NFKC", text))
    return folded.upper() if _CODE.match(folded) else folded


def is_total(*, text: str) -> bool:
    """Say whether a cell marks a row of totals."""
    return "计" in text and identity(text=text) in TOTALS


class _Firms:
    """A column of firms; a text that looks like a credit code must have the right check character."""

    blank = ""

    def __init__(self, *, required: bool) -> None:
        self._required = required
        self._is_valid = Remembered(uscc.is_valid)

    def _one(self, cell: str) -> tuple[str, str]:
        """Give the identity and the name in one cell, both blank when it is; raises `Slip`."""
        text = checked(cell=cell)
        key = identity(text=text)
        if not key and self._required:
            raise Slip(MISSING)
        if len(text) > LONGEST:
            raise Slip(Said("有 %(count)s 个字，不像名称，请核对是否少了引号或错了列", count=len(text)))
        if not _CODE.match(key):
            return key, _BROKEN_LINES.sub("", text).strip() if key else ""
        if not self._is_valid[key]:
            raise Slip(_wrong_code(key))
        return key, key

    def _many(self, cells: Sequence[str]) -> tuple[Sequence[str], Sequence[str]] | None:
        """Give identities and names as `_one` would, or None when a cell needs care."""
        # Printable text has no line ends, no invisible characters, and no space but the common one.
        if not "".join(cells).isprintable():
            return None
        lines = "\n".join(cells)
        folded = unicodedata.normalize("NFKC", lines).replace(" ", "")
        keys = cells if folded == lines else folded.split("\n")
        names = cells if keys is cells else list(map(str.strip, cells))
        lengths = set(map(len, keys)).union(() if keys is cells else map(len, names))
        if max(lengths) > LONGEST or (self._required and 0 in lengths):
            return None
        if min(lengths) <= LONGEST_TOTAL and not TOTALS.isdisjoint(keys):
            return None
        if CODE_LENGTH in lengths and not self._are_written_right(keys):
            return None
        return keys, names

    def _are_written_right(self, keys: Sequence[str]) -> bool:
        codes = [key for key in keys if key.isascii() and len(key) == CODE_LENGTH and _CODE.match(key)]
        return all(code == code.upper() and self._is_valid[code] for code in codes)


class Names(_Firms):
    """A column in which firms come again; each keeps the spelling it was first met in.

    Columns that share ``spelt`` share the spellings.
    """

    def __init__(self, *, required: bool = False, spelt: dict[str, str] | None = None) -> None:
        super().__init__(required=required)
        self.spelt: dict[str, str] = {} if spelt is None else spelt
        self._met: dict[str, str] = {}

    def careful(self, cell: str) -> str:
        key, name = self._one(cell)
        return self.spelt.setdefault(key, name) if key else ""

    def bulk(self, cells: Sequence[str]) -> Sequence[str] | None:
        met = list(map(self._met.get, cells))
        if None not in met:
            return cast("list[str]", met)
        found = self._many(cells)
        if found is None:
            return None
        names = [self.spelt.setdefault(key, name) if key else "" for key, name in zip(*found, strict=True)]
        if len(self._met) < MOST_MET:
            self._met.update(zip(cells, names, strict=True))
        return names


class DistinctNames(_Firms):
    """A column in which every firm should stand once; ``keys`` are the identities met."""

    def __init__(self) -> None:
        super().__init__(required=True)
        self.keys: list[str] = []
        self._are_the_names = True

    def hide_repeats(self) -> bool:
        """Say whether names that differ as written may be one firm all the same."""
        return not self._are_the_names and len(set(self.keys)) < len(self.keys)

    def careful(self, cell: str) -> str:
        key, name = self._one(cell)
        self.keys.append(key)
        self._are_the_names &= key == name
        return name

    def bulk(self, cells: Sequence[str]) -> Sequence[str] | None:
        found = self._many(cells)
        if found is None:
            return None
        keys, names = found
        self.keys += keys
        self._are_the_names &= keys is names
        return names


def _wrong_code(code: str) -> Said:
    if ric.is_valid(code):
        return Said("像是身份证号码，不要写在台账里，请改填姓名")
    return Said("统一社会信用代码「%(code)s」校验位不对，请对照营业执照核对", code=code)
