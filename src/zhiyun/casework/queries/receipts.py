"""What an applicant was given for what it handed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zhiyun.casework.actor import Actor
from zhiyun.casework.issuing import PaperKind
from zhiyun.casework.opened_application import opened
from zhiyun.records.models import IssuedPaper


@dataclass(frozen=True, slots=True)
class Receipt:
    """One receipt: its number, its words, and the code anyone may verify it by."""

    number: str
    code: str
    issued_at: datetime
    content: Mapping[str, Any]
    sm3: str


def receipts(*, by: Actor, reference: str) -> tuple[Receipt, ...]:
    """List an application's receipts, the newest first; refuses others' applications as not found."""
    found = opened(by=by, reference=reference)
    issued = IssuedPaper.objects.filter(application=found.application, kind=PaperKind.RECEIPT.value)
    return tuple(
        Receipt(each.number, each.code, each.issued_at, each.content, each.content_sm3)
        for each in issued.order_by("-id")
    )
