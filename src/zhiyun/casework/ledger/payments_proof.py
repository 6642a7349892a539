"""Payments held against orders and the bank's word: nothing paid without an order, nothing twice, nothing above it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from zhiyun.kernel.money import Money
from zhiyun.kernel.said import Said
from zhiyun.records.models import PaymentOrder, PaymentStep, PaymentStepKind, Transfer, TransferKind

PAID = (PaymentStepKind.PAID, PaymentStepKind.PARTLY_PAID)


def differences() -> Iterator[tuple[str, Said]]:
    """Compare, order by order, what the ledger moved with what was approved and what the bank said."""
    moved: dict[int | None, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    kinds = (TransferKind.ORDER, TransferKind.UNORDER, TransferKind.PAY, TransferKind.RETURN)
    for order_id, kind, fen in Transfer.objects.filter(kind__in=kinds).values_list(
        "order", "kind", "amount_fen"
    ):
        moved[order_id][kind] += fen
    said: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for order_id, kind, fen in PaymentStep.objects.order_by("id").values_list("order", "kind", "amount_fen"):
        said[order_id][kind] += fen or 0
    if None in moved:
        yield "", Said("有拨付没有对应的支付指令")
    for order in PaymentOrder.objects.order_by("pk").iterator():
        yield from _of_order(order, moved[order.pk], said[order.pk])


def _of_order(order: PaymentOrder, moved: dict[str, int], said: dict[str, int]) -> Iterator[tuple[str, Said]]:
    place = order.reference
    approved = PaymentStepKind.APPROVED in said
    if approved != (moved[TransferKind.ORDER] > 0):
        yield place, Said("复核与台账不符：经复核的才记下达支付")
    if moved[TransferKind.ORDER] not in (0, order.amount_fen):
        yield (
            place,
            Said(
                "下达支付%(moved)s，指令是%(ordered)s",
                moved=Money(moved[TransferKind.ORDER]),
                ordered=Money(order.amount_fen),
            ),
        )
    paid = sum(said[kind] for kind in PAID)
    if moved[TransferKind.PAY] != paid:
        yield (
            place,
            Said(
                "台账拨付%(moved)s，银行回单合计%(said)s",
                moved=Money(moved[TransferKind.PAY]),
                said=Money(paid),
            ),
        )
    if paid > order.amount_fen:
        yield (
            place,
            Said(
                "银行回单合计%(said)s，超过指令%(ordered)s", said=Money(paid), ordered=Money(order.amount_fen)
            ),
        )
    if moved[TransferKind.RETURN] != said[PaymentStepKind.RETURNED]:
        yield place, Said("退回的金额与台账不符")
    failed = said[PaymentStepKind.FAILED]
    cancelled = order.amount_fen if PaymentStepKind.CANCELLED in said else 0
    if moved[TransferKind.UNORDER] != failed + cancelled:
        yield place, Said("撤回支付的金额与失败、撤销的不符")
