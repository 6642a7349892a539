"""Letters to a funded centre: what its acceptance came to 验收合格/不合格通知书, and the order to recover 追回决定书."""

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
    Terms,
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an acceptance came to: ``basis`` is the opening sentence, ``visit`` the record of a visit or empty."""

    letterhead: Letterhead
    case: Case
    passed: bool
    basis: str
    terms: tuple[tuple[str, str], ...]
    opinion: str
    visit: str
    consequences: tuple[Item, ...]
    readings: tuple[str, ...]
    remedies: tuple[Item, ...]
    unconfirmed: bool


@dataclass(frozen=True, slots=True)
class Recovery:
    """An order to recover: the ground, what had been paid (words and amount), the sum, and until when to pay."""

    letterhead: Letterhead
    case: Case
    basis: str
    terms: tuple[tuple[str, str], ...]
    paid: tuple[tuple[str, str], ...]
    total: str
    pay: str
    words: str
    readings: tuple[str, ...]
    remedies: tuple[Item, ...]
    unconfirmed: bool


def outcome_paper(outcome: Outcome) -> Paper:
    """Lay out the letter that tells an acceptance's outcome."""
    title = "验收合格通知书" if outcome.passed else "验收不合格通知书"
    return _paper(outcome.letterhead, title, outcome.case, _outcome_blocks(outcome))


def recovery_paper(recovery: Recovery) -> Paper:
    """Lay out an order to recover; one that recovers nothing is our fault."""
    assert recovery.paid, "what is recovered was paid"
    return _paper(recovery.letterhead, "追回决定书", recovery.case, _recovery_blocks(recovery))


def _paper(letterhead: Letterhead, title: str, case: Case, blocks: Iterator[Block]) -> Paper:
    opening, *rest = blocks
    return Paper(letterhead, title, (opening, case_terms(case), *rest), addressee=case.applicant)


def _outcome_blocks(outcome: Outcome) -> Iterator[Block]:
    yield Paragraph(outcome.basis)
    yield Terms(outcome.terms)
    yield Heading("验收意见")
    yield Paragraph(outcome.opinion)
    if outcome.visit:
        yield Heading("现场验收记录")
        yield Paragraph(outcome.visit)
    yield Heading("结论的效力")
    yield Listing(outcome.consequences)
    yield from _ending(outcome.readings, outcome.remedies, outcome.unconfirmed)


def _recovery_blocks(recovery: Recovery) -> Iterator[Block]:
    yield Paragraph(recovery.basis)
    yield Terms(recovery.terms)
    yield Heading("追回的金额")
    yield Table(
        (Column("序号", 3, Look.CENTRED), Column("前期拨付", 14), Column("金额", 10)),
        (
            *((str(number), words, amount) for number, (words, amount) in enumerate(recovery.paid, 1)),
            ("", "应缴回合计", recovery.total),
        ),
    )
    yield Heading("缴回期限和方式")
    yield Paragraph(recovery.pay)
    if recovery.words:
        yield Paragraph(recovery.words)
    yield from _ending(recovery.readings, recovery.remedies, recovery.unconfirmed)


def _ending(readings: tuple[str, ...], remedies: tuple[Item, ...], unconfirmed: bool) -> Iterator[Block]:
    if readings:
        yield Heading("采用的口径")
        yield Listing(tuple(map(Item, readings)))
    if remedies:
        yield Heading("救济途径")
        yield Listing(remedies)
        if unconfirmed:
            yield Paragraph("（救济途径的表述待局确认。）")
