"""Whose account money goes to: verified by a second person, cooled and told when it changes, never in clear."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.casework import city
from tests.casework.payments_city import PAYS, Paying, order, paying, refused
from zhiyun.casework.actions import bank_accounts, bank_files, payments
from zhiyun.casework.payments import accounts, refusals
from zhiyun.casework.refusals import NotFound, WrongStage
from zhiyun.casework.roles import Role
from zhiyun.gateways import holiday_notices
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import (
    BankAccount,
    BankFile,
    Event,
    Letter,
    Message,
)

pytestmark = pytest.mark.django_db
CALENDAR = holiday_notices.load(None)
AMOUNT = 123_400


def _changed(desk: Paying, number: str = "62220000000000009", **told: str) -> BankAccount:
    case = desk.cases[0]
    signer = city.confirmed(city.seat(Role.LEGAL_REPRESENTATIVE, case.organisation, at=PAYS))
    given = {"holder": case.organisation.name, "bank": "演示银行", "number": number} | told
    made = bank_accounts.enter(by=signer, organisation=case.organisation_id, calendar=CALENDAR, **given)
    return BankAccount.objects.get(pk=made)


def test_an_account_changed_after_approval_is_not_paid_to() -> None:
    """Attack 27: the payee redirected between approval and payment."""
    desk = paying(AMOUNT)
    reference = desk.approved()
    _changed(desk)

    said = refused(
        refusals.AccountChanged,
        bank_files.send,
        by=desk.maker,
        organisation=desk.town.bureau.pk,
        references=[reference],
    )

    assert said.startswith(f"{reference}里的收款账户已被申报单位变更")
    assert BankFile.objects.count() == 0


def test_a_changed_account_is_verified_and_cools_before_it_is_paid_to() -> None:
    """Attack 27: 2026-07-13 is a Monday; five working days later is the next Monday."""
    desk = paying(AMOUNT)
    changed = _changed(desk)
    asked = {"application": desk.cases[0].reference}

    refused(refusals.AccountUnverified, payments.prepare, by=desk.maker, **asked)
    bank_accounts.check(by=desk.checker, bank_account=changed.pk, good=True, reason="电话核实")
    refused(refusals.AccountCools, payments.prepare, by=desk.maker, **asked)
    the_day_before = desk.now(desk.maker, PAYS + timedelta(days=6))
    refused(refusals.AccountCools, payments.prepare, by=the_day_before, **asked)

    made = order(payments.prepare(by=desk.now(desk.maker, PAYS + timedelta(days=7)), **asked))

    assert changed.usable_from == date(2026, 7, 20)
    assert made.account == changed


def test_the_cooling_days_are_the_bureaus_to_set() -> None:
    desk = paying(AMOUNT)
    manager = desk.town.by(Role.ROUND_MANAGER, at=PAYS)

    bank_accounts.set_cooling(
        by=manager, organisation=desk.town.bureau.pk, workdays=10, because="演示内控规定"
    )

    assert _changed(desk).usable_from == date(2026, 7, 27)
    for days, because in ((0, "演示"), (61, "演示"), (5, " ")):
        refused(
            Faulty,
            bank_accounts.set_cooling,
            by=manager,
            organisation=desk.town.bureau.pk,
            workdays=days,
            because=because,
        )
    refused(
        NotFound,
        bank_accounts.set_cooling,
        by=city.confirmed(city.seat(Role.ROUND_MANAGER, desk.cases[0].organisation, at=PAYS)),
        organisation=desk.cases[0].organisation_id,
        workdays=1,
        because="演示",
    )


def test_a_change_is_told_to_who_told_the_old_account_and_to_the_old_contact() -> None:
    """Attack 27: who takes an account over cannot keep it quiet."""
    desk = paying(AMOUNT)
    old = accounts.newest(organisation=desk.cases[0].organisation)
    assert old is not None

    made = _changed(desk)

    told = Message.objects.filter(subject="收款账户已变更")
    assert old.entered_by_id in told.values_list("person_id", flat=True)
    assert Letter.objects.get().to == "demo@example.cn"
    for text in (told[0].body, Letter.objects.get().body):
        assert accounts.masked(number=old.number) in text
        assert old.number not in text
        assert made.number not in text


def test_an_account_in_anothers_name_is_neither_taken_nor_paid_to() -> None:
    """Attack 28: the holder differs."""
    desk = paying(AMOUNT)
    refused(Faulty, lambda: _changed(desk, holder="演示他人有限公司"))
    case = desk.cases[0]
    case.organisation.name = "演示改名有限公司"
    case.organisation.save()

    refused(refusals.HolderDiffers, desk.prepared)


@pytest.mark.parametrize(
    "told", [{"number": "1234567"}, {"number": "=1+1234567"}, {"bank": ""}, {"bank": "=cmd"}, {"bank": "-1"}]
)
def test_an_account_that_cannot_be_one_is_refused(told: dict[str, str]) -> None:
    desk = paying(AMOUNT)

    refused(Faulty, lambda: _changed(desk, **told))


def test_a_body_without_an_account_is_asked_for_one_and_the_same_account_is_no_change() -> None:
    desk = paying(AMOUNT)
    old = accounts.newest(organisation=desk.cases[0].organisation)
    assert old is not None
    refused(Faulty, lambda: _changed(desk, number=old.number, bank=old.bank, holder=old.holder))

    with pytest.raises(refusals.NoAccount):
        accounts.payable(organisation=city.organisation(), on=PAYS.date())


def test_an_account_turned_down_is_not_paid_to_and_is_answered_once() -> None:
    desk = paying(AMOUNT)
    changed = _changed(desk)
    refused(Faulty, bank_accounts.check, by=desk.checker, bank_account=changed.pk, good=False, reason=" ")

    bank_accounts.check(by=desk.checker, bank_account=changed.pk, good=False, reason="演示：户名不符")

    refused(refusals.AccountUnverified, desk.prepared)
    refused(
        WrongStage, bank_accounts.check, by=desk.checker, bank_account=changed.pk, good=True, reason="演示"
    )


def test_the_record_never_holds_an_account_in_clear() -> None:
    """Attack 27: the chain proves which account by a digest alone."""
    desk = paying(AMOUNT)
    changed = _changed(desk)
    bank_accounts.check(by=desk.checker, bank_account=changed.pk, good=True, reason="电话核实")
    payments.prepare(by=desk.now(desk.maker, PAYS + timedelta(days=7)), application=desk.cases[0].reference)

    said = "".join(f"{event.before}{event.after}" for event in Event.objects.all())

    assert changed.number not in said
    assert accounts.digest(account=changed) in said
