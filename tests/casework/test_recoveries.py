"""What a revocation stops and takes back (Article 15): orders, commitments, the order to recover, what comes in."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.casework import books, centres, city, payments_city
from tests.casework.centres import SECOND_FAILED, SIGNED
from zhiyun.casework import ledger
from zhiyun.casework.actions import bank_files, payments, recoveries, tranches
from zhiyun.casework.construction import ConstructionStage, recovering
from zhiyun.casework.ledger import recovery_proof
from zhiyun.casework.roles import Role
from zhiyun.casework.second_person import SecondPersonNeeded
from zhiyun.casework.task_books.revoked import CentreRevoked
from zhiyun.kernel.money import Money, wan, yuan
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import (
    PaymentStep,
    Person,
    RecoveryRuling,
    TrancheRelease,
    YearBook,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_the_order_names_all_that_was_paid_and_the_ledger_owes_it() -> None:
    made = centres.centre()
    made.fail_twice()

    made.propose(date(2026, 4, 22))
    number = made.order(date(2026, 4, 24))

    told = centres.paper("recovery")
    assert told.number == number == "渝知运追回〔2026〕1号"
    assert told.content["amount_fen"] == wan(300).fen
    assert told.content["paid"] == [["2023-04-14拨付", str(wan(180))], ["2024-05-10拨付", str(wan(120))]]
    assert any("前期拨付的全部" in each for each in told.content["readings"])
    owed = (
        YearBook.objects.filter(receivable_fen__gt=0).values_list("year", "receivable_fen").order_by("year")
    )
    assert list(owed) == [(2023, wan(180).fen), (2024, wan(120).fen)]
    assert centres.stage(made, date(2026, 4, 24)) is ConstructionStage.RECOVERING


def test_what_comes_in_goes_to_the_treasury_and_refills_no_cap() -> None:
    made = centres.centre()
    made.fail_twice()
    made.propose(date(2026, 4, 22))
    made.order(date(2026, 4, 24))
    room = {
        year: ledger.available(issuer=made.town.bureau, benefit=books.MUNICIPAL, year=year)
        for year in (2023, 2024)
    }

    left = made.receive(date(2026, 5, 8), wan(100))
    made.receive(date(2026, 6, 8), wan(200), number="演示流水2")

    assert left == str(wan(200))
    assert centres.stage(made, date(2026, 6, 8)) is ConstructionStage.RECOVERED
    assert sum(YearBook.objects.values_list("receivable_fen", flat=True)) == 0
    assert (
        room
        == {2023: yuan(3_200_000), 2024: yuan(3_800_000)}
        == {
            year: ledger.available(issuer=made.town.bureau, benefit=books.MUNICIPAL, year=year)
            for year in (2023, 2024)
        }
    )


def test_what_was_promised_and_not_paid_goes_back_into_its_year_and_nothing_more_is_paid() -> None:
    """Attack 28: after a revocation no order is prepared or approved, and an approved one is not sent."""
    made = centres.centre(paid=False)
    centres.pay(made, 1)
    TrancheRelease.objects.create(
        tranche=made.grant.tranches.get(number=2),
        words="演示",
        by_id=made.town.seats[Role.CASE_OFFICER].person_id,
        at=made.by(Role.CASE_OFFICER, SIGNED).at,
    )
    finance = made.by(Role.FINANCE, date(2026, 4, 1))
    order = payments.prepare(by=finance, application=made.case.reference, tranche=2)

    made.fail_twice()

    checker = city.confirmed(
        city.seat(Role.FINANCE, made.town.bureau, at=made.by(Role.FINANCE, SECOND_FAILED).at)
    )
    with pytest.raises(CentreRevoked):
        payments.approve(by=checker, payment_order=order)
    with pytest.raises(CentreRevoked):
        payments.prepare(by=made.by(Role.FINANCE, SECOND_FAILED), application=made.case.reference, tranche=2)
    with pytest.raises(CentreRevoked):
        tranches.release(
            by=made.by(Role.CASE_OFFICER, SECOND_FAILED),
            task_book=made.case.reference,
            number=1,
            words="演示",
        )
    book = YearBook.objects.get(pot="construction", year=2024)
    assert (book.committed_fen, book.ordered_fen, book.paid_fen) == (0, 0, 0)
    made.propose(date(2026, 4, 22))
    made.order(date(2026, 4, 24))
    assert centres.paper("recovery").content["amount_fen"] == wan(180).fen


def test_an_approved_order_is_not_sent_after_a_revocation_and_cancelling_it_gives_its_room_back() -> None:
    """Attack 28: its money does not lie committed to a centre that gets nothing more."""
    made = centres.centre(paid=False)
    centres.pay(made, 1)
    order = approved(made, 2, date(2026, 4, 1))
    made.fail_twice()
    finance = made.by(Role.FINANCE, SECOND_FAILED)
    before = ledger.available(issuer=made.town.bureau, benefit=books.MUNICIPAL, year=2026)

    with pytest.raises(CentreRevoked):
        bank_files.send(by=finance, organisation=made.town.bureau.pk, references=[order])
    payments.cancel(by=finance, payment_order=order, reason="演示：取消建设资格")

    after = ledger.available(issuer=made.town.bureau, benefit=books.MUNICIPAL, year=2026)
    assert after == before + wan(120)


def test_what_the_bank_could_not_pay_goes_back_into_its_year_too() -> None:
    made = centres.centre(paid=False)
    centres.pay(made, 1)
    order = approved(made, 2, date(2026, 4, 1))
    finance = made.by(Role.FINANCE, date(2026, 4, 2))
    bank_files.send(by=finance, organisation=made.town.bureau.pk, references=[order])
    made.fail_twice()
    before = ledger.available(issuer=made.town.bureau, benefit=books.MUNICIPAL, year=2026)
    with pytest.raises(recovering.PaymentsUnderWay):
        made.propose(date(2026, 4, 22))

    line = f"演示1,{order},失败,1200000.00,2026-04-21,演示：户名不符"
    content = "\r\n".join([payments_city.HEADER, line, ""]).encode()
    by = made.by(Role.FINANCE, date(2026, 4, 21))
    bank_files.take(by=by, organisation=made.town.bureau.pk, content=content, name="回单.csv")

    after = ledger.available(issuer=made.town.bureau, benefit=books.MUNICIPAL, year=2026)
    assert after == before + wan(120)
    made.propose(date(2026, 4, 22))


def approved(made: centres.Centre, number: int, day: date) -> str:
    """Release a tranche and approve its order, by people of finance who decided nothing."""
    tranches.release(
        by=made.by(Role.CASE_OFFICER, day), task_book=made.case.reference, number=number, words="演示"
    )
    order = payments.prepare(by=made.by(Role.FINANCE, day), application=made.case.reference, tranche=number)
    checker = city.confirmed(city.seat(Role.FINANCE, made.town.bureau, at=made.by(Role.FINANCE, day).at))
    return payments.approve(by=checker, payment_order=order)


def test_recovery_waits_for_the_bank_and_for_a_second_person() -> None:
    made = centres.centre()
    made.fail_twice()
    tranche = made.grant.tranches.get(number=2)
    order = books.order_row(made.town, made.case, 100, tranche=tranche)
    by = made.by(Role.FINANCE, SECOND_FAILED)
    told = {"order": order, "amount_fen": 100, "by_id": by.person_id, "day": by.day, "at": by.at}
    PaymentStep.objects.create(kind="sent", **told)
    with pytest.raises(recovering.PaymentsUnderWay):
        made.propose(date(2026, 4, 22))
    PaymentStep.objects.create(kind="failed", **told)
    made.propose(date(2026, 4, 22))

    with pytest.raises(recoveries.ProposalWaits):
        made.propose(date(2026, 4, 22))
    officer = made.by(Role.CASE_OFFICER, date(2026, 4, 24))
    both = city.confirmed(
        city.seat(
            Role.ROUND_MANAGER, made.town.bureau, Person.objects.get(pk=officer.person_id), at=officer.at
        )
    )
    with pytest.raises(SecondPersonNeeded):
        made.order(date(2026, 4, 24), by=both)
    with pytest.raises(Faulty):
        made.order(date(2026, 4, 24), good=False)
    with pytest.raises(Faulty):
        made.order(date(2026, 6, 30))

    made.order(date(2026, 4, 24), good=False, reason="演示：期限太紧。")
    with pytest.raises(recoveries.NoProposal):
        made.order(date(2026, 4, 24))
    assert RecoveryRuling.objects.get().good is False


def test_a_sum_that_changed_since_it_was_proposed_is_not_ordered() -> None:
    made = centres.centre()
    made.fail_twice()
    made.propose(date(2026, 4, 22))
    order = made.case.transfers.filter(kind="pay").latest("id").order
    ledger.give_back(
        order=order, amount=Money(100), words="演示：退回", by=made.by(Role.FINANCE, date(2026, 4, 23))
    )

    with pytest.raises(recoveries.SumChanged):
        made.order(date(2026, 4, 24))
    made.order(date(2026, 4, 24), good=False, reason="演示：有退回款。")
    made.propose(date(2026, 4, 24))
    made.order(date(2026, 4, 24))

    assert centres.paper("recovery").content["amount_fen"] == wan(300).fen - 100


def test_nothing_is_recovered_where_nothing_was_paid_or_no_day_is_set() -> None:
    made = centres.centre(paid=False)
    made.fail_twice()

    with pytest.raises(recovering.NothingPaid):
        made.propose(date(2026, 4, 22))
    for due_on in (None, date(2026, 4, 22)):
        with pytest.raises(Faulty):
            made.propose(date(2026, 4, 22), due_on=due_on)
    with pytest.raises(Faulty):
        made.propose(date(2026, 4, 22), words="长" * 301)


def test_money_that_comes_in_is_booked_once_and_never_above_what_is_owed() -> None:
    made = centres.centre()
    made.fail_twice()
    made.propose(date(2026, 4, 22))
    made.order(date(2026, 4, 24))
    day = date(2026, 5, 8)
    made.receive(day, wan(100))

    with pytest.raises(recoveries.BankNumberBooked):
        made.receive(day, wan(100))
    with pytest.raises(recoveries.MoreThanOwed):
        made.receive(day, wan(200) + Money(1), number="演示流水2")
    for given in (
        {"amount": Money(0)},
        {"amount": None},
        {"received_on": date(2026, 4, 23)},
        {"received_on": day + DAY},
        {"number": " "},
        {"words": "长" * 301},
    ):
        with pytest.raises(Faulty):
            made.receive(day, **{"amount": wan(1), "number": "演示流水3", **given})


def test_the_ledger_proves_what_was_ordered_back_and_what_came_in() -> None:
    made = centres.centre()
    made.fail_twice()
    made.propose(date(2026, 4, 22))
    made.order(date(2026, 4, 24))
    made.receive(date(2026, 5, 8), wan(100))
    assert list(recovery_proof.differences()) == []

    ledger.recovered(
        application=made.case, amount=wan(1), words="演示：无据", by=made.by(Role.FINANCE, date(2026, 5, 9))
    )

    told = [str(each.message) for each in ledger.verified().differences]
    assert f"台账收回{wan(101)}，登记的收回款是{wan(100)}" in told
