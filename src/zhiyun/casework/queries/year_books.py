"""The ledger on screen: the books of one's own bureau, one book on any day, and budgets that wait for a check."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from zhiyun.casework import ledger
from zhiyun.casework.actor import Actor
from zhiyun.casework.ledger import year_books
from zhiyun.casework.ledger.words import KINDS, POTS
from zhiyun.casework.ledger.year_books import CaseLine
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import Role
from zhiyun.kernel.money import Money
from zhiyun.records.models import Appropriation, Transfer, TransferKind, YearBook

READERS = frozenset({Role.FINANCE, Role.ROUND_MANAGER, Role.AUDITOR})
A_PAGE = 50


@dataclass(frozen=True, slots=True)
class BookLine:
    """One book: its pot in words, its year and cap (None where there is none), and what stands where now."""

    pot: str
    words: str
    year: int
    cap: Money | None
    now: ledger.Balances
    length: int


@dataclass(frozen=True, slots=True)
class TransferLine:
    """One transfer as the page shows it."""

    seq: int
    day: date
    kind: str
    amount: Money
    reference: str
    applicant: str
    cites: str
    words: str
    by: str
    sm3: str


@dataclass(frozen=True, slots=True)
class BookPage:
    """A book at the end of a day: balances, cases, one page of transfers, and the last one's SM3."""

    line: BookLine
    on: date
    balances: ledger.Balances
    cases: tuple[CaseLine, ...]
    transfers: tuple[TransferLine, ...]
    has_more: bool
    head: str


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A budget that was entered and waits for a second person."""

    number: int
    pot: str
    year: int
    withdraws: bool
    amount: Money
    document: str
    words: str
    entered_by: str
    is_own: bool


def books(*, by: Actor) -> tuple[BookLine, ...]:
    """List the books of the actor's bureau, the newest year first; nothing for who does not read them."""
    if by.role not in READERS:
        return ()
    rows = YearBook.objects.filter(issuer_id=by.organisation_id).order_by("-year", "pot")
    return tuple(map(_line, rows))


def book(*, by: Actor, pot: str, year: int, on: date, applicant: str = "", page: int = 1) -> BookPage:
    """Show a book as it stood at the end of a day; ``applicant`` leaves only transfers of who is named like that."""
    found = row(by=by, pot=pot, year=year)
    rows = year_books.transfers(book=found, on=on)
    shown = rows.filter(application__organisation__name__icontains=applicant) if applicant else rows
    first = (max(page, 1) - 1) * A_PAGE
    transfers = list(shown.reverse()[first : first + A_PAGE + 1])
    last = Transfer.objects.filter(book=found, day__lte=on).order_by("-seq").first()
    return BookPage(
        _line(found),
        on,
        ledger.balances_on(transfers=Transfer.objects.filter(book=found), on=on),
        tuple(year_books.cases(rows=list(shown))),
        tuple(map(_transfer, transfers[:A_PAGE])),
        len(transfers) > A_PAGE,
        "" if last is None else last.sm3,
    )


def row(*, by: Actor, pot: str, year: int) -> YearBook:
    """Give a book of the actor's bureau; refuses any other as not found."""
    if by.role not in READERS:
        raise NotFound
    rows = YearBook.objects.select_related("issuer")
    found = rows.filter(issuer_id=by.organisation_id, pot=pot, year=year).first()
    if found is None:
        raise NotFound
    return found


def waiting(*, by: Actor) -> tuple[BudgetLine, ...]:
    """List the budgets of the actor's bureau that nobody has checked yet, the oldest first."""
    if by.role not in READERS:
        return ()
    rows = Appropriation.objects.select_related("book", "entered_by").filter(
        book__issuer_id=by.organisation_id, check_by_second=None
    )
    return tuple(_budget(each, by) for each in rows.order_by("pk"))


def budget(*, by: Actor, number: int) -> BudgetLine:
    """Give one budget that waits for its check; refuses any other as not found."""
    found = next((each for each in waiting(by=by) if each.number == number), None)
    if found is None:
        raise NotFound
    return found


def transfers(*, book: YearBook, on: date) -> Iterator[TransferLine]:
    """Give every transfer of a book up to the end of a day, in order."""
    return map(_transfer, year_books.transfers(book=book, on=on))


def _line(found: YearBook) -> BookLine:
    return BookLine(
        found.pot,
        str(POTS[found.pot]),
        found.year,
        None if found.cap_fen is None else Money(found.cap_fen),
        ledger.balances_of(book=found),
        found.length,
    )


def _transfer(each: Transfer) -> TransferLine:
    case = each.application
    return TransferLine(
        each.seq,
        each.day,
        str(KINDS[TransferKind(each.kind)]),
        Money(each.amount_fen),
        "" if case is None else case.reference,
        "" if case is None else case.organisation.name,
        each.cites,
        each.words,
        each.by.name,
        each.sm3,
    )


def _budget(each: Appropriation, by: Actor) -> BudgetLine:
    return BudgetLine(
        each.pk,
        str(POTS[each.book.pot]),
        each.book.year,
        each.withdraws,
        Money(each.amount_fen),
        each.document,
        each.words,
        each.entered_by.name,
        each.entered_by_id == by.person_id,
    )
