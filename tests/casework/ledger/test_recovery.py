"""What two failed acceptances take back: all that was paid, from the years it was paid in, and no cap refilled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from django.db import transaction

from tests.casework import books, city, onward
from zhiyun import law
from zhiyun.casework import ledger
from zhiyun.casework.actor import SHANGHAI
from zhiyun.casework.roles import Role
from zhiyun.kernel.money import Money, wan, yuan
from zhiyun.records.models import Application, Grant, TransferKind, YearBook

pytestmark = pytest.mark.django_db

PAID = ((wan(180), date(2026, 9, 1)), (wan(120), date(2027, 6, 1)))
FAILED_TWICE = law.TaskBook(
    date(2023, 3, 15),
    date(2025, 3, 14),
    first_failed_on=date(2025, 4, 10),
    second_failed_on=date(2026, 4, 20),
)


def paid_centre(town: city.City) -> Application:
    """Pay a centre 1,800,000 yuan in one year and 1,200,000 in the next."""
    for year in (2026, 2027):
        books.appropriated(town, wan(500).fen, books.MUNICIPAL, year=year)
    resolution = books.reserved(town, wan(300).fen, benefit=books.MUNICIPAL)
    onward.confirmed(town, onward.published(town, resolution))
    case = resolution.decisions.get().application
    grant = onward.granted(town, case, [(amount.fen, due_on) for amount, due_on in PAID])
    ledger.commit_grant(grant=grant, by=town.by(Role.ROUND_MANAGER, at=onward.AFTER))
    for tranche in grant.tranches.order_by("number"):
        order = books.order_row(town, case, tranche.amount_fen, tranche=tranche)
        by = books.finance(town, datetime.combine(tranche.due_on, time(10), SHANGHAI))
        ledger.order(order=order, by=by)
        ledger.pay(order=order, amount=Money(tranche.amount_fen), words="回单", by=by)
    return case


def book(year: int) -> YearBook:
    return YearBook.objects.get(pot="construction", year=year)


def room(town: city.City, year: int) -> object:
    return ledger.available(issuer=town.bureau, benefit=books.MUNICIPAL, year=year)


def test_scenario_14_two_failed_acceptances_take_back_all_that_was_paid_and_refill_no_cap() -> None:
    """Scenario 14 and attack 30: 3,000,000 yuan are ordered back; a year's room is what it was before.

    In this year's dates: paid are 1,800,000 in 2026 and 1,200,000 in 2027, of which 1,000,000 comes in at first.
    """
    town = city.city()
    case = paid_centre(town)
    before = [room(town, year) for year in (2026, 2027)]
    by = books.finance(town)
    grant = Grant.objects.get(application=case)
    assert grant.amount_fen == wan(300).fen

    with transaction.atomic():
        ledger.recover(application=case, amount=wan(300), words="取消建设资格，责令收回", by=by)
        ledger.recovered(application=case, amount=wan(100), words="演示：收回第一笔", by=by)

    moved = case.transfers.filter(kind=TransferKind.RECOVER).order_by("book__year")
    assert [(each.book.year, each.amount_fen) for each in moved] == [
        (2026, wan(180).fen),
        (2027, wan(120).fen),
    ]
    assert [room(town, year) for year in (2026, 2027)] == before == [yuan(3_200_000), yuan(3_800_000)]
    owed = [ledger.balances_of(book=book(year)).receivable for year in (2026, 2027)]
    assert sum(each.fen for each in owed) == wan(200).fen


def test_attack_30_no_more_is_taken_back_than_was_paid_and_none_twice() -> None:
    """Attack 30: a partial return counts against what is still to be recovered, and nothing is recovered twice."""
    town = city.city()
    case = paid_centre(town)
    by = books.finance(town)
    with transaction.atomic():
        ledger.recover(application=case, amount=wan(300), words="责令收回", by=by)

    with pytest.raises(ledger.NotEnoughOfCase), transaction.atomic():
        ledger.recover(application=case, amount=wan(1), words="再收一次", by=by)
    with transaction.atomic():
        ledger.recovered(application=case, amount=wan(299), words="演示：收回", by=by)
    with pytest.raises(ledger.NotEnoughOfCase), transaction.atomic():
        ledger.recovered(application=case, amount=wan(2), words="演示：多收", by=by)

    assert case.transfers.filter(kind=TransferKind.RECOVER).count() == 2


def test_attack_30_there_is_one_year_of_grace_and_a_second_failure_ends_the_qualification() -> None:
    """Scenario 14 and attack 30: grace to 2026-04-10, and from the second failure on nothing but recovery."""
    measure = law.measure("cq_2021_65")

    in_grace = measure.acceptance(replace(FAILED_TWICE, second_failed_on=None), date(2025, 9, 1))
    after = measure.acceptance(FAILED_TWICE, date(2026, 4, 20))

    assert in_grace.grace is not None
    assert in_grace.grace.ends_before == date(2026, 4, 11)
    assert in_grace.standing.value == "宽限期内"
    assert after.standing.value == "取消建设资格"
