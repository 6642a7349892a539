"""Files to the bank and back: approved orders go out with their total, receipts come in and count once."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from zhiyun.casework import ledger, outbox
from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Deed, action
from zhiyun.casework.payments import bank_files, numbers, orders, refusals
from zhiyun.casework.payments.bank_files import Line
from zhiyun.casework.payments.orders import OrderStage
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import Role
from zhiyun.casework.subjects import ORGANISATION, PAYMENT_ORDER
from zhiyun.gateways.tables import gathered
from zhiyun.kernel.money import ZERO, Money
from zhiyun.kernel.said import Said
from zhiyun.records.models import (
    ApplicationStep,
    BankFile,
    Organisation,
    PaymentOrder,
    PaymentStep,
    PaymentStepKind,
    StepKind,
)

WAITING = (OrderStage.SENT, OrderStage.PARTLY_PAID)
LONGEST_NAME = 120


@action(
    name="payment.send",
    words="生成银行文件",
    on=ORGANISATION,
    roles=[Role.FINANCE],
    is_sensitive=True,
)
def send(*, organisation: Organisation, by: Actor, references: Collection[str]) -> Deed:
    """Write approved orders into one file for the bank; each is sent once.

    Refuses an empty choice, an order that is not approved, and one whose payee has changed, whose account is no
    longer good, or against which an objection has come meanwhile: nothing is written then.
    """
    chosen = [PAYMENT_ORDER.lock(by, reference) for reference in sorted(set(references))]
    if not chosen:
        raise refusals.NothingToSend
    for order in chosen:
        if order.application.call.issuer_id != organisation.pk:
            raise NotFound
        if orders.stage_of(order=order) is not OrderStage.APPROVED:
            raise refusals.NothingToSend
        orders.hold_payable(order=order, by=by)
    content = bank_files.written(orders=chosen)
    made = _file(content.encode(), content, _total(chosen), len(chosen), by, outgoing=True)
    for order in chosen:
        orders.step(order=order, kind=PaymentStepKind.SENT, by=by, file=made)
    return Deed(
        answer=made.reference,
        after={
            "file": made.reference,
            "sm3": made.sm3,
            "total_fen": made.total_fen,
            "orders": [order.reference for order in chosen],
        },
    )


@action(
    name="payment.take",
    words="导入银行回单",
    on=ORGANISATION,
    roles=[Role.FINANCE],
    is_sensitive=True,
)
def take(*, organisation: Organisation, by: Actor, content: bytes, name: str) -> Deed:
    """Take the bank's word on orders: paid in full or in part, or failed. The same file or word again changes nothing.

    Refuses a file with faults, all of them listed with their rows: an order that is not waiting for the bank, more
    than is still to be paid, a word of the bank that says something else than before.
    """
    sm3 = hashlib.new("sm3", content).hexdigest()
    before = BankFile.objects.filter(outgoing=False, sm3=sm3).first()
    if before is not None:
        return Deed(answer=before.reference, after={"file": before.reference, "taken_before": True})
    lines = bank_files.read(content=content, name=name)
    held = _held(by, organisation, lines)
    fresh = _refuse_faults(lines, held)
    total = sum((line.amount for line in lines if line.paid), ZERO)
    kept = bank_files.kept(lines=lines)
    made = _file(content, kept, total, len(lines), by, outgoing=False, name=name)
    for line in fresh:
        _book(line, held[line.order], made, by)
    return Deed(
        answer=made.reference,
        after={
            "file": made.reference,
            "sm3": made.sm3,
            "lines": len(lines),
            "new": len(fresh),
            "paid_fen": sum(line.amount.fen for line in fresh if line.paid),
        },
    )


def _total(chosen: list[PaymentOrder]) -> Money:
    """Give what orders come to."""
    return sum((Money(order.amount_fen) for order in chosen), ZERO)


def _file(
    content: bytes, kept: str, total: Money, lines: int, by: Actor, *, outgoing: bool, name: str = ""
) -> BankFile:
    reference = numbers.next_reference(kind=numbers.BANK_FILE, by=by)
    return BankFile.objects.create(
        reference=reference,
        outgoing=outgoing,
        name=(name or f"拨付{reference}.csv")[:LONGEST_NAME],
        sm3=hashlib.new("sm3", content).hexdigest(),
        total_fen=total.fen,
        lines=lines,
        content=kept,
        by_id=by.person_id,
        at=by.at,
    )


def _held(by: Actor, organisation: Organisation, lines: list[Line]) -> dict[str, PaymentOrder]:
    """Lock the orders a file speaks of; those nobody may know of are left out and told as unknown."""
    found = {}
    for reference in sorted({line.order for line in lines}):
        known = PaymentOrder.objects.filter(
            reference=reference, application__call__issuer=organisation
        ).exists()
        if known:
            found[reference] = PAYMENT_ORDER.lock(by, reference)
    return found


def _refuse_faults(lines: list[Line], held: dict[str, PaymentOrder]) -> list[Line]:
    """Give the lines not heard before, or refuse the file with everything that is wrong with it."""
    told = {
        step.bank_reference: step
        for step in PaymentStep.objects.filter(
            bank_reference__in=[line.bank_reference for line in lines]
        ).select_related("order")
    }
    left = {
        reference: Money(order.amount_fen) - orders.paid_of(order=order) for reference, order in held.items()
    }
    waits = {reference: orders.stage_of(order=order) in WAITING for reference, order in held.items()}
    fresh: list[Line] = []
    with gathered() as faults:
        for line in lines:
            fault = _fault(line, held, told, left, waits, {each.bank_reference for each in fresh})
            if fault is not None:
                faults.about_row(line.row, fault)
            elif line.bank_reference not in told:
                fresh.append(line)
                left[line.order] -= line.amount
                waits[line.order] = line.paid and bool(left[line.order])
    return fresh


def _fault(
    line: Line,
    held: dict[str, PaymentOrder],
    told: dict[str, PaymentStep],
    left: dict[str, Money],
    waits: dict[str, bool],
    fresh: set[str],
) -> Said | None:
    before = told.get(line.bank_reference)
    if before is not None:
        return (
            None if _says_the_same(line, before) else Said("这一流水号以前的回单说的是另一回事，请与银行核对")
        )
    if line.bank_reference in fresh:
        return Said("这一流水号在本文件里重复，请与银行核对")
    if line.order not in held:
        return Said("没有编号为「%(order)s」的支付指令", order=line.order[:40])
    if not waits[line.order]:
        return Said("「%(order)s」不在等待银行回单，请核对指令编号", order=line.order)
    if line.amount > left[line.order]:
        return Said("金额超过这份指令还没有到账的%(left)s", left=left[line.order])
    if not line.paid and line.amount != left[line.order]:
        return Said("失败的金额应当等于还没有到账的%(left)s", left=left[line.order])
    return None


def _says_the_same(line: Line, before: PaymentStep) -> bool:
    was_paid = before.kind in (PaymentStepKind.PAID, PaymentStepKind.PARTLY_PAID)
    was_heard = was_paid or before.kind == PaymentStepKind.FAILED
    same = (line.order, line.paid, line.amount.fen) == (before.order.reference, was_paid, before.amount_fen)
    return was_heard and same


def _book(line: Line, order: PaymentOrder, file: BankFile, by: Actor) -> None:
    told = {"bank_reference": line.bank_reference, "file": file, "day": line.day}
    if not line.paid:
        orders.step(
            order=order, kind=PaymentStepKind.FAILED, by=by, amount=line.amount, words=line.words, **told
        )
        ledger.unorder(
            order=order, amount=line.amount, words=f"银行回单{line.bank_reference}：拨付失败", by=by
        )
        orders.withdraw_revoked(order=order, by=by)
        return
    is_all = orders.paid_of(order=order) + line.amount == Money(order.amount_fen)
    kind = PaymentStepKind.PAID if is_all else PaymentStepKind.PARTLY_PAID
    orders.step(order=order, kind=kind, by=by, amount=line.amount, words=line.words, **told)
    ledger.pay(order=order, amount=line.amount, words=f"银行回单{line.bank_reference}", by=by)
    _tell(order, line, by)
    if orders.is_whole(decision=order.decision):
        _close(order, by)


def _close(order: PaymentOrder, by: Actor) -> None:
    """Let the case take its last step, once, when everything its decision gives has been paid."""
    steps = ApplicationStep.objects.filter(application=order.application)
    if not steps.filter(kind=StepKind.PAID).exists():
        ApplicationStep.objects.create(
            application=order.application,
            kind=StepKind.PAID,
            at=by.at,
            by_id=by.person_id,
            role=by.role.value,
        )


def _tell(order: PaymentOrder, line: Line, by: Actor) -> None:
    outbox.tell_members(
        organisation=order.application.organisation,
        subject=f"已拨付：{order.application.reference}",
        body=f"{line.amount}已于{line.day}拨付到你单位登记的收款账户，用途：{order.purpose}。",
        link=f"/applications/{order.application.reference}/",
        by=by,
    )
