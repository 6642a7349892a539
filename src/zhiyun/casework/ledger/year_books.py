"""A year's book in words: what is issued, printed and kept of it on a day.

office, issuer (the bureau's key), pot, year, on
balances    name and amount
cases       applicant, reference, and what is reserved, committed, ordered and paid
transfers   number, day, kind, amount, reference, words
head        SM3 of the last transfer
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from zhiyun.casework.ledger.balances import Balances, balances_on
from zhiyun.casework.ledger.words import ACCOUNTS, KINDS, POTS
from zhiyun.kernel.money import ZERO, Money
from zhiyun.records.models import Account, Transfer, TransferKind, YearBook

BY_CASE = (Account.RESERVED, Account.COMMITTED, Account.ORDERED, Account.PAID)


@dataclass(frozen=True, slots=True)
class CaseLine:
    """What a case has of each account of a book."""

    applicant: str
    reference: str
    amounts: tuple[Money, ...]


def content(*, book: YearBook, on: date) -> dict[str, Any]:
    """Write the book down as it stood at the end of a day."""
    rows = transfers(book=book, on=on)
    listed = list(rows)
    return {
        "office": book.issuer.name,
        "issuer": book.issuer_id,
        "pot": str(POTS[book.pot]),
        "year": book.year,
        "on": on.isoformat(),
        "balances": [[name, amount] for name, amount in balance_rows(book=book, on=on)],
        "cases": [
            [line.applicant, line.reference, *(_plain(amount) for amount in line.amounts)]
            for line in cases(rows=listed)
        ],
        "transfers": [
            [
                str(each.seq),
                each.day.isoformat(),
                str(KINDS[TransferKind(each.kind)]),
                _plain(Money(each.amount_fen)),
                each.application.reference if each.application is not None else "",
                each.words,
            ]
            for each in listed
        ],
        "head": listed[-1].sm3 if listed else "",
    }


def transfers(*, book: YearBook, on: date | None = None) -> QuerySet[Transfer]:
    """Give a book's transfers in their order, up to the end of a day."""
    rows = Transfer.objects.filter(book=book).select_related("application__organisation", "by")
    return (rows if on is None else rows.filter(day__lte=on)).order_by("seq")


def balance_rows(*, book: YearBook, on: date) -> Iterator[tuple[str, str]]:
    """Write the balances at the end of a day, the cap among them."""
    now = balances_on(transfers=Transfer.objects.filter(book=book), on=on)
    yield "年度总额", "不设" if book.cap_fen is None else _plain(Money(book.cap_fen))
    yield "预算下达", _plain(now.appropriated)
    yield from ((str(ACCOUNTS[Account(name)]), _plain(amount)) for name, amount in _accounts(now))
    yield "可用预算", _plain(now.available)


def cases(*, rows: list[Transfer]) -> list[CaseLine]:
    """Sum transfers up by case, the largest first."""
    held: dict[int, dict[str, int]] = {}
    named: dict[int, tuple[str, str]] = {}
    for row in rows:
        if row.application is None:
            continue
        named[row.application_id] = (row.application.organisation.name, row.application.reference)
        sums = held.setdefault(row.application_id, {})
        sums[row.taken_from] = sums.get(row.taken_from, 0) - row.amount_fen
        sums[row.put_into] = sums.get(row.put_into, 0) + row.amount_fen
    lines = [
        CaseLine(*named[key], tuple(Money(sums.get(account.value, 0)) for account in BY_CASE))
        for key, sums in held.items()
    ]
    return sorted(lines, key=lambda line: (-sum(line.amounts, ZERO).fen, line.reference))


def _accounts(now: Balances) -> Iterator[tuple[str, Money]]:
    for account in (*BY_CASE, Account.RETURNED, Account.RECEIVABLE, Account.INTEREST_DUE):
        yield account.value, getattr(now, account.value)


def _plain(amount: Money) -> str:
    return str(amount).removesuffix("元")
