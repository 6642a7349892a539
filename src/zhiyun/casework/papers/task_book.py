"""A task book laid out from its words: what was issued when both had signed, and a version still negotiated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from zhiyun.casework.actor import SHANGHAI
from zhiyun.casework.papers.document import Document, case
from zhiyun.casework.task_books.content import Content, read
from zhiyun.casework.task_books.differences import rate_text
from zhiyun.gateways import official_papers
from zhiyun.gateways.official_papers import day_text
from zhiyun.kernel.citation import chinese_number
from zhiyun.kernel.money import Money

WHILE_BUILDING = (
    "建设期内不得申报运营绩效补贴（第十四条）。自签订之日起每半年提交一次项目执行进展、阶段性成果、"
    "经费使用情况和下阶段工作计划等项目实施报告（第十六条）。"
)
DRAFT = "第{number}版协商稿，尚未签订，不具有效力。内容指纹（SM3）{sm3}。"


def paper(*, document: Document, head: official_papers.Letterhead) -> official_papers.Paper:
    """Lay out a task book both sides have signed."""
    return laid_out(told=document.content, head=head, state="")


def draft(*, told: Mapping[str, Any], dated: date, is_demo: bool) -> official_papers.Paper:
    """Lay out a version that is not signed, as a working paper to read, edit and send back."""
    head = official_papers.Letterhead(told["office"], "", dated, is_demo=is_demo)
    state = DRAFT.format(number=told["version"], sm3=told["version_sm3"])
    return laid_out(told=told, head=head, state=state)


def laid_out(
    *, told: Mapping[str, Any], head: official_papers.Letterhead, state: str
) -> official_papers.Paper:
    """Lay out a task book's words."""
    content = read(told=told["content"])
    about = case(content=told)
    return official_papers.task_book_paper(
        official_papers.TaskBook(
            head,
            about,
            official_papers.PARTIES.format(
                office=told["office"], applicant=about.applicant, **told["measure"]
            ),
            state,
            tuple(_terms(told, content)),
            tuple(line for line in content.goals.split("\n") if line.strip()),
            tuple(_indicators(content)),
            tuple(_budget(content)),
            tuple(_tranches(content)),
            tuple(_clauses(content)),
            tuple(
                signature(told=each, office=told["office"], applicant=about.applicant)
                for each in told["signatures"]
            ),
        )
    )


def _terms(told: Mapping[str, Any], content: Content) -> Iterator[tuple[str, str]]:
    yield "任务书", f"{told['task_book']}　第{told['version']}版"
    yield "建设单位", told["case"]["applicant"]
    yield "统一社会信用代码", told["case"]["credit_code"]
    yield "申报编号", told["case"]["reference"]
    yield "资助事项", told["benefit"]
    yield "审定决定", told["decision"]
    yield "资助金额", str(Money(told["amount_fen"]))
    yield "自筹金额", str(Money(told["own_fen"]))
    begins = told["starts_on"] or content.begins.isoformat()
    planned = "" if told["starts_on"] else "（拟签订日，以双方实际签订日为准）"
    yield (
        "建设期",
        f"{day_text(date.fromisoformat(begins))}{planned}至{day_text(content.last_on)}",
    )
    if content.approved_length:
        yield "批准文件", content.approved_length


def _indicators(content: Content) -> Iterator[tuple[str, ...]]:
    for number, each in enumerate(content.indicators, 1):
        yield (
            str(number),
            each.words,
            f"{each.target:,}{each.unit}",
            each.evidence,
            f"第{chinese_number(each.half_year)}个半年末",
        )


def _budget(content: Content) -> Iterator[tuple[str, ...]]:
    for line in content.budget:
        judged = f"（市局认定：{line.judged}）" if line.judged else ""
        yield line.head, f"{line.purpose}{judged}", str(Money(line.public_fen)), str(Money(line.own_fen))
    yield "合计", "", str(content.public), str(content.own)


def _tranches(content: Content) -> Iterator[tuple[str, ...]]:
    for number, part in enumerate(content.tranches, 1):
        yield str(number), str(Money(part.amount_fen)), part.trigger, day_text(part.due_on)


def _clauses(content: Content) -> Iterator[tuple[str, str]]:
    yield "建设期内的限制和报告", WHILE_BUILDING
    yield "变更", content.change
    yield "验收", content.acceptance
    rate = rate_text(basis_points=content.interest_bp)
    agreed = f"\n收回经费按年利率{rate}计付利息，自拨付之日起算。" if rate else ""
    yield "收回和责任", content.recovery + agreed


def signature(*, told: Mapping[str, Any], office: str, applicant: str) -> official_papers.Signed:
    """Write one side's signature as the paper shows it."""
    at = datetime.fromisoformat(told["at"]).astimezone(SHANGHAI)
    is_bureau = told["side"] == "bureau"
    return official_papers.Signed(
        "甲方" if is_bureau else "乙方",
        office if is_bureau else applicant,
        f"{told['by_name']}（{told['capacity']}）",
        f"{at:%Y-%m-%d %H:%M:%S}",
        told["mark"],
        told["value"],
    )


__all__ = ["draft", "laid_out", "paper", "signature"]
