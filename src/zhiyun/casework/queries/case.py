"""One case as the office looks at it: where it stands, what was handed in, what the law says, and what was done.

What the applicant is changing while it corrects is not here: only what was submitted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from zhiyun import law
from zhiyun.casework import examination, facts, rounds, sections, sight
from zhiyun.casework.actor import Actor
from zhiyun.casework.examination import HandedIn
from zhiyun.casework.queries import case_differences
from zhiyun.casework.queries.case_differences import Changed
from zhiyun.casework.roles import APPLICANT_ROLES, Role
from zhiyun.casework.sections import Section, SectionKind
from zhiyun.casework.stages import Stage, standing
from zhiyun.kernel.finding import Finding, Outcome
from zhiyun.kernel.money import Money
from zhiyun.records.models import (
    Application,
    ApplicationStep,
    CorrectionNotice,
    Event,
    FirstLook,
    IssuedPaper,
    StepKind,
    Submission,
)

LEDGER_SHOWN = 100
"""Deals on the page; all of them are in the workbook."""


@dataclass(frozen=True, slots=True)
class StepTaken:
    """One step: what, when, by whom in which role, and what was noted."""

    words: str
    at: datetime
    by: str
    role: str
    note: str


@dataclass(frozen=True, slots=True)
class Done:
    """One event of the case's chain."""

    seq: int
    at: datetime
    by: str
    role: str
    action: str
    sm3: str


@dataclass(frozen=True, slots=True)
class Issued:
    """One document issued on the case."""

    kind: str
    number: str
    code: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Heard:
    """One condition: what the applicant stated, told and proved, and what the law found."""

    section: Section
    stated: tuple[tuple[str, str], ...]
    narratives: tuple[tuple[str, str], ...]
    papers: tuple[dict[str, Any], ...]
    finding: Finding


@dataclass(frozen=True, slots=True)
class BudgetShown:
    """One head of the budget and what the law says of its use."""

    head: str
    purpose: str
    public: Money
    own: Money
    finding: Finding


@dataclass(frozen=True, slots=True)
class Asked:
    """The return for correction: the day it is due, how that was counted, and each section with its reason."""

    due_on: date
    at: datetime
    by: str
    counted_by: tuple[str, ...]
    reasons: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """The answer of the first look."""

    is_accepted: bool
    reason: str
    cites: tuple[str, ...]
    at: datetime
    by: str


@dataclass(frozen=True)
class Case:
    """Everything the case page shows."""

    reference: str
    applicant: dict[str, Any]
    call_reference: str
    call_title: str
    benefit: law.Benefit
    measure: law.Measure
    stage: Stage
    steps: tuple[StepTaken, ...]
    submission: int
    submitted_at: datetime
    seal: str
    particulars: dict[str, Any]
    asked: Money | None
    finding: Finding
    leaves: tuple[Finding, ...]
    conditions: tuple[Heard, ...]
    materials: tuple[HandedIn, ...]
    papers: tuple[dict[str, Any], ...]
    roster: tuple[tuple[dict[str, Any], str | None], ...]
    staffing: law.Staffing
    budget: tuple[BudgetShown, ...]
    co_builders: tuple[dict[str, Any], ...]
    rulings: tuple[law.Ruling, ...]
    deal_count: int
    counted: Money | None
    sections: tuple[Section, ...]
    correction: Asked | None
    changes: tuple[Changed, ...]
    decision: Decided | None
    issued: tuple[Issued, ...]
    events: tuple[Done, ...]
    may_decide: bool
    may_return: bool

    def number_of(self, outcome: Outcome) -> int:
        """Count the grounds of one outcome."""
        return sum(leaf.outcome is outcome for leaf in self.leaves)


