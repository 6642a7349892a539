"""A year's balances are the sum of its transfers, and its caps hold, whoever writes to the database."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from tests.casework import city
from tests.records import planted
from zhiyun.records.models import SIDES, TransferKind, YearBook
from zhiyun.records.models import Transfer as Row

pytestmark = pytest.mark.django_db


@pytest.fixture
def book() -> YearBook:
    made = planted.row(YearBook, cap_fen=500_000_000)
    assert isinstance(made, YearBook)
    return made


def _transfer(book: YearBook, kind: TransferKind, fen: int, **other: Any) -> None:
    source, target = SIDES[kind]
    seq = Row.objects.filter(book=book).count() + 1
    values = {"taken_from": source, "put_into": target, "cites": "第十一条", "words": "演示", **other}
    Row.objects.create(
        book=book,
        seq=seq,
        kind=kind,
        amount_fen=fen,
        day=city.NOON.date(),
        by_id=book.opened_by_id,
        at=city.NOON,
        sm3="0" * 64,
        **values,
    )
    book.refresh_from_db()


def test_a_transfer_writes_both_balances(book: YearBook) -> None:
    _transfer(book, TransferKind.APPROPRIATE, 400)
    _transfer(book, TransferKind.RESERVE, 300)
    _transfer(book, TransferKind.COMMIT, 250)
    _transfer(book, TransferKind.ORDER, 200)
    _transfer(book, TransferKind.PAY, 200)
    _transfer(book, TransferKind.RETURN, 20)
    _transfer(book, TransferKind.RECOVER, 180)
    _transfer(book, TransferKind.CHARGE_INTEREST, 7)

    told = (book.appropriated_fen, book.reserved_fen, book.committed_fen, book.ordered_fen, book.paid_fen)
    assert told == (400, 50, 50, 0, 180)
    assert (book.returned_fen, book.receivable_fen, book.interest_due_fen, book.length) == (20, 180, 7, 8)


def test_nobody_reserves_beyond_the_appropriation(book: YearBook) -> None:
    _transfer(book, TransferKind.APPROPRIATE, 400)
    _transfer(book, TransferKind.RESERVE, 400)

    with pytest.raises(DatabaseError, match="never_above_the_appropriation"), transaction.atomic():
        _transfer(book, TransferKind.RESERVE, 1)


def test_nobody_commits_beyond_the_yearly_cap_even_before_the_money_is_there(book: YearBook) -> None:
    _transfer(book, TransferKind.COMMIT_AHEAD, 500_000_000)

    with pytest.raises(DatabaseError, match="never_above_the_cap"), transaction.atomic():
        _transfer(book, TransferKind.COMMIT_AHEAD, 1)


def test_what_was_returned_or_recovered_refills_nothing(book: YearBook) -> None:
    for kind in ("APPROPRIATE", "RESERVE", "COMMIT", "ORDER", "PAY", "RETURN"):
        _transfer(book, TransferKind[kind], 500_000_000)

    with pytest.raises(DatabaseError, match="never_above"), transaction.atomic():
        _transfer(book, TransferKind.RESERVE, 1)


@pytest.mark.parametrize(
    "kind",
    [k for k in TransferKind if k not in ("appropriate", "commit_ahead", "recover", "charge_interest")],
)
def test_no_account_gives_what_it_does_not_hold(book: YearBook, kind: TransferKind) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        _transfer(book, kind, 1)


def test_a_transfer_moves_between_the_accounts_of_its_kind_only(book: YearBook) -> None:
    with pytest.raises(DatabaseError, match="transfer_between_its_accounts"), transaction.atomic():
        _transfer(book, TransferKind.APPROPRIATE, 1, put_into="paid")


@pytest.mark.parametrize("amount", [0, -1])
def test_a_transfer_moves_something(book: YearBook, amount: int) -> None:
    with pytest.raises(DatabaseError, match="transfer_of_something"), transaction.atomic():
        _transfer(book, TransferKind.APPROPRIATE, amount)


@pytest.mark.parametrize(
    "column",
    [
        *("length", "appropriated_fen", "reserved_fen", "committed_fen", "ordered_fen", "paid_fen"),
        *("returned_fen", "receivable_fen", "interest_due_fen"),
    ],
)
def test_no_balance_says_anything_but_the_sum_of_the_transfers(book: YearBook, column: str) -> None:
    _transfer(book, TransferKind.APPROPRIATE, 400)

    with pytest.raises(DatabaseError, match="balances are told by transfers"), transaction.atomic():
        _run(f"UPDATE records_yearbook SET {column} = {column} + 1")
    with pytest.raises(DatabaseError, match="balances are told by transfers"), transaction.atomic():
        YearBook.objects.create(
            issuer=book.issuer,
            pot="another",
            year=1,
            opened_by=book.opened_by,
            opened_at=city.NOON,
            **{column: 1},
        )


def test_a_book_stays(book: YearBook) -> None:
    with pytest.raises(DatabaseError, match="a book stays"), transaction.atomic():
        _run("DELETE FROM records_yearbook")


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
