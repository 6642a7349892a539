"""Money on its way: ordered, paid or called back, returned by the payee."""

from __future__ import annotations

from zhiyun import law
from zhiyun.casework import rounds
from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.ledger import netting
from zhiyun.casework.ledger.balances import of_case
from zhiyun.casework.ledger.books import locked, opened
from zhiyun.casework.ledger.posting import Entry, post
from zhiyun.casework.ledger.refusals import AlreadyMoved, NotEnoughOfCase
from zhiyun.casework.ledger.reserving import pinned_by
from zhiyun.casework.ledger.words import account
from zhiyun.kernel.money import ZERO, Money
from zhiyun.records.models import (
    Account,
    PaymentOrder,
    Transfer,
    TransferKind,
    YearBook,
)


def order(*, order: PaymentOrder, by: Actor) -> None:
    """Move an approved order's money from what is committed to what is on its way.

    A centre's tranche paid in another year than it was committed for is first carried into the book of the year in
    which the law counts it. Refuses an order moved before, and more than is committed to what it pays.
    """
    if Transfer.objects.filter(order=order).exists():
        raise AlreadyMoved(order.reference)
    pinned = pinned_by(application=order.application)
    cites = pinned.measure.pot(pinned.benefit).cites
    source = _committed_in(order)
    target = _paid_from(order, pinned, source, by)
    books = locked(books=[source, target])
    source, target = books[source.pk], books[target.pk]
    if source != target:
        post(book=source, entries=[_entry(TransferKind.DECOMMIT, order, "转入拨付年度")], by=by, cites=cites)
        words = f"自{source.year}年转入"
        post(book=target, entries=[_entry(TransferKind.COMMIT_AHEAD, order, words)], by=by, cites=cites)
    post(book=target, entries=[_entry(TransferKind.ORDER, order, "下达支付", moved=True)], by=by, cites=cites)


def unorder(*, order: PaymentOrder, amount: Money, words: str, by: Actor) -> None:
    """Move what was not paid of an order back to what is committed."""
    _move(TransferKind.UNORDER, order, amount, words, by)


def pay(*, order: PaymentOrder, amount: Money, words: str, by: Actor) -> None:
    """Move what the bank has paid out of an order to what is paid."""
    _move(TransferKind.PAY, order, amount, words, by)


def give_back(*, order: PaymentOrder, amount: Money, words: str, by: Actor) -> None:
    """Book what the payee or its bank sent back after it was paid.

    It stays under the year's cap, unless the reading nets what comes back in the year it was paid in (A19).
    """
    book, pinned = book_of_order(order=order), pinned_by(application=order.application)
    post(
        book=locked(books=[book])[book.pk],
        entries=netting.returned(order=order, amount=amount, words=words, by=by, measure=pinned.measure),
        by=by,
        cites=pinned.measure.pot(pinned.benefit).cites,
    )


def book_of_order(*, order: PaymentOrder) -> YearBook:
    """Give the book an order's money is on its way in; there is one once it is approved."""
    moved = Transfer.objects.select_related("book__issuer").filter(order=order, kind=TransferKind.ORDER)
    return moved.get().book


def _move(kind: TransferKind, order: PaymentOrder, amount: Money, words: str, by: Actor) -> None:
    book = book_of_order(order=order)
    pinned = pinned_by(application=order.application)
    entry = Entry(kind, amount, words, order.application, order.decision, order.tranche, order)
    post(
        book=locked(books=[book])[book.pk],
        entries=[entry],
        by=by,
        cites=pinned.measure.pot(pinned.benefit).cites,
    )


def _entry(kind: TransferKind, order: PaymentOrder, words: str, *, moved: bool = False) -> Entry:
    return Entry(
        kind,
        Money(order.amount_fen),
        f"{order.reference}{words}",
        application=order.application,
        decision=order.decision,
        tranche=order.tranche,
        order=order if moved else None,
    )


def _committed_in(order: PaymentOrder) -> YearBook:
    """Find the book in which what an order pays is committed; refuses where nothing is."""
    rows = Transfer.objects.filter(
        application=order.application,
        decision=order.decision,
        tranche=order.tranche,
        put_into=Account.COMMITTED,
    )
    books = YearBook.objects.filter(pk__in=rows.values("book")).order_by("year")
    for book in books:
        held = of_case(
            book=book,
            account=Account.COMMITTED,
            application=order.application,
            decision=order.decision_id,
            tranche=order.tranche_id,
        )
        if held >= Money(order.amount_fen):
            return book
    raise NotEnoughOfCase(
        case=order.application.reference,
        account=account(of=Account.COMMITTED),
        asked=Money(order.amount_fen),
        held=ZERO,
    )


def _paid_from(order: PaymentOrder, pinned: rounds.Pinned, source: YearBook, by: Actor) -> YearBook:
    """Give the book of the year in which the law counts this payment; a subsidy's is its round's."""
    if order.tranche is None:
        return source
    grant = order.tranche.grant
    award = law.Award(
        order.application.organisation.name,
        pinned.benefit,
        Money(grant.amount_fen),
        approved_on=order.decision.at.astimezone(SHANGHAI).date(),
        signed_on=grant.signed_on,
    )
    year, _reading = pinned.measure.budget_year(award, by.day)
    return opened(
        issuer=order.application.call.issuer,
        benefit=pinned.benefit,
        year=year,
        measure=pinned.measure,
        by=by,
    )
