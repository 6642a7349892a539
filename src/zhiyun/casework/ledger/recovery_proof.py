"""Recoveries held against their orders and what came in: all that was ordered is owed, all that came in is booked."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Sum

from zhiyun.kernel.money import Money
from zhiyun.kernel.said import Said
from zhiyun.records.models import RecoveryProposal, RecoveryRuling, Transfer, TransferKind

KINDS = (
    TransferKind.RECOVER,
    TransferKind.RECOVERED,
    TransferKind.SETTLE,
    TransferKind.CHARGE_INTEREST,
    TransferKind.INTEREST_PAID,
)


def differences() -> Iterator[tuple[str, Said]]:
    """Compare, order by order, what the ledger moved with what was ordered back and what came in."""
    moved = _moved()
    rulings = RecoveryRuling.objects.filter(good=True).select_related("proposal", "grant__application")
    for ruling in rulings.annotate(came_in=Sum("receipts__amount_fen")).order_by("pk"):
        case, proposal = ruling.grant.application, ruling.proposal
        came_in = vars(ruling)["came_in"] or 0
        booked = {kind: moved.get((case.pk, kind.value), 0) for kind in KINDS}
        for words in _unlike(booked, proposal, came_in):
            yield case.reference, words


def _unlike(booked: dict[TransferKind, int], proposal: RecoveryProposal, came_in: int) -> Iterator[Said]:
    owed, ordered = booked[TransferKind.RECOVER], proposal.amount_fen
    if owed != ordered:
        yield Said("台账应收%(owed)s，追回决定是%(ordered)s", owed=Money(owed), ordered=Money(ordered))
    charged, interest = booked[TransferKind.CHARGE_INTEREST], proposal.interest_fen
    if charged != interest:
        yield Said(
            "台账应收利息%(charged)s，追回决定的利息是%(interest)s",
            charged=Money(charged),
            interest=Money(interest),
        )
    paid, first = booked[TransferKind.INTEREST_PAID], min(came_in, interest)
    if paid != first:
        yield Said("台账收回利息%(paid)s，收回款应先抵利息%(first)s", paid=Money(paid), first=Money(first))
    back = booked[TransferKind.RECOVERED] + booked[TransferKind.SETTLE] + paid
    if back != came_in:
        yield Said("台账收回%(booked)s，登记的收回款是%(told)s", booked=Money(back), told=Money(came_in))


def _moved() -> dict[tuple[int | None, str], int]:
    """Sum what the ledger moved for recoveries, by case and kind."""
    rows = Transfer.objects.filter(kind__in=KINDS).values_list("application", "kind")
    return {(application, kind): int(fen) for application, kind, fen in rows.annotate(fen=Sum("amount_fen"))}
