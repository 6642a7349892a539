"""What a case was paid and keeps: payment by payment, less what the payee or its bank sent back."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from zhiyun.kernel.money import ZERO, Money
from zhiyun.records.models import Transfer, TransferKind


@dataclass(frozen=True, slots=True)
class Kept:
    """A payment: the book it was made from and its year, the first day, and what of it was not sent back."""

    book_id: int
    year: int
    paid_on: date
    amount: Money


def payments_kept(*, application_id: int) -> list[Kept]:
    """List a case's payments of which something is kept, the oldest first."""
    rows = Transfer.objects.filter(
        application=application_id, kind__in=(TransferKind.PAY, TransferKind.RETURN)
    ).select_related("book")
    first: dict[int | None, Transfer] = {}
    kept: dict[int | None, Money] = defaultdict(lambda: ZERO)
    for row in rows.order_by("at", "id"):
        first.setdefault(row.order_id, row)
        fen = Money(row.amount_fen)
        kept[row.order_id] += fen if row.kind == TransferKind.PAY else ZERO - fen
    return [
        Kept(paid.book_id, paid.book.year, paid.day, kept[order])
        for order, paid in first.items()
        if kept[order] > ZERO
    ]
