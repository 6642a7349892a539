"""`zhiyun patents landscape`: figures over what a query finds, on this machine alone."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import click

from zhiyun.cli import answers, options
from zhiyun.cli.chinese import ChineseCommand
from zhiyun.cli.database import connected
from zhiyun.cli.tables import Column, table
from zhiyun.exchange.patents.landscape import drawing, figures
from zhiyun.exchange.patents.landscape.figures import ONE, OTHER, Comparison, Figure, Landscape, Side, Value
from zhiyun.exchange.patents.landscape.subjects import Listed, Subject
from zhiyun.exchange.patents.searching import Asked
from zhiyun.gateways import installation
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said

LANDSCAPE_HELP = """
按检索式画专利图景：历年申请、生命周期、申请人、技术、地区、引证、技术功效矩阵、高校存量。

    zhiyun patents landscape 'IPC=H01M' --part applicants
    zhiyun patents landscape 'IPC=H01M' --with '地区=重庆'
    zhiyun patents landscape --set 12

检索式写法见 docs/search.md，写 '*' 是整个库。每张图注明检索式、数据日、缺多少、怎样算出来；一件申请的几次公开只计一次，
同族的只计一件。专题按编号取自办理记录，编号在专题页的网址里（/patents/sets/12/），专题里改过归类的功效照改过的画。
"""
LANDSCAPE_EPILOG = """
JSON 的键：query、asked、set、parts、data_on、folded、totals、figures。
figures 的每项：key、title、columns、rows、said、method、lacking、without、of；rows 的每项：values、asks（整行的检索式）、cells_ask（各格自己的检索式，没有的是空列表）、is_partial。
比较的：one、other（各有 query、asked、set、data_on、totals）、both（两边都有的件数）、figures。
"""


@click.command("landscape", cls=ChineseCommand, help=LANDSCAPE_HELP, epilog=LANDSCAPE_EPILOG)
@click.argument("query", metavar="检索式", required=False, help="检索式、几个词，或者 '*'；写了 --set 就不写")
@click.option("--set", "set_number", type=click.IntRange(1), metavar="编号", help="画这个专题")
@click.option("--with", "beside", metavar="检索式", help="与这条检索式找到的比较，写 '*' 是与整个库")
@click.option("--with-set", "beside_set", type=click.IntRange(1), metavar="编号", help="与这个专题比较")
@click.option("--each", "is_each", is_flag=True, help="同族的各计一件")
@click.option(
    "--part",
    "parts",
    multiple=True,
    type=click.Choice(list(figures.PARTS)),
    help="只要这几部分，可以写几次；不写就是全部。比较的不分部分",
)
@options.as_json
def landscape(
    query: str | None,
    set_number: int | None,
    beside: str | None,
    beside_set: int | None,
    is_each: bool,
    parts: tuple[str, ...],
    as_machine: bool,
) -> None:
    """Draw the landscape of a query or a set, or compare it with another."""
    _refuse_what_contradicts(query, set_number, beside, beside_set, parts)
    home, is_folded = installation.home(os.environ), not is_each
    one = _wanted(query, set_number, "--set")
    if beside is None and beside_set is None:
        found = drawing.drawn(
            home=home,
            subject=one.subject,
            parts=parts or tuple(figures.PARTS),
            corrections=one.corrections,
            is_folded=is_folded,
        )
        _give(_as_machine(found, one), _as_lines(found), as_machine)
        return
    other = _wanted(beside, beside_set, "--with-set")
    compared = drawing.compared(home=home, subject=one.subject, other=other.subject, is_folded=is_folded)
    _give(_compared_as_machine(compared, one, other), _compared_as_lines(compared), as_machine)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is drawn, as it was asked for: by a query or by the number of a set, with the set's own corrections."""

    subject: Subject
    asked: str | None
    number: int | None
    corrections: Mapping[str, str]


