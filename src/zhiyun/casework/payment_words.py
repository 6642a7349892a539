"""The words of a payment order, as plain values: what is issued, hashed and later set as a page.

office     the bureau that pays
case       reference, applicant, credit_code, call
order      reference, decision, tranche ("" for a subsidy), amount as read, purpose, repeats
account    holder, bank, number with its last digits alone, digest
prepared_by, prepared_at, approved_by, approved_at
basis      the articles and documents the payment stands on: text, citation
"""

from __future__ import annotations

from typing import Any

from zhiyun import law
from zhiyun.casework import issuing
from zhiyun.casework.actor import Actor
from zhiyun.casework.issuing import PaperKind
from zhiyun.casework.payments import accounts
from zhiyun.casework.payments.orders import Payable
from zhiyun.kernel.money import Money
from zhiyun.records.models import IssuedPaper, PaymentOrder, Publication


def purpose(*, payable: Payable) -> str:
    """Say what a payment is for, as the bank's statement shows it."""
    application = payable.decision.application
    benefit = law.Benefit(application.call.benefit)
    if payable.tranche is None:
        return f"{payable.decision.resolution.year}年运营绩效补贴{application.reference}"
    kind = "建设经费资助" if benefit.is_construction else ""
    return f"{kind}第{payable.tranche.number}笔{application.reference}"


def issued(*, order: PaymentOrder, by: Actor) -> IssuedPaper:
    """Issue an order just approved as a paper."""
    return issuing.issue(
        kind=PaperKind.PAYMENT_ORDER,
        by=by,
        content=_content(order, by),
        application=order.application,
    )


def _content(order: PaymentOrder, by: Actor) -> dict[str, Any]:
    application, decision = order.application, order.decision
    version = application.call.current
    assert version is not None, "what is paid had been published"
    return {
        "office": application.call.issuer.name,
        "case": {
            "reference": application.reference,
            "applicant": application.organisation.name,
            "credit_code": application.organisation.credit_code,
            "call": f"{version.title}（{version.document}）",
        },
        "order": {
            "reference": order.reference,
            "decision": decision.reference,
            "tranche": "" if order.tranche is None else f"任务书第{order.tranche.number}笔",
            "amount": str(Money(order.amount_fen)),
            "purpose": order.purpose,
            "repeats": "" if order.repeats is None else order.repeats.reference,
        },
        "account": {
            "holder": order.account.holder,
            "bank": order.account.bank,
            "number": accounts.masked(number=order.account.number),
            "digest": accounts.digest(account=order.account),
        },
        "prepared_by": order.prepared_by.name,
        "prepared_at": order.prepared_at.isoformat(),
        "approved_by": by.name,
        "approved_at": by.at.isoformat(),
        "basis": list(_basis(order)),
    }


def _basis(order: PaymentOrder) -> list[dict[str, str]]:
    publication = Publication.objects.filter(resolution=order.decision.resolution).order_by("-id").first()
    assert publication is not None, "what is paid was published"
    is_construction = order.tranche is not None
    found = [
        {
            "text": f"{order.decision.resolution.reference}审定，{publication.reference}公示至{publication.last_on}，期满确认。",
            "citation": "第九条第4项" if is_construction else "第十条第4项",
        }
    ]
    if order.tranche is not None:
        release = order.tranche.release
        found.append(
            {
                "text": f"任务书{order.tranche.grant.version.task_book.reference}第{order.tranche.number}笔，条件：{order.tranche.trigger}；认定：{release.words}",
                "citation": "第九条第5项",
            }
        )
    found.append({"text": "年度总额之内。", "citation": "第十一条" if is_construction else "第十三条"})
    return found
