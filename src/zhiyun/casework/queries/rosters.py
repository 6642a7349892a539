"""The staff roster as its applicant sees it: who is counted, who is not and why, and how many are needed."""

from __future__ import annotations

from dataclasses import dataclass

from zhiyun import law
from zhiyun.casework import counted_application
from zhiyun.casework.actor import Actor
from zhiyun.casework.tables import table
from zhiyun.kernel.citation import Citation
from zhiyun.kernel.terms import Choice


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the roster; ``why`` says why it is not counted, empty for who is."""

    line: int
    code: str
    post: str
    engagement: str
    contract: bool
    insured_months: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class RosterView:
    """The roster, counted. ``closing_month`` is the month the call closes, which the reading looks back from."""

    members: tuple[Member, ...]
    counted: int
    needed: int
    closing_month: str
    cites: Citation
    readings: tuple[Choice, ...]

    @property
    def left_out(self) -> int:
        """How many are not counted."""
        return len(self.members) - self.counted

    @property
    def suffices(self) -> bool:
        """Say whether as many count as the article needs."""
        return self.counted >= self.needed


def roster(*, by: Actor, reference: str) -> RosterView:
    """Show the roster of the actor's application, counted.

    Whether a code stands in another applicant's roster too is the officer's to find, and never shown here.
    """
    opened = table(by=by, reference=reference, name="roster")
    found = counted_application.staffing(
        snapshot=opened.snapshot, pinned=opened.found.pinned, occasion=opened.occasion
    )
    words = {each.name.lower(): each.value for each in law.Engagement}
    members = tuple(
        Member(
            line["line"],
            line["code"],
            line["post"],
            words[line["engagement"]],
            line["contract"],
            tuple(line["insured_months"]),
            why or "",
        )
        for line, why in zip(opened.snapshot["roster"], found.reasons, strict=True)
    )
    return RosterView(
        members,
        found.counted,
        found.needed,
        f"{found.closes_on:%Y-%m}",
        found.cites,
        found.readings,
    )
