"""What the law says of a submission: every ground of its conditions, the checklist of its papers, its ledger counted.

Everything comes from the sealed snapshot, what the call's version pins and what the office's own file says of the
applicant's construction; nothing a draft holds is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from zhiyun import law
from zhiyun.casework import counted_application, facts
from zhiyun.casework.counting import Counted
from zhiyun.casework.facts import Snapshot
from zhiyun.casework.rounds import Pinned
from zhiyun.kernel.citation import Citation
from zhiyun.kernel.finding import Finding, Judgement, Outcome
from zhiyun.kernel.said import Said, word
from zhiyun.records.models import ApplicationStep, StepKind

SELF_MADE = frozenset({"application_form"})
CONDITION_PAPERS = "condition_papers"
"""The material that is made of the papers proving the conditions: each of them hands in a part of it."""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One material of the checklist and the papers handed in for it, as the snapshot lists them."""

    material: law.Material
    papers: tuple[dict[str, Any], ...]

    @property
    def is_missing(self) -> bool:
        """A paper that must be there is not."""
        return self.material.required and not self.is_self_made and not self.papers

    @property
    def is_self_made(self) -> bool:
        """The application itself is this material: no file is asked for it."""
        return self.material.code in SELF_MADE


@dataclass(frozen=True, slots=True)
class Examination:
    """The law's answer to one submission; ``counted`` is None where no ledger is asked for."""

    finding: Finding
    materials: tuple[HandedIn, ...]
    counted: Counted | None
    staffing: law.Staffing
    occasion: law.Occasion

    def leaves(self) -> tuple[Finding, ...]:
        """Give every ground that stands by itself, a missing material among them, in the form's order."""
        lacking = (missing(material=each.material) for each in self.materials if each.is_missing)
        return (*_leaves(self.finding), *lacking)

    def number_of(self, outcome: Outcome) -> int:
        """Count the grounds of one outcome."""
        return sum(leaf.outcome is outcome for leaf in self.leaves())


def examine(
    *,
    snapshot: Snapshot,
    pinned: Pinned,
    applied_at: datetime,
    closes_at: datetime,
    on_file: Mapping[str, law.Fact[Any]],
    judgements: Mapping[Citation, Judgement] = MappingProxyType({}),
) -> Examination:
    """Put a snapshot to the law as of the day it was submitted, with what people have signed since.

    ``on_file`` is what `task_books.on_file` says of the applicant on that day.
    """
    occasion = pinned.occasion(applied_at=applied_at, closes_at=closes_at)
    told = replace(
        facts.facts(snapshot=snapshot, as_of=occasion.applied_on, on_file=on_file), judgements=judgements
    )
    finding = facts.eligibility(
        measure=pinned.measure, benefit=pinned.benefit, round_=pinned.round_, told=told, occasion=occasion
    )
    return Examination(
        finding,
        checklist(snapshot=snapshot, pinned=pinned),
        None
        if pinned.benefit.is_construction
        else counted_application.counted(
            snapshot=snapshot, pinned=pinned, occasion=occasion, on_file=on_file
        ),
        counted_application.staffing(snapshot=snapshot, pinned=pinned, occasion=occasion),
        occasion,
    )


def applied_at(*, steps: Iterable[ApplicationStep]) -> datetime:
    """Say when an application was made: a correction mends it, and does not make it later."""
    handed_in = [step.at for step in steps if step.kind == StepKind.SUBMITTED]
    assert handed_in, "only what was handed in is looked at"
    return handed_in[-1]


def checklist(*, snapshot: Snapshot, pinned: Pinned) -> tuple[HandedIn, ...]:
    """List the materials of the measure and of the call, each with the papers handed in for it."""
    return tuple(
        HandedIn(
            material, tuple(paper for paper in snapshot["papers"] if _serves(paper["uses"], material.code))
        )
        for material in pinned.measure.materials(pinned.benefit, pinned.round_)
    )


def _serves(uses: list[str], code: str) -> bool:
    return f"material:{code}" in uses or (
        code == CONDITION_PAPERS and any(use.startswith("fact:") for use in uses)
    )


def missing(*, material: law.Material) -> Finding:
    """Make the finding for a paper that must be there and is not."""
    return Finding(Outcome.NO_EVIDENCE, Said("未提交%(paper)s", paper=word(material.words)), material.cites)


def _leaves(finding: Finding) -> Iterator[Finding]:
    if not finding.grounds:
        yield finding
    for ground in finding.grounds:
        yield from _leaves(ground)
