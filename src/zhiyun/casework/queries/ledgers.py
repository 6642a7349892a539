"""The ledger as its applicant sees it: every deal with what the law counts of it, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from zhiyun import law
from zhiyun.casework import counted_application, task_books
from zhiyun.casework.actor import Actor
from zhiyun.casework.asking import deal_place
from zhiyun.casework.facts import deals
from zhiyun.casework.intake.owner import Owner
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.tables import Table, table
from zhiyun.kernel.finding import Finding, Outcome
from zhiyun.kernel.money import Money
from zhiyun.kernel.period import Period
from zhiyun.kernel.terms import Choice

A_PAGE = 50
SHOWN = ("all", "open", "met")
"""Which deals are listed: all, those not counted, those counted."""


@dataclass(frozen=True, slots=True)
class CountedDeal:
    """One deal as the law ruled on it: what the ledger claims, what counts, and the sentence that says why.

    ``proofs`` is how many papers were handed in for it.
    """

    number: str
    kind: str
    payments: int
    claimed: Money
    counted: Money
    outcome: Outcome
    because: str
    readings: tuple[str, ...]
    proofs: int


@dataclass(frozen=True)
class LedgerView:
    """The ledger counted as a whole, and one page of its deals.

    ``barred`` is the finding that keeps the applicant from claiming at all, where there is one.
    """

    window: Period
    claimed: Money
    counted: Money
    tally: tuple[tuple[Outcome, int], ...]
    listed: tuple[CountedDeal, ...]
    show: str
    page: int
    pages: int
    matching: int
    barred: Finding | None
    readings: tuple[Choice, ...]

    @property
    def deals(self) -> int:
        """How many deals the whole ledger has."""
        return sum(number for _, number in self.tally)


def ledger(*, by: Actor, reference: str, show: str = "all", page: int = 1) -> LedgerView:
    """Count an application's ledger alone and show one page; a page beyond the last is the last.

    Nothing another applicant claims is looked at or told.
    """
    opened = _opened(by, reference)
    assert opened.occasion.performance is not None
    found = counted_application.counted(
        snapshot=opened.snapshot,
        pinned=opened.found.pinned,
        occasion=opened.occasion,
        on_file=task_books.on_file(
            organisation=opened.found.application.organisation, on=opened.occasion.applied_on
        ),
    )
    rulings, outcomes = found.count.rulings, list(map(law.outcome_of, found.count.rulings))
    show = show if show in SHOWN else "all"
    wanted = [
        (ruling, outcome)
        for ruling, outcome in zip(rulings, outcomes, strict=True)
        if show == "all" or (outcome is Outcome.MET) == (show == "met")
    ]
    pages = max(1, -(-len(wanted) // A_PAGE))
    page = min(max(1, page), pages)
    tally = Counter(outcomes)
    proofs = Counter(use for paper in opened.snapshot["papers"] for use in paper["uses"])
    return LedgerView(
        opened.occasion.performance,
        Money(sum(counted_application.claimed_fen(deal=ruling.deal) for ruling in rulings)),
        Money(sum(ruling.counted_fen for ruling in rulings)),
        tuple((outcome, tally[outcome]) for outcome in Outcome),
        tuple(_counted(found.count, *each, proofs) for each in wanted[(page - 1) * A_PAGE : page * A_PAGE]),
        show,
        page,
        pages,
        len(wanted),
        found.barred.get(opened.snapshot["applicant"]["name"]),
        found.readings,
    )


def deal(*, by: Actor, reference: str, number: str = "") -> law.Deal | None:
    """Give one deal of a ledger to be changed, none for a new one; refuses a number the ledger does not have."""
    opened = _opened(by, reference)
    if not number:
        return None
    for each in deals(snapshot=opened.snapshot):
        if each.deal == number:
            return each
    raise NotFound


def own_deals(*, by: Actor, reference: str) -> tuple[law.Deal, ...]:
    """Give the whole ledger, to be kept as a file."""
    return deals(snapshot=_opened(by, reference).snapshot)


def owner(*, by: Actor, reference: str) -> Owner:
    """Say whose ledger it must be."""
    organisation = _opened(by, reference).found.application.organisation
    return Owner(organisation.name, organisation.credit_code)


def _opened(by: Actor, reference: str) -> Table:
    return table(by=by, reference=reference, name="deals")


def _counted(
    count: law.Count, ruling: law.Ruling, outcome: Outcome, proofs: Mapping[str, int]
) -> CountedDeal:
    return CountedDeal(
        ruling.deal.deal,
        ruling.deal.kind.words,
        len(ruling.deal.payments),
        Money(counted_application.claimed_fen(deal=ruling.deal)),
        Money(ruling.counted_fen),
        outcome,
        law.because(ruling),
        tuple(choice.reading.id for choice in law.readings_of(ruling, count.readings)),
        proofs.get(deal_place(number=ruling.deal.deal).name, 0),
    )
