"""Fifty clerks at the last 500,000 yuan of a year at the same instant: one gets it, and no cap is broken."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from tests.casework import books, city, onward
from tests.casework.payments_city import paying
from tests.casework.pushing import CLERKS, at_once
from zhiyun.casework import ledger
from zhiyun.casework.actions import payments
from zhiyun.casework.roles import Role
from zhiyun.kernel.money import Money, wan, yuan
from zhiyun.records.models import Transfer, TransferKind, YearBook

pytestmark = pytest.mark.django_db(transaction=True)
LAST = yuan(500_000)


def test_attack_23_of_fifty_who_reserve_the_last_half_million_one_wins() -> None:
    town = city.city()
    book = books.appropriated(town, wan(500).fen)
    books.reserved(town, (wan(500) - LAST).fen)
    resolutions = [books.decided(town, LAST.fen) for _ in range(CLERKS)]
    by = town.by(Role.MEETING_SECRETARY, at=onward.AFTER)

    answers = at_once(lambda number: ledger.reserve(resolution=resolutions[number], by=by))

    book.refresh_from_db()
    assert answers == {"done": 1, "AboveCap": CLERKS - 1}
    assert book.reserved_fen == wan(500).fen
    assert ledger.verified().differences == ()


def test_attack_23_of_fifty_who_commit_the_last_half_million_of_a_later_year_one_wins() -> None:
    town = city.city()
    books.appropriated(town, wan(500).fen, books.INDUSTRY)
    by = town.by(Role.ROUND_MANAGER, at=onward.AFTER)
    under = city.call(town, books.INDUSTRY)
    cases = [onward.accepted(town, under, of=city.organisation()) for _ in range(CLERKS + 2)]
    # What is decided a year before stands in the year's book until its task book is signed: each in its own year.
    fens = [(wan(500) - LAST).fen - 150_000_000, 150_000_000, *[LAST.fen] * CLERKS]
    resolution = onward.resolved(town, under, dict(zip(cases, fens, strict=True)), year=2026)
    grants = [
        onward.granted(town, case, [(fen, date(2027, 5, 1))]) for case, fen in zip(cases, fens, strict=True)
    ]
    with transaction.atomic():
        for grant in grants[:2]:
            ledger.commit_grant(grant=grant, by=by)

    answers = at_once(lambda number: ledger.commit_grant(grant=grants[number + 2], by=by))

    later = YearBook.objects.get(pot="construction", year=2027)
    assert resolution.decisions.count() == CLERKS + 2
    assert answers == {"done": 1, "AboveCap": CLERKS - 1}
    assert later.committed_fen == later.cap_fen == wan(500).fen
    assert ledger.verified().differences == ()


def test_attack_23_of_many_who_approve_one_order_at_once_one_is_heard() -> None:
    desk = paying(123_400)
    reference = desk.prepared()
    checkers = [
        city.confirmed(city.seat(Role.FINANCE, desk.town.bureau, at=desk.maker.at)) for _ in range(CLERKS)
    ]

    answers = at_once(lambda number: payments.approve(by=checkers[number], payment_order=reference))

    assert answers == {"done": 1, "WrongStage": CLERKS - 1}
    assert Transfer.objects.filter(kind=TransferKind.ORDER).count() == 1
    desk.book.refresh_from_db()
    assert Money(desk.book.ordered_fen) == Money(123_400)
