"""The most a verdict may count of a deal: what the law would, were every fact in dispute as the applicant has it.

Evidence can overcome that two parties look related or that a paper was missing; nothing overcomes that the money lies
outside the span, that the kind is not listed, that construction bars the applicant, or that a shared right is unsettled.
"""

from __future__ import annotations

from datetime import date

from zhiyun import law
from zhiyun.casework import counted_application
from zhiyun.casework.counting import Counted
from zhiyun.casework.rounds import Pinned
from zhiyun.kernel.money import Money
from zhiyun.kernel.period import Period

UNSETTLED = frozenset({law.Ground.UNSPLIT, law.Ground.OVERSPLIT})
"""Grounds that a settlement lifts, for all claimants together, and no verdict on one of them."""


def ceilings(*, pinned: Pinned, window: Period, found: Counted) -> list[int]:
    """Give the ceiling of every deal of a count, in its order and in fen."""
    undisputed = [_undisputed(place, ruling.deal) for place, ruling in enumerate(found.count.rulings)]
    most = pinned.measure.count(undisputed, window, round_=pinned.round_, barred=found.barred)
    return [
        0 if _is_unsettled(ruling) else max(at_most.counted_fen, ruling.counted_fen)
        for ruling, at_most in zip(found.count.rulings, most.rulings, strict=True)
    ]


def received_fen(*, deal: law.Deal) -> int:
    """Say what a deal brought, before any share is taken; in whole fen."""
    return counted_application.claimed_fen(deal=deal._replace(share=None))


def _is_unsettled(ruling: law.Ruling) -> bool:
    return any(objection.ground in UNSETTLED for objection in ruling.objections)


def _undisputed(place: int, deal: law.Deal) -> law.Deal:
    """Give a deal as if nothing about its facts were in dispute, and no other deal were like it."""
    paid = [payment.on for payment in deal.payments if payment.on is not None]
    appraisal = None
    if deal.kind is law.Kind.BRAND:
        on = min(paid, default=date.min)
        appraisal = law.Appraisal(Money(received_fen(deal=deal)), "", on, "")
    return deal._replace(
        registration_no=f"{place}",
        rights=(),
        from_party="",
        to_party="",
        related=False,
        also_funded_by=None,
        registered_on=deal.registered_on or min(paid, default=None),
        appraisal=appraisal,
    )
