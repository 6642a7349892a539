"""From IPC to industries: GB/T 4754, strategic industries, or any other list an office has as a table.

    # 名称：国际专利分类与国民经济行业分类参照关系表
    # 版本：2018
    # 来源：国家知识产权局
    # 许可：……
    ipc,industry,name
    A01B1/00-A01B79/02,3572,机械化农业及园艺机具制造

``ipc`` is a symbol or a span; one symbol may belong to several industries. None ships: the official tables are not
published in a form that may be passed on.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from zhiyun.ip import tables
from zhiyun.ip.classification.spans import Span, span
from zhiyun.ip.classification.symbols import Level, NotASymbol, Symbol
from zhiyun.ip.tables import Edition
from zhiyun.kernel.refusal import Fault
from zhiyun.kernel.said import Said

COLUMNS = ("ipc", "industry", "name")


@dataclass(frozen=True, slots=True, order=True)
class Industry:
    """An industry by its code and name: ``3572``, ``1.2.1``."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Concordance:
    """A table from symbols to industries, its spans in order by subclass."""

    edition: Edition
    spans: Sequence[tuple[Span, Industry]]

    @staticmethod
    def read(text: str) -> Concordance:
        """Read a table; refuses with all of its faults."""
        table = tables.read(text, COLUMNS)
        found: list[tuple[Span, Industry]] = []
        faults: list[Fault] = []
        for line, row in table.rows:
            if not row["industry"] or not row["name"]:
                faults.append(Fault(Said("第%(line)s行", line=line), Said("缺行业代码或者名称")))
            try:
                found.append((span(row["ipc"]), Industry(row["industry"], row["name"])))
            except NotASymbol as refusal:
                faults.append(Fault(Said("第%(line)s行", line=line), refusal.said))
        tables.refuse(faults)
        found.sort(key=lambda pair: (pair[0].first, pair[1]))
        return Concordance(table.edition, found)

    def industries_of(self, of: Symbol) -> tuple[Industry, ...]:
        """Give the industries of a symbol in order of their codes; empty where the table names none."""
        # A span begins within the symbol's own section or is none of its.
        end = bisect_right(self.spans, (of.st8, "\uffff"), key=lambda pair: (pair[0].first.st8, ""))
        section = of.at(Level.SECTION).st8
        found = set()
        for each, industry in reversed(self.spans[:end]):
            if each.first.st8 < section:
                break
            if of in each:
                found.add(industry)
        return tuple(sorted(found))
