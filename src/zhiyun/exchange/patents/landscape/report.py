"""专利导航分析报告: the figures of a landscape as a paper, in sentences that say what they show and nothing else.

Its parts follow GB/T 39551.1: what was asked, what data there were, what they show, and the limits of both; what only
people can say is left for them to fill in. Whoever signs it checks it first; it names nobody as its author.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from zhiyun.exchange.patents import sample
from zhiyun.exchange.patents.landscape.figures import (
    ONE,
    OTHER,
    PARTS,
    Comparison,
    Landscape,
    Understood,
    day_said,
    share,
    side_said,
    source,
    source_of_both,
)
from zhiyun.exchange.patents.landscape.listed import Entry
from zhiyun.exchange.patents.landscape.report_figures import FigureWriting
from zhiyun.exchange.patents.landscape.subjects import Listed, Subject
from zhiyun.exchange.patents.landscape.tongues import Tongue
from zhiyun.gateways.official_papers import (
    Block,
    Column,
    Heading,
    Item,
    Letterhead,
    Listing,
    Look,
    Note,
    Paper,
    Paragraph,
    Table,
    Terms,
)
from zhiyun.ip.screening import Sample
from zhiyun.kernel.said import Said, joined

TITLE: Final = Said("专利导航分析报告")
LONGEST_IN_TITLE: Final = 40
FIGURES: Final = {
    "overview": ("trend", "life-cycle", "statuses"),
    "applicants": ("applicants", "applicant-kinds", "newcomers", "network"),
    "classes": ("classes", "flow", "fields", "white-spots"),
    "topics": ("topics",),
    "places": ("offices", "provinces", "districts"),
    "citations": ("main-path", "citation-network", "most-cited"),
    "effects": ("matrix", "phrases"),
    "universities": ("universities", "chains", "chain-partners"),
}
"""The figures of each part in the order in which a report tells them."""
_PRECISION: Final = Said("查准率（抽查多少件、相关多少件）")
_RECALL: Final = Said("查全率（怎样验证）")
_LEFT_TO_PEOPLE: Final = (
    Said("编制单位"),
    Said("编制人、核对人"),
    Said("需求和产业背景"),
    Said("检索过程（用过的检索式、检索日）"),
    _RECALL,
    _PRECISION,
    Said("结论和建议"),
)
"""What GB/T 39551.1 asks for and no figure shows."""
_CHECKED: Final = {_RECALL: Said("查全率"), _PRECISION: Said("查准率")}
"""What is called otherwise once it is known."""


def report(
    *,
    found: Landscape,
    beside: Comparison | None,
    listed: Sequence[Entry],
    subject: Subject,
    made_on: date,
    is_demo: bool,
    tongue: Tongue,
    as_word: bool,
) -> Paper:
    """Lay out the report of a landscape that was drawn with all its parts, and of its comparison if there is one.

    ``subject`` is what was asked for as somebody asked; ``listed`` are the patents of the appendix.
    """
    writing = _Writing(tongue, found, beside, subject, as_word, is_demo and sample.FILE.is_file())
    return Paper(
        Letterhead(tongue.say(Said("知运专利导航")), "", made_on, is_demo=is_demo, is_invented=False),
        f"{writing.subject()}\n{tongue.say(TITLE)}",
        tuple(writing.blocks(listed)),
        signed_by=tongue.say(Said("由知运按数据生成，使用前须经专业人员核对")),
        is_issued=False,
        language=tongue.code,
        cover=writing.cover(),
        appendix=tuple(writing.appendix(listed)),
    )


@dataclass(frozen=True, slots=True)
class _Writing:
    """The report as it is written in one language."""

    tongue: Tongue
    found: Landscape
    beside: Comparison | None
    asked: Subject
    as_word: bool
    is_of_sample: bool

    def subject(self) -> str:
        """Name what the report is about, for its title."""
        say = self.tongue.say
        one = _short(say(self.found.query or Said("整个库")))
        if self.beside is None:
            return one
        other = _short(say(self.beside.other.query or Said("整个库")))
        return say(Said("%(one)s与%(other)s比较", one=one, other=other))

    def cover(self) -> Terms:
        """Say on the cover what was asked, how much was found, and how old the data are."""
        rows = [self._said(name, value) for name, value in [*self._asked()[:1], *self._known()]]
        return Terms((*rows, *self._sides(self.beside)) if self.beside else tuple(rows))

    def blocks(self, listed: Sequence[Entry]) -> Iterator[Block]:
        say = self.tongue.say
        figures = FigureWriting(self.tongue, self.tongue.say(source(found=self.found)), as_word=self.as_word)
        chapters = [*self._chapters(figures), *self._comparison(figures)]
        yield Heading(say(Said("摘要")))
        yield Listing(tuple(Item(said, where) for said, where in figures.told))
        yield from self._data()
        yield from chapters
        yield Heading(say(Said("局限")))
        yield Paragraph(
            say(
                Said(
                    "本报告的每句话都只复述图表中的数字，没有推断原因，也不预测今后。检索式是否查全查准、数据是否收全，须由编制单位核验后注明。"
                )
            )
        )
        yield Paragraph(say(Said("以下各项图表回答不了，由编制单位填写：")))
        told = {name for name, _ in self._checks()}
        yield Terms(tuple((say(each), "") for each in _LEFT_TO_PEOPLE if each not in told))

    def _chapters(self, figures: FigureWriting) -> Iterator[Block]:
        by_key = {each.key: each for each in self.found.figures}
        for part, keys in FIGURES.items():
            drawn = [by_key[key] for key in keys if key in by_key]
            if drawn:
                yield Heading(self.tongue.say(PARTS[part]))
                yield from figures.chapter(drawn)

    def _data(self) -> Iterator[Block]:
        say = self.tongue.say
        yield Heading(say(Said("检索和数据")))
        yield Terms(tuple(self._said(name, value) for name, value in [*self._asked(), *self._known()]))
        yield Heading(say(Said("数据缺什么")), level=2)
        yield Paragraph(say(Said("各图只能反映有相应内容的专利，缺的如下：")))
        yield self._gaps()

    def _said(self, name: Said, value: Understood) -> tuple[str, str]:
        return self.tongue.say(name), self.tongue.say(value)

    def _asked(self) -> list[tuple[Said, Understood]]:
        found = self.found
        asked = self.asked
        name = Said("范围") if isinstance(asked, Listed) else Said("检索式")
        rows: list[tuple[Said, Understood]] = [(name, found.query or Said("整个库"))]
        if isinstance(asked, Listed):
            if asked.screened:
                rows.append((Said("人工筛查"), _screened(asked)))
            rows += [(_CHECKED[name], value) for name, value in self._checks()]
        elif asked.text and asked.text not in (str(found.query), self.tongue.say(found.query), "*"):
            rows.append((Said("写的是"), asked.text))
        return [*rows, (Said("筛选条件"), joined(found.chosen) if found.chosen else Said("无"))]

    def _checks(self) -> list[tuple[Said, Said]]:
        """Say what the set itself tells of what else people would have to fill in."""
        asked = self.asked
        checks: list[tuple[Said, Said]] = []
        if isinstance(asked, Listed):
            if asked.held:
                checks.append((_RECALL, _held(asked.known, asked.held)))
            if asked.sample and asked.sample.is_enough:
                checks.append((_PRECISION, _drawn(asked.sample)))
        return checks

    def _known(self) -> list[tuple[Said, Said | str]]:
        found, totals = self.found, self.found.totals
        counted = Said(
            "%(patents)s件申请，%(publications)s份公开文献；一件申请的几次公开只计一次",
            patents=f"{totals.patents:,}",
            publications=f"{totals.publications:,}",
        )
        rows: list[tuple[Said, Said | str]] = [(Said("专利"), counted)]
        if found.folded:
            rows.append((Said("同族"), Said("一族只计一件，%(folded)s件不另计", folded=f"{found.folded:,}")))
        rows += [
            (
                Said("申请日"),
                Said(
                    "%(oldest)s至%(newest)s",
                    oldest=day_said(day=totals.oldest),
                    newest=day_said(day=totals.newest),
                )
                if totals.oldest
                else Said("不详"),
            ),
            (Said("数据截至"), Said("公开日%(day)s；此后公开的不在内", day=day_said(day=found.data_on))),
        ]
        return [*rows, (Said("数据来源"), sample.SAID)] if self.is_of_sample else rows

    def _gaps(self) -> Table:
        say, totals = self.tongue.say, self.found.totals
        rows = [
            (Said("申请日期"), totals.with_filing_day),
            (Said("申请人名称"), totals.with_applicant),
            (Said("分类号"), totals.with_class),
            (Said("中国地址"), totals.with_province),
            (Said("引证文献"), totals.with_citations),
            (Said("法律状态信息"), totals.with_status),
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

    def _comparison(self, figures: FigureWriting) -> Iterator[Block]:
        beside, say = self.beside, self.tongue.say
        if beside is None:
            return
        yield Heading(say(Said("甲与乙的比较")))
        sides = self._sides(beside)
        both = (say(Said("两边都有")), say(Said("%(patents)s件", patents=f"{beside.both:,}")))
        yield Terms((*sides, both))
        figures.source = say(source_of_both(beside=beside))
        yield from figures.chapter(beside.figures)

    def _sides(self, beside: Comparison) -> tuple[tuple[str, str], ...]:
        say = self.tongue.say
        sides = ((ONE, beside.one), (OTHER, beside.other))
        return tuple((say(name), say(side_said(side=side))) for name, side in sides)

    def appendix(self, listed: Sequence[Entry]) -> Iterator[Block]:
        say, whole = self.tongue.say, self.found.totals.patents
        if not listed:
            return
        yield Heading(say(Said("附录：专利清单")), numbered=False)
        if len(listed) < whole:
            yield Note(
                say(
                    Said(
                        "按申请日列出最新的%(rows)s件，共%(all)s件；全部可以从检索结果导出。",
                        rows=f"{len(listed):,}",
                        all=f"{whole:,}",
                    )
                )
            )
        yield Table(
            (
                Column(say(Said("公开号")), 12),
                Column(say(Said("名称")), 16),
                Column(say(Said("申请人")), 12),
                Column(say(Said("申请日")), 8),
                Column("IPC", 10),
            ),
            tuple(each.cells(language=self.tongue.code) for each in listed),
        )


def _screened(asked: Listed) -> Said:
    return Said(
        "看过%(screened)s件，%(relevant)s件相关，占%(share)s；看的人都说相关，或者有分歧而定为相关的才算，没有看的不算",
        screened=f"{asked.screened:,}",
        relevant=f"{asked.relevant:,}",
        share=share(part=asked.relevant, whole=asked.screened),
    )


def _drawn(sample: Sample) -> Said:
    checked, counted = f"{sample.checked:,}", f"{sample.counted:,}"
    if sample.is_of_all:
        return Said(
            "%(share)s：专题的%(checked)s件全部看过，%(counted)s件相关",
            share=_part(sample.share),
            checked=checked,
            counted=counted,
        )
    low, high = sample.bounds
    return Said(
        "%(share)s：抽签抽出%(checked)s件逐件看过，%(counted)s件相关；全部的大概在%(low)s到%(high)s之间（95%%）",
        share=_part(sample.share),
        checked=checked,
        counted=counted,
        low=_part(low),
        high=_part(high),
    )


def _held(known: str, held: Sample) -> Said:
    low, high = held.bounds
    return Said(
        "%(share)s：已知相关的专题“%(known)s”有%(checked)s件，所画的专利里有其中%(counted)s件；全部的大概在%(low)s到%(high)s之间（95%%）",
        share=_part(held.share),
        known=known,
        checked=f"{held.checked:,}",
        counted=f"{held.counted:,}",
        low=_part(low),
        high=_part(high),
    )


def _part(of_all: Fraction) -> str:
    return share(part=of_all.numerator, whole=of_all.denominator)


def _short(subject: str) -> str:
    return subject if len(subject) <= LONGEST_IN_TITLE else f"{subject[:LONGEST_IN_TITLE]}…"
