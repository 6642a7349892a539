"""The demonstration's money: budgets, accounts, orders, the bank's files and its receipts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from zhiyun import law
from zhiyun.casework.actions import appropriations, bank_accounts, bank_files, payments
from zhiyun.casework.actor import SHANGHAI
from zhiyun.casework.demo.bodies import Bodies
from zhiyun.casework.demo.calls import at as hour
from zhiyun.casework.payments import orders
from zhiyun.casework.payments.bank_files import IN
from zhiyun.casework.payments.orders import OrderStage
from zhiyun.casework.roles import Role
from zhiyun.kernel.money import Money, wan
from zhiyun.kernel.workdays import Calendar
from zhiyun.records.models import Organisation, PaymentOrder

POTS = (law.Benefit.MUNICIPAL_CENTRE, law.Benefit.PERFORMANCE_SUBSIDY)


def budget(*, city: Bodies, year: int, day: str) -> None:
    """Enter and check what a year's budget document gives to either pot."""
    for number, benefit in enumerate(POTS, 1):
        entering = city.by(city.bureau, Role.FINANCE, at=hour(day=day, time=f"1{number}:00"))
        entered = appropriations.enter(
            by=entering,
            organisation=city.bureau.pk,
            benefit=benefit,
            year=year,
            amount=wan(500),
            document=f"演示财行〔{year}〕{number}号",
            words="演示：年初预算下达。",
        )
        second = city.by(city.bureau, Role.FINANCE, at=hour(day=day, time=f"1{number}:40"), number=1)
        appropriations.check(
            by=second, organisation=city.bureau.pk, appropriation=int(entered), good=True, reason=""
        )


def account(*, city: Bodies, body: Organisation, at: datetime, calendar: Calendar) -> None:
    """Let a body tell its account, and finance find it right the next day."""
    legal = city.by(body, Role.LEGAL_REPRESENTATIVE, at=at)
    made = bank_accounts.enter(
        by=legal,
        organisation=body.pk,
        holder=body.name,
        bank="演示银行演示支行",
        number=f"99990000{body.pk:08d}",
        calendar=calendar,
    )
    finance = city.by(city.bureau, Role.FINANCE, at=at + timedelta(days=1))
    bank_accounts.check(
        by=finance, bank_account=int(made), good=True, reason="演示：与开户许可证复印件核对一致。"
    )


def prepare(*, city: Bodies, case: str, at: datetime, tranche: int | None = None) -> str:
    """Prepare an order for all that can be paid; gives its reference."""
    return payments.prepare(by=city.by(city.bureau, Role.FINANCE, at=at), application=case, tranche=tranche)


def send(*, city: Bodies, references: Sequence[str], at: datetime) -> None:
    """Let a second person approve orders, and send them to the bank the day after."""
    second = city.by(city.bureau, Role.FINANCE, at=at, number=1)
    for order in references:
        payments.approve(by=second, payment_order=order)
    sending = city.by(city.bureau, Role.FINANCE, at=at + timedelta(days=1))
    bank_files.send(by=sending, organisation=city.bureau.pk, references=references)


def receive(
    *, city: Bodies, references: Sequence[str], at: datetime, failed: str = "", because: str = ""
) -> None:
    """Take the bank's word on orders it was sent, one of which may have failed."""
    finance = city.by(city.bureau, Role.FINANCE, at=at)
    bank_files.take(
        by=finance,
        organisation=city.bureau.pk,
        content=_receipts(references, at, failed, because),
        name=f"演示回单{at:%Y%m%d}.csv",
    )


def word_of_the_bank(*, at: datetime) -> bytes:
    """Play the bank: say of every order that was sent and not heard of that it has been paid; a file of receipts."""
    waiting = [
        order.reference
        for order in PaymentOrder.objects.order_by("id")
        if orders.stage_of(order=order) in (OrderStage.SENT, OrderStage.PARTLY_PAID)
    ]
    return _receipts(waiting, at.astimezone(SHANGHAI), "", "")


def _receipts(references: Sequence[str], at: datetime, failed: str, because: str) -> bytes:
    rows = [",".join(IN)]
    for reference in references:
        order = PaymentOrder.objects.get(reference=reference)
        left = (Money(order.amount_fen) - orders.paid_of(order=order)).plain
        result, words = ("失败", because) if reference == failed else ("成功", "")
        rows.append(f"演示流水{at:%Y%m%d}{order.pk:04d},{reference},{result},{left},{at:%Y-%m-%d},{words}")
    return "\r\n".join([*rows, ""]).encode()
