"""Minutes of the bureau's meeting 局长办公会纪要: who was there, what was said, and what was settled case by case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhiyun.gateways.official_papers.paper import (
    Block,
    Column,
    Heading,
    Letterhead,
    Look,
    Paper,
    Paragraph,
    Table,
    Terms,
)


@dataclass(frozen=True, slots=True)
class Attendance:
    """One member: name, post, and how they took part (presiding, without a vote, absent)."""

    name: str
    post: str
    mark: str


@dataclass(frozen=True, slots=True)
class SettledCase:
    """One case: applicant, reference, result, amount in words, how it was settled, recusals and reasons."""

    applicant: str
    reference: str
    result: str
    amount: str
    how: str
    note: str


@dataclass(frozen=True, slots=True)
class Settled:
    """One call: its resolution with its seal, the sum, how it was computed, what it decides again, and every case."""

    title: str
    resolution: str
    sm3: str
    total: str
    because: str
    revised: str
    cases: tuple[SettledCase, ...]


@dataclass(frozen=True, slots=True)
class Minutes:
    """Approved minutes; ``rules`` says by which readings the meeting counted."""

    letterhead: Letterhead
    title: str
    held_on: str
    place: str
    members: tuple[Attendance, ...]
    rules: tuple[str, ...]
    words: tuple[str, ...]
    items: tuple[Settled, ...]
    written_by: str
    approved_by: str


def minutes_paper(minutes: Minutes) -> Paper:
    """Lay out minutes."""
    return Paper(minutes.letterhead, f"{minutes.title}纪要", tuple(_blocks(minutes)))


def _blocks(minutes: Minutes) -> Iterator[Block]:
    yield Terms(
        (
            ("时间", minutes.held_on),
            ("地点", minutes.place),
            ("记录", minutes.written_by),
            ("审签", minutes.approved_by),
        )
    )
    yield Heading("参会人员")
    yield Table(
        (Column("姓名", 6), Column("职务", 10), Column("备注", 8)),
        tuple((each.name, each.post, each.mark or "到会") for each in minutes.members),
    )
    if minutes.rules:
        yield Heading("议事规则")
        yield from map(Paragraph, minutes.rules)
    yield Heading("会议情况")
    yield from map(Paragraph, minutes.words)
    yield Heading("审定结果")
    for item in minutes.items:
        yield Heading(item.title, level=2)
        yield Terms(
            (("审定编号", item.resolution), ("合计", item.total), ("封存值（SM3）", item.sm3))
            + ((("复议", item.revised),) if item.revised else ())
            + ((("计算", item.because),) if item.because else ())
        )
        yield Table(
            (
                Column("序号", 2, Look.CENTRED),
                Column("申报单位", 9),
                Column("结果", 3, Look.CENTRED),
                Column("金额", 6, Look.NUMBER),
                Column("表决", 3, Look.CENTRED),
                Column("备注", 7),
            ),
            tuple(
                (
                    str(number),
                    f"{each.applicant}（{each.reference}）",
                    each.result,
                    each.amount,
                    each.how,
                    each.note,
                )
                for number, each in enumerate(item.cases, 1)
            ),
            caption="表决一栏依次为同意、不同意、弃权的票数；一致指没有异议、未付表决",
        )
