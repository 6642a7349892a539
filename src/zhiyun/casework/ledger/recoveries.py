"""Money ordered back: owed by the book it was paid from, with the interest it bears, until it comes in."""

from __future__ import annotations

from collections.abc import Mapping

from zhiyun.casework.actor import Actor
from zhiyun.casework.ledger import netting
from zhiyun.casework.ledger.balances import of_case
from zhiyun.casework.ledger.books import locked
from zhiyun.casework.ledger.posting import Entry, post
from zhiyun.casework.ledger.refusals import NotEnoughOfCase
from zhiyun.casework.ledger.reserving import pinned_by
from zhiyun.casework.ledger.words import account
from zhiyun.kernel.citation import Citation
from zhiyun.kernel.money import ZERO, Money
from zhiyun.records.models import Account, Application, Transfer, TransferKind, YearBook

RECOVERS = Citation(15)
"""The article by which paid money is ordered back."""


def recover(
    *,
    application: Application,
    amount: Money,
    words: str,
    by: Actor,
    interest: Mapping[int, Money] | None = None,
    parts: Mapping[int, Money] | None = None,
) -> None:
    """Order paid money back from a case; refuses more than it still keeps.

    ``parts`` says how much of it was paid from the book of which year; what nobody says is taken from the newest book.
    ``interest`` is what the law charges, by the year of the book the payment it bears on is in.
    """
    charged = dict(interest or {})
    assert parts is None or sum(parts.values(), ZERO) == amount, "the parts make the whole"
    left = amount
    books = locked(books=_books(application, TransferKind.PAY)).values()
    for book in sorted(books, key=lambda each: -each.year):
        most = left if parts is None else parts.get(book.year, ZERO)
        part, charge = min(most, _kept(book, application)), charged.pop(book.year, ZERO)
        entries = [
            Entry(kind, fen, said, application=application)
            for kind, fen, said in (
                (TransferKind.RECOVER, part, words),
                (TransferKind.CHARGE_INTEREST, charge, f"{words}，计收利息"),
            )
            if fen
        ]
        post(book=book, entries=entries, by=by, cites=RECOVERS)
        left -= part
    assert not charged, "interest is charged on what was paid from a book of this case"
    if left:
        raise NotEnoughOfCase(
            case=application.reference, account=account(of=Account.PAID), asked=amount, held=amount - left
        )


def recovered(*, application: Application, amount: Money, words: str, by: Actor) -> None:
    """Book what came in of money ordered back, interest before what was paid, the oldest book first.

    The order is the Civil Code's (民法典第五百六十一条). It goes to the treasury and refills nothing, unless the
    reading nets what was paid and came back in one year (A19).
    """
    left = amount
    kinds = (TransferKind.RECOVER, TransferKind.CHARGE_INTEREST)
    books = sorted(locked(books=_books(application, *kinds)).values(), key=lambda each: each.year)
    measure = pinned_by(application=application).measure
    for owed in (Account.INTEREST_DUE, Account.RECEIVABLE):
        for book in books:
            part = min(left, of_case(book=book, account=owed, application=application))
            if not part:
                continue
            entries = (
                [Entry(TransferKind.INTEREST_PAID, part, words, application=application)]
                if owed is Account.INTEREST_DUE
                else netting.recovered(
                    book=book, application=application, amount=part, words=words, by=by, measure=measure
                )
            )
            post(book=book, entries=list(entries), by=by, cites=RECOVERS)
            left -= part
    if left:
        raise NotEnoughOfCase(
            case=application.reference,
            account=account(of=Account.RECEIVABLE),
            asked=amount,
            held=amount - left,
        )


def _kept(book: YearBook, application: Application) -> Money:
    """Say what a case was paid from a book and neither gave back nor was ordered to."""
    held = dict.fromkeys((TransferKind.PAY, TransferKind.RETURN, TransferKind.RECOVER), ZERO)
    rows = Transfer.objects.filter(book=book, application=application, kind__in=held)
    for kind, fen in rows.values_list("kind", "amount_fen"):
        held[TransferKind(kind)] += Money(fen)
    return held[TransferKind.PAY] - held[TransferKind.RETURN] - held[TransferKind.RECOVER]


def _books(application: Application, *kinds: TransferKind) -> list[YearBook]:
    rows = Transfer.objects.filter(application=application, kind__in=kinds)
    return list(YearBook.objects.filter(pk__in=rows.values("book")))