def case(*, by: Actor, reference: str) -> Case:
    """Give one case the actor may open; refuses any other as `sight` does."""
    application = sight.application(by=by, reference=reference)
    steps = tuple(ApplicationStep.objects.filter(application=application).select_related("by").order_by("id"))
    submissions = list(
        Submission.objects.filter(application=application)
        .select_related("call_version")
        .order_by("-number")[:2]
    )
    newest = submissions[0]
    pinned = rounds.pinned(version=newest.call_version)
    heard = examination.examine(
        snapshot=newest.snapshot,
        pinned=pinned,
        applied_at=newest.at,
        closes_at=newest.call_version.closes_at,
    )
    listed = sections.sections(pinned=pinned)
    correction = CorrectionNotice.objects.filter(application=application).select_related("by").first()
    overdue = correction is not None and by.day > correction.due_on
    stage = standing(step=steps[-1].kind, closed=True, overdue=overdue)
    told = newest.snapshot
    rulings = heard.counted.count.rulings if heard.counted is not None else ()
    decides = by.role is Role.CASE_OFFICER
    return Case(
        reference=application.reference,
        applicant=told["applicant"],
        call_reference=application.call.reference,
        call_title=newest.call_version.title,
        benefit=pinned.benefit,
        measure=pinned.measure,
        stage=stage,
        steps=tuple(map(_step, steps)),
        submission=newest.number,
        submitted_at=newest.at,
        seal=newest.seal,
        particulars=told["particulars"],
        asked=None if newest.asked_fen is None else Money(newest.asked_fen),
        finding=heard.finding,
        leaves=heard.leaves(),
        conditions=_conditions(told, listed, heard.finding),
        materials=heard.materials,
        papers=tuple(told["papers"]),
        roster=tuple(zip(told["roster"], heard.staffing.reasons, strict=True)),
        staffing=heard.staffing,
        budget=tuple(_budget(line, pinned.measure) for line in told["budget"]),
        co_builders=tuple(told["co_builders"]),
        rulings=rulings[:LEDGER_SHOWN],
        deal_count=len(rulings),
        counted=None if heard.counted is None else Money(sum(ruling.counted_fen for ruling in rulings)),
        sections=listed,
        correction=_asked(correction, listed),
        changes=case_differences.differences(before=submissions[1].snapshot, after=told, listed=listed)
        if len(submissions) > 1 and correction is not None
        else (),
        decision=_decision(application),
        issued=_issued(application),
        events=_events(application, {step.at for step in steps}),
        may_decide=decides and stage in (Stage.RECEIVED, Stage.OVERDUE),
        may_return=decides and stage is Stage.RECEIVED and correction is None,
    )


def _step(step: ApplicationStep) -> StepTaken:
    return StepTaken(StepKind(step.kind).label, step.at, step.by.name, str(Role(step.role).label), step.note)


def _conditions(told: facts.Snapshot, listed: tuple[Section, ...], finding: Finding) -> tuple[Heard, ...]:
    """Pair each condition of the form with its ground: the form is written from the very items the law hears."""
    conditions = [section for section in listed if section.kind is SectionKind.CONDITION]
    papers = {paper["paper"]: paper for paper in told["papers"]}
    return tuple(
        _heard(told, papers, section, ground)
        for section, ground in zip(conditions, finding.grounds, strict=True)
    )


def _heard(
    told: facts.Snapshot, papers: dict[int, dict[str, Any]], section: Section, ground: Finding
) -> Heard:
    condition = section.condition
    assert condition is not None
    stated, proofs = [], {}
    for key in (*condition.facts, *condition.follow_up):
        fact = told["facts"].get(key.name)
        if fact is not None:
            stated.append((key.asks, _shown(key, fact["value"])))
            proofs |= {number: papers[number] for number in fact["papers"] if number in papers}
    words = [
        (question.asks, told["narratives"][name])
        for number, question in enumerate(condition.questions, 1)
        if (name := sections.question_name(cites=section.cites, number=number)) in told["narratives"]
    ]
    return Heard(section, tuple(stated), tuple(words), tuple(proofs.values()), ground)


def _shown(key: law.Key[Any], value: Any) -> str:
    if isinstance(value, list):
        return "；".join(f"{one['decided_on']}（{one['severity']}）" for one in value) or "无"
    return key.show(value)


def _budget(line: dict[str, Any], measure: law.Measure) -> BudgetShown:
    return BudgetShown(
        line["head"],
        line["purpose"],
        Money(line["public_fen"]),
        Money(line["own_fen"]),
        measure.permitted_use(line["head"]),
    )


def _asked(correction: CorrectionNotice | None, listed: tuple[Section, ...]) -> Asked | None:
    if correction is None:
        return None
    titles = {section.name: section.title for section in listed}
    reasons = tuple(
        (titles.get(row.section, row.section), row.reason, row.cites)
        for row in correction.sections.order_by("id")
    )
    return Asked(correction.due_on, correction.at, correction.by.name, tuple(correction.counted_by), reasons)


def _decision(application: Application) -> Decided | None:
    look = FirstLook.objects.filter(application=application).select_related("by").first()
    if look is None:
        return None
    return Decided(look.accepted, look.reason, tuple(look.cites), look.at, look.by.name)


def _issued(application: Application) -> tuple[Issued, ...]:
    papers = IssuedPaper.objects.filter(application=application).order_by("id")
    return tuple(Issued(paper.kind, paper.number, paper.code, paper.issued_at) for paper in papers)


def _events(application: Application, steps_at: set[datetime]) -> tuple[Done, ...]:
    """Tell what the office did, and of the applicant only its steps: how it wrote its draft is its own affair."""
    events = Event.objects.filter(chain=f"application:{application.reference}").order_by("seq")
    return tuple(
        Done(event.seq, event.at, event.person_name, str(Role(event.role).label), event.action, event.sm3)
        for event in events.defer("before", "after")
        if event.role not in APPLICANT_ROLES or event.at in steps_at
    )
