"""`zhiyun patents landscape`: figures over what a query finds, on this machine alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import click

from zhiyun.cli import answers, options
from zhiyun.cli.chinese import ChineseCommand
from zhiyun.cli.tables import Column, table
from zhiyun.exchange.patents.landscape import drawing, figures
from zhiyun.exchange.patents.landscape.figures import Figure, Landscape, Value
from zhiyun.exchange.patents.searching import Asked
from zhiyun.gateways import installation

LANDSCAPE_HELP = """
按检索式画专利图景：历年申请、生命周期、申请人、技术、地区、引证、技术功效矩阵、高校存量。

    zhiyun patents landscape 'IPC=H01M' --part applicants

检索式写法见 docs/search.md，写 '*' 是整个库。每张图注明检索式、数据日、缺多少、怎样算出来；一件申请的几次公开只计一次。
"""
LANDSCAPE_EPILOG = """
JSON 的键：query、asked、parts、data_on、totals、figures。
figures 的每项：key、title、columns、rows、said、method、lacking、without、of；rows 的每项：values、asks、is_partial。
"""


@click.command(
    "landscape", cls=ChineseCommand, help=LANDSCAPE_HELP, epilog=LANDSCAPE_EPILOG, short_help="画专利图景"
)
@click.argument("query", metavar="检索式", help="检索式、几个词，或者 '*'")
@click.option(
    "--part",
    "parts",
    multiple=True,
    type=click.Choice(list(figures.PARTS)),
    help="只要这几部分，可以写几次；不写就是全部",
)
@options.as_json
def landscape(query: str, parts: tuple[str, ...], as_machine: bool) -> None:
    """Draw the landscape of a query."""
    found = drawing.drawn(
        home=installation.home(os.environ), subject=Asked(text=query), parts=parts or tuple(figures.PARTS)
    )
    if as_machine:
        answers.write_json(_as_machine(found, query))
    else:
        answers.write(_as_lines(found))


def _as_lines(found: Landscape) -> Iterator[str]:
    yield f"检索式：{found.query or '（整个库）'}"
    yield (
        f"{found.totals.patents:,} 件申请（{found.totals.publications:,} 份公开文献），"
        f"数据截至公开日 {found.data_on or '不详'}。"
    )
    if found.folded:
        yield f"同族只计一件，{found.folded:,} 件不另计。"
    for figure in found.figures:
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


def _as_machine(found: Landscape, asked: str) -> dict[str, Any]:
    return {
        "query": str(found.query),
        "asked": asked,
        "parts": list(found.parts),
        "data_on": found.data_on and found.data_on.isoformat(),
        "totals": {
            name: value if isinstance(value, int | None) else str(value)
            for name in found.totals.__slots__
            for value in (getattr(found.totals, name),)
        },
        "figures": [_figure(each) for each in found.figures],
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
