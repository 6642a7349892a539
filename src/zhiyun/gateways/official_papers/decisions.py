"""Letters to one applicant once a list is public: intended support 拟支持, or none 不予支持."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhiyun.gateways.official_papers.notices import Case, case_terms
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
)


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition as it was heard: the words, where it stands, the outcome, and who judged where people did."""

    words: str
    citation: str
    outcome: str
    judged: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What both letters say: the decision's reference, the day it was made, every condition and every reading."""

    reference: str
    decided_on: str
    heard: tuple[Condition, ...]
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Approval:
    """Intended support: how much in words, how it was computed, and the notice that now runs."""

    letterhead: Letterhead
    case: Case
    decided: Decided
    amount: str
    computation: tuple[Item, ...]
    notice: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """No support: all its grounds, and the remedies; ``unconfirmed`` says that nobody has confirmed their wording."""

    letterhead: Letterhead
    case: Case
    decided: Decided
    grounds: tuple[Item, ...]
    remedies: tuple[Item, ...]
    unconfirmed: bool


def approval_paper(approval: Approval) -> Paper:
    """Lay out a letter of intended support."""
    return _paper(approval.letterhead, "拟支持通知书", approval.case, _approval_blocks(approval))


def refusal_paper(refusal: Refusal) -> Paper:
    """Lay out a letter of refusal; one without a ground or a remedy is our fault."""
    assert refusal.grounds, "a refusal names its grounds"
    assert refusal.remedies, "a refusal names its remedies"
    return _paper(refusal.letterhead, "不予支持决定书", refusal.case, _refusal_blocks(refusal))


def _paper(letterhead: Letterhead, title: str, case: Case, blocks: Iterator[Block]) -> Paper:
    opening, *rest = blocks
    return Paper(letterhead, title, (opening, case_terms(case), *rest), addressee=case.applicant)


def _approval_blocks(approval: Approval) -> Iterator[Block]:
    yield Paragraph(
        f"经局长办公会审定（{approval.decided.decided_on}，决定编号{approval.decided.reference}），"
        f"拟支持你单位{approval.amount}。"
    )
    yield Heading("金额的计算")
    yield Listing(approval.computation)
    yield from _heard(approval.decided)
    yield Heading("公示")
    yield Paragraph(approval.notice)
    yield Paragraph("本通知不是拨款的依据。最终结果以公示期满后的确认为准。")


def _refusal_blocks(refusal: Refusal) -> Iterator[Block]:
    yield Paragraph(
        f"经局长办公会审定（{refusal.decided.decided_on}，决定编号{refusal.decided.reference}），"
        "决定对你单位的申报不予支持。全部理由如下："
    )
    yield Heading("不予支持的理由")
    yield Listing(refusal.grounds)
    yield from _heard(refusal.decided)
    yield Heading("救济途径")
    yield Listing(refusal.remedies)
    if refusal.unconfirmed:
        yield Paragraph("（救济途径的表述待局确认。）")


def _heard(decided: Decided) -> Iterator[Block]:
    if decided.heard:
        yield Heading("各项条件的审核结果")
        yield Table(
            (
                Column("序号", 3, Look.CENTRED),
                Column("审核结果和判断", 16),
                Column("结论", 4, Look.CENTRED),
                Column("依据", 6),
                Column("判断人", 6),
            ),
            tuple(
                (str(number), each.words, each.outcome, each.citation, each.judged or "—")
                for number, each in enumerate(decided.heard, 1)
            ),
        )
    if decided.readings:
        yield Heading("采用的口径")
        yield Listing(tuple(map(Item, decided.readings)))
