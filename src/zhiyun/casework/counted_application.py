"""An application's tables put to the law: the ledger deal by deal, the roster person by person, and their sums."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from zhiyun import law
from zhiyun.casework import counting
from zhiyun.casework.facts import Snapshot, deals, facts, roster
from zhiyun.casework.rounds import Pinned
from zhiyun.kernel.money import Rounding


@dataclass(frozen=True, slots=True)
class Totals:
    """What lists and sums keep beside a snapshot; amounts in fen, None where the benefit has no such table.

    ``claimed_fen`` is what the ledger says was received, the applicant's part of it in renminbi; ``counted_fen``
    what the law counts of it.
    """

    deals: int
    staff_count: int | None
    claimed_fen: int | None
    counted_fen: int | None


OnFile = Mapping[str, law.Fact[Any]]
NOTHING_ON_FILE: OnFile = MappingProxyType({})


def totals(
    *, snapshot: Snapshot, pinned: Pinned, occasion: law.Occasion, on_file: OnFile = NOTHING_ON_FILE
) -> Totals:
    """Add up an application's tables; of a roster nobody handed in nothing is said."""
    staff = (
        staffing(snapshot=snapshot, pinned=pinned, occasion=occasion).counted if snapshot["roster"] else None
    )
    if pinned.benefit.is_construction:
        return Totals(0, staff, None, None)
    ledger = deals(snapshot=snapshot)
    found = counted(snapshot=snapshot, pinned=pinned, occasion=occasion, on_file=on_file)
    claimed = sum(claimed_fen(deal=deal) for deal in ledger)
    return Totals(len(ledger), staff, claimed, sum(ruling.counted_fen for ruling in found.count.rulings))


def counted(
    *, snapshot: Snapshot, pinned: Pinned, occasion: law.Occasion, on_file: OnFile = NOTHING_ON_FILE
) -> counting.Counted:
    """Rule on every deal of one application's ledger, alone: no other applicant's deals are looked at."""
    assert occasion.performance is not None, "only the performance subsidy counts a ledger"
    told = facts(snapshot=snapshot, as_of=occasion.applied_on, on_file=on_file)
    return counting.counted(
        measure=pinned.measure,
        deals=deals(snapshot=snapshot),
        window=occasion.performance,
        applied_on=occasion.applied_on,
        round_=pinned.round_,
        heard={told.applicant: pinned.measure.barred(told, occasion)},
    )


def staffing(*, snapshot: Snapshot, pinned: Pinned, occasion: law.Occasion) -> law.Staffing:
    """Count an application's roster under the reading in force."""
    return pinned.measure.staffing(pinned.benefit, roster(snapshot=snapshot), occasion.closes_on)


def claimed_fen(*, deal: law.Deal) -> int:
    """Say what a deal brought by its own ledger: payments at their rate, of the applicant's share; in whole fen.

    Foreign money without a rate cannot be said in renminbi and adds nothing.
    """
    received = sum(_renminbi_fen(payment) for payment in deal.payments)
    if deal.share is None:
        return received
    return Rounding.FLOOR_FEN.floor(received * deal.share.numerator, deal.share.denominator)


def _renminbi_fen(payment: law.Payment) -> int:
    amount = payment.amount_fen or 0
    if payment.currency == "CNY":
        return amount
    if payment.rate is None:
        return 0
    return Rounding.FLOOR_FEN.floor(amount * payment.rate.numerator, payment.rate.denominator)
