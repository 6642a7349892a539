"""An order needs four eyes, a confirmed list, a commitment and an amount: nothing is paid early, twice or above."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.casework import books, city, onward
from tests.casework.payments_city import PAYS, balances, order, paying, receipt, refused
from zhiyun.casework import ledger
from zhiyun.casework.actions import bank_files, payments
from zhiyun.casework.payments import refusals
from zhiyun.casework.queries import payments as queries
from zhiyun.casework.refusals import WrongStage
from zhiyun.casework.roles import Role
from zhiyun.casework.second_person import SecondPersonNeeded
from zhiyun.kernel.money import ZERO, Money
from zhiyun.kernel.refusal import Refusal
from zhiyun.records.models import (
    ApplicationStep,
    Objection,
    PaymentApproval,
    Resolution,
    TrancheRelease,
)

pytestmark = pytest.mark.django_db
AMOUNT = 123_400


# Four eyes -------------------------------------------------------------------------------------------------------------


def test_nobody_approves_the_own_order() -> None:
    desk = paying(AMOUNT)
    reference = desk.prepared()

    refused(SecondPersonNeeded, payments.approve, by=desk.maker, payment_order=reference)

    assert balances(desk).ordered == ZERO


def test_nobody_pays_what_they_verified_or_decided() -> None:
    desk = paying(AMOUNT)
    onward.reviewed(desk.town, desk.cases[0], AMOUNT * 50)
    ApplicationStep.objects.create(
        application=desk.cases[0], kind="confirmed", at=PAYS, by_id=desk.maker.person_id, role="finance"
    )
    reference = desk.prepared()
    manager = desk.town.by(Role.ROUND_MANAGER, at=PAYS)

    refused(refusals.PaysOwnDecision, payments.approve, by=manager, payment_order=reference)


def test_who_decided_prepares_no_order() -> None:
    desk = paying(AMOUNT)
    decider = Resolution.objects.get().by
    seat = city.confirmed(city.seat(Role.FINANCE, desk.town.bureau, decider, at=PAYS))

    refused(refusals.PaysOwnDecision, payments.prepare, by=seat, application=desk.cases[0].reference)


@pytest.mark.parametrize("pair", [("by", "prepared_by"), ("by", "decided_by"), ("prepared_by", "decided_by")])
def test_not_even_the_database_takes_one_person_for_two(pair: tuple[str, str]) -> None:
    desk = paying(AMOUNT)
    made = order(desk.prepared())
    people = {
        "by_id": desk.checker.person_id,
        "prepared_by_id": desk.maker.person_id,
        "decided_by_id": Resolution.objects.get().by_id,
    }
    people[f"{pair[0]}_id"] = people[f"{pair[1]}_id"]

    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentApproval.objects.create(order=made, at=PAYS, **people)


def test_what_has_an_open_order_is_not_offered_to_be_paid_again() -> None:
    desk = paying(AMOUNT)
    offered = [each.amount for each in queries.to_pay(by=desk.maker)]

    first = desk.prepared()
    while_open = queries.to_pay(by=desk.maker)
    payments.send_back(by=desk.checker, payment_order=first, reason="演示：用途写错")

    assert offered == [Money(AMOUNT)]
    assert while_open == ()
    assert [each.amount for each in queries.to_pay(by=desk.maker)] == offered


def test_an_order_sent_back_gives_way_to_another_and_one_open_order_is_enough() -> None:
    desk = paying(AMOUNT)
    first = desk.prepared()
    refused(refusals.OrderOpen, desk.prepared)

    payments.send_back(by=desk.checker, payment_order=first, reason="演示：用途写错")

    assert desk.prepared() != first
    assert order(first).steps.latest("id").words == "演示：用途写错"


def test_an_approved_order_can_be_called_back_before_it_is_sent() -> None:
    desk = paying(AMOUNT)
    reference = desk.approved()

    payments.cancel(by=desk.maker, payment_order=reference, reason="演示撤销")

    assert balances(desk).committed == Money(AMOUNT)
    refused(
        refusals.NothingToSend,
        bank_files.send,
        by=desk.maker,
        organisation=desk.town.bureau.pk,
        references=[reference],
    )


def test_an_order_is_sent_once() -> None:
    """Attack 23: pressed twice, the second file has nothing to send."""
    desk = paying(AMOUNT)
    reference = desk.sent()

    refused(
        refusals.NothingToSend,
        bank_files.send,
        by=desk.maker,
        organisation=desk.town.bureau.pk,
        references=[reference],
    )


# Nothing early, nothing above ------------------------------------------------------------------------------------------


def test_nothing_is_paid_before_the_list_is_confirmed() -> None:
    """Attack 28: the notice still runs."""
    town = city.city()
    books.appropriated(town, 500_000_000)
    resolution = books.reserved(town, AMOUNT)
    onward.published(town, resolution)
    case = resolution.decisions.get().application
    books.account(town, case)

    refused(WrongStage, payments.prepare, by=town.by(Role.FINANCE, at=PAYS), application=case.reference)
    onward.step(case, "confirmed", case.begun_by_id, Role.ROUND_MANAGER)  # a step without its confirmation
    refused(
        refusals.NoticeNotConfirmed,
        payments.prepare,
        by=town.by(Role.FINANCE, at=PAYS),
        application=case.reference,
    )


def test_nothing_is_paid_while_an_objection_is_open() -> None:
    """Attack 28: an objection that came meanwhile stops what is prepared, approved or about to be sent."""
    desk = paying(AMOUNT, 200, 300)
    approved, prepared = desk.approved(), desk.prepared(1)
    publication = Resolution.objects.get().publications.get()
    Objection.objects.create(
        reference="YY-1",
        tracking="0" * 64,
        publication=publication,
        from_unit=False,
        name="演示",
        contact="演示",
        words="演示",
        received_at=PAYS,
        workdays=5,
        answer_by=PAYS.date(),
    )

    said = refused(refusals.ObjectionOpen, lambda: desk.prepared(2))
    refused(refusals.ObjectionOpen, payments.approve, by=desk.checker, payment_order=prepared)
    refused(
        refusals.ObjectionOpen,
        bank_files.send,
        by=desk.maker,
        organisation=desk.town.bureau.pk,
        references=[approved],
    )

    assert said == "还有1件异议没有办结，不能拨付。请先办结异议。"


def test_nothing_is_paid_under_a_decision_that_was_superseded() -> None:
    """Attack 28: after the revision of what was decided."""
    desk = paying(AMOUNT)
    reference = desk.prepared()
    first = Resolution.objects.get()
    Resolution.objects.create(
        **{
            field.attname: getattr(first, field.attname)
            for field in first._meta.concrete_fields
            if field.name not in ("id", "reference", "number", "supersedes", "because")
        },
        reference="SD-新",
        number=2,
        supersedes=first,
        because="演示",
    )

    refused(refusals.DecisionSuperseded, payments.approve, by=desk.checker, payment_order=reference)


def test_nothing_is_paid_after_the_commitment_was_withdrawn() -> None:
    """Attack 28: after revocation nothing is committed any more."""
    desk = paying(AMOUNT)
    with transaction.atomic():
        ledger.withdraw(application=desk.cases[0], words="演示取消", by=desk.maker)

    refused(refusals.NothingCommitted, desk.prepared)


@pytest.mark.parametrize(
    ("fen", "refusal"), [(AMOUNT + 1, refusals.AboveDecision), (0, refusals.NothingCommitted)]
)
def test_nothing_above_the_decision_and_nothing_of_nothing(fen: int, refusal: type[Refusal]) -> None:
    """Attacks 25 and 28: to the fen."""
    desk = paying(AMOUNT)

    refused(refusal, lambda: desk.prepared(amount=Money(fen)))


def test_the_parts_of_a_decision_never_come_to_more_than_it() -> None:
    desk = paying(AMOUNT)
    reference = desk.approved(amount=Money(100_000))
    bank_files.send(by=desk.maker, organisation=desk.town.bureau.pk, references=[reference])
    desk.taken(receipt("B1", reference, "1000.00"))

    refused(refusals.NothingCommitted, lambda: desk.prepared(amount=Money(23_401)))

    assert order(desk.prepared(amount=Money(23_400))).amount_fen == 23_400


def _centre() -> tuple[city.City, Any, Any]:
    town = city.city()
    books.appropriated(town, 500_000_000, books.MUNICIPAL)
    resolution = books.reserved(town, 300, benefit=books.MUNICIPAL)
    onward.confirmed(town, onward.published(town, resolution))
    case = resolution.decisions.get().application
    case.refresh_from_db()
    books.account(town, case)
    return town, case, town.by(Role.FINANCE, at=PAYS + timedelta(days=30))


def test_a_centre_is_paid_only_by_a_signed_task_book_and_a_tranche_whose_condition_has_come() -> None:
    """Attack 28: before the agreement is signed, and before its condition."""
    town, case, by = _centre()
    asked = {"by": by, "application": case.reference}
    refused(refusals.TaskBookUnsigned, payments.prepare, **asked, tranche=1)
    grant = onward.granted(town, case, [(100, date(2026, 9, 1)), (200, date(2026, 10, 1))])
    with transaction.atomic():
        ledger.commit_grant(grant=grant, by=town.by(Role.ROUND_MANAGER, at=by.at))

    refused(refusals.TrancheNeeded, payments.prepare, **asked)
    refused(refusals.TrancheNotReleased, payments.prepare, **asked, tranche=1)
    TrancheRelease.objects.create(
        tranche=grant.tranches.get(number=1),
        words="演示：已成立专班",
        by_id=town.seats[Role.CASE_OFFICER].person_id,
        at=by.at,
    )
    refused(refusals.AboveDecision, payments.prepare, **asked, tranche=1, amount=Money(101))

    made = order(payments.prepare(**asked, tranche=1))

    assert (made.amount_fen, made.tranche.number) == (100, 1)
