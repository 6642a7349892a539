"""Issued documents made into files, from the words kept when they were issued and from nothing that can change since.

Equal documents make equal files on one installation; what counts in years to come is the fingerprint of the words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from zhiyun.casework.issuing import PaperKind
from zhiyun.casework.papers import call, notices, receipt
from zhiyun.casework.papers.document import Document, letterhead, of, spelt
from zhiyun.gateways import official_papers

LAYOUTS: Mapping[PaperKind, Callable[..., official_papers.Paper]] = MappingProxyType(
    {
        PaperKind.CALL: call.paper,
        PaperKind.RECEIPT: receipt.paper,
        PaperKind.CORRECTION: notices.correction,
        PaperKind.ACCEPTANCE: notices.acceptance,
        PaperKind.NON_ACCEPTANCE: notices.non_acceptance,
    }
)


def laid_out(*, document: Document, site: str, is_demo: bool) -> official_papers.Paper:
    """Lay a document out; ``site`` is the address of this installation that its QR code leads to."""
    head = letterhead(document=document, site=site, is_demo=is_demo)
    return LAYOUTS[document.kind](document=document, head=head)


def pdf(*, document: Document, site: str, is_demo: bool) -> bytes:
    """Give a document as PDF; takes part of a second, so never inside a transaction."""
    return official_papers.pdf(laid_out(document=document, site=site, is_demo=is_demo))


def docx(*, document: Document, site: str, is_demo: bool) -> bytes:
    """Give a document as a working copy people can edit; it is not the document and cannot be verified."""
    return official_papers.docx(laid_out(document=document, site=site, is_demo=is_demo))


__all__ = ["LAYOUTS", "Document", "docx", "laid_out", "letterhead", "of", "pdf", "spelt"]