def _refuse_what_contradicts(
    query: str | None, number: int | None, beside: str | None, beside_set: int | None, parts: tuple[str, ...]
) -> None:
    faults = []
    if (query is None) == (number is None):
        faults.append(Fault(Said("检索式"), Said("请写检索式，或者用 --set 写专题的编号，两样写一样")))
    if beside is not None and beside_set is not None:
        faults.append(Fault("--with", Said("只能与一个比较：--with 和 --with-set 两样写一样")))
    if parts and (beside is not None or beside_set is not None):
        faults.append(Fault("--part", Said("比较的不分部分，请删去")))
    if faults:
        raise Faulty(faults)


def _wanted(query: str | None, number: int | None, option: str) -> _Wanted:
    if number is None:
        return _Wanted(Asked(text=query or "*"), query, None, {})
    connected()
    from zhiyun.casework.queries import patent_work  # noqa: PLC0415 - tables exist once Django is set up

    kept = patent_work.for_operator(number=number)
    if kept is None:
        raise Faulty([Fault(option, Said("没有编号是%(number)s的专题，编号在专题页的网址里", number=number))])
    return _Wanted(Listed(kept.name, kept.publications), None, number, kept.corrections)


def _give(machine: dict[str, Any], lines: Iterator[str], as_machine: bool) -> None:
    if as_machine:
        answers.write_json(machine)
    else:
        answers.write(lines)


def _as_lines(found: Landscape) -> Iterator[str]:
    yield f"检索式：{found.query or '（整个库）'}"
    yield _counted(found)
    if found.folded:
        yield f"同族只计一件，{found.folded:,} 件不另计。"
    yield from _figures(found.figures)


def _compared_as_lines(found: Comparison) -> Iterator[str]:
    for name, side in ((ONE, found.one), (OTHER, found.other)):
        yield f"{name}：{side.query or '（整个库）'}，{_counted(side)}"
    yield f"两边都有的 {found.both:,} 件。"
    yield from _figures(found.figures)


def _counted(found: Landscape | Side) -> str:
    return (
        f"{found.totals.patents:,} 件申请（{found.totals.publications:,} 份公开文献），"
        f"数据截至公开日 {found.data_on or '不详'}。"
    )


def _figures(drawn: Iterable[Figure]) -> Iterator[str]:
    for figure in drawn:
        yield ""
        yield f"【{figure.title}】"
        yield from figure.said
        if figure.rows:
            yield from table(
                [Column(str(each.title), is_figure=each.is_figure) for each in figure.columns],
                ([_shown(value) for value in row.values] for row in figure.rows),
            )
        if figure.without:
            yield f"其中 {figure.without:,} 件没有{figure.lacking}，不在图中（共 {figure.of:,} 件）。"
        yield from (f"说明：{each}" for each in figure.method)


def _as_machine(found: Landscape, wanted: _Wanted) -> dict[str, Any]:
    return {
        **_side(found, wanted),
        "parts": list(found.parts),
        "folded": found.folded,
        "figures": [_figure(each) for each in found.figures],
    }


def _compared_as_machine(found: Comparison, one: _Wanted, other: _Wanted) -> dict[str, Any]:
    return {
        "one": _side(found.one, one),
        "other": _side(found.other, other),
        "both": found.both,
        "figures": [_figure(each) for each in found.figures],
    }


def _side(found: Landscape | Side, wanted: _Wanted) -> dict[str, Any]:
    return {
        "query": str(found.query),
        "asked": wanted.asked,
        "set": wanted.number,
        "data_on": found.data_on and found.data_on.isoformat(),
        "totals": {
            name: value if isinstance(value, int | None) else str(value)
            for name in found.totals.__slots__
            for value in (getattr(found.totals, name),)
        },
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "key": figure.key,
        "title": str(figure.title),
        "columns": [str(each.title) for each in figure.columns],
        "rows": [
            {
                "values": [value if isinstance(value, int) else _shown(value) for value in row.values],
                "asks": row.asks,
                "cells_ask": list(row.cells_ask),
                "is_partial": row.is_partial,
            }
            for row in figure.rows
        ],
        "said": [str(each) for each in figure.said],
        "method": [str(each) for each in figure.method],
        "lacking": figure.lacking and str(figure.lacking),
        "without": figure.without,
        "of": figure.of,
    }


def _shown(value: Value) -> str:
    if isinstance(value, int):
        return f"{value:,}" if value >= 10_000 else str(value)
    return "" if value is None else str(value)
