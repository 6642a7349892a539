"""Payment under four eyes: nothing early, nothing to another's account, nothing twice, nothing above what was decided."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.casework import books, city, onward
from tests.casework.payments_city import HEADER, PAYS, Paying, file, order, paying
from zhiyun.casework import ledger, stages
from zhiyun.casework.actions import bank_accounts, bank_files, payments
from zhiyun.casework.payments import accounts, orders, refusals
from zhiyun.casework.payments.orders import OrderStage
from zhiyun.casework.queries import payments as queries
from zhiyun.casework.refusals import NotFound, WrongStage
from zhiyun.casework.roles import Role
from zhiyun.casework.stages import Stage
from zhiyun.gateways import holiday_notices
from zhiyun.kernel.money import ZERO, Money, yuan
from zhiyun.kernel.refusal import Faulty, Refusal
from zhiyun.records.models import (
    ApplicationStep,
    BankAccount,
    BankFile,
    Event,
    IssuedPaper,
    Letter,
    Message,
    Objection,
    PaymentApproval,
    PaymentStep,
    Resolution,
    TrancheRelease,
    Transfer,
)

pytestmark = pytest.mark.django_db
CALENDAR = holiday_notices.load(None)
AMOUNT = 123_400


def refused(kind: type[Refusal], doing: Any, **given: Any) -> str:
    with pytest.raises(kind) as refusal:
        doing(**given)
    return str(refusal.value)


def balances(desk: Paying) -> ledger.Balances:
    desk.book.refresh_from_db()
    return ledger.balances_of(book=desk.book)


def receipt(number: str, reference: str, amount: str = "1234.00", told: str = "成功") -> str:
    return f"{number},{reference},{told},{amount},2026-07-14,演示"


# From the order to the bank's word -------------------------------------------------------------------------------------


def test_a_subsidy_is_paid_from_the_order_to_the_banks_receipt() -> None:
    desk = paying(AMOUNT, 200)

    reference = desk.sent()
    on_its_way = balances(desk)
    desk.taken(receipt("B1", reference))

    assert on_its_way.ordered == Money(AMOUNT)
    assert balances(desk) == ledger.Balances(
        appropriated=Money(500_000_000), committed=Money(200), paid=Money(AMOUNT)
    )
    assert orders.stage_of(order=order(reference)) is OrderStage.PAID
    assert stages.of_application(application=desk.cases[0], at=PAYS) is Stage.PAID
    assert stages.of_application(application=desk.cases[1], at=PAYS) is Stage.CONFIRMED
    assert ledger.verified().differences == ()
    assert Message.objects.filter(subject__startswith="已拨付").exists() is False  # nobody acts for this body


def test_the_bank_file_says_who_is_paid_what_and_its_hash_covers_it() -> None:
    desk = paying(AMOUNT, 200)
    references = [desk.approved(), desk.approved(1)]

    made = file(bank_files.send(by=desk.maker, organisation=desk.town.bureau.pk, references=references))

    lines = made.content.split("\r\n")
    account = order(references[0]).account
    assert lines[0] == "指令编号,收款户名,收款账号,开户行,金额（元）,用途"
    assert lines[1].startswith(f"{references[0]},{account.holder},{account.number},演示银行演示支行,1234.00,")
    assert lines[3] == "合计,2笔,,,1236.00,"
    assert (made.total_fen, made.lines, len(made.sm3)) == (AMOUNT + 200, 2, 64)


def test_an_approved_order_is_a_paper_that_shows_the_last_digits_alone() -> None:
    desk = paying(AMOUNT)

    reference = desk.approved()

    paper = IssuedPaper.objects.get(kind="payment_order")
    number = order(reference).account.number
    assert number not in str(paper.content)
    assert paper.content["account"]["number"] == f"•••• {number[-4:]}"
    assert paper.content["order"]["amount"] == "1,234.00元"


def test_an_order_is_paid_in_parts_and_the_rest_that_fails_is_ordered_again() -> None:
    desk = paying(AMOUNT)
    first = desk.sent()

    desk.taken(receipt("B1", first, "1000.00"))
    partly = orders.stage_of(order=order(first))
    desk.taken(receipt("B2", first, "234.00", "失败"))
    again = desk.sent()
    desk.taken(receipt("B3", again, "234.00"))

    assert partly is OrderStage.PARTLY_PAID
    assert orders.stage_of(order=order(first)) is OrderStage.FAILED
    assert (order(again).amount_fen, order(again).repeats) == (23_400, order(first))
    assert balances(desk).paid == Money(AMOUNT)
    assert stages.of_application(application=desk.cases[0], at=PAYS) is Stage.PAID
    assert ApplicationStep.objects.filter(application=desk.cases[0], kind="paid").count() == 1
    assert ledger.verified().differences == ()


def test_the_same_file_twice_changes_nothing() -> None:
    """Attack 23: what comes twice is done once."""
    desk = paying(AMOUNT)
    reference = desk.sent()
    first = desk.taken(receipt("B1", reference))
    rows = Transfer.objects.count(), PaymentStep.objects.count(), BankFile.objects.count()

    again = desk.taken(receipt("B1", reference))

    assert again == first
    assert (Transfer.objects.count(), PaymentStep.objects.count(), BankFile.objects.count()) == rows


def test_the_same_word_of_the_bank_in_another_file_changes_nothing() -> None:
    desk = paying(AMOUNT, 200)
    one, two = desk.sent(), desk.sent(1)
    desk.taken(receipt("B1", one))

    desk.taken(receipt("B1", one), receipt("B2", two, "2.00"))

    assert PaymentStep.objects.filter(bank_reference="B1").count() == 1
    assert balances(desk).paid == Money(AMOUNT + 200)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("B1,{order},成功,1234.01,2026-07-14,", "金额超过这份指令还没有到账的1,234.00元"),
        ("B1,{order},失败,1.00,2026-07-14,", "失败的金额应当等于还没有到账的1,234.00元"),
        ("B1,ZF-2026-9999,成功,1.00,2026-07-14,", "没有编号为「ZF-2026-9999」的支付指令"),
        ("B1,{order},退票,1234.00,2026-07-14,", "只能是「成功」或「失败」"),
        ("B1,{order},成功,一千,2026-07-14,", "「一千」不是金额"),
        ("B1,{order},成功,0,2026-07-14,", "金额要大于零"),
        ("B1,{order},成功,1234.00,7月14日,", "请写成 2026-08-03 的样式"),
        (",{order},成功,1234.00,2026-07-14,", "请填银行的流水号"),
    ],
)
def test_a_file_with_a_fault_is_not_taken_at_all(line: str, told: str) -> None:
    desk = paying(AMOUNT, 200)
    reference, other = desk.sent(), desk.sent(1)

    said = refused(Faulty, lambda: desk.taken(receipt("B9", other, "2.00"), line.format(order=reference)))

    assert told in said
    assert balances(desk).paid == ZERO


def test_a_word_that_says_something_else_than_before_is_refused() -> None:
    desk = paying(AMOUNT)
    reference = desk.sent()
    desk.taken(receipt("B1", reference, "1000.00"))

    said = refused(Faulty, lambda: desk.taken(receipt("B1", reference, "234.00")))

    assert "以前的回单说的是另一回事" in said


def test_one_word_twice_in_a_file_is_refused() -> None:
    desk = paying(AMOUNT)
    reference = desk.sent()

    said = refused(
        Faulty, lambda: desk.taken(receipt("B1", reference, "1.00"), receipt("B1", reference, "1.00"))
    )

    assert "在本文件里重复" in said


def test_an_order_that_does_not_wait_for_the_bank_takes_no_receipt() -> None:
    desk = paying(AMOUNT)
    reference = desk.approved()

    assert "不在等待银行回单" in refused(Faulty, lambda: desk.taken(receipt("B1", reference)))


def test_a_file_without_its_columns_says_which_are_missing() -> None:
    desk = paying(AMOUNT)
    content = "银行流水号,指令编号\r\nB1,ZF\r\n".encode()

    said = refused(
        Faulty,
        bank_files.take,
        by=desk.maker,
        organisation=desk.town.bureau.pk,
        content=content,
        name="回单.csv",
    )

    assert "缺少「结果、金额（元）、日期」列" in said


def test_what_came_back_after_it_was_paid_stays_under_the_cap() -> None:
    desk = paying(AMOUNT)
    reference = desk.sent()
    desk.taken(receipt("B1", reference))

    payments.book_return(
        by=desk.maker, payment_order=reference, amount=yuan(34), bank_reference="R1", reason="演示退回"
    )

    assert (balances(desk).paid, balances(desk).returned) == (yuan(1200), yuan(34))
    refused(
        ledger.NotEnoughOfCase,
        payments.book_return,
        by=desk.maker,
        payment_order=reference,
        amount=yuan(1201),
        bank_reference="R2",
        reason="演示",
    )


def test_what_comes_in_of_a_recovery_is_booked_to_the_treasury() -> None:
    desk = paying(AMOUNT)
    reference = desk.sent()
    desk.taken(receipt("B1", reference))
    with transaction.atomic():
        ledger.recover(application=desk.cases[0], amount=yuan(1234), words="责令收回", by=desk.maker)

    payments.book_recovery(
        by=desk.maker, application=desk.cases[0].reference, amount=yuan(1000), reason="收到汇款"
    )

    assert balances(desk).receivable == yuan(234)


# Four eyes -------------------------------------------------------------------------------------------------------------


def test_nobody_approves_the_own_order() -> None:
    desk = paying(AMOUNT)
    reference = desk.prepared()

    refused(refusals.SecondPersonNeeded, payments.approve, by=desk.maker, payment_order=reference)

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


# Whose account ---------------------------------------------------------------------------------------------------------


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


def test_the_files_header_is_the_documented_one() -> None:
    assert HEADER.split(",") == list(bank_files.bank_files.IN)
