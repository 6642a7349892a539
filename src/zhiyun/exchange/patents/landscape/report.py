"""专利导航分析报告: the figures of a landscape as a paper, in sentences that say what they show and nothing else.

Its parts follow GB/T 39551.1: what was asked, what data there were, what they show, and the limits of both. Whoever
signs it checks it first; it names nobody as its author.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from zhiyun.exchange.patents.landscape.figures import (
    PARTS,
    Comparison,
    Drawing,
    Figure,
    Landscape,
    Row,
    Value,
)
from zhiyun.exchange.patents.landscape.pictures import IN_CHINESE, picture
from zhiyun.gateways.official_papers import (
    Block,
    Column,
    Heading,
    Item,
    Letterhead,
    Listing,
    Look,
    Paper,
    Paragraph,
    Picture,
    Table,
    Terms,
)

MOST_ROWS: Final = 15
MOST_COLUMNS: Final = 8
OFFICE: Final = "知运专利导航"
_FIGURES: Final = {
    "overview": ("trend", "life-cycle", "statuses"),
    "applicants": ("applicants", "newcomers", "network"),
    "classes": ("classes", "flow", "fields", "white-spots"),
    "topics": ("topics",),
    "places": ("offices", "provinces", "districts"),
    "citations": ("main-path", "most-cited"),
    "effects": ("matrix", "phrases"),
    "universities": ("universities", "chains", "chain-partners"),
}


def report(*, found: Landscape, beside: Comparison | None, made_on: date, is_demo: bool) -> Paper:
    """Lay out the report of a landscape that was drawn with all its parts, and of its comparison if there is one."""
    return Paper(
        Letterhead(OFFICE, "", made_on, is_demo=is_demo),
        "专利导航分析报告",
        tuple(_blocks(found, beside)),
        signed_by="由知运按数据生成，使用前须经专业人员核对",
        is_issued=False,
    )


def _blocks(found: Landscape, beside: Comparison | None) -> Iterator[Block]:
    by_key = {each.key: each for each in found.figures}
    totals = found.totals
    yield Terms(
        (
            ("检索式", found.query or "整个库"),
            ("筛选", "；".join(found.chosen) or "无"),
            (
                "专利",
                f"{totals.patents:,}件申请，{totals.publications:,}份公开文献；一件申请的几次公开只计一次{_families(found)}",
            ),
            ("申请日", f"{totals.oldest or '不详'}至{totals.newest or '不详'}"),
            ("数据截至", f"公开日{found.data_on or '不详'}；此后公开的不在内"),
        )
    )
    yield Heading("摘要")
    said = [str(each) for figure in found.figures for each in figure.said]
    yield Listing(tuple(Item(each) for each in dict.fromkeys(said)))
    yield Heading("数据缺什么")
    yield Paragraph("各图只能反映有相应内容的专利，缺的如下：")
    yield _gaps(found)
    for part, keys in _FIGURES.items():
        drawn = [by_key[key] for key in keys if key in by_key]
        if drawn:
            yield Heading(str(PARTS[part]))
            for figure in drawn:
                yield from _figure(figure)
    if beside is not None:
        yield from _comparison(beside)
    yield Heading("方法与局限")
    yield Listing(
        tuple(
            Item(f"{figure.title}：{''.join(map(str, figure.method))}")
            for figure in (*found.figures, *(beside.figures if beside else ()))
            if figure.method
        )
    )
    yield Paragraph(
        "本报告的每句话都只复述图表中的数字，没有推断原因，也不预测今后。检索式是否查全查准、数据是否收全，须由编制单位核验后注明。"
    )


def _families(found: Landscape) -> str:
    return f"，同族的{found.folded:,}件不另计" if found.folded else ""


def _comparison(beside: Comparison) -> Iterator[Block]:
    yield Heading("与另一个专题比较")
    sides = [
        (name, f"{side.query or '整个库'}；{side.totals.patents:,}件，数据截至公开日{side.data_on or '不详'}")
        for name, side in (("甲", beside.one), ("乙", beside.other))
    ]
    yield Terms((*sides, ("两边都有", f"{beside.both:,}件")))
    for figure in beside.figures:
        yield from _figure(figure)


def _gaps(found: Landscape) -> Table:
    totals = found.totals
    rows = [
        ("申请日", totals.with_filing_day),
        ("申请人", totals.with_applicant),
        ("IPC 分类号", totals.with_class),
        ("中国地址", totals.with_province),
        ("引证", totals.with_citations),
        ("法律状态", totals.with_status),
        ("摘要", totals.with_abstract),
    ]
    return Table(
        (Column("内容", 3), Column("有的件数", 2, Look.NUMBER), Column("缺的件数", 2, Look.NUMBER)),
        tuple((name, f"{known:,}", f"{totals.patents - known:,}") for name, known in rows),
    )


def _figure(figure: Figure) -> Iterator[Block]:
    yield Heading(str(figure.title), level=2)
    for each in figure.said:
        yield Paragraph(str(each))
    if not figure.rows:
        yield Paragraph("没有可以列出的数据。")
        return
    if drawn := picture(figure=figure, say=IN_CHINESE):
        yield Picture(drawn, f"{figure.title}图，数据见下表")
    shown = figure.columns[:MOST_COLUMNS]
    rows = figure.rows[-MOST_ROWS:] if figure.drawing in _BY_YEAR else figure.rows[:MOST_ROWS]
    if figure.drawing is not Drawing.MATRIX:
        yield Table(
            tuple(
                Column(str(each.title), 5 if at == 0 and not each.is_figure else 2, _look(each.is_figure))
                for at, each in enumerate(shown)
            ),
            tuple(_cells(row, len(shown)) for row in rows),
            caption=_caption(figure, rows),
        )
    if figure.without:
        yield Paragraph(f"{figure.of:,}件中有{figure.without:,}件没有{figure.lacking}，不在图中。")


_BY_YEAR: Final = (Drawing.COLUMNS, Drawing.STREAM)


def _caption(figure: Figure, rows: tuple[Row, ...]) -> str:
    if len(rows) == len(figure.rows):
        return str(figure.title)
    which = "最近" if figure.drawing in _BY_YEAR else "前"
    return f"{figure.title}（{which}{len(rows)}行，共{len(figure.rows)}行）"


def _look(is_figure: bool) -> Look:
    return Look.NUMBER if is_figure else Look.TEXT


def _cells(row: Row, most: int) -> tuple[str, ...]:
    return tuple(_written(value, at) for at, value in enumerate(row.values[:most]))


def _written(value: Value, at: int) -> str:
    if isinstance(value, int):
        return str(value) if at == 0 else f"{value:,}"
    return "" if value is None else str(value)
