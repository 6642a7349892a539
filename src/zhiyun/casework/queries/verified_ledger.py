"""What was verified of an applicant's own ledger, told to it once its list is published or it was declined.

It is told its verdicts with their reasons, and nothing of who else claimed what.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from zhiyun import law
from zhiyun.casework import sight
from zhiyun.casework.actor import Actor
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import APPLICANT_ROLES
from zhiyun.casework.verifying_deals.closing import verified
from zhiyun.kernel.money import Money, Rate
from zhiyun.records.models import StepKind, Verdict

TOLD_AT = (StepKind.PUBLISHED, StepKind.DECLINED, StepKind.CONFIRMED, StepKind.COMMITTED, StepKind.PAID)
PAGE = 100
"""Deals a page."""


@dataclass(frozen=True, slots=True)
class VerifiedDeal:
    """One deal as its applicant is told: claimed, counted, and why where less counts.

    ``reason`` and ``cites`` are the officer's; ``grounds`` what the measure has against the deal, each with its place.
    """

    deal: str
    kind: str
    verdict: Verdict
    claimed: Money
    counted: Money
    share: str
    reason: str
    cites: str
    grounds: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class VerifiedLedger:
    """One page of an applicant's verified ledger."""

    reference: str
    number: int
    at: datetime
    sm3: str
    claimed: Money
    counted: Money
    deals: tuple[VerifiedDeal, ...]
    total: int
    page: int
    last: int


def told(*, by: Actor, reference: str, page: int = 1) -> VerifiedLedger:
    """Give the actor's own verified ledger; not found for any other, and before it may be told."""
    if by.role not in APPLICANT_ROLES:
        raise NotFound
    application = sight.application(by=by, reference=reference)
    made = verified(application=application) if application.last_step in TOLD_AT else None
    if made is None:
        raise NotFound
    published = application.steps.filter(kind__in=TOLD_AT).order_by("id").first()
    assert published is not None, "what stands published was published once"
    lines = made.lines
    last = max(1, -(-len(lines) // PAGE))
    page = min(max(page, 1), last)
    return VerifiedLedger(
        application.reference,
        made.number,
        published.at,
        made.sm3,
        Money(sum(line["claimed_fen"] for line in lines)),
        Money(made.counted_fen),
        tuple(_deal(line) for line in lines[(page - 1) * PAGE : page * PAGE]),
        len(lines),
        page,
        last,
    )


def _deal(line: dict[str, Any]) -> VerifiedDeal:
    share = str(line.get("share") or "")
    return VerifiedDeal(
        str(line["deal"]),
        law.Kind(line["kind"]).words,
        Verdict(str(line["verdict"])),
        Money(int(str(line["claimed_fen"]))),
        Money(int(str(line["counted_fen"]))),
        str(Rate(Fraction(share))) if share else "",
        str(line.get("reason") or ""),
        str(line.get("cites") or ""),
        tuple((each["cites"], each["because"]) for each in line.get("grounds", ())),
    )
