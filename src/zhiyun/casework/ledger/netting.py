"""Money that came back in the year it was paid in: where reading A19 says so, it makes room in that year again.

The year is that of the day it is booked; of several payments the oldest comes back first.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from zhiyun import law
from zhiyun.casework.actor import Actor
from zhiyun.casework.ledger.payments_kept import payments_kept
from zhiyun.casework.ledger.posting import Entry
from zhiyun.kernel.money import ZERO, Money
from zhiyun.records.models import Application, PaymentOrder, Transfer, TransferKind, YearBook

NETS = "，当年拨付当年收回，腾出额度（口径A19）"
BACK = (TransferKind.RECOVERED, TransferKind.SETTLE)
"""Kinds by which what was ordered back came in."""


def returned(
    *, order: PaymentOrder, amount: Money, words: str, by: Actor, measure: law.Measure
) -> list[Entry]:
    """Give what a payee's return books: that it came back and, where the reading nets it, its room again."""
    parts = (order.application, order.decision, order.tranche, order)
    paid_on = Transfer.objects.filter(order=order, kind=TransferKind.PAY).earliest("seq").day
    entries = [Entry(TransferKind.RETURN, amount, words, *parts)]
    if measure.recovery_refills(paid_on, by.day)[0]:
        entries.append(Entry(TransferKind.NET_RETURN, amount, f"{words}{NETS}", *parts))
    return entries


def recovered(
    *,
    book: YearBook,
    application: Application,
    amount: Money,
    words: str,
    by: Actor,
    measure: law.Measure,
) -> Iterator[Entry]:
    """Give what money ordered back books as it comes in: to the treasury, or netted with its payment."""
    netted = _netted(book, application, amount, by.day, measure)
    if netted:
        yield Entry(TransferKind.SETTLE, netted, f"{words}{NETS}", application=application)
        yield Entry(TransferKind.NET_RECOVERY, netted, f"{words}{NETS}", application=application)
    if amount > netted:
        yield Entry(TransferKind.RECOVERED, amount - netted, words, application=application)


def _netted(book: YearBook, application: Application, amount: Money, on: date, measure: law.Measure) -> Money:
    """Say how much of what comes back now was paid on days whose room it makes again."""
    rows = Transfer.objects.filter(book=book, application=application, kind__in=BACK)
    passed = sum((Money(fen) for fen in rows.values_list("amount_fen", flat=True)), ZERO)
    upto, at, netted = passed + amount, ZERO, ZERO
    for paid in payments_kept(application_id=application.pk):
        if paid.book_id != book.pk:
            continue
        part = min(upto, at + paid.amount) - max(passed, at)
        at += paid.amount
        if part > ZERO and measure.recovery_refills(paid.paid_on, on)[0]:
            netted += part
    return netted
