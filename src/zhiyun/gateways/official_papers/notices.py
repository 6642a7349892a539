"""Notices to one applicant: return for correction 补正, acceptance 受理, refusal to accept 不予受理."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

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
from zhiyun.gateways.official_papers.wording import day_text


@dataclass(frozen=True, slots=True)
class Case:
    """The application a notice is about; ``call`` is named with its 文号."""

    reference: str
    applicant: str
    credit_code: str
    call: str


@dataclass(frozen=True, slots=True)
class Reason:
    """What is wrong with one section, what to do about it, and the article that asks for it."""

    section: str
    reason: str
    citation: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day for correcting, how it was counted in working days, and the holiday notice behind that."""

    last_day: date
    counting: str
    source: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A return for correction: the only one, with a reason for each section that reopens."""

    letterhead: Letterhead
    case: Case
    reasons: tuple[Reason, ...]
    deadline: Deadline


@dataclass(frozen=True, slots=True)
class Acceptance:
    """An application found complete; ``next_steps`` say what follows and by which article."""

    letterhead: Letterhead
    case: Case
    accepted_on: date
    next_steps: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class NonAcceptance:
    """An application that is not taken up: all its grounds, and how to object."""

    letterhead: Letterhead
    case: Case
    grounds: tuple[Item, ...]
    objection: tuple[str, ...]


def correction_paper(correction: Correction) -> Paper:
    """Lay out a return for correction; one without a reason is our fault."""
    assert correction.reasons, "a return names its reasons"
    return _paper(correction.letterhead, "补正通知书", correction.case, _correction_blocks(correction))


def acceptance_paper(acceptance: Acceptance) -> Paper:
    """Lay out a notice that an application is accepted for examination."""
    return _paper(acceptance.letterhead, "受理通知书", acceptance.case, _acceptance_blocks(acceptance))


def non_acceptance_paper(refusal: NonAcceptance) -> Paper:
    """Lay out a notice that an application is not accepted; one without a ground is our fault."""
    assert refusal.grounds, "a refusal to accept names its grounds"
    return _paper(refusal.letterhead, "不予受理通知书", refusal.case, _non_acceptance_blocks(refusal))


def _paper(letterhead: Letterhead, title: str, case: Case, blocks: Iterator[Block]) -> Paper:
    opening, *rest = blocks
    return Paper(letterhead, title, (opening, case_terms(case), *rest), addressee=case.applicant)


def case_terms(case: Case) -> Terms:
    """Name the application a paper is about."""
    return Terms(
        (
            ("申报编号", case.reference),
            ("申报单位", case.applicant),
            ("统一社会信用代码", case.credit_code),
            ("申报通知", case.call),
        )
    )


def _correction_blocks(correction: Correction) -> Iterator[Block]:
    deadline = correction.deadline
    yield Paragraph(
        f"你单位的申报材料（申报编号{correction.case.reference}）经核对需要补正。"
        f"请于{day_text(deadline.last_day)}（含当日）前在系统中补正并由法定代表人重新提交。"
    )
    yield Heading("需要补正的内容")
    yield Table(
        (Column("序号", 3, Look.CENTRED), Column("部分", 6), Column("原因和要求", 15), Column("依据", 7)),
        tuple(
            (str(number), each.section, each.reason, each.citation)
            for number, each in enumerate(correction.reasons, 1)
        ),
    )
    yield Heading("补正期限")
    yield Terms(
        (
            ("最后一日", day_text(deadline.last_day)),
            ("计算方法", deadline.counting),
            ("工作日依据", deadline.source),
        )
    )
    yield Paragraph(
        "补正只有一次，只开放上列部分，其他部分不能改动。逾期未补正，或者补正后仍不符合要求的，依照办法和申报通知处理。"
    )


def _acceptance_blocks(acceptance: Acceptance) -> Iterator[Block]:
    yield Paragraph(
        f"你单位的申报材料（申报编号{acceptance.case.reference}）经核对齐全，"
        f"符合受理要求，于{day_text(acceptance.accepted_on)}受理。"
    )
    if acceptance.next_steps:
        yield Paragraph("此后的程序如下：")
        yield Listing(acceptance.next_steps)
    yield Paragraph("受理不表示符合资助、补贴条件，结果以审定后的公示和文件为准。")


def _non_acceptance_blocks(refusal: NonAcceptance) -> Iterator[Block]:
    yield Paragraph(
        f"你单位的申报材料（申报编号{refusal.case.reference}）不符合受理要求，决定不予受理。全部理由如下："
    )
    yield Heading("不予受理的理由")
    yield Listing(refusal.grounds)
    if refusal.objection:
        yield Heading("如有异议")
        yield from map(Paragraph, refusal.objection)
