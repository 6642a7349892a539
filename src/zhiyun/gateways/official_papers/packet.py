"""The papers of a meeting 会议材料: what is brought, call by call and case by case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhiyun.gateways.official_papers.paper import (
    Block,
    Column,
    Heading,
    Item,
    Letterhead,
    Listing,
    Look,
    Paper,
    Paragraph,
    Table,
    Terms,
)


@dataclass(frozen=True, slots=True)
class PacketCase:
    """One case: what is proposed, what the law says against it, who judged what, and the seal of its papers."""

    reference: str
    applicant: str
    credit_code: str
    district: str
    proposal: str
    words: str
    beside: tuple[str, ...]
    outcome: str
    against: tuple[Item, ...]
    judgements: tuple[Item, ...]
    seal: str


@dataclass(frozen=True, slots=True)
class PacketCall:
    """One call on the agenda: what is left of the year's money, and how it would be shared as things stand."""

    title: str
    benefit: str
    pot: str
    computed: str
    cases: tuple[PacketCase, ...]


@dataclass(frozen=True, slots=True)
class Packet:
    """The papers of one meeting."""

    letterhead: Letterhead
    title: str
    held_at: str
    place: str
    members: tuple[str, ...]
    calls: tuple[PacketCall, ...]


def packet_paper(packet: Packet) -> Paper:
    """Lay out a meeting's papers; the office has not issued them, so they bear no red head."""
    return Paper(packet.letterhead, f"{packet.title}材料", tuple(_blocks(packet)), is_issued=False)


def _blocks(packet: Packet) -> Iterator[Block]:
    yield Terms(
        (
            ("会议", packet.letterhead.number),
            ("时间", packet.held_at),
            ("地点", packet.place),
            ("参会人员", "、".join(packet.members)),
        )
    )
    for call in packet.calls:
        yield Heading(call.title)
        yield Terms((("申报类别", call.benefit), ("本年度账上可用", call.pot)))
        if call.computed:
            yield Paragraph(call.computed)
        yield Table(
            (
                Column("序号", 2, Look.CENTRED),
                Column("申报单位", 10),
                Column("区县", 4),
                Column("核定金额或者专家组建议", 8, Look.NUMBER),
                Column("条件", 4, Look.CENTRED),
            ),
            tuple(
                (
                    str(number),
                    f"{each.applicant}（{each.reference}）",
                    each.district,
                    each.proposal,
                    each.outcome,
                )
                for number, each in enumerate(call.cases, 1)
            ),
        )
        for each in call.cases:
            yield from _case(each)


def _case(case: PacketCase) -> Iterator[Block]:
    yield Heading(case.applicant, level=2)
    yield Terms(
        (
            ("申报编号", case.reference),
            ("统一社会信用代码", case.credit_code),
            ("核定金额或者专家组建议", case.proposal),
            ("申报材料封存值（SM3）", case.seal),
        )
    )
    if case.words:
        yield Paragraph(f"专家组意见：{case.words}")
    for each in case.beside:
        yield Paragraph(each)
    if case.against:
        yield Paragraph("不符合、缺证据或者待判断的：")
        yield Listing(case.against)
    if case.judgements:
        yield Paragraph("签署的判断：")
        yield Listing(case.judgements)
