"""One case as the office looks at it: where it stands, what was handed in, what the law says, and what was done.

What the applicant is changing while it corrects is not here: only what was submitted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from zhiyun import law
from zhiyun.casework import examination, facts, rounds, sections, sight, task_books, told_conditions
from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.door import ACTIONS
from zhiyun.casework.examination import Examination
from zhiyun.casework.queries import case_differences, issued
from zhiyun.casework.queries.case_differences import Changed
from zhiyun.casework.roles import APPLICANT_ROLES, Role
from zhiyun.casework.rounds import Pinned
from zhiyun.casework.sections import Section, SectionKind
from zhiyun.casework.stages import UNTOLD_STEPS, Stage, knows_all, standing, told
from zhiyun.kernel.finding import Finding
from zhiyun.kernel.money import Money
from zhiyun.records.models import (
    Application,
    ApplicationStep,
    CorrectionNotice,
    Event,
    FirstLook,
    StepKind,
    Submission,
)


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
    words: str
    sm3: str


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
    """Everything the case page shows; ``told`` is the sealed snapshot of the last submission."""

    reference: str
    call_reference: str
    call_title: str
    pinned: Pinned
    stage: Stage
    steps: tuple[StepTaken, ...]
    submission: int
    submitted_at: datetime
    seal: str
    told: facts.Snapshot
    heard: Examination
    sections: tuple[Section, ...]
    correction: Asked | None
    correction_workdays: int
    changes: tuple[Changed, ...]
    decision: Decided | None
    issued: tuple[issued.Listed, ...]
    events: tuple[Done, ...]
    may_decide: bool
    may_return: bool

    @property
    def asked(self) -> Money | None:
        """The construction funding asked for."""
        fen = self.told["particulars"].get("asked_fen")
        return None if fen is None else Money(fen)

    @property
    def conditions(self) -> tuple[Heard, ...]:
        """Every condition with what was told of it and what the law found."""
        return _conditions(self.told, self.sections, self.heard.finding)

    @property
    def roster(self) -> tuple[tuple[dict[str, Any], str | None], ...]:
        """Each line of the roster, and why it does not count."""
        return tuple(zip(self.told["roster"], self.heard.staffing.reasons, strict=True))

    @property
    def budget(self) -> tuple[BudgetShown, ...]:
        """The budget by heads."""
        return tuple(_budget(line, self.pinned.measure) for line in self.told["budget"])

    @property
    def rulings(self) -> tuple[law.Ruling, ...]:
        """The ruling on every deal, in the ledger's order."""
        return self.heard.counted.count.rulings if self.heard.counted is not None else ()

    @property
    def counted(self) -> Money | None:
        """What the law counts of the ledger; None where there is none."""
        return None if self.heard.counted is None else Money(sum(each.counted_fen for each in self.rulings))


def case(*, by: Actor, reference: str) -> Case:
    """Give one case the actor may open; refuses any other as `sight` does."""
    application = sight.application(by=by, reference=reference)
    steps = tuple(_steps_told(application, by))
    newest, *before = (
        Submission.objects.filter(application=application)
        .select_related("call_version")
        .order_by("-number")[:2]
    )
    correction = CorrectionNotice.objects.filter(application=application).select_related("by").first()
    overdue = correction is not None and by.day > correction.due_on
    stage = told(stage=standing(step=steps[-1].kind, closed=True, overdue=overdue), role=by.role)
    pinned = rounds.pinned(version=newest.call_version)
    listed = sections.sections(pinned=pinned)
    decides = by.role is Role.CASE_OFFICER
    applied_at = examination.applied_at(steps=steps)
    return Case(
        reference=application.reference,
        call_reference=application.call.reference,
        call_title=newest.call_version.title,
        pinned=pinned,
        stage=stage,
        steps=tuple(map(_step, steps)),
        submission=newest.number,
        submitted_at=newest.at,
        seal=newest.seal,
        told=newest.snapshot,
        heard=examination.examine(
            snapshot=newest.snapshot,
            pinned=pinned,
            applied_at=applied_at,
            on_file=task_books.on_file(
                organisation=application.organisation, on=applied_at.astimezone(SHANGHAI).date()
            ),
            closes_at=newest.call_version.closes_at,
        ),
        sections=listed,
        correction=_asked(correction, listed),
        correction_workdays=newest.call_version.correction_workdays,
        changes=_changes(before, newest, correction, listed),
        decision=_decision(application),
        issued=issued.listed(by=by, application=application),
        events=_events(application, {step.at for step in steps}, by),
        may_decide=decides and stage in (Stage.RECEIVED, Stage.OVERDUE),
        may_return=decides and stage is Stage.RECEIVED and correction is None,
    )


def _changes(
    before: list[Submission],
    newest: Submission,
    correction: CorrectionNotice | None,
    listed: tuple[Section, ...],
) -> tuple[Changed, ...]:
    """Tell what the correction changed; between two submissions before closing nobody else may look."""
    if correction is None or correction.submission_id == newest.pk:
        return ()
    [returned] = [each for each in before if each.pk == correction.submission_id]
    return case_differences.differences(before=returned.snapshot, after=newest.snapshot, listed=listed)


def _steps_told(application: Application, by: Actor) -> QuerySet[ApplicationStep]:
    """Give the steps this actor may know of."""
    rows = ApplicationStep.objects.filter(application=application).select_related("by").order_by("id")
    return rows if knows_all(role=by.role) else rows.exclude(kind__in=UNTOLD_STEPS)


def _step(step: ApplicationStep) -> StepTaken:
    return StepTaken(StepKind(step.kind).label, step.at, step.by.name, str(Role(step.role).label), step.note)


def _conditions(told: facts.Snapshot, listed: tuple[Section, ...], finding: Finding) -> tuple[Heard, ...]:
    """Pair each condition of the form with its ground: the form is written from the very items the law hears."""
    conditions = [section for section in listed if section.kind is SectionKind.CONDITION]
    return tuple(
        _heard(told, section, ground) for section, ground in zip(conditions, finding.grounds, strict=True)
    )


def _heard(told: facts.Snapshot, section: Section, ground: Finding) -> Heard:
    said = told_conditions.told_of(told=told, section=section)
    return Heard(section, said.stated, said.narratives, said.papers, ground)


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


def _events(application: Application, steps_at: set[datetime], by: Actor) -> tuple[Done, ...]:
    """Tell what the office did, and of the applicant only its steps: how it wrote its draft is its own affair.

    Outside the bureau only the steps told there are shown.
    """
    shown_to_all = knows_all(role=by.role)
    events = Event.objects.filter(chain=f"application:{application.reference}").order_by("seq")
    return tuple(
        Done(event.seq, event.at, event.person_name, str(Role(event.role).label), _deed(event), event.sm3)
        for event in events.defer("before", "after")
        if (shown_to_all and event.role not in APPLICANT_ROLES) or event.at in steps_at
    )


def _deed(event: Event) -> str:
    """Say what was done in the office's words; an action no longer declared keeps its name."""
    declared = ACTIONS.get(event.action)
    return declared.words if declared is not None else event.action
