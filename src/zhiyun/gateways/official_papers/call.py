"""The call 申报通知: who may ask for what, with which materials, from when until when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

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
from zhiyun.gateways.official_papers.wording import instant_text


@dataclass(frozen=True, slots=True)
class EvidenceRule:
    """What proves a deal of one kind, and the article or notice that asks for it."""

    kind: str
    evidence: str
    citation: str = ""


@dataclass(frozen=True, slots=True)
class Windows:
    """When applications are taken, half-open, and the span of performance that counts, in words or empty."""

    opens_at: datetime
    closes_at: datetime
    performance: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """A published version of a call. ``measure`` is named with its 文号; ``changes`` is against the one before.

    ``correction`` says how long a returned application may be corrected and how that is counted.
    """

    letterhead: Letterhead
    title: str
    addressee: str
    benefit: str
    measure: str
    citations: tuple[str, ...]
    paragraphs: tuple[str, ...]
    conditions: tuple[Item, ...]
    materials: tuple[Item, ...]
    evidence: tuple[EvidenceRule, ...]
    windows: Windows
    correction: str
    contact: tuple[tuple[str, str], ...]
    version: int = 1
    changes: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()


def call_paper(call: Call) -> Paper:
    """Lay out a call; the headings without content are left out."""
    return Paper(
        call.letterhead,
        call.title,
        tuple(_blocks(call)),
        addressee=call.addressee,
        attachments=call.attachments,
    )


def _blocks(call: Call) -> Iterator[Block]:
    yield from map(Paragraph, call.paragraphs)
    yield Heading("申报事项和依据")
    yield Terms(
        (
            ("申报事项", call.benefit),
            ("依据", call.measure),
            ("条款", "、".join(call.citations)),
            ("通知版本", f"第{call.version}版"),
        )
    )
    yield from _listed("申报条件", call.conditions)
    yield from _listed("申报材料", call.materials)
    if call.evidence:
        yield Heading("各类业务的证明材料")
        yield Table(
            (Column("业务类型", 3), Column("证明材料", 7), Column("依据", 3)),
            tuple((rule.kind, rule.evidence, rule.citation) for rule in call.evidence),
        )
    yield Heading("申报时间和补正")
    yield _times(call)
    if call.contact:
        yield Heading("联系方式")
        yield Terms(call.contact)
    yield from _changes(call)


def _listed(heading: str, items: tuple[Item, ...]) -> Iterator[Block]:
    if items:
        yield Heading(heading)
        yield Listing(items)


def _times(call: Call) -> Terms:
    windows = call.windows
    rows = [
        ("申报开始", f"{instant_text(windows.opens_at)}（北京时间，以服务器时间为准）"),
        ("申报截止", f"{instant_text(windows.closes_at)}（北京时间，以服务器时间为准，届时起不再接收）"),
        ("业绩期间", windows.performance),
        ("补正期限", call.correction),
    ]
    return Terms(tuple((label, value) for label, value in rows if value))


def _changes(call: Call) -> Iterator[Block]:
    if call.changes:
        yield Heading("与上一版相比的变更")
        yield Paragraph(f"本通知为第{call.version}版，与上一版相比有下列变更，以本版为准：")
        yield Table(
            (Column("序号", 1, Look.CENTRED), Column("变更内容", 11)),
            tuple((str(number), change) for number, change in enumerate(call.changes, 1)),
        )
