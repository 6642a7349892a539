"""Proving the books: numbers, chains, kinds, balances, caps, cases, and payments against orders and the bank's word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from zhiyun.casework.canonical import sealed
from zhiyun.casework.ledger import netting_proof, payments_proof, recovery_proof
from zhiyun.casework.ledger.balances import balances_of, balances_on
from zhiyun.casework.ledger.posting import chain_of, row_of
from zhiyun.casework.ledger.words import KINDS, OF_A_CASE, account
from zhiyun.kernel.money import Money
from zhiyun.kernel.said import Said
from zhiyun.records.models import SIDES, Account, Event, Transfer, TransferKind, YearBook


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it must be: where, and what differs."""

    place: str
    message: Said

    def __str__(self) -> str:
        return f"{self.place}：{self.message}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What proving found: how much was looked at, the last hash of each book, and every difference."""

    books: int
    transfers: int
    heads: tuple[tuple[str, str], ...]
    differences: tuple[Difference, ...]


def verified() -> Verdict:
    """Prove every book of the installation from its transfers alone; nothing is changed."""
    books = list(YearBook.objects.select_related("issuer").order_by("issuer", "pot", "year"))
    found: list[Difference] = []
    heads, count = [], 0
    for book in books:
        transfers = list(Transfer.objects.filter(book=book).order_by("seq"))
        count += len(transfers)
        heads.append((name_of(book=book), transfers[-1].sm3 if transfers else ""))
        found += _of_book(book, transfers)
    found += [Difference(place, message) for place, message in payments_proof.differences()]
    found += [Difference(place, message) for place, message in recovery_proof.differences()]
    found += [Difference(place, message) for place, message in netting_proof.differences()]
    return Verdict(len(books), count, tuple(heads), tuple(found))


def name_of(*, book: YearBook) -> str:
    """Name a book in a sentence: bureau, pot and year."""
    return f"{book.issuer.name} {book.pot} {book.year}"


def _of_book(book: YearBook, transfers: list[Transfer]) -> Iterator[Difference]:
    place = name_of(book=book)
    yield from _chain(place, transfers)
    yield from _running(place, book, transfers)
    stored, summed = balances_of(book=book), balances_on(transfers=Transfer.objects.filter(book=book))
    if stored != summed:
        yield Difference(
            place, Said("余额与逐笔相加不一致：记着%(stored)s，应是%(summed)s", stored=stored, summed=summed)
        )
    if book.length != len(transfers):
        yield Difference(
            place, Said("记着%(length)s笔，实有%(count)s笔", length=book.length, count=len(transfers))
        )
    yield from _told(place, book, transfers)


def _chain(place: str, transfers: list[Transfer]) -> Iterator[Difference]:
    previous = ""
    for number, transfer in enumerate(transfers, 1):
        where = f"{place} 第{transfer.seq}笔"
        if transfer.seq != number:
            yield Difference(where, Said("序号不连续，应是第%(number)s笔", number=number))
        if transfer.previous != previous or transfer.sm3 != sealed(row=row_of(transfer=transfer)):
            yield Difference(where, Said("SM3 与内容或上一笔不符，这一笔被改动过"))
        previous = transfer.sm3
        if transfer.kind not in KINDS or SIDES[TransferKind(transfer.kind)] != (
            transfer.taken_from,
            transfer.put_into,
        ):
            yield Difference(where, Said("账户与种类不符"))


def _running(place: str, book: YearBook, transfers: list[Transfer]) -> Iterator[Difference]:
    """Walk through the book, and look after every transfer at the cap, the appropriation and the case's own part."""
    held: dict[Account, int] = defaultdict(int)
    cases: dict[tuple[Account, int | None], int] = defaultdict(int)
    for transfer in transfers:
        where = f"{place} 第{transfer.seq}笔"
        source, target = Account(transfer.taken_from), Account(transfer.put_into)
        held[source] -= transfer.amount_fen
        held[target] += transfer.amount_fen
        for side, sign in ((source, -1), (target, 1)):
            if side in OF_A_CASE:
                cases[side, transfer.application_id] += sign * transfer.amount_fen
                if cases[side, transfer.application_id] < 0:
                    yield Difference(where, Said("这一件的「%(account)s」成了负数", account=account(of=side)))
        paid = held[Account.ORDERED] + held[Account.PAID] + held[Account.RETURNED] + held[Account.RESERVED]
        used = paid + held[Account.COMMITTED]
        if book.cap_fen is not None and used > book.cap_fen:
            yield Difference(where, Said("超过年度总额%(over)s", over=Money(used - book.cap_fen)))
        if paid > -held[Account.APPROPRIATION]:
            yield Difference(
                where, Said("超过已下达的预算%(over)s", over=Money(paid + held[Account.APPROPRIATION]))
            )


def _told(place: str, book: YearBook, transfers: list[Transfer]) -> Iterator[Difference]:
    """Hold the book's end against the record, whose days are sealed: a book cut short shows here."""
    last = Event.objects.filter(chain_id=chain_of(book=book)).order_by("-seq").first()
    head = transfers[-1].sm3 if transfers else ""
    told = last.after.get("head", "") if last is not None else ""
    if head != told:
        yield Difference(place, Said("最后一笔与办理记录里的不符，末尾有增删"))
