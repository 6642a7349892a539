"""Reading a dated, cited file that speaks for a round or a derived measure: every fault of it at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said

EARLIEST_YEAR, LATEST_YEAR = 1985, 2999
"""Beyond these years, from the first Patent Law on, a date is a slip of the pen."""


@dataclass
class Reader:
    """A table of a file being read; whatever is wrong goes into ``faults``, which all its parts share."""

    table: Mapping[str, object]
    place: str
    faults: list[Fault] = field(default_factory=list)

    def fault(self, key: str, message: Said) -> None:
        """Note what is wrong with one entry."""
        self.faults.append(Fault(f"{self.place}.{key}" if self.place else key, message))

    def refuse_if_faulty(self) -> None:
        """Raise all faults noted so far, if any."""
        if self.faults:
            raise Faulty(self.faults)

    def only(self, *names: str) -> None:
        """Note every entry with another name: a misspelt one must not be passed over."""
        for name in self.table:
            if name not in names:
                self.fault(name, Said("不认识的条目；可用的有：%(names)s", names=tuple(names)))

    def text(self, key: str, *, why: Said) -> str:
        """Read a text that must be there; ``why`` tells the writer what it is."""
        value = self.table.get(key)
        if not isinstance(value, str) or not value.strip():
            self.fault(key, Said("缺%(why)s，请填写", why=why))
            return ""
        return value.strip()

    def day(self, key: str, *, why: Said) -> date:
        """Read a day that must be there."""
        value = self.maybe_day(key)
        if value is None and key not in self.table:
            self.fault(key, Said("缺%(why)s，请写成 2027-01-01", why=why))
        return value or date.min

    def maybe_day(self, key: str) -> date | None:
        """Read a day that may be left out."""
        value = self.table.get(key)
        if value is None:
            return None
        if not isinstance(value, date) or isinstance(value, datetime):
            self.fault(key, Said("不是日期，请写成 2027-01-01（不加引号）"))
            return None
        if not EARLIEST_YEAR <= value.year <= LATEST_YEAR:
            self.fault(
                key,
                Said(
                    "%(value)s的年份不在%(first)s至%(last)s之间，请核对",
                    value=value,
                    first=EARLIEST_YEAR,
                    last=LATEST_YEAR,
                ),
            )
            return None
        return value

    def one_of(self, key: str, names: Collection[str], *, why: Said) -> str:
        """Read one of a closed set of names."""
        value = self.text(key, why=why)
        if value and value not in names:
            self.fault(key, Said("没有「%(value)s」；可用的有：%(names)s", value=value, names=tuple(names)))
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Read a list of texts; a missing one is empty."""
        value = self.table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
            self.fault(key, Said('应是一列文字，如 ["…", "…"]'))
            return ()
        return tuple(each.strip() for each in value)

    def part(self, key: str) -> Reader:
        """Read a table below this one; a missing one is empty."""
        value = self.table.get(key, {})
        if not isinstance(value, Mapping):
            self.fault(key, Said("应是一个表，如 [%(key)s]", key=key))
            value = {}
        return Reader(value, f"{self.place}.{key}" if self.place else key, self.faults)

    def parts(self, key: str) -> Iterator[Reader]:
        """Read a list of tables; a missing one is empty."""
        value = self.table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, Mapping) for each in value):
            self.fault(key, Said("应是一列表，如 [[%(key)s]]", key=key))
            return
        for number, each in enumerate(value, 1):
            yield Reader(each, f"{self.place}.{key}[{number}]".lstrip("."), self.faults)
