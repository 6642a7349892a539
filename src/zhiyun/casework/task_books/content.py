"""What a version of a task book says, typed; rows keep it as plain values: days as ISO texts, amounts in whole fen."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from zhiyun.kernel.money import Money
from zhiyun.kernel.period import months_after

HALF_YEAR = 6
"""Months; indicators fall due, and Article 16's reports run, by halves of a year from signing."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """What will be there: how much of what unit, proven by what, at the end of which half-year from signing on."""

    words: str
    target: int
    unit: str
    evidence: str
    half_year: int


@dataclass(frozen=True, slots=True)
class Spending:
    """One head of the budget; ``judged`` is the bureau's reason where Article 11 does not name the head."""

    head: str
    purpose: str
    public_fen: int
    own_fen: int = 0
    judged: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A tranche: how much, once what has happened, and the day it then falls due."""

    amount_fen: int
    trigger: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Content:
    """All a version says. ``begins`` is the day signing is planned for: the period really begins on the day of signing.

    ``interest_bp`` is the yearly rate on recovered money in hundredths of a percent, None where none was agreed.
    """

    goals: str
    indicators: tuple[Indicator, ...]
    budget: tuple[Spending, ...]
    tranches: tuple[Part, ...]
    begins: date
    last_on: date
    change: str
    acceptance: str
    recovery: str
    approved_length: str = ""
    interest_bp: int | None = None

    @property
    def public(self) -> Money:
        """The public money of the budget."""
        return Money(sum(line.public_fen for line in self.budget))

    @property
    def own(self) -> Money:
        """The applicant's own money of the budget."""
        return Money(sum(line.own_fen for line in self.budget))

    @property
    def paid_out(self) -> Money:
        """The sum of the tranches."""
        return Money(sum(part.amount_fen for part in self.tranches))

    def judged_as(self, earlier: Content) -> Content:
        """The same, with the bureau's earlier reasons on heads that are still there and on no others."""
        reasons = {line.head: line.judged for line in earlier.budget}
        return replace(
            self, budget=tuple(replace(line, judged=reasons.get(line.head, "")) for line in self.budget)
        )


def half_years(*, begins: date, last_on: date) -> int:
    """Count the half-years from one day to another, a broken one in full; 0 where the days are reversed."""
    count = 0
    while months_after(begins, count * HALF_YEAR) <= last_on:
        count += 1
    return count


def plain(*, content: Content) -> dict[str, Any]:
    """Write content as rows keep it and seals cover it."""
    told = asdict(content)
    told["begins"], told["last_on"] = content.begins.isoformat(), content.last_on.isoformat()
    for name in ("indicators", "budget"):
        told[name] = list(told[name])
    told["tranches"] = [
        {**part, "number": number, "due_on": part["due_on"].isoformat()}
        for number, part in enumerate(told["tranches"], 1)
    ]
    return told


def read(*, told: dict[str, Any]) -> Content:
    """Read content as rows keep it."""
    return Content(
        **{
            **told,
            "indicators": tuple(Indicator(**each) for each in told["indicators"]),
            "budget": tuple(Spending(**each) for each in told["budget"]),
            "tranches": tuple(
                Part(each["amount_fen"], each["trigger"], date.fromisoformat(each["due_on"]))
                for each in told["tranches"]
            ),
            "begins": date.fromisoformat(told["begins"]),
            "last_on": date.fromisoformat(told["last_on"]),
        }
    )
