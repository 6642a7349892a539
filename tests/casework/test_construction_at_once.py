"""Managers who approve one acceptance at the same instant, and clerks who book one transfer for two centres."""

from __future__ import annotations

from datetime import date

import pytest

from tests.casework import centres, city
from tests.casework.pushing import at_once
from zhiyun.casework.roles import Role
from zhiyun.kernel.money import Money, wan, yuan
from zhiyun.records.models import AcceptanceRuling, IssuedPaper, RecoveryReceipt, YearBook

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_many_who_approve_one_acceptance_at_once_one_is_heard_and_one_letter_goes_out() -> None:
    made = centres.centre(paid=False)
    made.conclude(centres.FIRST_FAILED)
    at = made.by(Role.ROUND_MANAGER, centres.FIRST_FAILED).at
    managers = [
        city.confirmed(city.seat(Role.ROUND_MANAGER, made.town.bureau, at=at)) for _number in range(8)
    ]

    answers = at_once(lambda number: made.approve(centres.FIRST_FAILED, by=managers[number]), len(managers))

    assert answers["done"] == 1, answers
    assert AcceptanceRuling.objects.count() == 1
    assert IssuedPaper.objects.filter(kind="centre_failed").count() == 1


def test_one_transfer_booked_for_two_centres_at_once_is_booked_for_one() -> None:
    made = [centres.centre()]
    made += [centres.centre(made[0].town)]
    day = date(2026, 5, 6)
    for each in made:
        each.fail_twice()
        each.propose(date(2026, 4, 22))
        each.order(date(2026, 4, 24))

    answers = at_once(lambda number: made[number % 2].receive(day, yuan(1_000)), 6)

    assert answers == {"done": 1, "BankNumberBooked": 5}
    assert RecoveryReceipt.objects.count() == 1
    owed = sum(YearBook.objects.values_list("receivable_fen", flat=True))
    assert Money(owed) == wan(600) - yuan(1_000)
