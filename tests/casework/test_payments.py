"""Payment under four eyes: nothing early, nothing to another's account, nothing twice, nothing above what was decided."""

from __future__ import annotations

import pytest
from django.db import transaction

from tests.casework.payments_city import HEADER, PAYS, balances, file, order, paying, receipt, refused
from zhiyun.casework import ledger, stages
from zhiyun.casework.actions import bank_files, payments
from zhiyun.casework.payments import orders
from zhiyun.casework.payments.orders import OrderStage
from zhiyun.casework.stages import Stage
from zhiyun.kernel.money import ZERO, Money, yuan
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import (
    ApplicationStep,
    BankFile,
    IssuedPaper,
    Message,
    PaymentStep,
    Transfer,
)

pytestmark = pytest.mark.django_db
AMOUNT = 123_400


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

        ledger.recovered(application=desk.cases[0], amount=yuan(1000), words="收到汇款", by=desk.maker)

    assert balances(desk).receivable == yuan(234)


def test_the_files_header_is_the_documented_one() -> None:
    assert HEADER.split(",") == list(bank_files.bank_files.IN)
