"""A table a person wrote, read entry by entry; every fault is noted with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any, Final

from zhiyun.casework.intake.days import EARLIEST_YEAR, LATEST_YEAR
from zhiyun.kernel.refusal import Fault
from zhiyun.kernel.said import Said

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass
class Sheet:
    """A table being read; whatever is wrong goes into ``faults``, which all its parts share.

    An absent entry reads as None or, where it must be there, as a fault.
    """

    table: Mapping[str, Any]
    place: str
    faults: list[Fault] = field(default_factory=list)

    def refuse(self, key: str, message: Said) -> None:
        """Note what is wrong with one entry."""
        self.faults.append(Fault(self._at(key), message))

    def _at(self, key: str) -> str:
        return Said("%(place)s%(key)s", place=self.place, key=key) if self.place else key

    def part(self, key: str) -> Sheet:
        """Read an inner table; a missing one is empty."""
        value = self.table.get(key)
        if value is not None and not isinstance(value, dict):
            self.refuse(key, Said("应为 { } 括起的一组内容"))
        return Sheet(
            value if isinstance(value, dict) else {},
            Said("%(place)s%(key)s.", place=self.place, key=key),
            self.faults,
        )

    def parts(self, key: str) -> list[Sheet]:
        """Read a list of tables; a missing one is empty."""
        value = self.table.get(key)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            self.refuse(key, Said("应为 [ ] 括起的一列，每项用 { } 括起"))
            return []
        return [
            Sheet(each, Said("%(place)s 第%(number)s项 ", place=self._at(key), number=number), self.faults)
            for number, each in enumerate(value, start=1)
        ]

    def only(self, *names: str) -> None:
        """Note every entry with another name: a misspelt one must not be passed over."""
        for key in self.table:
            if key not in names:
                near = get_close_matches(key, names, n=3)
                hint = (
                    Said("是不是 %(names)s", names=tuple(near))
                    if near
                    else Said("可用的有：%(names)s", names=tuple(names))
                )
                self.refuse(key, Said("没有这个名称，%(hint)s", hint=hint))

    def text(self, key: str, what: Said) -> str:
        """Read a text that must be there; ``what`` tells the writer what it is."""
        value = self.maybe_text(key)
        if not value:
            if key not in self.table or self.table[key] in (None, ""):
                self.refuse(key, Said("缺%(what)s，请填写", what=what))
            return ""
        return value

    def maybe_text(self, key: str) -> str | None:
        """Read a text that may be left out."""
        value = self.table.get(key)
        if value is not None and not isinstance(value, str):
            self.refuse(key, Said("应为文字，请加引号"))
            return None
        return value.strip() if value else None

    def day(self, key: str) -> date | None:
        """Read a day that may be left out."""
        value = self.table.get(key)
        found = self.as_day(value)
        if value is not None and found is None:
            self.refuse(key, Said("「%(value)s」不是真实存在的日期，请写成 2026-06-30 的样式", value=value))
        return found

    def whole(self, key: str, *, least: int, most: int) -> int | None:
        """Read a whole number that may be left out."""
        value = self.table.get(key)
        if value is None:
            return None
        if type(value) is not int or not least <= value <= most:
            self.refuse(
                key, Said("应为 %(least)s 到 %(most)s 之间的整数（不加引号）", least=least, most=most)
            )
            return None
        return value

    def truth(self, key: str, *, missing: bool | None) -> bool | None:
        """Read true or false; ``missing`` stands for an absent entry, None makes it a fault."""
        value = self.as_truth(self.table.get(key, missing))
        if value is None and (key in self.table or missing is None):
            self.refuse(key, Said("应为 true（是）或 false（否）"))
        return value

    def one_of(self, key: str, words: Mapping[str, Any], missing: str) -> Any:
        """Read one of a closed set of words; ``missing`` stands for an absent one."""
        value = self.table.get(key, missing)
        if value not in words:
            self.refuse(key, Said("没有「%(value)s」；可用的有：%(names)s", value=value, names=tuple(words)))
        return words.get(value, words[missing])

    @staticmethod
    def as_day(value: object) -> date | None:
        """Read ``2026-06-30``; None for anything else, and for years no file speaks of."""
        if not isinstance(value, str) or not _DAY.fullmatch(value.strip()):
            return None
        try:
            read = date.fromisoformat(value.strip())
        except ValueError:
            return None
        return read if EARLIEST_YEAR <= read.year <= LATEST_YEAR else None

    @staticmethod
    def as_truth(value: object) -> bool | None:
        """Read true and false, 是 and 否; None for anything else."""
        return value if isinstance(value, bool) else {"是": True, "否": False}.get(str(value))
