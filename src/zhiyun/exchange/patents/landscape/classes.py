"""What the set is about: classes, how their shares moved, fields of technology, and what is rare where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhiyun.exchange.patents.landscape import growing, leading
from zhiyun.exchange.patents.landscape.figures import Column, Drawing, Figure, Row, Set, lumped, share
from zhiyun.exchange.patents.landscape.names import (
    class_named,
    field_asks,
    field_named,
    fields_by_number,
    place_named,
)
from zhiyun.gateways.analytics import sums
from zhiyun.ip.classification import Field
from zhiyun.ip.landscape import Spot, Windows, white_spots
from zhiyun.ip.landscape.applicants import Holder
from zhiyun.kernel.said import Said, word

MOST = 24
STREAMS = 8
SPOTS = 15
_OPENS = Said("相邻的可以点开：领域打开各地区的，地区打开各领域的，实有打开两边都符合的。")
LEAST_RECENT = 20
"""A subclass of fewer filings in three years is not said to grow fastest: chance alone doubles ten."""


def figures(*, of: Set) -> tuple[Figure, ...]:
    """Draw the areas of classes, their shares over the years, the fields and the white spots."""
    found: list[tuple[Any, ...]] = of.ask(sums.SUBCLASSES)
    return (
        areas(of=of, found=found),
        flow(of=of, subclasses=[subclass for subclass, _ in found[:STREAMS]]),
        fields(of=of),
        spots(of=of),
    )


def areas(*, of: Set, found: list[tuple[Any, ...]]) -> Figure:
    """Draw subclasses by their patents, with their growth."""
    years = growing.windows(of=of)
    grown = _grown(of, years, [code for code, _ in found[:MOST]]) if years else {}
    said: tuple[Said, ...] = ()
    if found:
        said = leading.equals(ranked=found, counted=lambda many: Said("%(count)s个小类", count=many)) or (
            Said(
                "最多的小类是%(code)s，%(patents)s件，占%(share)s。",
                code=found[0][0],
                patents=f"{found[0][1]:,}",
                share=share(part=found[0][1], whole=of.totals.with_class),
            ),
        )
    return Figure(
        key="classes",
        title=Said("技术构成"),
        drawing=Drawing.TREEMAP if found else Drawing.NONE,
        columns=(
            Column(Said("IPC 小类")),
            Column(Said("件数"), is_figure=True),
            Column(Said("占比"), is_figure=True),
            *(growing.columns(years=years) if years else ()),
        ),
        rows=tuple(
            Row(
                (
                    class_named(code=code),
                    patents,
                    share(part=patents, whole=of.totals.with_class),
                    *(growing.cells(recent=grown[code].recent, growth=grown[code].growth) if years else ()),
                ),
                asks=f"CLASS={code}",
            )
            for code, patents in found[:MOST]
        ),
        said=(*said, *_fastest(grown)),
        method=(
            Said(
                "一件有几个小类的各计一次，没有 IPC 的用 CPC；共%(all)s个小类，列出前%(most)s个。",
                all=len(found),
                most=min(MOST, len(found)),
            ),
            *((growing.METHOD,) if years else ()),
        ),
        lacking=Said("分类号"),
        without=of.totals.patents - of.totals.with_class,
        of=of.totals.patents,
    )


def _grown(of: Set, years: Windows, codes: list[str]) -> dict[str, Holder]:
    """Give of each subclass what was filed in the years that are compared."""
    asked = sums.CLASS_GROWTH.format(
        recent=years.recent, until=years.until, before=years.before, subclasses=sums.listed(codes)
    )
    known: list[tuple[Any, ...]] = of.ask(asked)
    return {code: Holder(code, code, recent + before, None, recent, before) for code, recent, before in known}


def _fastest(grown: Mapping[str, Holder]) -> tuple[Said, ...]:
    """Say which subclass grew most, among those that are large enough for that to mean something."""
    growths = {
        code: each.growth for code, each in grown.items() if each.growth and each.recent >= LEAST_RECENT
    }
    code = min(growths, key=lambda each: (-growths[each], each), default="")
    if not code or growths[code] < 0:
        return ()
    return (
        Said(
            "比前三年增长最快的是%(code)s，由%(before)s件到%(recent)s件（只比近三年不少于%(least)s件的）。",
            code=code,
            before=f"{grown[code].before:,}",
            recent=f"{grown[code].recent:,}",
            least=LEAST_RECENT,
        ),
    )


def flow(*, of: Set, subclasses: list[str]) -> Figure:
    """Follow the largest subclasses over the years."""
    counted: dict[int, dict[str, int]] = {}
    if subclasses:
        for filed, subclass, patents in _asked(of, sums.FLOW.format(subclasses=sums.listed(subclasses))):
            counted.setdefault(filed, {})[subclass] = patents
    until = of.windows.until if of.windows else None
    years = list(range(min(counted), max(counted) + 1))[-20:] if counted else []
    return Figure(
        key="flow",
        title=Said("技术构成的变化"),
        drawing=Drawing.STREAM if len(years) > 1 else Drawing.NONE,
        columns=(Column(Said("申请年")), *(Column(word(each), is_figure=True) for each in subclasses)),
        rows=tuple(
            Row(
                (year, *(counted.get(year, {}).get(each, 0) for each in subclasses)),
                asks=f"AD={year}",
                is_partial=until is not None and year > until,
            )
            for year in years
        ),
        said=lumped(of=of) if years else (),
        method=(Said("最大的%(most)s个小类，按申请年计件；宽窄是件数。", most=len(subclasses)),),
        lacking=Said("分类号或者申请日"),
        without=of.totals.patents - min(of.totals.with_class, of.totals.with_filing_day),
        of=of.totals.patents,
    )


def fields(*, of: Set) -> Figure:
    """Count by WIPO's 35 fields of technology."""
    named = fields_by_number()
    found = sorted(_asked(of, sums.FIELDS), key=lambda each: (-each[1], each[0]))
    return Figure(
        key="fields",
        title=Said("技术领域（WIPO 35）"),
        drawing=Drawing.BARS if found else Drawing.NONE,
        columns=(
            Column(Said("技术领域")),
            Column(Said("件数"), is_figure=True),
            Column(Said("占比"), is_figure=True),
        ),
        rows=tuple(
            Row(
                (field_named(field=named[number]), patents, share(part=patents, whole=of.totals.with_class)),
                asks=field_asks(field=named[number]),
            )
            for number, patents in found
        ),
        method=(Said("按 WIPO 的 IPC 与技术领域对照表，一件属于几个领域的各计一次，没有 IPC 的用 CPC。"),),
        lacking=Said("分类号"),
        without=of.totals.patents - of.totals.with_class,
        of=of.totals.patents,
    )


