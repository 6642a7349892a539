"""The payment order and the year's book as papers, each laid out from its words."""

from __future__ import annotations

from datetime import date, datetime

from zhiyun.casework.papers.document import Document, case, items
from zhiyun.gateways import official_papers


def order(*, document: Document, head: official_papers.Letterhead) -> official_papers.Paper:
    """Lay out a payment order."""
    told = document.content
    return official_papers.payment_order_paper(
        official_papers.PaymentOrder(
            head,
            case(content=told),
            official_papers.Ordered(**told["order"]),
            official_papers.Payee(**told["account"]),
            (told["prepared_by"], datetime.fromisoformat(told["prepared_at"])),
            (told["approved_by"], datetime.fromisoformat(told["approved_at"])),
            items(listed=told["basis"]),
        )
    )


def year_book(*, document: Document, head: official_papers.Letterhead) -> official_papers.Paper:
    """Lay out a year's book."""
    told = document.content
    return official_papers.year_book_paper(
        official_papers.YearBook(
            head,
            told["pot"],
            told["year"],
            date.fromisoformat(told["on"]),
            tuple((name, amount) for name, amount in told["balances"]),
            tuple(tuple(row) for row in told["cases"]),
            tuple(tuple(row) for row in told["transfers"]),
            told["head"],
        )
    )
