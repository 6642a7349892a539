"""Symbols of the IPC and the CPC: ``B64C33/02``, from the section down to the group."""

from __future__ import annotations

import enum
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said

MOST = 40
REMEMBERED = 20_000
"""A corpus names the same symbols over and over."""
_ST8 = re.compile(r"([A-HY])(\d\d)([A-Z])(\d{4})(\d{6})")
_WHOLE = re.compile(r"([A-HY])(?:(\d\d)(?:([A-Z])(?:(\d{1,4})(?:/(\d{1,6}))?)?)?)?")
_VERSION = re.compile(r"(?:\(\d{4}[.,]\d\d\)|\d{4}\.\d\d|\[\d+(?:,\d+)*\])[A-Z]*$|\s+\d{8}.*$")


class NotASymbol(Refusal):
    """What is written is no symbol of the IPC or the CPC."""


class Level(enum.IntEnum):
    """How deep a symbol stands."""

    SECTION = 1
    CLASS = 2
    SUBCLASS = 3
    MAIN_GROUP = 4
    SUBGROUP = 5


@dataclass(frozen=True, slots=True, order=True)
class Symbol:
    """A place in the classification; as text it is spelt the short way, and order is that of the scheme.

    ``main_group`` and ``subgroup`` are digits as printed, ``33`` and ``02``; a main group's subgroup is ``00``.
    """

    section: str
    class_: str = ""
    subclass: str = ""
    group_order: tuple[int, str] = (0, "")

    @property
    def main_group(self) -> str:
        """Its main group's number, empty above."""
        return str(self.group_order[0]) if self.group_order[0] else ""

    @property
    def subgroup(self) -> str:
        """What stands after the stroke, empty above a main group."""
        return self.group_order[1]

    @property
    def level(self) -> Level:
        """How deep it stands."""
        if self.main_group:
            return Level.SUBGROUP if self.subgroup.strip("0") else Level.MAIN_GROUP
        return Level.SUBCLASS if self.subclass else Level.CLASS if self.class_ else Level.SECTION

    @property
    def st8(self) -> str:
        """Spelt as WIPO ST.8 and the scheme's files do: ``B64C0033020000``; above groups as far as it goes."""
        whole = f"{self.section}{self.class_}{self.subclass}"
        return f"{whole}{self.main_group:0>4}{self.subgroup:0<6}" if self.main_group else whole

    def ancestors(self) -> tuple[Symbol, ...]:
        """Give what it stands under, from the section down: section, class, subclass, main group.

        Which subgroup stands under which is told by the scheme's dots only, see `titles.Titles.ancestors`.
        """
        above = [self.at(level) for level in Level if level < self.level]
        return tuple(above)

    def at(self, level: Level) -> Symbol:
        """Give the symbol at a level above, itself where it stands higher."""
        return Symbol(
            self.section,
            self.class_ if level >= Level.CLASS else "",
            self.subclass if level >= Level.SUBCLASS else "",
            self._group_at(level),
        )

    def _group_at(self, level: Level) -> tuple[int, str]:
        if level == Level.SUBGROUP or (level == Level.MAIN_GROUP and not self.main_group):
            return self.group_order
        return (self.group_order[0], "00") if level == Level.MAIN_GROUP else (0, "")

    def covers(self, other: Symbol) -> bool:
        """Say whether the other stands under this symbol or is it; subgroups by their number alone, without dots."""
        return other.at(self.level) == self

    def __str__(self) -> str:
        whole = f"{self.section}{self.class_}{self.subclass}"
        return f"{whole}{self.main_group}/{self.subgroup}" if self.main_group else whole


@lru_cache(REMEMBERED)
def symbol(text: str) -> Symbol:
    """Read a symbol, with or without version and position, in the long or the short spelling. Refuses what is none."""
    plain = unicodedata.normalize("NFKC", text[: MOST * 2]).strip().upper()
    plain = re.sub(r"^(?:INT\.?\s*CL\.?\d?|IPC\d?|CPC)\s*[:：.]?\s*", "", plain)
    shown = _VERSION.sub("", plain)
    shown = re.sub(r"\s", "", shown).replace("／", "/")
    if long := _ST8.fullmatch(shown):
        return _long(long)
    found = _WHOLE.fullmatch(shown)
    if found is None or len(plain) > MOST:
        raise NotASymbol(
            Said(
                "“%(given)s”不是分类号：应写到部、大类、小类或组，例如 B、B64、B64C、B64C33/02",
                given=plain[:MOST],
            )
        )
    if found[4] and not int(found[4]):
        raise NotASymbol(Said("“%(given)s”的大组号不能是0，请对照原件", given=plain))
    if found[5] and len(found[5]) == 1:
        raise NotASymbol(
            Said(
                "“%(given)s”斜线后至少两位数字：请对照原件，写作“%(first)s”或“%(second)s”",
                given=plain,
                first=f"{shown[:-1]}0{shown[-1]}",
                second=f"{shown}0",
            )
        )
    group = (int(found[4]), _trimmed(found[5] or "00")) if found[4] else (0, "")
    return Symbol(found[1], found[2] or "", found[3] or "", group)


def _long(long: re.Match[str]) -> Symbol:
    if not int(long[4]):
        return Symbol(long[1], long[2], long[3])
    return Symbol(long[1], long[2], long[3], (int(long[4]), _trimmed(long[5])))


def _trimmed(subgroup: str) -> str:
    """Drop zeros that only fill up; two digits always stay."""
    return subgroup[:2] + subgroup[2:].rstrip("0")
