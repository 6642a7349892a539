"""The budget as its applicant sees it: what each head may be paid from, and how its sum stands to what is asked."""

from __future__ import annotations

from dataclasses import dataclass

from zhiyun import law
from zhiyun.casework.actor import Actor
from zhiyun.casework.tables import Table, table
from zhiyun.kernel.finding import Finding
from zhiyun.kernel.money import Money

USES = "permitted_uses"


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """One line, and what the law says of its head; nothing is said where no public money goes to it."""

    line: int
    head: str
    purpose: str
    public: Money
    own: Money
    finding: Finding | None


@dataclass(frozen=True)
class BudgetView:
    """The budget, its sums, and what the law finds of them; ``asked`` is the funding the particulars ask for."""

    rows: tuple[BudgetRow, ...]
    public: Money
    own: Money
    asked: Money | None
    caps: Finding | None
    heads: tuple[str, ...]

    @property
    def total(self) -> Money:
        """Both moneys together."""
        return self.public + self.own

    @property
    def agrees(self) -> bool:
        """Say whether the public money planned is exactly what is asked for."""
        return self.asked == self.public


def budget(*, by: Actor, reference: str) -> BudgetView:
    """Show the budget of the actor's application beside what the law says of it."""
    opened = table(by=by, reference=reference, name="budget")
    measure, told = opened.found.pinned.measure, opened.snapshot["budget"]
    rows = tuple(
        BudgetRow(
            line["line"],
            line["head"],
            line["purpose"],
            Money(line["public_fen"]),
            Money(line["own_fen"]),
            measure.permitted_use(line["head"]) if line["public_fen"] else None,
        )
        for line in told
    )
    public = sum((row.public for row in rows), Money(0))
    asked_fen = opened.snapshot["particulars"].get("asked_fen")
    return BudgetView(
        rows,
        public,
        sum((row.own for row in rows), Money(0)),
        None if asked_fen is None else Money(asked_fen),
        _caps(opened, public) if rows else None,
        _heads(measure),
    )


def _caps(opened: Table, amount: Money) -> Finding:
    """Hold what is planned against the caps, as if it were the only award of the year the call closes in."""
    award = law.Award(opened.found.application.organisation.name, opened.found.pinned.benefit, amount)
    return opened.found.pinned.measure.within_caps([award], opened.occasion.closes_on.year)


def _heads(measure: law.Measure) -> tuple[str, ...]:
    """Give the uses the measure lists, as the line form offers them."""
    listings = (each for article in measure.articles for each in article.listings if each.name == USES)
    return tuple(use for listing in listings for use in measure.terms.listed(listing))
