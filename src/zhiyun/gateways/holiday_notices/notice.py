"""One year's notice as a JSON file: its shape, read with every fault of shape gathered."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said
from zhiyun.kernel.workdays import Arrangement

MOST_BYTES: Final = 1_000_000
MOST_DAYS: Final = 120
MOST_FAULTS: Final = 200
LONGEST_TEXT: Final = 500

_ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day a notice speaks of: off for a holiday, or worked to make up for one."""

    day: date
    name: str
    is_off: bool

    @property
    def told(self) -> str:
        """The day's standing in a clerk's words."""
        return f"{'放假' if self.is_off else '上班'}（{self.name}）"


@dataclass(frozen=True, slots=True)
class Notice:
    """A year's notice: the documents it was published as, and the days it names, in order."""

    year: int
    papers: tuple[str, ...]
    days: tuple[NamedDay, ...]

    def arrangement(self) -> Arrangement:
        """Say the same as the calendar hears it; refuses a day named both off and working."""
        off = frozenset(named.day for named in self.days if named.is_off)
        work = frozenset(named.day for named in self.days if not named.is_off)
        return Arrangement(self.year, off, work, self.papers)

    def as_json(self) -> str:
        """Write the notice in the form it is read in."""
        days = [{"name": each.name, "date": str(each.day), "isOffDay": each.is_off} for each in self.days]
        document = {"year": self.year, "papers": self.papers, "days": days}
        return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


class Reading:
    """The reading of one file: what could be understood, and the faults met on the way."""

    def __init__(self, content: bytes) -> None:
        self.faults: list[Fault] = []
        document = _document(content)
        self.year = self._year(document.get("year"))
        self.papers = self._papers(document.get("papers"))
        self.days = self._days(document.get("days"))

    def notice(self) -> Notice:
        """Give the notice; refuses with every fault found so far."""
        if self.faults or self.year is None:
            raise Faulty(self.faults[:MOST_FAULTS], unlisted=max(0, len(self.faults) - MOST_FAULTS))
        ordered = sorted((named for _, named in self.days), key=lambda named: named.day)
        return Notice(self.year, self.papers, tuple(ordered))

    def refuse(self, place: str, message: Said) -> None:
        """Note one more fault."""
        self.faults.append(Fault(place, message))

    def _year(self, found: object) -> int | None:
        if type(found) is int and 2007 <= found <= 2999:
            return found
        self.refuse("year", Said("应为四位年份的整数，如 2027，且不早于 2007"))
        return None

    def _papers(self, found: object) -> tuple[str, ...]:
        if not isinstance(found, list) or not found:
            self.refuse(
                "papers", Said("没有写明通知出处，请列出国务院办公厅通知的网址或文号，没有出处的安排不予导入")
            )
            return ()
        papers = tuple(paper.strip() for paper in found if _is_plain_text(paper))
        if len(papers) < len(found):
            self.refuse(
                "papers",
                Said(
                    "每一项出处都应为不超过%(longest)s字的文字（网址或文号），不能为空", longest=LONGEST_TEXT
                ),
            )
        return papers

    def _days(self, found: object) -> tuple[tuple[str, NamedDay], ...]:
        if not isinstance(found, list) or not found:
            self.refuse("days", Said("没有列出任何一天，请确认文件完整、通知已经公布"))
            return ()
        if len(found) > MOST_DAYS:
            self.refuse(
                "days",
                Said(
                    "列了%(count)s天，一年的通知不会超过%(most)s天，请核对文件",
                    count=len(found),
                    most=MOST_DAYS,
                ),
            )
            return ()
        read = [
            self._named_day(Said("days 第%(number)s项", number=number), each)
            for number, each in enumerate(found, start=1)
        ]
        return tuple(each for each in read if each is not None)

    def _named_day(self, place: str, found: object) -> tuple[str, NamedDay] | None:
        if not isinstance(found, dict):
            self.refuse(place, Said('应为 {"name": 节日, "date": "年-月-日", "isOffDay": true 或 false}'))
            return None
        day, name, is_off = _iso_day(found.get("date")), found.get("name"), found.get("isOffDay")
        if day is None:
            self.refuse(f"{place} date", Said("应为真实存在的日期，写成 2027-01-01 的样式"))
        if not _is_plain_text(name):
            self.refuse(f"{place} name", Said("应写明节日名称，如 春节"))
        if not isinstance(is_off, bool):
            self.refuse(f"{place} isOffDay", Said("应为 true（放假）或 false（调休上班）"))
        if day is None or not isinstance(name, str) or not isinstance(is_off, bool):
            return None
        return place, NamedDay(day, name.strip(), is_off)


def _document(content: bytes) -> dict[str, object]:
    if len(content) > MOST_BYTES:
        raise Faulty(
            [Fault(Said("文件"), Said("超过%(most)sMB，不是节假日安排文件", most=MOST_BYTES // 1_000_000))]
        )
    try:
        document = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_without_repeats)
    except UnicodeDecodeError:
        raise Faulty([Fault(Said("文件"), Said("不是 UTF-8 编码的文本，请另存为 UTF-8"))]) from None
    except json.JSONDecodeError as fault:
        raise Faulty(
            [
                Fault(
                    Said("第%(line)s行第%(column)s列", line=fault.lineno, column=fault.colno),
                    Said("不是有效的 JSON，请核对此处的标点"),
                )
            ]
        ) from None
    except (ValueError, RecursionError):
        raise Faulty(
            [Fault(Said("文件"), Said("JSON 内有重复的键、过深的嵌套或过长的数字，请核对文件"))]
        ) from None
    if not isinstance(document, dict):
        raise Faulty(
            [Fault(Said("文件"), Said('最外层应为 {"year": 年份, "papers": [出处], "days": [各日]}'))]
        )
    return document


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len({key for key, _ in pairs}) < len(pairs):
        raise ValueError("a key stands twice")
    return dict(pairs)


def _is_plain_text(found: object) -> bool:
    return isinstance(found, str) and found.strip().isprintable() and 0 < len(found.strip()) <= LONGEST_TEXT


def _iso_day(found: object) -> date | None:
    if not isinstance(found, str) or not _ISO_DAY.fullmatch(found):
        return None
    try:
        return date.fromisoformat(found)
    except ValueError:
        return None
