"""A payment order: prepared by finance, approved or sent back by another person, called back before it is sent."""

from __future__ import annotations

from zhiyun.casework import ledger, payment_words, second_person
from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Deed, action
from zhiyun.casework.payments import accounts, numbers, orders, refusals
from zhiyun.casework.payments.orders import OrderStage, Payable
from zhiyun.casework.roles import Role
from zhiyun.casework.stages import Stage
from zhiyun.casework.subjects import APPLICATION, PAYMENT_ORDER
from zhiyun.kernel.money import Money
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said
from zhiyun.records.models import Application, PaymentApproval, PaymentOrder, PaymentStepKind

LONGEST_PURPOSE, LONGEST_REASON = 60, 300
APPROVERS = (Role.FINANCE, Role.ROUND_MANAGER)


@action(
    name="payment.prepare",
    words="编制支付指令",
    on=APPLICATION,
    roles=[Role.FINANCE],
    stages=[Stage.CONFIRMED, Stage.COMMITTED],
    is_sensitive=True,
)
def prepare(
    *,
    application: Application,
    by: Actor,
    amount: Money | None = None,
    tranche: int | None = None,
    purpose: str = "",
) -> Deed:
    """Prepare an order to pay what is confirmed and committed, all that is left unless ``amount`` says less.

    A failed or partly paid order of the same is named as the one this repeats. Refuses whatever `orders.payable`
    refuses, who decided the case, a second order while one is open, and more than was decided or is left.
    """
    found = orders.payable(application=application, tranche_number=tranche, by=by)
    orders.refuse_decider(decision=found.decision, by=by)
    standing = orders.open_order(decision=found.decision, tranche=found.tranche)
    if standing is not None:
        raise refusals.OrderOpen(standing.reference)
    asked = found.most if amount is None else amount
    orders.refuse_amount(found=found, asked=asked)
    if len(purpose.strip()) > LONGEST_PURPOSE or purpose.strip()[:1] in tuple("=+-@"):
        raise Faulty([Fault(Said("用途"), Said("最多%(longest)s字，不以符号开头", longest=LONGEST_PURPOSE))])
    order = PaymentOrder.objects.create(
        reference=numbers.next_reference(kind=numbers.ORDER, by=by),
        application=application,
        decision=found.decision,
        tranche=found.tranche,
        repeats=_repeated(found),
        account=found.account,
        amount_fen=asked.fen,
        purpose=purpose.strip() or payment_words.purpose(payable=found),
        prepared_by_id=by.person_id,
        prepared_at=by.at,
    )
    orders.step(order=order, kind=PaymentStepKind.PREPARED, by=by, amount=asked)
    return Deed(
        answer=order.reference,
        after={
            "order": order.reference,
            "decision": found.decision.reference,
            "tranche": None if found.tranche is None else found.tranche.number,
            "amount_fen": asked.fen,
            "account": accounts.digest(account=found.account),
            "repeats": None if order.repeats is None else order.repeats.reference,
        },
    )


@action(
    name="payment.approve",
    words="复核支付指令",
    on=PAYMENT_ORDER,
    roles=APPROVERS,
    stages=[OrderStage.PREPARED],
    is_sensitive=True,
)
def approve(*, payment_order: PaymentOrder, by: Actor) -> Deed:
    """Approve another's order: its money is on its way from here on, and the order is issued as a paper.

    Everything is asked again that was asked when it was prepared. Refuses who prepared it, who decided the case, and
    an account that is no longer the applicant's newest.
    """
    second_person.refuse_hands(deed=Said("复核支付指令"), hands=[payment_order.prepared_by_id], by=by)
    found = orders.hold_payable(order=payment_order, by=by)
    orders.refuse_decider(decision=found.decision, by=by)
    orders.refuse_amount(found=found, asked=Money(payment_order.amount_fen))
    PaymentApproval.objects.create(
        order=payment_order,
        prepared_by_id=payment_order.prepared_by_id,
        decided_by_id=found.decision.resolution.by_id,
        by_id=by.person_id,
        at=by.at,
    )
    orders.step(order=payment_order, kind=PaymentStepKind.APPROVED, by=by)
    ledger.order(order=payment_order, by=by)
    paper = payment_words.issued(order=payment_order, by=by)
    return Deed(
        answer=payment_order.reference,
        after={
            "order": payment_order.reference,
            "approved": True,
            "paper": paper.number,
            "paper_sm3": paper.content_sm3,
        },
    )


