"""The partners of a centre built in cooperation, as the applicant sees them: agreement, duties, and the finding."""

from __future__ import annotations

from dataclasses import dataclass

from zhiyun import law
from zhiyun.casework.actor import Actor
from zhiyun.casework.asking import partner_place
from zhiyun.casework.facts import facts
from zhiyun.casework.intake.owner import Owner
from zhiyun.casework.sections import condition_name
from zhiyun.casework.tables import table
from zhiyun.kernel.finding import Finding


@dataclass(frozen=True, slots=True)
class Partner:
    """One partner, and the agreements handed in for it by name."""

    line: int
    name: str
    credit_code: str
    duties: str
    agreements: tuple[str, ...]


@dataclass(frozen=True)
class CoBuilderView:
    """The partners, whether the applicant says it builds with others (None: not said), and what the law finds.

    ``condition`` is the section in which it says so.
    """

    partners: tuple[Partner, ...]
    co_built: bool | None
    finding: Finding
    condition: str


def co_builders(*, by: Actor, reference: str) -> CoBuilderView:
    """Show the partners of the actor's application beside the article on building together."""
    opened = table(by=by, reference=reference, name="co_builders")
    pinned, snapshot = opened.found.pinned, opened.snapshot
    items = pinned.measure.items(pinned.benefit, pinned.round_)
    item = next(each for each in items if law.BY_NAME["co_built"].name in each.wants())
    told = facts(snapshot=snapshot, as_of=opened.occasion.applied_on)
    return CoBuilderView(
        tuple(
            Partner(
                line["line"],
                line["name"],
                line["credit_code"],
                line["duties"],
                tuple(
                    paper["name"]
                    for paper in snapshot["papers"]
                    if partner_place(line=line["line"], name=line["name"]).name in paper["uses"]
                ),
            )
            for line in snapshot["co_builders"]
        ),
        snapshot["facts"].get("co_built", {}).get("value"),
        item.hear(told, opened.occasion, pinned.measure.terms),
        condition_name(cites=item.cites),
    )


def owner(*, by: Actor, reference: str) -> Owner:
    """Say who applies: it is no partner of itself."""
    organisation = table(by=by, reference=reference, name="co_builders").found.application.organisation
    return Owner(organisation.name, organisation.credit_code)
