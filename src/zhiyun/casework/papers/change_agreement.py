"""A change agreement laid out from the words it was issued with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from zhiyun.casework.papers import task_book
from zhiyun.casework.papers.document import Document, case
from zhiyun.gateways import official_papers
from zhiyun.gateways.official_papers import day_text
from zhiyun.gateways.official_papers.change_agreement import PARTIES
from zhiyun.kernel.money import Money

NOTHING = "（无）"


def paper(*, document: Document, head: official_papers.Letterhead) -> official_papers.Paper:
    """Lay out a change agreement both sides have signed."""
    told = document.content
    about = case(content=told)
    before = f"第{told['before_version']}版，内容指纹（SM3）{told['before_sm3']}"
    return official_papers.change_agreement_paper(
        official_papers.ChangeAgreement(
            head,
            about,
            PARTIES.format(
                office=told["office"],
                applicant=about.applicant,
                task_book=told["task_book"],
                before=before,
                **told["measure"],
            ),
            tuple(_terms(told)),
            tuple(line for line in told["reason"].split("\n") if line.strip()),
            tuple(
                (each["place"], each["before"] or NOTHING, each["after"] or NOTHING)
                for each in told["differences"]
            ),
            tuple(
                task_book.signature(told=each, office=told["office"], applicant=about.applicant)
                for each in told["signatures"]
            ),
        )
    )


def _terms(told: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "变更协议", told["change"]
    yield "任务书", f"{told['task_book']}　变更后为第{told['version']}版"
    yield "建设单位", told["case"]["applicant"]
    yield "统一社会信用代码", told["case"]["credit_code"]
    yield "申报编号", told["case"]["reference"]
    asked = "市知识产权局" if told["side"] == "bureau" else "建设单位"
    yield "提出变更", f"{asked}，{day_text(date.fromisoformat(told['asked_on']))}"
    yield "资助金额", _changed(str(Money(told["before_fen"])), str(Money(told["after_fen"])))
    last = (day_text(date.fromisoformat(told[name])) for name in ("last_before", "last_after"))
    yield "建设期最后一日", _changed(*last)
    if told["content"]["approved_length"]:
        yield "批准文件", told["content"]["approved_length"]


def _changed(before: str, after: str) -> str:
    return f"{before}（不变）" if before == after else f"由{before}变更为{after}"


__all__ = ["paper"]
