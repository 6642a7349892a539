"""What a scenario gives, read into the law's own terms; whatever it says that nobody read is a fault."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import TypeVar

from zhiyun.casework.scenarios.scenario import BadScenario, Tree
from zhiyun.kernel.money import Money, Rate
from zhiyun.kernel.money_text import read_money
from zhiyun.kernel.refusal import Fault
from zhiyun.kernel.said import Said

Value = TypeVar("Value")

_PERCENT = re.compile(r"(\d+)(?:\.(\d+))?%")
_DECIMAL = re.compile(r"(\d+)(?:\.(\d+))?")


class Given:
    """A table of a scenario being read: each reading marks its entry, a wrong or unread one is a fault."""

    def __init__(self, table: Mapping[str, Tree], place: str) -> None:
        self.table, self.place = table, place
        self.unread = dict.fromkeys(table)
        self.parts_read: list[Given] = []

    def refuse_if_faulty(self) -> None:
        """Refuse what nobody read: it is misspelt, or says something the question does not turn on."""
        left = list(self.left_unread())
        if left:
            raise BadScenario(left)

    def left_unread(self) -> Iterator[Fault]:
        """Give a fault for every entry nobody read, here or in the parts read."""
        for key in self.unread:
            yield Fault(self.place, Said("「%(key)s」没有用到，请核对写法", key=key))
        for part in self.parts_read:
            yield from part.left_unread()

    def has(self, key: str) -> bool:
        """Say whether an entry is there."""
        return key in self.table

    def refuse(self, key: str, message: Said) -> BadScenario:
        """Make the refusal of one entry."""
        return BadScenario([Fault(f"{self.place}.{key}", message)])

    def maybe_text(self, key: str) -> str | None:
        """Read a text that may be left out."""
        self.unread.pop(key, None)
        value = self.table.get(key)
        if value is not None and not isinstance(value, str):
            raise self.refuse(key, Said("应是文字"))
        return value

    def text(self, key: str) -> str:
        """Read a text that must be there."""
        value = self.maybe_text(key)
        if value is None:
            raise self.refuse(key, Said("缺这一项"))
        return value

    def read(self, key: str, how: Callable[[str], Value]) -> Value:
        """Read an entry that must be there as ``how`` understands it."""
        return self._understood(key, self.text(key), how)

    def maybe(self, key: str, how: Callable[[str], Value]) -> Value | None:
        """Read an entry that may be left out."""
        value = self.maybe_text(key)
        return None if value is None else self._understood(key, value, how)

    def _understood(self, key: str, value: str, how: Callable[[str], Value]) -> Value:
        try:
            return how(value)
        except (ValueError, KeyError) as misread:
            raise self.refuse(key, Said("看不懂「%(value)s」", value=value)) from misread

    def part(self, key: str) -> Given:
        """Read an inner table; a missing one is empty."""
        self.unread.pop(key, None)
        return self._inner(self.table.get(key, {}), key)

    def parts(self, key: str) -> list[Given]:
        """Read a list of tables; a missing one is empty."""
        self.unread.pop(key, None)
        return [self._inner(each, f"{key}[{n}]") for n, each in enumerate(self._list(key), start=1)]

    def texts(self, key: str) -> list[str]:
        """Read a list of texts; a missing one is empty."""
        self.unread.pop(key, None)
        return [each if isinstance(each, str) else self._not_text(key) for each in self._list(key)]

    def each(self, how: Callable[[str], Value]) -> dict[str, Value]:
        """Read every entry of this table the same way."""
        return {key: self.read(key, how) for key in self.table}

    def _inner(self, tree: Tree, key: str) -> Given:
        if not isinstance(tree, dict):
            raise self.refuse(key, Said("应是一个表"))
        inner = Given(tree, f"{self.place}.{key}")
        self.parts_read.append(inner)
        return inner

    def _list(self, key: str) -> list[Tree]:
        value = self.table.get(key, [])
        if not isinstance(value, list):
            raise self.refuse(key, Said("应是一列"))
        return value

    def _not_text(self, key: str) -> str:
        raise self.refuse(key, Said("应是一列文字"))


class Reads:
    """How single texts are understood."""

    money = staticmethod(read_money)
    day = staticmethod(date.fromisoformat)
    whole = staticmethod(int)

    @staticmethod
    def truth(text: str) -> bool:
        """Understand 是 and 否."""
        return {"是": True, "否": False}[text]

    @staticmethod
    def percent(text: str) -> Rate:
        """Understand ``60%`` and ``1.5%``."""
        return Rate(_exact(_PERCENT, text) * Fraction(1, 100))

    @staticmethod
    def decimal(text: str) -> Rate:
        """Understand an exchange rate such as ``7.1234``."""
        return Rate(_exact(_DECIMAL, text))

    @staticmethod
    def month(text: str) -> date:
        """Understand ``2026-06`` as that month's first day."""
        return date.fromisoformat(text + "-01")


def _exact(shape: re.Pattern[str], text: str) -> Fraction:
    found = shape.fullmatch(text)
    if found is None:
        raise ValueError(text)
    part = found[2] or ""
    return Fraction(int(found[1] + part), 10 ** len(part))


def amounts(*, given: Given) -> dict[str, Money]:
    """Read a table of amounts."""
    return given.each(Reads.money)
