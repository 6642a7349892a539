"""What the forms of the verification desk ask for, each handed to its action."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest

from zhiyun.casework.actions import bureau_judgements, deal_verdicts, verification_closing
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.verifying_deals import ruling_on
from zhiyun.kernel.money import Money
from zhiyun.kernel.money_text import NotMoney, read_money
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import word
from zhiyun.web.form_key import sent_key
from zhiyun.web.seats import actor_of
from zhiyun.web.sent_numbers import whole


def done(request: HttpRequest, reference: str) -> str:
    """Do what a form of the desk asks; refuses a form of no desk as not found."""
    deed = _DEEDS.get(request.POST.get("do", ""))
    if deed is None:
        raise NotFound
    return deed(request, reference)


def target(request: HttpRequest) -> str:
    """Name the part of the page a form stands in, where its faults lead."""
    return {"decide": "decide", "check": "check", "judge": "questions"}.get(
        request.POST.get("do", ""), "closing"
    )


def _decide(request: HttpRequest, reference: str) -> str:
    sent = request.POST
    return deal_verdicts.decide(
        by=actor_of(request),
        application=reference,
        deal=sent.get("deal", ""),
        seen=whole(sent.get("seen"), -1),
        verdict=sent.get("verdict", ""),
        amount=_amount(sent.get("amount", "")) if sent.get("verdict") != "rejected" else None,
        reason=sent.get("reason", ""),
        cites=sent.get("cites", ""),
        key=sent_key(request),
    )


def _check(request: HttpRequest, reference: str) -> str:
    return deal_verdicts.check(
        by=actor_of(request),
        application=reference,
        deal=request.POST.get("deal", ""),
        seen=whole(request.POST.get("seen"), -1),
        agrees=request.POST.get("agrees") == "yes",
        reason=request.POST.get("reason", ""),
        key=sent_key(request),
    )


def _judge(request: HttpRequest, reference: str) -> str:
    return bureau_judgements.judge(
        by=actor_of(request),
        application=reference,
        question=request.POST.get("question", ""),
        met={"yes": True, "no": False}.get(request.POST.get("met", "")),
        opinion=request.POST.get("opinion", ""),
        key=sent_key(request),
    )


def _propose(request: HttpRequest, reference: str) -> str:
    return verification_closing.propose(
        by=actor_of(request), application=reference, seen=request.POST.get("seen", ""), key=sent_key(request)
    )


def _close(request: HttpRequest, reference: str) -> str:
    return verification_closing.close(
        by=actor_of(request), application=reference, seen=request.POST.get("seen", ""), key=sent_key(request)
    )


_DEEDS: dict[str, Callable[[HttpRequest, str], str]] = {
    "decide": _decide,
    "check": _check,
    "judge": _judge,
    "propose": _propose,
    "close": _close,
}


def _amount(text: str) -> Money | None:
    if not text.strip():
        return None
    try:
        return read_money(text.strip()[:40])
    except NotMoney as fault:
        raise Faulty([Fault(ruling_on.AMOUNT, word(str(fault)))]) from fault
