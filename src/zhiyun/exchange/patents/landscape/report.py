"""专利导航分析报告: the figures of a landscape as a paper, in sentences that say what they show and nothing else.

Its parts follow GB/T 39551.1: what was asked, what data there were, what they show, and the limits of both. Whoever
signs it checks it first; it names nobody as its author.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from zhiyun.exchange.patents import sample
from zhiyun.exchange.patents.landscape.figures import (
    ONE,
    OTHER,
    PARTS,
    Comparison,
    Drawing,
    Figure,
    Landscape,
    Row,
    Value,
)
from zhiyun.exchange.patents.landscape.figures import Column as Shown
from zhiyun.exchange.patents.landscape.pictures import picture
from zhiyun.exchange.patents.landscape.tongues import Tongue
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
from zhiyun.kernel.said import Said

MOST_ROWS: Final = 15
MOST_COLUMNS: Final = 8
TITLE: Final = Said("专利导航分析报告")
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
_BY_YEAR: Final = (Drawing.COLUMNS, Drawing.STREAM)


def report(
    *, found: Landscape, beside: Comparison | None, made_on: date, is_demo: bool, tongue: Tongue
) -> Paper:
    """Lay out the report of a landscape that was drawn with all its parts, and of its comparison if there is one."""
    return Paper(
        Letterhead(tongue.say(Said("知运专利导航")), "", made_on, is_demo=is_demo, is_invented=False),
        tongue.say(TITLE),
        tuple(
            _Writing(tongue, sample.SAID if is_demo and sample.FILE.is_file() else None).blocks(found, beside)
        ),
        signed_by=tongue.say(Said("由知运按数据生成，使用前须经专业人员核对")),
        is_issued=False,
        language=tongue.code,
    )


@dataclass(frozen=True, slots=True)
class _Writing:
    """The report as it is written in one language."""

    tongue: Tongue
    source: Said | None

    def blocks(self, found: Landscape, beside: Comparison | None) -> Iterator[Block]:
        say = self.tongue.say
        by_key = {each.key: each for each in found.figures}
        yield self._asked(found)
        yield Heading(say(Said("摘要")))
        said = [say(each) for figure in found.figures for each in figure.said]
        yield Listing(tuple(Item(each) for each in dict.fromkeys(said)))
        yield Heading(say(Said("数据缺什么")))
        yield Paragraph(say(Said("各图只能反映有相应内容的专利，缺的如下：")))
        yield self._gaps(found)
        for part, keys in _FIGURES.items():
            drawn = [by_key[key] for key in keys if key in by_key]
            if drawn:
                yield Heading(say(PARTS[part]))
                for figure in drawn:
                    yield from self._figure(figure)
        if beside is not None:
            yield from self._comparison(beside)
        yield Heading(say(Said("方法与局限")))
        methods = [
            f"{say(figure.title)}{say(Said('：'))}{self._joined(figure.method)}"
            for figure in (*found.figures, *(beside.figures if beside else ()))
            if figure.method
        ]
        yield Listing(tuple(map(Item, methods)))
        yield Paragraph(
            say(
                Said(
                    "本报告的每句话都只复述图表中的数字，没有推断原因，也不预测今后。检索式是否查全查准、数据是否收全，须由编制单位核验后注明。"
                )
            )
        )

    def _asked(self, found: Landscape) -> Terms:
        say, totals = self.tongue.say, found.totals
        counted = Said(
            "%(patents)s件申请，%(publications)s份公开文献；一件申请的几次公开只计一次",
            patents=f"{totals.patents:,}",
            publications=f"{totals.publications:,}",
        )
        rows = [
            (Said("检索式"), found.query or Said("整个库")),
            (Said("筛选"), "；".join(found.chosen) or Said("无")),
            (Said("专利"), counted),
            (
                Said("申请日"),
                Said("%(oldest)s至%(newest)s", oldest=_day(totals.oldest), newest=_day(totals.newest)),
            ),
            (
                Said("数据截至"),
                Said("公开日%(day)s；此后公开的不在内", day=_day(found.data_on)),
            ),
        ]
        if found.folded:
            rows.insert(
                3, (Said("同族"), Said("一族只计一件，%(folded)s件不另计", folded=f"{found.folded:,}"))
            )
        if self.source:
            rows.append((Said("数据来源"), self.source))
        return Terms(tuple((say(name), say(value)) for name, value in rows))

    def _gaps(self, found: Landscape) -> Table:
        say, totals = self.tongue.say, found.totals
        rows = [
            (Said("申请日"), totals.with_filing_day),
            (Said("申请人"), totals.with_applicant),
            (Said("IPC 分类号"), totals.with_class),
            (Said("中国地址"), totals.with_province),
            (Said("引证"), totals.with_citations),
            (Said("法律状态"), totals.with_status),
            (Said("摘要"), totals.with_abstract),
        ]
        return Table(
            (
                Column(say(Said("内容")), 3),
                Column(say(Said("有的件数")), 2, Look.NUMBER),
                Column(say(Said("缺的件数")), 2, Look.NUMBER),
            ),
            tuple((say(name), f"{known:,}", f"{totals.patents - known:,}") for name, known in rows),
        )

    def _comparison(self, beside: Comparison) -> Iterator[Block]:
        say = self.tongue.say
        yield Heading(say(Said("与另一个专题比较")))
        sides = [
            (
                say(name),
                say(
                    Said(
                        "%(query)s；%(patents)s件，数据截至公开日%(day)s",
                        query=side.query or Said("整个库"),
                        patents=f"{side.totals.patents:,}",
                        day=_day(side.data_on),
                    )
                ),
            )
            for name, side in ((ONE, beside.one), (OTHER, beside.other))
        ]
        both = (say(Said("两边都有")), say(Said("%(patents)s件", patents=f"{beside.both:,}")))
        yield Terms((*sides, both))
        for figure in beside.figures:
            yield from self._figure(figure)

    def _figure(self, figure: Figure) -> Iterator[Block]:
        say = self.tongue.say
        yield Heading(say(figure.title), level=2)
        for each in figure.said:
            yield Paragraph(say(each))
        if not figure.rows:
            yield Paragraph(say(Said("没有可以列出的数据。")))
            return
        if drawn := picture(figure=figure, say=self.tongue.within_picture):
            yield Picture(drawn, say(Said("%(title)s图，数据见下表", title=figure.title)))
        if figure.drawing is not Drawing.MATRIX:
            yield self._table(figure)
        if figure.without:
            yield Paragraph(
                say(
                    Said(
                        "%(of)s件中有%(without)s件没有%(lacking)s，不在图中。",
                        of=f"{figure.of:,}",
                        without=f"{figure.without:,}",
                        lacking=figure.lacking or "",
                    )
                )
            )

    def _table(self, figure: Figure) -> Table:
        shown = figure.columns[:MOST_COLUMNS]
        rows = figure.rows[-MOST_ROWS:] if figure.drawing in _BY_YEAR else figure.rows[:MOST_ROWS]
        written = tuple(
            tuple(self._written(value, at) for at, value in enumerate(row.values[: len(shown)]))
            for row in rows
        )
        return Table(
            tuple(
                Column(self.tongue.say(each.title), *_set(each, (cells[at] for cells in written)))
                for at, each in enumerate(shown)
            ),
            written,
            caption=self._caption(figure, rows),
        )

    def _caption(self, figure: Figure, rows: tuple[Row, ...]) -> str:
        if len(rows) == len(figure.rows):
            return self.tongue.say(figure.title)
        title, shown, most = figure.title, len(rows), len(figure.rows)
        if figure.drawing in _BY_YEAR:
            return self.tongue.say(
                Said("%(title)s（最近%(rows)s行，共%(all)s行）", title=title, rows=shown, all=most)
            )
        return self.tongue.say(
            Said("%(title)s（前%(rows)s行，共%(all)s行）", title=title, rows=shown, all=most)
        )

    def _written(self, value: Value, at: int) -> str:
        return str(value) if isinstance(value, int) and at == 0 else self.tongue.say(value)

    def _joined(self, sentences: tuple[Said, ...]) -> str:
        return (" " if self.tongue.code == "en" else "").join(map(self.tongue.say, sentences))


def _day(day: date | None) -> str | Said:
    return day.isoformat() if day else Said("不详")


def _set(column: Shown, texts: Iterable[str]) -> tuple[int, Look]:
    """Give a column its part of the width: what is long to read is given more."""
    if column.is_figure:
        return 2, Look.NUMBER
    return min(9, max(3, max(map(len, texts), default=0) // 4)), Look.TEXT
