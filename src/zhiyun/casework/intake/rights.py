"""Numbers of rights and registrations, folded so that one right written in two ways is one right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from zhiyun.casework.intake.cells import MISSING, Slip, checked
from zhiyun.kernel.said import Said

LONGEST: Final = 200

_NOTHING: Final = re.compile(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
_PATENT: Final = r"(?=(?:\d{12}|\d{8})(?:\.?[\dX])?(?:[;\n]|\Z))"
# The letters come first and what stands before them is looked back at: so the search runs from Z to Z.
_ZL: Final = re.compile(rf"ZL(?<![^\n;]ZL){_PATENT}", re.ASCII)
_CN: Final = re.compile(rf"CN(?<![^\n;]CN){_PATENT}", re.ASCII)
_NO_DOT: Final = re.compile(r"(?<![^\n;])(\d{12})([\dX])(?=[;\n]|\Z)", re.ASCII)
_LENGTH_WITHOUT_DOT: Final = 13
_RUN_TOGETHER: Final = re.compile(r"\d{12}[^;\n]*?\d{12}", re.ASCII)
_LENGTH_OF_TWO: Final = 24


def _folded(line: str) -> str:
    """Fold a number: widths, letter case and white space make no difference."""
    return _NOTHING.sub("", unicodedata.normalize("NFKC", line)).upper()


def _without_gaps(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _all_folded(cells: Sequence[str]) -> str | None:
    """Fold many numbers, one a line; None when one has more than printable text, of which only a space goes."""
    if not "".join(cells).isprintable():
        return None
    return unicodedata.normalize("NFKC", "\n".join(cells)).replace(" ", "").upper()


class Numbers:
    """A column of single numbers, such as registrations; ``keeps_case`` for those people make up themselves."""

    blank = ""

    def __init__(self, *, required: bool = False, keeps_case: bool = False) -> None:
        self._required = required
        self._keeps_case = keeps_case

    def careful(self, cell: str) -> str:
        text = checked(cell=cell)
        number = _without_gaps(text) if self._keeps_case else _folded(text)
        if not number and self._required:
            raise Slip(MISSING)
        if len(number) > LONGEST:
            raise Slip(Said("有 %(count)s 个字，不像编号，请核对是否少了引号或错了列", count=len(number)))
        return number

    def bulk(self, cells: Sequence[str]) -> Sequence[str] | None:
        numbers: Sequence[str]
        if self._keeps_case:
            whole = "".join(cells)
            if not whole.isascii() or not whole.isprintable() or " " in whole:
                return None
            numbers = cells
        else:
            folded = _all_folded(cells)
            if folded is None:
                return None
            numbers = folded.split("\n")
        lengths = set(map(len, numbers))
        return None if max(lengths) > LONGEST or (self._required and 0 in lengths) else numbers


class Rights:
    """A column of rights, several in one cell separated by semicolons; each right is listed once.

    ``ZL201810123456.7``, ``CN 201810123456.7`` and ``2018101234567`` are the same patent.
    """

    blank: tuple[str, ...] = ()

    def careful(self, cell: str) -> tuple[str, ...]:
        parts = (part for part in checked(cell=cell).splitlines() if part.strip())
        line = self._standard(_folded(";".join(parts)))
        if _RUN_TOGETHER.search(line):
            raise Slip(Said("像是几个号连在了一起，多个知识产权号请用分号隔开"))
        return self._split(line)

    def bulk(self, cells: Sequence[str]) -> Sequence[tuple[str, ...]] | None:
        folded = _all_folded(cells)
        if folded is None:
            return None
        standard = self._standard(folded)
        lines = standard.split("\n")
        if max(map(len, lines)) >= _LENGTH_OF_TWO and _RUN_TOGETHER.search(standard):
            return None
        return (
            list(map(self._split, lines)) if ";" in standard else [(line,) if line else () for line in lines]
        )

    def _standard(self, lines: str) -> str:
        """Write rights, one cell a line, in the form that is the same for the same patent."""
        standard = _ZL.sub("", lines.replace("、", ";").replace(",", ";"))
        if "CN" in standard:
            standard = _CN.sub("", standard)
        if ";" in standard or _LENGTH_WITHOUT_DOT in set(map(len, standard.split("\n"))):
            standard = _NO_DOT.sub(r"\1.\2", standard)
        return standard

    def _split(self, line: str) -> tuple[str, ...]:
        if ";" in line:
            return tuple(dict.fromkeys(filter(None, line.split(";"))))
        return (line,) if line else ()
