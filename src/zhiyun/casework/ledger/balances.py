"""What stands where: a book's balances now or on a past day, a case's part of each account, and the room left."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from django.db.models import Case, F, QuerySet, Sum, When

from zhiyun.casework.ledger.words import OF_A_CASE
from zhiyun.kernel.money import ZERO, Money
from zhiyun.records.models import Account, Application, Transfer, YearBook


@dataclass(frozen=True, slots=True)
class Balances:
    """What each account of a book holds; ``appropriated`` is what left the account of appropriation."""

    appropriated: Money = ZERO
    reserved: Money = ZERO
    committed: Money = ZERO
    ordered: Money = ZERO
    paid: Money = ZERO
    returned: Money = ZERO
    receivable: Money = ZERO
    interest_due: Money = ZERO

    @property
    def used(self) -> Money:
        """What counts under the yearly cap: promised, paid, and paid and come back."""
        return self.reserved + self.committed + self.ordered + self.paid + self.returned

    @property
    def available(self) -> Money:
        """What is appropriated and promised to nobody; below zero where promises wait for a later budget."""
        return self.appropriated - self.used


@dataclass(frozen=True, slots=True)
class Room:
    """How much may still be promised: under the cap (None where there is none), and of the money there is."""

    under_cap: Money | None
    appropriated: Money

    @property
    def least(self) -> Money:
        """What can be reserved now, never below zero."""
        least = self.appropriated if self.under_cap is None else min(self.appropriated, self.under_cap)
        return max(ZERO, least)


def balances_of(*, book: YearBook) -> Balances:
    """Give a book's balances as its triggers keep them."""
    return Balances(**{field.name: Money(getattr(book, f"{field.name}_fen")) for field in fields(Balances)})


def balances_on(*, transfers: QuerySet[Transfer], on: date | None = None) -> Balances:
    """Sum up transfers, up to the end of a day where one is named."""
    rows = transfers if on is None else transfers.filter(day__lte=on)
    into, out = _sums(rows, "put_into"), _sums(rows, "taken_from")
    held = {
        account.value: Money(into.get(account, 0) - out.get(account, 0))
        for account in Account
        if account.value in {field.name for field in fields(Balances)}
    }
    return Balances(
        appropriated=Money(out.get(Account.APPROPRIATION, 0) - into.get(Account.APPROPRIATION, 0)), **held
    )


def of_case(
    *, book: YearBook, account: Account, application: Application | None, **narrowed: object
) -> Money:
    """Give a case's part of one account of a book; ``narrowed`` by ``decision``, ``tranche`` or ``order``."""
    assert account in OF_A_CASE, f"{account} is not kept by case"
    rows = Transfer.objects.filter(book=book, application=application, **narrowed)
    held = rows.aggregate(
        fen=Sum(
            Case(
                When(put_into=account, then=F("amount_fen")),
                When(taken_from=account, then=-F("amount_fen")),
                default=0,
            )
        )
    )["fen"]
    return Money(held or 0)


def room(*, book: YearBook) -> Room:
    """Say how much of a book may still be promised."""
    now = balances_of(book=book)
    return Room(None if book.cap_fen is None else Money(book.cap_fen) - now.used, now.available)


def _sums(rows: QuerySet[Transfer], side: str) -> dict[str, int]:
    return dict(rows.order_by().values_list(side).annotate(fen=Sum("amount_fen")))
