"""Issued documents laid out from the words kept when they were issued, and from nothing that can change since.

Who answers makes files of them (`gateways.official_papers`), outside any transaction. Equal documents make equal
files on one installation; what counts in years to come is the fingerprint of the words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from zhiyun.casework.issuing import PaperKind
from zhiyun.casework.papers import (
    call,
    change_agreement,
    construction,
    decisions,
    minutes,
    notices,
    payments,
    public_list,
    receipt,
    reviews,
    task_book,
)
from zhiyun.casework.papers.document import Document, letterhead, of, spelt
from zhiyun.gateways import official_papers

LAYOUTS: Mapping[PaperKind, Callable[..., official_papers.Paper]] = MappingProxyType(
    {
        PaperKind.CALL: call.paper,
        PaperKind.RECEIPT: receipt.paper,
        PaperKind.CORRECTION: notices.correction,
        PaperKind.ACCEPTANCE: notices.acceptance,
        PaperKind.NON_ACCEPTANCE: notices.non_acceptance,
        PaperKind.TASK_BOOK: task_book.paper,
        PaperKind.CHANGE_AGREEMENT: change_agreement.paper,
        PaperKind.APPROVAL: decisions.approval,
        PaperKind.REFUSAL: decisions.refusal,
        PaperKind.MINUTES: minutes.paper,
        PaperKind.PAYMENT_ORDER: payments.order,
        PaperKind.YEAR_BOOK: payments.year_book,
        PaperKind.PUBLIC_LIST: public_list.paper,
        PaperKind.PANEL_OPINION: reviews.opinion_paper,
        PaperKind.SITE_RECORD: reviews.record_paper,
        PaperKind.CENTRE_PASSED: construction.outcome,
        PaperKind.CENTRE_FAILED: construction.outcome,
        PaperKind.RECOVERY: construction.recovery,
    }
)


def laid_out(*, document: Document, site: str, is_demo: bool) -> official_papers.Paper:
    """Lay a document out; ``site`` is the address of this installation that its QR code leads to."""
    head = letterhead(document=document, site=site, is_demo=is_demo)
    return LAYOUTS[document.kind](document=document, head=head)


__all__ = ["LAYOUTS", "Document", "laid_out", "letterhead", "of", "spelt"]
