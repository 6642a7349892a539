"""Adding transfers to a book: numbered, chained by SM3, and refused with grounds before the database refuses them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from django.db import transaction

from zhiyun.casework import record
from zhiyun.casework.actor import Actor
from zhiyun.casework.canonical import sealed
from zhiyun.casework.ledger import refusals
from zhiyun.casework.ledger.balances import of_case, room
from zhiyun.casework.ledger.words import OF_A_CASE, account
from zhiyun.kernel.citation import Citation
from zhiyun.kernel.money import Money
from zhiyun.records.models import (
    SIDES,
    Account,
    Application,
    Decision,
    PaymentOrder,
    Tranche,
    Transfer,
    TransferKind,
    YearBook,
)

CAPPED = frozenset({TransferKind.RESERVE, TransferKind.COMMIT_AHEAD})
"""Kinds that take new room under the yearly cap."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One movement to be posted: how much, why, and for which case."""

    kind: TransferKind
    amount: Money
    words: str
    application: Application | None = None
    decision: Decision | None = None
    tranche: Tranche | None = None
    order: PaymentOrder | None = None


def post(*, book: YearBook, entries: Iterable[Entry], by: Actor, cites: Citation) -> None:
    """Post entries to a book whose row is locked, in order, and tell them to the book's chain of the record.

    Refuses what exceeds the cap, the appropriation, or the case's own part of the account it takes from.
    """
    assert transaction.get_connection().in_atomic_block, "money moves in the transaction of what moves it"
    last = Transfer.objects.filter(book=book).order_by("-seq").first()
    seq, previous = (0, "") if last is None else (last.seq, last.sm3)
    assert seq == book.length, "the book was locked when its length was read"
    first, moved = seq, []
    for entry in entries:
        _refuse(book, entry, cites)
        seq += 1
        row = _row(book, seq, entry, by, cites, previous)
        row.sm3 = previous = sealed(row=row_of(transfer=row))
        row.save(force_insert=True)
        book.refresh_from_db()
        moved.append({"kind": str(entry.kind), "amount_fen": entry.amount.fen, "seq": seq})
    if seq > first:
        record.append(
            chain=chain_of(book=book),
            by=by,
            action="ledger.post",
            subject=str(book),
            after={"transfers": moved, "head": previous},
            cites=(str(cites),),
        )


def chain_of(*, book: YearBook) -> str:
    """Name the chain of the record that tells a book's transfers."""
    return f"book:{book.issuer_id}:{book.pot}:{book.year}"


def row_of(*, transfer: Transfer) -> dict[str, Any]:
    """Give a transfer as it is hashed, without its hash."""
    return {
        "book": transfer.book_id,
        "seq": transfer.seq,
        "kind": str(transfer.kind),
        "taken_from": str(transfer.taken_from),
        "put_into": str(transfer.put_into),
        "amount_fen": transfer.amount_fen,
        "day": transfer.day.isoformat(),
        "application": transfer.application_id,
        "decision": transfer.decision_id,
        "tranche": transfer.tranche_id,
        "order": transfer.order_id,
        "cites": transfer.cites,
        "words": transfer.words,
        "by": transfer.by_id,
        "at": transfer.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "previous": transfer.previous,
    }


def _row(book: YearBook, seq: int, entry: Entry, by: Actor, cites: Citation, previous: str) -> Transfer:
    source, target = SIDES[entry.kind]
    return Transfer(
        book=book,
        seq=seq,
        kind=entry.kind,
        taken_from=source,
        put_into=target,
        amount_fen=entry.amount.fen,
        day=by.day,
        application=entry.application,
        decision=entry.decision,
        tranche=entry.tranche,
        order=entry.order,
        cites=str(cites),
        words=entry.words[:300],
        by_id=by.person_id,
        at=by.at,
        previous=previous,
    )


def _refuse(book: YearBook, entry: Entry, cites: Citation) -> None:
    left = room(book=book)
    if entry.kind in CAPPED and left.under_cap is not None and entry.amount > left.under_cap:
        assert book.cap_fen is not None
        raise refusals.AboveCap(
            year=book.year,
            asked=entry.amount,
            room=max(Money(0), left.under_cap),
            cap=Money(book.cap_fen),
            cites=cites,
        )
    if entry.kind is TransferKind.RESERVE and entry.amount > left.appropriated:
        raise refusals.NotAppropriated(year=book.year, asked=entry.amount, room=left.least)
    if entry.kind is TransferKind.WITHDRAW and entry.amount > left.appropriated:
        raise refusals.NotEnoughToWithdraw(asked=entry.amount, room=max(Money(0), left.appropriated))
    if entry.kind is TransferKind.ORDER:
        _refuse_unfunded(book, entry)
    source, _target = SIDES[entry.kind]
    if source in OF_A_CASE:
        _refuse_beyond_case(book, entry, source)


def _refuse_unfunded(book: YearBook, entry: Entry) -> None:
    """A commitment made ahead of its budget is not ordered before the budget is there."""
    there = Money(
        book.appropriated_fen - book.reserved_fen - book.ordered_fen - book.paid_fen - book.returned_fen
    )
    if entry.amount > there:
        raise refusals.NotAppropriated(year=book.year, asked=entry.amount, room=max(Money(0), there))


def _refuse_beyond_case(book: YearBook, entry: Entry, source: Account) -> None:
    narrowed: dict[str, object] = {}
    if entry.kind in (TransferKind.UNORDER, TransferKind.PAY):
        narrowed["order"] = entry.order
    held = of_case(book=book, account=source, application=entry.application, **narrowed)
    if entry.amount > held:
        case = entry.application.reference if entry.application is not None else str(book)
        raise refusals.NotEnoughOfCase(case=case, account=account(of=source), asked=entry.amount, held=held)
