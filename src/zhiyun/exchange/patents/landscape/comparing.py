"""Two sets side by side: how many are in both, and where one is stronger than the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from zhiyun.exchange.patents.landscape.figures import (
    ONE,
    OTHER,
    Column,
    Comparison,
    Drawing,
    Figure,
    Row,
    Set,
    Side,
    Understood,
    Value,
    lumped,
    share,
)
from zhiyun.exchange.patents.landscape.names import applicants_named, class_named
from zhiyun.gateways.analytics import sums
from zhiyun.ip.landscape import Compared, compared
from zhiyun.kernel.said import Said

MOST_CLASSES: Final = 20
MOST_HOLDERS: Final = 12
MOST_YEARS: Final = 20
_METHOD: Final = Said(
    "甲的占比除以乙的占比（Soete，1987），括号里是95%置信区间（Katz 等，1978）；区间包含1的不能说有差别。一件可以在两边，两边不独立时区间只作参考。"
)


def compared_sets(*, one: Set, other: Set, queries: tuple[Understood, Understood]) -> Comparison:
    """Compare two sets of one shelf; ``holders`` must be kept of both."""
    figures = (_years(one, other), _classes(one, other), _holders(one, other))
    return Comparison(
        Side(queries[0], one.totals, one.data_on),
        Side(queries[1], other.totals, other.data_on),
        len(_numbers(one) & _numbers(other)),
        figures,
    )


def _numbers(of: Set) -> set[object]:
    return {number for (number,) in of.ask(sums.NUMBERS)}


def _years(one: Set, other: Set) -> Figure:
    counts = [_by_year(each) for each in (one, other)]
    years = sorted(counts[0].keys() | counts[1].keys())
    until = min((each.windows.until for each in (one, other) if each.windows), default=None)
    shown = list(range(years[0], years[-1] + 1))[-MOST_YEARS:] if years else []
    return Figure(
        key="compared-years",
        title=Said("历年申请的占比：甲与乙"),
        drawing=Drawing.PAIRS if shown else Drawing.NONE,
        columns=(Column(Said("申请年")), *_counted()),
        rows=tuple(
            Row(
                (year, *_both(counts[0].get(year, 0), counts[1].get(year, 0), one, other, "with_filing_day")),
                asks=f"AD={year}",
                is_partial=until is not None and year > until,
            )
            for year in shown
        ),
        said=(
            *_gathered(one, other),
            *(_peak(name, found, until) for name, found in zip((ONE, OTHER), counts, strict=True) if found),
        ),
        method=(Said("占比以各自有申请日期的专利为整体；最近的年份没有全部公开，两边都不能看作下降。"),),
        lacking=Said("申请日期"),
        without=_without(one, other, "with_filing_day"),
        of=one.totals.patents + other.totals.patents,
    )


def _gathered(one: Set, other: Set) -> tuple[Said, ...]:
    if one.lump is not None and one.lump == other.lump:
        return lumped(of=one, name=Said("甲和乙各自"))
    return (*lumped(of=one, name=ONE), *lumped(of=other, name=OTHER))


def _by_year(of: Set) -> dict[int, int]:
    counted: dict[int, int] = {}
    for filed, _, patents in _asked(of, sums.TREND):
        counted[filed] = counted.get(filed, 0) + patents
    return counted


def _peak(name: Said, found: Mapping[int, int], until: int | None) -> Said:
    whole = {year: patents for year, patents in found.items() if until is None or year <= until} or dict(
        found
    )
    year = min(whole, key=lambda each: (-whole[each], each))
    return Said(
        "%(name)s申请最多的是%(year)s年，%(patents)s件。", name=name, year=year, patents=f"{whole[year]:,}"
    )


def _classes(one: Set, other: Set) -> Figure:
    counts = [dict(_asked(each, sums.SUBCLASSES)) for each in (one, other)]
    found = compared(counts[0], counts[1], of_one=one.totals.with_class, of_other=other.totals.with_class)
    rows = tuple(
        Row(
            (
                class_named(code=each.key),
                *_both(each.one, each.other, one, other, "with_class"),
                *_ratio(each),
            ),
            f"CLASS={each.key}",
        )
        for each in found[:MOST_CLASSES]
    )
    return Figure(
        key="compared-classes",
        title=Said("技术构成：甲与乙"),
        drawing=Drawing.PAIRS if rows else Drawing.NONE,
        columns=(
            Column(Said("IPC 小类")),
            *_counted(),
            Column(Said("占比之比"), is_figure=True),
            Column(Said("哪边更集中")),
        ),
        rows=rows,
        said=_strongest(found),
        method=(
            Said(
                "两边合计最多的%(most)s个小类，共%(all)s个。",
                most=min(MOST_CLASSES, len(found)),
                all=len(found),
            ),
            Said("占比以各自有分类号的专利为整体。"),
            _METHOD,
        ),
        lacking=Said("分类号"),
        without=_without(one, other, "with_class"),
        of=one.totals.patents + other.totals.patents,
    )


def _strongest(found: tuple[Compared, ...]) -> tuple[Said, ...]:
    more = sorted((-each.low, each.key) for each in found if each.low is not None and each.low > 1)
    less = sorted((each.high, each.key) for each in found if each.high is not None and each.high < 1)
    said = tuple(
        Said(
            "%(name)s明显更集中的小类有%(most)s个，首先是%(classes)s。",
            name=name,
            most=len(ranked),
            classes=tuple(key for _, key in ranked[:3]),
        )
        for name, ranked in ((ONE, more), (OTHER, less))
        if ranked
    )
    return said or (Said("没有哪个小类两边都有而占比明显不同。"),)


def _ratio(each: Compared) -> tuple[Value, Value]:
    if each.ratio is None:
        return "", Said("只有甲") if each.one else Said("只有乙")
    ratio = Said(
        "%(ratio)s（%(low)s—%(high)s）",
        ratio=f"{each.ratio:.2f}",
        low=f"{each.low:.2f}",
        high=f"{each.high:.2f}",
    )
    if not each.is_apart:
        return ratio, Said("差别不明显")
    return ratio, ONE if each.ratio > 1 else OTHER


def _holders(one: Set, other: Set) -> Figure:
    keys = list(
        dict.fromkeys(
            key
            for each in (one, other)
            for key, *_ in _asked(each, sums.APPLICANTS.format(most=MOST_HOLDERS))
        )
    )
    held = [dict(_asked(each, sums.HELD.format(applicants=sums.listed(keys)))) for each in (one, other)]
    names = applicants_named(of=one, keys=keys) | applicants_named(
        of=other, keys=[key for key in keys if key not in held[0]]
    )
    ranked = sorted(keys, key=lambda key: (-held[0].get(key, 0) - held[1].get(key, 0), key))
    both = [key for key in ranked if key in held[0] and key in held[1]]
    said = (
        Said(
            "两边各前%(most)s名的申请人里，%(both)s个两边都有专利：%(names)s。",
            most=MOST_HOLDERS,
            both=len(both),
            names=tuple(names[key] for key in both[:5]),
        )
        if both
        else Said("两边各前%(most)s名的申请人里，没有两边都有专利的。", most=MOST_HOLDERS)
    )
    return Figure(
        key="compared-applicants",
        title=Said("主要申请人：甲与乙"),
        drawing=Drawing.PAIRS if ranked else Drawing.NONE,
        columns=(Column(Said("申请人")), *_counted()),
        rows=tuple(
            Row(
                (names[key], *_both(held[0].get(key, 0), held[1].get(key, 0), one, other, "with_applicant")),
                asks=f'GR="{key}"',
            )
            for key in ranked
        ),
        said=(said,),
        method=(
            Said("两边各取前%(most)s名，按两边合计排列；名称经过归并。", most=MOST_HOLDERS),
            Said("占比以各自有申请人名称的专利为整体。"),
        ),
        lacking=Said("申请人名称"),
        without=_without(one, other, "with_applicant"),
        of=one.totals.patents + other.totals.patents,
    )


def _counted() -> tuple[Column, ...]:
    return (
        Column(ONE, is_figure=True),
        Column(Said("甲占比"), is_figure=True),
        Column(OTHER, is_figure=True),
        Column(Said("乙占比"), is_figure=True),
    )


def _both(first: int, second: int, one: Set, other: Set, known: str) -> tuple[Value, ...]:
    """Give both counts, each with its share of the patents of its side of which that is known."""
    return (
        first,
        share(part=first, whole=_known(one, known)),
        second,
        share(part=second, whole=_known(other, known)),
    )


def _without(one: Set, other: Set, known: str) -> int:
    return sum(each.totals.patents - _known(each, known) for each in (one, other))


def _known(of: Set, known: str) -> int:
    return int(getattr(of.totals, known))


def _asked(of: Set, text: str) -> list[tuple[Any, ...]]:
    return of.ask(text)
