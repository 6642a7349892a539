"""`zhiyun ledger verify`: whole books say so, and whatever is changed behind the triggers is named."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from tests.casework import books, city
from tests.casework.payments_city import Paying, paying
from tests.cli.conftest import Ask
from zhiyun.records import append_only, balances

pytestmark = pytest.mark.django_db


@contextmanager
def behind_the_triggers() -> Iterator[object]:
    """Let somebody with the database's own rights write past every guard, as an attacker would."""
    vendor = connection.vendor
    with connection.cursor() as cursor:
        for statement in (*append_only.remove(vendor), *balances.remove(vendor)):
            cursor.execute(statement)
        yield cursor


@pytest.fixture
def desk() -> Paying:
    made = paying(123_400, 200)
    reference = made.sent()
    made.taken(f"B1,{reference},成功,1000.00,2026-07-14,")
    return made


def test_whole_books_are_counted_with_their_last_hash(ask: Ask, desk: Paying) -> None:
    told, plain = ask("ledger", "verify", "--json"), ask("ledger", "verify")

    assert told.code == 0
    assert (told.json["books"], told.json["transfers"]) == (1, 7)
    assert told.json["heads"][0]["sm3"] in plain.out
    assert plain.out.startswith("台账完整：1本、7笔，没有发现不符。")


def test_no_book_says_so(ask: Ask) -> None:
    assert ask("ledger", "verify").out == "还没有台账：登记并复核第一笔预算后才有。\n"


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE records_transfer SET amount_fen = amount_fen + 1 WHERE seq = 1", "SM3 与内容或上一笔不符"),
        ("UPDATE records_transfer SET words = '改' WHERE seq = 3", "SM3 与内容或上一笔不符"),
        ("UPDATE records_yearbook SET paid_fen = 0", "余额与逐笔相加不一致"),
        ("UPDATE records_yearbook SET length = 6", "记着6笔，实有7笔"),
        ("DELETE FROM records_transfer WHERE seq = 7", "最后一笔与办理记录里的不符"),
        ("DELETE FROM records_transfer WHERE seq = 4", "序号不连续"),
        ("UPDATE records_transfer SET seq = 9 WHERE seq = 7", "序号不连续"),
        (
            "UPDATE records_paymentstep SET amount_fen = 90000 WHERE kind = 'partly_paid'",
            "银行回单合计900.00元",
        ),
        ("DELETE FROM records_paymentstep WHERE kind = 'approved'", "经复核的才记下达支付"),
        ("UPDATE records_yearbook SET cap_fen = 100000", "超过年度总额"),
        (
            "UPDATE records_transfer SET application_id = NULL WHERE kind = 'order'",
            "成了负数",
        ),
    ],
)
def test_whatever_was_changed_behind_the_triggers_is_named(
    ask: Ask, desk: Paying, statement: str, told: str
) -> None:
    with behind_the_triggers() as cursor:
        cursor.execute(
            "PRAGMA ignore_check_constraints = ON" if connection.vendor == "sqlite" else "SELECT 1"
        )  # type: ignore[attr-defined]
        if connection.vendor == "postgresql":
            for name in ("never_above_the_cap", "never_above_the_appropriation"):
                cursor.execute(f"ALTER TABLE records_yearbook DROP CONSTRAINT {name}")  # type: ignore[attr-defined]
        cursor.execute(statement)  # type: ignore[attr-defined]
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = OFF")  # type: ignore[attr-defined]

    answer = ask("ledger", "verify")

    assert answer.code == 2
    assert told in answer.err
    assert desk.book.pot == "performance_subsidy"


def test_money_that_moved_past_the_budget_is_named(ask: Ask) -> None:
    town = city.city()
    books.appropriated(town, 100)
    books.reserved(town, 100)
    with behind_the_triggers() as cursor:
        cursor.execute("UPDATE records_transfer SET amount_fen = 50 WHERE seq = 1")  # type: ignore[attr-defined]

    assert "超过已下达的预算0.50元" in ask("ledger", "verify").err
