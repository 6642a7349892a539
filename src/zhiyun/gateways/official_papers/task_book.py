"""The task book 任务书 of a funded centre: what both sides agreed, and their seals, each with its mark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhiyun.gateways.official_papers.notices import Case
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

Rows = tuple[tuple[str, ...], ...]

TITLE = "知识产权运营中心建设任务书"
PARTIES = (
    "甲方为{office}，乙方为{applicant}。双方根据《{title}》（{number}）{cites}，"
    "就乙方建设知识产权运营中心、甲方给予建设经费资助订立本任务书。"
)


@dataclass(frozen=True, slots=True)
class Signed:
    """One side's signature: who signed for whom, when, and the seal with the mark people must see."""

    side: str
    unit: str
    person: str
    at: str
    mark: str
    value: str


@dataclass(frozen=True, slots=True)
class TaskBook:
    """A whole task book; ``state`` says what it is while it is not signed, ``terms`` its cover, all money written out."""

    letterhead: Letterhead
    case: Case
    parties: str
    state: str
    terms: tuple[tuple[str, str], ...]
    goals: tuple[str, ...]
    indicators: Rows
    budget: Rows
    tranches: Rows
    clauses: tuple[tuple[str, str], ...]
    signatures: tuple[Signed, ...]


def task_book_paper(book: TaskBook) -> Paper:
    """Lay out a task book; an unsigned one is a working paper without red head."""
    return Paper(book.letterhead, TITLE, tuple(_blocks(book)), is_issued=not book.state)


def _blocks(book: TaskBook) -> Iterator[Block]:
    if book.state:
        yield Paragraph(book.state)
    yield Terms(book.terms)
    yield Paragraph(book.parties)
    yield Heading("建设目标和任务")
    yield from map(Paragraph, book.goals)
    yield Heading("绩效指标")
    yield Table(
        (
            Column("序号", 3, Look.CENTRED),
            Column("指标", 9),
            Column("目标值", 5, Look.NUMBER),
            Column("佐证材料", 9),
            Column("完成时间", 6),
        ),
        book.indicators,
    )
    yield Heading("经费预算")
    yield Table(
        (
            Column("支出用途", 8),
            Column("具体内容", 9),
            Column("资助经费", 7, Look.NUMBER),
            Column("自筹经费", 7, Look.NUMBER),
        ),
        book.budget,
    )
    yield Heading("拨付安排")
    yield Table(
        (
            Column("序号", 3, Look.CENTRED),
            Column("金额", 7, Look.NUMBER),
            Column("拨付条件", 14),
            Column("应付日", 8),
        ),
        book.tranches,
    )
    for title, words in book.clauses:
        yield Heading(title)
        yield from map(Paragraph, words.split("\n"))
    if book.signatures:
        yield from signed_table(book.signatures)


def signed_table(signatures: tuple[Signed, ...]) -> Iterator[Block]:
    """Show who signed, and say what a practice seal is not."""
    yield Heading("签订")
    yield Table(
        (
            Column("签订方", 7),
            Column("签订人和时间", 8),
            Column("签章", 4),
            Column("签章值（SM3）", 12, Look.CODE),
        ),
        tuple(
            (f"{each.side}\n{each.unit}", f"{each.person}\n{each.at}", each.mark, each.value)
            for each in signatures
        ),
    )
    simulated = [each.mark for each in signatures if "模拟" in each.mark]
    if simulated:
        yield Paragraph(
            "本件所用签章为模拟签章，只用于核对内容有无改动，不能证明签章人身份，不具有电子签名的法律效力。"
        )
