"""Whatever is done to the ledger in whatever order: balances add up, no cap breaks, nobody's part goes below nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.casework import books, city, onward
from zhiyun.casework import ledger
from zhiyun.casework.actor import Actor
from zhiyun.casework.ledger import Entry
from zhiyun.kernel.citation import Citation
from zhiyun.kernel.money import Money
from zhiyun.kernel.refusal import Refusal
from zhiyun.records.models import Application, TransferKind, YearBook

pytestmark = pytest.mark.django_db
CAP = 500_000_000
COMES_BACK = (
    "recover",
    "recovered",
    "charge_interest",
    "interest_paid",
    "settle",
    "net_return",
    "net_recovery",
)
"""Kinds that order money back and book it; test_recovery.py and test_netting.py try them."""
KINDS = [kind for kind in TransferKind if kind not in COMES_BACK]
# Amounts near each other and near the cap, so that what is drawn meets.
AMOUNTS = st.one_of(
    st.integers(1, 5), st.integers(100_000_000, 260_000_000), st.sampled_from([CAP - 1, CAP, CAP + 1])
)
DEEDS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 2), AMOUNTS), max_size=25)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(deeds=DEEDS)
def test_no_sequence_of_transfers_breaks_a_cap_or_takes_from_another(deeds: list[Any]) -> None:
    """Attack 25: a plain model beside the ledger takes and refuses exactly the same."""
    with transaction.atomic():
        book, cases, by = _world()
        held: dict[tuple[str, int], int] = {}
        for kind, number, fen in deeds:
            asked = Entry(kind, Money(fen), "演示", application=cases[number])
            taken = _posted(book, asked, by)
            assert taken == _model_takes(held, kind, number, fen)
            if taken:
                _move(held, kind, number, fen)
        book.refresh_from_db()
        now = ledger.balances_of(book=book)
        assert now.used.fen <= CAP
        assert now.reserved.fen == sum(held.get(("reserved", each), 0) for each in range(3))
        assert now.paid.fen == sum(held.get(("paid", each), 0) for each in range(3))
        assert ledger.verified().differences == ()
        transaction.set_rollback(True)


def _world() -> tuple[YearBook, list[Application], Actor]:
    town = city.city()
    book = books.appropriated(town, 0)
    under = city.call(town)
    cases = [onward.accepted(town, under, of=city.organisation()) for _ in range(3)]
    return book, cases, books.finance(town)


def _posted(book: YearBook, entry: Entry, by: Actor) -> bool:
    """Post one entry, by itself, as an action would; say whether it was taken."""
    own = entry.kind not in (TransferKind.APPROPRIATE, TransferKind.WITHDRAW)
    told = entry if own else Entry(entry.kind, entry.amount, entry.words)
    try:
        with transaction.atomic():
            held = ledger.locked(books=[book])[book.pk]
            ledger.post(book=held, entries=[told], by=by, cites=Citation(13))
    except Refusal:
        return False
    return True


def _model_takes(held: dict[tuple[str, int], int], kind: TransferKind, number: int, fen: int) -> bool:
    def total(*accounts: str) -> int:
        return sum(amount for (account, _case), amount in held.items() if account in accounts)

    used = total("reserved", "committed", "ordered", "paid", "returned")
    free = total("budget") - used
    beyond_cap = used + fen > CAP
    source = {
        TransferKind.RELEASE: "reserved",
        TransferKind.COMMIT: "reserved",
        TransferKind.DECOMMIT: "committed",
        TransferKind.ORDER: "committed",
        TransferKind.UNORDER: "ordered",
        TransferKind.PAY: "ordered",
        TransferKind.RETURN: "paid",
    }.get(kind)
    if source is not None and held.get((source, number), 0) < fen:
        return False
    if kind is TransferKind.RESERVE:
        return not beyond_cap and fen <= free
    if kind is TransferKind.COMMIT_AHEAD:
        return not beyond_cap
    if kind is TransferKind.WITHDRAW:
        return fen <= free
    if kind is TransferKind.ORDER:
        return fen <= total("budget") - total("reserved", "ordered", "paid", "returned")
    return True


def _move(held: dict[tuple[str, int], int], kind: TransferKind, number: int, fen: int) -> None:
    source, target = {
        TransferKind.APPROPRIATE: (None, "budget"),
        TransferKind.WITHDRAW: ("budget", None),
        TransferKind.RESERVE: (None, "reserved"),
        TransferKind.RELEASE: ("reserved", None),
        TransferKind.COMMIT: ("reserved", "committed"),
        TransferKind.COMMIT_AHEAD: (None, "committed"),
        TransferKind.DECOMMIT: ("committed", None),
        TransferKind.ORDER: ("committed", "ordered"),
        TransferKind.UNORDER: ("ordered", "committed"),
        TransferKind.PAY: ("ordered", "paid"),
        TransferKind.RETURN: ("paid", "returned"),
    }[kind]
    for account, sign in ((source, -1), (target, 1)):
        if account is not None:
            key = (account, 0 if account == "budget" else number)
            held[key] = held.get(key, 0) + sign * fen