def spots(*, of: Set) -> Figure:
    """Show where a place has less in a field than its other fields and the field's other places lead one to expect."""
    named = fields_by_number()
    cells = {(str(field), place): patents for field, place, patents in _asked(of, sums.FIELDS_BY_PLACE)}
    found = white_spots(cells, most=SPOTS)
    return Figure(
        key="white-spots",
        title=Said("空白点：领域与地区"),
        drawing=Drawing.NONE,
        columns=(
            Column(Said("技术领域")),
            Column(Said("地区")),
            Column(Said("实有"), is_figure=True),
            Column(Said("预期"), is_figure=True),
            Column(Said("残差"), is_figure=True),
        ),
        rows=tuple(_spot(named[int(spot.row)], spot) for spot in found),
        said=() if found else (Said("没有明显的空白点。"),),
        method=(
            Said("预期按领域和地区互不相关推算，残差是标准化的差（Haberman，1973），小于-2的列出。"),
            Said("少不等于机会：可能做不成、不划算，或者换了说法，须结合相邻的领域判断。"),
            *((_OPENS,) if found else ()),
        ),
        lacking=Said("地区或者分类号"),
        without=of.totals.patents - min(of.totals.with_class, of.totals.with_province),
        of=of.totals.patents,
    )


def _spot(field: Field, spot: Spot) -> Row:
    """Tell a white spot; its field and its place lead to what there is beside it, its count to what there is."""
    within, at = field_asks(field=field), f"RG={spot.column}"
    return Row(
        (
            field_named(field=field),
            place_named(code=spot.column),
            spot.seen,
            f"{spot.expected:.1f}",
            f"{spot.residual:.1f}",
        ),
        cells_ask=(within, at, f"{at} AND {within}" if spot.seen else "", "", ""),
    )


def _asked(of: Set, text: str) -> list[tuple[Any, ...]]:
    return of.ask(text)
