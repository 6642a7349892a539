"""The change agreement 变更协议 of a task book: what both sides agreed to change, before and after, and their seals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhiyun.gateways.official_papers.notices import Case
from zhiyun.gateways.official_papers.paper import (
    Block,
    Column,
    Heading,
    Letterhead,
    Paper,
    Paragraph,
    Table,
    Terms,
)
from zhiyun.gateways.official_papers.task_book import Signed, signed_table

TITLE = "知识产权运营中心建设任务书变更协议"
PARTIES = (
    "甲方为{office}，乙方为{applicant}。双方签订的任务书{task_book}（{before}）按其变更条款协商一致，"
    "根据《{title}》（{number}）{cites}订立本协议。"
)
REST = (
    "除上表所列之外，任务书其余内容不变，双方继续履行。本协议自双方签订之日起生效，与任务书具有同等效力；"
    "原任务书和历次变更协议照原样保存，不作涂改。"
)


@dataclass(frozen=True, slots=True)
class ChangeAgreement:
    """A whole change agreement: its cover, who asked and why, every change before and after, and the signatures."""

    letterhead: Letterhead
    case: Case
    parties: str
    terms: tuple[tuple[str, str], ...]
    reason: tuple[str, ...]
    changes: tuple[tuple[str, ...], ...]
    signatures: tuple[Signed, ...]


def change_agreement_paper(agreement: ChangeAgreement) -> Paper:
    """Lay out a change agreement both sides have signed."""
    return Paper(agreement.letterhead, TITLE, tuple(_blocks(agreement)), is_issued=True)


def _blocks(agreement: ChangeAgreement) -> Iterator[Block]:
    yield Terms(agreement.terms)
    yield Paragraph(agreement.parties)
    yield Heading("变更理由")
    yield from map(Paragraph, agreement.reason)
    yield Heading("变更内容")
    yield Table((Column("位置", 8), Column("原来", 12), Column("变更为", 12)), agreement.changes)
    yield Paragraph(REST)
    yield from signed_table(agreement.signatures)