@action(
    name="payment.send_back",
    words="退回支付指令",
    on=PAYMENT_ORDER,
    roles=APPROVERS,
    stages=[OrderStage.PREPARED],
)
def send_back(*, payment_order: PaymentOrder, by: Actor, reason: str) -> Deed:
    """Send an order back with a reason; another one is prepared in its place. Refuses an answer without a reason."""
    words = _reason(reason)
    orders.step(order=payment_order, kind=PaymentStepKind.SENT_BACK, by=by, words=words)
    return Deed(answer=payment_order.reference, after={"order": payment_order.reference, "sent_back": words})


@action(
    name="payment.cancel",
    words="撤销支付指令",
    on=PAYMENT_ORDER,
    roles=[Role.FINANCE],
    stages=[OrderStage.APPROVED],
    is_sensitive=True,
)
def cancel(*, payment_order: PaymentOrder, by: Actor, reason: str) -> Deed:
    """Call an approved order back before it is sent to the bank; its money is committed again.

    Of a centre whose qualification is revoked it goes back into its year, as the rest did.
    """
    words = _reason(reason)
    orders.step(order=payment_order, kind=PaymentStepKind.CANCELLED, by=by, words=words)
    ledger.unorder(
        order=payment_order,
        amount=Money(payment_order.amount_fen),
        words=f"{payment_order.reference}撤销：{words}",
        by=by,
    )
    orders.withdraw_revoked(order=payment_order, by=by)
    return Deed(answer=payment_order.reference, after={"order": payment_order.reference, "cancelled": words})


@action(
    name="payment.book_return",
    words="登记退回款",
    on=PAYMENT_ORDER,
    roles=[Role.FINANCE],
    stages=[OrderStage.PAID, OrderStage.RETURNED],
    is_sensitive=True,
)
def book_return(
    *, payment_order: PaymentOrder, by: Actor, amount: Money, bank_reference: str, reason: str
) -> Deed:
    """Book what came back after it was paid; it stays under the year's cap. Refuses more than was paid."""
    words = _reason(reason)
    if not bank_reference.strip() or len(bank_reference.strip()) > LONGEST_PURPOSE:
        raise Faulty([Fault(Said("银行流水号"), Said("请填退回款的银行流水号"))])
    if not amount.fen > 0:
        raise Faulty([Fault(Said("金额"), Said("金额要大于零"))])
    orders.step(
        order=payment_order,
        kind=PaymentStepKind.RETURNED,
        by=by,
        amount=amount,
        words=words,
        bank_reference=bank_reference.strip(),
    )
    ledger.give_back(order=payment_order, amount=amount, words=f"退回：{words}", by=by)
    return Deed(
        answer=payment_order.reference,
        after={"order": payment_order.reference, "returned_fen": amount.fen, "reason": words},
    )


def _repeated(found: Payable) -> PaymentOrder | None:
    """Give the last order of the same that failed or was paid in part, and that none repeats yet."""
    last = PaymentOrder.objects.filter(decision=found.decision, tranche=found.tranche).order_by("-id").first()
    return last if last is not None and orders.stage_of(order=last) is OrderStage.FAILED else None


def _reason(text: str) -> str:
    if not text.strip() or len(text.strip()) > LONGEST_REASON:
        raise Faulty([Fault(Said("理由"), Said("请写明理由，最多%(longest)s字", longest=LONGEST_REASON))])
    return text.strip()
