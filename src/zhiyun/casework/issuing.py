"""Documents the office and the system issue: numbered, hashed, and verifiable by a code nobody can guess."""

from __future__ import annotations

import base64
import enum
from collections.abc import Mapping
from typing import Any

from django.utils.crypto import salted_hmac

from zhiyun.casework.actor import Actor
from zhiyun.casework.canonical import canonical, sm3_hex
from zhiyun.records.models import Application, CallVersion, IssuedPaper, NumberSequence


class PaperKind(enum.StrEnum):
    """The kinds of document issued in the procedure."""

    CALL = "call"
    RECEIPT = "receipt"
    CORRECTION = "correction"
    ACCEPTANCE = "acceptance"
    NON_ACCEPTANCE = "non_acceptance"
    TASK_BOOK = "task_book"
    CHANGE_AGREEMENT = "change_agreement"
    APPROVAL = "approval"
    REFUSAL = "refusal"
    MINUTES = "minutes"
    PAYMENT_ORDER = "payment_order"
    YEAR_BOOK = "year_book"
    PUBLIC_LIST = "public_list"
    PANEL_OPINION = "panel_opinion"
    SITE_RECORD = "site_record"
    CENTRE_PASSED = "centre_passed"
    CENTRE_FAILED = "centre_failed"
    RECOVERY = "recovery"


WORDS = {
    PaperKind.CALL: "申报通知",
    PaperKind.RECEIPT: "申报材料提交回执",
    PaperKind.CORRECTION: "补正通知书",
    PaperKind.ACCEPTANCE: "受理通知书",
    PaperKind.NON_ACCEPTANCE: "不予受理通知书",
    PaperKind.TASK_BOOK: "建设任务书",
    PaperKind.CHANGE_AGREEMENT: "任务书变更协议",
    PaperKind.APPROVAL: "拟支持通知书",
    PaperKind.REFUSAL: "不予支持决定书",
    PaperKind.MINUTES: "局长办公会纪要",
    PaperKind.PAYMENT_ORDER: "支付指令单",
    PaperKind.YEAR_BOOK: "年度资金台账",
    PaperKind.PUBLIC_LIST: "拟支持名单公示",
    PaperKind.PANEL_OPINION: "专家组评审意见",
    PaperKind.SITE_RECORD: "现场评估记录",
    PaperKind.CENTRE_PASSED: "验收合格通知书",
    PaperKind.CENTRE_FAILED: "验收不合格通知书",
    PaperKind.RECOVERY: "追回决定书",
}

_SHORT = {
    PaperKind.CORRECTION: "补正",
    PaperKind.ACCEPTANCE: "受理",
    PaperKind.NON_ACCEPTANCE: "不予受理",
    PaperKind.TASK_BOOK: "任务书",
    PaperKind.CHANGE_AGREEMENT: "变更",
    PaperKind.APPROVAL: "拟支持",
    PaperKind.REFUSAL: "不予支持",
    PaperKind.MINUTES: "纪要",
    PaperKind.PAYMENT_ORDER: "支付",
    PaperKind.YEAR_BOOK: "台账",
    PaperKind.PUBLIC_LIST: "公示",
    PaperKind.PANEL_OPINION: "评审",
    PaperKind.SITE_RECORD: "现场",
    PaperKind.CENTRE_PASSED: "验收合格",
    PaperKind.CENTRE_FAILED: "验收不合格",
    PaperKind.RECOVERY: "追回",
}

KEPT_INSIDE = frozenset({PaperKind.PANEL_OPINION, PaperKind.SITE_RECORD, PaperKind.PAYMENT_ORDER})
"""What is about an application and yet goes to the bureau alone: it names experts or who pays, or tells of steps early."""


def issue(
    *,
    kind: PaperKind,
    by: Actor,
    content: Mapping[str, Any],
    number: str = "",
    application: Application | None = None,
    version: CallVersion | None = None,
) -> IssuedPaper:
    """Issue a document inside the caller's transaction; ``content`` is all its words, as plain JSON.

    Notices take the next number of their kind and year; a receipt and a call bring their own ``number``, because a
    running number on a receipt would tell how many others have applied.
    """
    number = number or _next_number(kind, by.day.year)
    words = {"kind": kind.value, "number": number, "issued_at": by.at.isoformat(), **content}
    return IssuedPaper.objects.create(
        kind=kind.value,
        number=number,
        code=_code(kind, number),
        application=application,
        call_version=version,
        content=words,
        content_sm3=sm3_hex(text=canonical(value=words)),
        issued_by_id=by.person_id,
        issued_at=by.at,
    )


def _next_number(kind: PaperKind, year: int) -> str:
    NumberSequence.objects.get_or_create(kind=kind.value, year=year)
    sequence = NumberSequence.objects.select_for_update().get(kind=kind.value, year=year)
    sequence.last += 1
    sequence.save(update_fields=["last"])
    return f"渝知运{_SHORT[kind]}〔{year}〕{sequence.last}号"


def _code(kind: PaperKind, number: str) -> str:
    digest = salted_hmac("zhiyun.issued", f"{kind.value}|{number}", algorithm="sha256").digest()
    return base64.b32encode(digest)[:20].decode()
