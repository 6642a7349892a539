"""Money ordered back: owed by the book it was paid from, with the interest it bears, until it comes in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from zhiyun.casework.actor import Actor
from zhiyun.casework.ledger.balances import of_case
from zhiyun.casework.ledger.books import locked
from zhiyun.casework.ledger.posting import Entry, post
from zhiyun.casework.ledger.refusals import NotEnoughOfCase
from zhiyun.casework.ledger.words import account
from zhiyun.kernel.citation import Citation
from zhiyun.kernel.money import ZERO, Money
from zhiyun.records.models import Account, Application, Transfer, TransferKind, YearBook

RECOVERS = Citation(15)
"""The article by which paid money is ordered back."""

IN_TURN = (
    (Account.INTEREST_DUE, TransferKind.INTEREST_PAID),
    (Account.RECEIVABLE, TransferKind.RECOVERED),
)
"""What comes in settles interest first, then what was paid: the Civil Code's order (民法典第五百六十一条)."""


def recover(
    *,
    application: Application,
    amount: Money,
    words: str,
    by: Actor,
    interest: Mapping[int, Money] | None = None,
) -> None:
    """Order paid money back from a case, from the newest book it was paid in; refuses more than it still keeps.

    ``interest`` is what the law charges, by the year of the book the payment it bears on is in.
    """
    charged = dict(interest or {})
    left = amount
    books = locked(books=_books(application, TransferKind.PAY)).values()
    for book in sorted(books, key=lambda each: -each.year):
        part, charge = min(left, _kept(book, application)), charged.pop(book.year, ZERO)
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
    """Book what came in of money ordered back: it goes to the treasury and refills nothing (reading A19)."""
    left = amount
    kinds = (TransferKind.RECOVER, TransferKind.CHARGE_INTEREST)
    books = sorted(locked(books=_books(application, *kinds)).values(), key=lambda each: each.year)
    for held_in, kind in IN_TURN:
        left = _settle(books, application, left, held_in, kind, words, by)
    if left:
        raise NotEnoughOfCase(
            case=application.reference,
            account=account(of=Account.RECEIVABLE),
            asked=amount,
            held=amount - left,
        )


def _settle(
    books: Iterable[YearBook],
    application: Application,
    left: Money,
    held_in: Account,
    kind: TransferKind,
    words: str,
    by: Actor,
) -> Money:
    """Take from an account, the oldest book first; give what is left of the money that came in."""
    for book in books:
        part = min(left, of_case(book=book, account=held_in, application=application))
        if part:
            entry = Entry(kind, part, words, application=application)
            post(book=book, entries=[entry], by=by, cites=RECOVERS)
            left -= part
    return left


def _kept(book: YearBook, application: Application) -> Money:
    """Say what a case was paid from a book and neither gave back nor was ordered to."""
    paid = of_case(book=book, account=Account.PAID, application=application)
    rows = Transfer.objects.filter(book=book, application=application, kind=TransferKind.RECOVER)
    return paid - sum((Money(fen) for fen in rows.values_list("amount_fen", flat=True)), ZERO)


def _books(application: Application, *kinds: TransferKind) -> list[YearBook]:
    rows = Transfer.objects.filter(application=application, kind__in=kinds)
    return list(YearBook.objects.filter(pk__in=rows.values("book")))
