"""A figure of a landscape as plain values: its rows, what they show in words, and what they leave out.

A screen draws it, a table lists it, a report prints it, a program reads it: all from the same rows.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from zhiyun.ip.landscape import Windows, per_mille
from zhiyun.kernel.said import Named, Said, joined


class Drawing(enum.Enum):
    """How a figure is drawn beside its table."""

    COLUMNS = "columns over years"
    BARS = "bars, one a row"
    TREEMAP = "areas"
    NETWORK = "ties between names"
    STREAM = "shares over years"
    MATRIX = "a cell for each pair"
    PATH = "a line of documents"
    MAP = "discs on a field"
    PAIRS = "bars to both sides, one row for two sets"
    NONE = "the table alone"


Value = int | str | Said | Named | None

Understood = str | Said | Named
"""What is drawn, as it was understood: a query, a set by its name, or nothing for the whole shelf."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column's title, and whether it holds numbers."""

    title: Said
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``asks`` is the condition that finds its patents within the set, ``is_partial`` marks what is not all public.

    ``cells_ask`` are conditions of single cells instead, one for each value, empty where a cell has none of its own.
    """

    values: tuple[Value, ...]
    asks: str = ""
    is_partial: bool = False
    cells_ask: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure.

    Attributes:
        key: Its name in addresses and for programs.
        said: What the rows show, in sentences; nothing else is to be concluded from it.
        method: How it was worked out and what limits it has.
        without: Of ``of`` documents so many lack ``lacking`` and are not in it.
        groups: Names that belong together (networks), or the order of columns (matrices).
    """

    key: str
    title: Said
    drawing: Drawing
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    said: tuple[Said, ...] = ()
    method: tuple[Said, ...] = ()
    lacking: Said | None = None
    without: int = 0
    of: int = 0
    groups: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Totals:
    """What is known of a set as a whole."""

    patents: int
    oldest: date | None
    newest: date | None
    last_published: date | None
    dated_until: date | None
    with_filing_day: int
    with_applicant: int
    with_class: int
    with_province: int
    with_citations: int
    with_status: int
    designs: int
    chinese: int
    in_chongqing: int
    with_abstract: int
    publications: int


@dataclass(frozen=True, slots=True)
class Set:
    """A set that figures are drawn of: how to ask about it, its totals, and the years that are compared.

    ``data_on`` is the newest day of publication in the set: what became public later is not in it. ``windows`` go by
    the newest of those whose day of filing is known. ``lump`` is the month in which more than half of those were
    published, if there is one: then the years show how the data were gathered and no trend.
    """

    ask: Callable[[str], list[tuple[object, ...]]]
    totals: Totals
    data_on: date | None
    windows: Windows | None
    lump: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Landscape:
    """Parts of a landscape: what it is drawn of as it was understood, what was ticked or must hold besides, the figures.

    ``folded`` inventions are left out because another of their family is counted.
    """

    query: Understood
    chosen: tuple[str | Said, ...]
    parts: tuple[str, ...]
    totals: Totals
    data_on: date | None
    figures: tuple[Figure, ...]
    folded: int = 0


@dataclass(frozen=True, slots=True)
class Side:
    """One of two sets that are compared."""

    query: Understood
    totals: Totals
    data_on: date | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sets side by side: so many inventions are in both, and the figures of their differences."""

    one: Side
    other: Side
    both: int
    figures: tuple[Figure, ...]


def source(*, found: Landscape) -> Said:
    """Say what the figures of a landscape are drawn from, so that one of them alone still says it."""
    return Said(
        "检索式：%(query)s；%(patents)s件，数据截至公开日%(day)s。",
        query=narrowed(query=found.query, chosen=found.chosen) or Said("整个库"),
        patents=f"{found.totals.patents:,}",
        day=day_said(day=found.data_on),
    )


def narrowed(*, query: Understood, chosen: Sequence[str | Said]) -> Understood:
    """Say a query with what was ticked beside it; empty for the whole shelf."""
    if not chosen:
        return query
    return Said("%(query)s（筛选条件：%(chosen)s）", query=query or Said("整个库"), chosen=joined(chosen))


def source_of_both(*, beside: Comparison) -> Said:
    """Say the same of a comparison."""
    return Said(
        "甲：%(one)s；乙：%(other)s。", one=side_said(side=beside.one), other=side_said(side=beside.other)
    )


def side_said(*, side: Side) -> Said:
    """Say what one side of a comparison is, how much, and how old."""
    return Said(
        "%(query)s；%(patents)s件，数据截至公开日%(day)s",
        query=side.query or Said("整个库"),
        patents=f"{side.totals.patents:,}",
        day=day_said(day=side.data_on),
    )


def day_said(*, day: date | None) -> str | Said:
    """Write a day, or say that it is not known."""
    return day.isoformat() if day else Said("不详")


def lacking_said(*, figure: Figure) -> tuple[Said, ...]:
    """Say how many a figure leaves out, and for want of what; nothing where it holds all."""
    if not figure.without:
        return ()
    of, lacking = f"{figure.of:,}", figure.lacking or ""
    if figure.without == figure.of:
        return (Said("%(of)s件都没有%(lacking)s。", of=of, lacking=lacking),)
    return (
        Said(
            "%(of)s件中有%(without)s件没有%(lacking)s，不在图中。",
            of=of,
            without=f"{figure.without:,}",
            lacking=lacking,
        ),
    )


def lumped(*, of: Set, name: Said | None = None) -> tuple[Said, ...]:
    """Say that years show how the data were gathered, where most came out in one month; else nothing.

    ``name`` is what one of two sets is called.
    """
    if of.lump is None:
        return ()
    year, month = of.lump
    if name is not None:
        return (
            Said(
                "%(name)s有申请日期的文献过半是%(year)s年%(month)s公开的：收录不连续，各年的多少反映收录，不反映趋势。",
                name=name,
                year=year,
                month=MONTHS[month - 1],
            ),
        )
    return (
        Said(
            "本专题有申请日期的文献过半是%(year)s年%(month)s公开的：收录不连续，各年的多少反映收录，不反映趋势。",
            year=year,
            month=MONTHS[month - 1],
        ),
    )


def share(*, part: int, whole: int) -> str:
    """Write a share to the nearest tenth of a per cent, a half upward: 8 of 104 is 7.7%."""
    return tenths(per_mille=per_mille(part=part, whole=whole)) if whole else ""


def tenths(*, per_mille: int) -> str:
    """Write per mille as per cent with one place."""
    return f"{per_mille // 10}.{per_mille % 10}%"


MONTHS: Final = (
    Said("1月"),
    Said("2月"),
    Said("3月"),
    Said("4月"),
    Said("5月"),
    Said("6月"),
    Said("7月"),
    Said("8月"),
    Said("9月"),
    Said("10月"),
    Said("11月"),
    Said("12月"),
)
"""The months of a year as they are said after it; English names them."""

ONE, OTHER = Said("甲"), Said("乙")
"""What two sets that are compared are called."""
PARTS: Final[Mapping[str, Said]] = {
    "overview": Said("总览"),
    "applicants": Said("申请人分析"),
    "classes": Said("技术"),
    "topics": Said("主题"),
    "places": Said("地区分布"),
    "citations": Said("引证关系"),
    "effects": Said("功效"),
    "universities": Said("高校"),
}
"""The parts of a landscape by their name in addresses, in the order in which a report tells them."""
