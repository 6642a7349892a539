"""Recoveries held against their orders and what came in: all that was ordered is owed, all that came in is booked."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Sum

from zhiyun.kernel.money import Money
from zhiyun.kernel.said import Said
from zhiyun.records.models import RecoveryRuling, Transfer, TransferKind


def differences() -> Iterator[tuple[str, Said]]:
    """Compare, order by order, what the ledger moved with what was ordered back and what came in."""
    kinds = (TransferKind.RECOVER, TransferKind.RECOVERED)
    moved = {
        (application, kind): int(fen)
        for application, kind, fen in Transfer.objects.filter(kind__in=kinds)
        .values_list("application", "kind")
        .annotate(fen=Sum("amount_fen"))
    }
    rulings = RecoveryRuling.objects.filter(good=True).select_related("proposal", "grant__application")
    for ruling in rulings.annotate(came_in=Sum("receipts__amount_fen")).order_by("pk"):
        case = ruling.grant.application
        told = vars(ruling)["came_in"] or 0
        ordered, owed = ruling.proposal.amount_fen, moved.get((case.pk, TransferKind.RECOVER.value), 0)
        booked = moved.get((case.pk, TransferKind.RECOVERED.value), 0)
        if owed != ordered:
            words = Said("台账应收%(owed)s，追回决定是%(ordered)s", owed=Money(owed), ordered=Money(ordered))
            yield case.reference, words
        if booked != told:
            words = Said("台账收回%(booked)s，登记的收回款是%(told)s", booked=Money(booked), told=Money(told))
            yield case.reference, words
