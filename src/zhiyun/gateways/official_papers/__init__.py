"""Official papers in the look of GB/T 9704-2012: typed values in, the bytes of a PDF or DOCX out.

A paper is plain values (`Paper`); calls, receipts, notices and applications are laid out as one by functions
of their own. Nothing here reads a clock, a database or a network, and every text is printed as it is written.
"""

from zhiyun.gateways.official_papers.apart import TooManyPapers, pdf_apart
from zhiyun.gateways.official_papers.application import Application, Section, application_paper
from zhiyun.gateways.official_papers.arranged import fingerprint
from zhiyun.gateways.official_papers.call import Call, EvidenceRule, Windows, call_paper
from zhiyun.gateways.official_papers.change_agreement import ChangeAgreement, change_agreement_paper
from zhiyun.gateways.official_papers.construction import (
    Outcome,
    Recovery,
    outcome_paper,
    recovery_paper,
)
from zhiyun.gateways.official_papers.decisions import (
    Approval,
    Condition,
    Decided,
    Refusal,
    approval_paper,
    refusal_paper,
)
from zhiyun.gateways.official_papers.minutes import (
    Attendance,
    Minutes,
    Settled,
    SettledCase,
    minutes_paper,
)
from zhiyun.gateways.official_papers.notices import (
    Acceptance,
    Case,
    Correction,
    Deadline,
    NonAcceptance,
    Reason,
    acceptance_paper,
    correction_paper,
    non_acceptance_paper,
)
from zhiyun.gateways.official_papers.packet import Packet, PacketCall, PacketCase, packet_paper
from zhiyun.gateways.official_papers.paper import (
    Block,
    Column,
    Heading,
    Item,
    Letterhead,
    Listing,
    Look,
    Note,
    Paper,
    Paragraph,
    Picture,
    Table,
    Terms,
    Verification,
)
from zhiyun.gateways.official_papers.payments import (
    Ordered,
    Payee,
    PaymentOrder,
    YearBook,
    payment_order_paper,
    year_book_paper,
)
from zhiyun.gateways.official_papers.public_list import NoticeDays, PublicList, public_list_paper
from zhiyun.gateways.official_papers.receipt import FILE_COLUMNS, FileLine, Receipt, receipt_paper
from zhiyun.gateways.official_papers.reviews import (
    Judged,
    PanelOpinion,
    Point,
    SignedBy,
    SiteRecord,
    panel_opinion_paper,
    site_record_paper,
)
from zhiyun.gateways.official_papers.task_book import PARTIES, Signed, TaskBook, task_book_paper
from zhiyun.gateways.official_papers.wording import day_text, instant_text


def pdf(paper: Paper) -> bytes:
    """Set a paper as a PDF, as `pdf_writing` says; the one door that loads the typesetter."""
    # A server's workers have papers set apart (`pdf_apart`) and never need the typesetter's 7 MB themselves.
    from zhiyun.gateways.official_papers import pdf_writing  # noqa: PLC0415

    return pdf_writing.pdf(paper)


def docx(paper: Paper) -> bytes:
    """Write a paper as a working copy for Word, as `word_writing` says; the one door that loads what writes it."""
    # What writes for Word takes 16 MB that no other page needs: a server's workers load it when first asked.
    from zhiyun.gateways.official_papers import word_writing  # noqa: PLC0415

    return word_writing.docx(paper)


__all__ = [
    "FILE_COLUMNS",
    "PARTIES",
    "Acceptance",
    "Application",
    "Approval",
    "Attendance",
    "Block",
    "Call",
    "Case",
    "ChangeAgreement",
    "Column",
    "Condition",
    "Correction",
    "Deadline",
    "Decided",
    "EvidenceRule",
    "FileLine",
    "Heading",
    "Item",
    "Judged",
    "Letterhead",
    "Listing",
    "Look",
    "Minutes",
    "NonAcceptance",
    "Note",
    "NoticeDays",
    "Ordered",
    "Outcome",
    "Packet",
    "PacketCall",
    "PacketCase",
    "PanelOpinion",
    "Paper",
    "Paragraph",
    "Payee",
    "PaymentOrder",
    "Picture",
    "Point",
    "PublicList",
    "Reason",
    "Receipt",
    "Recovery",
    "Refusal",
    "Section",
    "Settled",
    "SettledCase",
    "Signed",
    "SignedBy",
    "SiteRecord",
    "Table",
    "TaskBook",
    "Terms",
    "TooManyPapers",
    "Verification",
    "Windows",
    "YearBook",
    "acceptance_paper",
    "application_paper",
    "approval_paper",
    "call_paper",
    "change_agreement_paper",
    "correction_paper",
    "day_text",
    "docx",
    "fingerprint",
    "instant_text",
    "minutes_paper",
    "non_acceptance_paper",
    "outcome_paper",
    "packet_paper",
    "panel_opinion_paper",
    "payment_order_paper",
    "pdf",
    "pdf_apart",
    "public_list_paper",
    "receipt_paper",
    "recovery_paper",
    "refusal_paper",
    "site_record_paper",
    "task_book_paper",
    "year_book_paper",
]
