"""What a record of navigation tells, and everything that can be wrong with it, found at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from zhiyun.casework.navigations.kinds import NavigationKind
from zhiyun.ip import classification, query
from zhiyun.ip.classification import NotASymbol
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said

LONGEST_TITLE, LONGEST_WORDS, LONGEST_QUERY, LONGEST_SUMMARY, LONGEST_USER = 120, 200, 4000, 3000, 100
MOST_CLASSES = 50
BETWEEN = re.compile(r"[,，;；、\r\n]+")
CLASSES, QUERY, DATA_ON = Said("国际分类号"), Said("检索式"), Said("数据截止日")
NO_DAY = Said("不是真实存在的日期，请写成 2026-06-20 的样式")


@dataclass(frozen=True, slots=True)
class Told:
    """A record as somebody tells it: ``classes`` and ``query`` as typed, the day up to which the data reach.

    ``data_on`` is None where what was typed is no day.
    """

    kind: str
    title: str
    industry: str
    classes: str
    query: str
    data_on: date | None
    summary: str
    is_public: bool = False

    def faults(self, *, on: date) -> list[Fault]:
        """Find all that is wrong with it on a day."""
        return [*self._faults_of_words(), *self._faults_of_classes(), *self._faults_of_day(on)]

    def _faults_of_words(self) -> Iterator[Fault]:
        if self.kind not in list(NavigationKind):
            yield Fault(Said("类别"), Said("请在四类里选一类"))
        yield from faults_of_words(words=self.title, place=Said("成果名称"), longest=LONGEST_TITLE)
        yield from faults_of_words(words=self.industry, place=Said("所属产业"), longest=LONGEST_WORDS)
        yield from faults_of_words(words=self.summary, place=Said("成果摘要"), longest=LONGEST_SUMMARY)
        yield from faults_of_query(typed=self.query)

    def _faults_of_classes(self) -> Iterator[Fault]:
        try:
            read_classes(typed=self.classes)
        except Faulty as faulty:
            yield from faulty.faults

    def _faults_of_day(self, on: date) -> Iterator[Fault]:
        if self.data_on is None:
            yield Fault(DATA_ON, NO_DAY)
        elif self.data_on > on:
            yield Fault(DATA_ON, Said("不能晚于今天，请按所用数据库的更新日期填写"))


@dataclass(frozen=True, slots=True)
class Used:
    """A use as somebody tells it; ``used_on`` is None where what was typed is no day."""

    used_on: date | None
    user: str
    used_for: str
    words: str

    def faults(self, *, data_on: date, on: date) -> list[Fault]:
        """Find all that is wrong with it on a day, for a result whose data reach to ``data_on``."""
        found = [
            *faults_of_words(words=self.user, place=Said("使用单位"), longest=LONGEST_USER),
            *faults_of_words(words=self.used_for, place=Said("用于哪项决策或项目"), longest=LONGEST_WORDS),
            *faults_of_words(words=self.words, place=Said("怎样使用"), longest=LONGEST_SUMMARY),
        ]
        if self.used_on is None:
            found.append(Fault(Said("使用日期"), NO_DAY))
        elif not data_on <= self.used_on <= on:
            message = Said("应在数据截止日%(data_on)s至今天之间", data_on=data_on)
            found.append(Fault(Said("使用日期"), message))
        return found


def faults_of_words(*, words: str, place: Said, longest: int) -> list[Fault]:
    """Find words that are not there, or too long."""
    if words.strip() and len(words.strip()) <= longest:
        return []
    return [Fault(place, Said("请写明，不超过%(longest)s字", longest=longest))]


def read_classes(*, typed: str) -> tuple[str, ...]:
    """Read classes between commas, or between blanks where that is meant; refuses each that is none, and none at all."""
    found: dict[str, None] = {}
    faults: list[Fault] = []
    for piece in filter(None, map(str.strip, BETWEEN.split(typed))):
        for written in _symbols_in(piece):
            try:
                found[str(classification.symbol(written))] = None
            except NotASymbol as refusal:
                faults.append(Fault(CLASSES, refusal.said))
    if not found and not faults:
        faults.append(Fault(CLASSES, Said("请至少写一个，写到小类或组，如 H01M、H01M10/613")))
    if len(found) > MOST_CLASSES:
        faults.append(Fault(CLASSES, Said("最多%(most)s个，请写到大类或小类", most=MOST_CLASSES)))
    if faults:
        raise Faulty(faults)
    return tuple(found)


def faults_of_query(*, typed: str) -> list[Fault]:
    """Find what cannot be read in a query, each with the place in it."""
    if not typed.strip() or len(typed.strip()) > LONGEST_QUERY:
        return [Fault(QUERY, Said("请写明，不超过%(longest)s字", longest=LONGEST_QUERY))]
    try:
        query.read(typed.strip())
    except Faulty as misread:
        return [fault.within(QUERY) for fault in misread.faults]
    except Refusal as refusal:
        return [Fault(QUERY, refusal.said)]
    return []


def _symbols_in(piece: str) -> list[str]:
    """Take «H01M 10/613» for one symbol and «H01M B60L» for two."""
    try:
        classification.symbol(piece)
    except NotASymbol:
        return piece.split()
    return [piece]
