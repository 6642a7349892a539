"""Letters after a decision: from the words kept at issue to a paper."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from zhiyun.casework.papers.document import Document, case, items
from zhiyun.gateways import official_papers
from zhiyun.kernel.money import Money


def approval(*, document: Document, head: official_papers.Letterhead) -> official_papers.Paper:
    """Lay out a letter of intended support."""
    told = document.content
    return official_papers.approval_paper(
        official_papers.Approval(
            head,
            case(content=told),
            _decided(told),
            str(Money(told["amount_fen"])),
            items(listed=told["computation"]),
            told["notice"],
        )
    )


def refusal(*, document: Document, head: official_papers.Letterhead) -> official_papers.Paper:
    """Lay out a letter of refusal."""
    told = document.content
    return official_papers.refusal_paper(
        official_papers.Refusal(
            head,
            case(content=told),
            _decided(told),
            items(listed=told["grounds"]),
            items(listed=told["remedies"]),
            not told["remedies_confirmed_by"],
        )
    )


def _decided(told: Mapping[str, Any]) -> official_papers.Decided:
    decision = told["decision"]
    return official_papers.Decided(
        decision["reference"],
        official_papers.day_text(date.fromisoformat(decision["decided_on"])),
        tuple(
            official_papers.Condition(each["text"], each["citation"], each["outcome"], each["judged"])
            for each in told["heard"]
        ),
        tuple(told["readings"]),
    )
