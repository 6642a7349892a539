"""An application as its applicant opens it: the row, what its call pins, where it stands, and what may be changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from zhiyun import law
from zhiyun.casework import sight
from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import APPLICANT_ROLES, Role
from zhiyun.casework.rounds import Pinned, pinned
from zhiyun.casework.sections import Section, sections
from zhiyun.casework.stages import UNTOLD_STEPS, Stage, standing
from zhiyun.records.models import (
    Application,
    ApplicationStep,
    CallVersion,
    CorrectionSection,
    StepKind,
    Submission,
)


@dataclass(frozen=True, slots=True)
class Head:
    """What every page about an application says on top.

    ``until`` is the instant before which the applicant must act, None where nothing runs.
    """

    reference: str
    call: str
    call_title: str
    document: str
    benefit: law.Benefit
    organisation: str
    measure: str
    stage: Stage
    opens_at: datetime
    closes_at: datetime
    until: datetime | None
    is_correction: bool
    may_sign: bool
    receipts: int

    @property
    def is_editable(self) -> bool:
        """Say whether anything of it can be changed now."""
        return self.stage in (Stage.DRAFT, Stage.RETURNED)

    @property
    def is_handed_in(self) -> bool:
        """Say whether it lies sealed and nobody has answered it yet."""
        return self.stage in (Stage.SEALED, Stage.RECEIVED)

    @property
    def may_withdraw(self) -> bool:
        """Say whether the actor may take it back now."""
        return self.may_sign and self.stage in (Stage.SEALED, Stage.RECEIVED, Stage.RETURNED)


@dataclass(frozen=True)
class Opened:
    """The rows behind an applicant's page; never handed to a screen."""

    application: Application
    version: CallVersion
    pinned: Pinned
    listed: tuple[Section, ...]
    steps: tuple[ApplicationStep, ...]
    submissions: tuple[Submission, ...]
    reasons: dict[str, CorrectionSection]
    head: Head

    @property
    def reopened(self) -> frozenset[str] | None:
        """Name the sections a running correction opened; None where all may be changed, or none."""
        return frozenset(self.reasons) if self.head.stage is Stage.RETURNED else None

    def is_open(self, section: str) -> bool:
        """Say whether a section can be changed now."""
        return self.head.is_editable and (self.reopened is None or section in self.reopened)


def opened(*, by: Actor, reference: str) -> Opened:
    """Open an application for who acts for its applicant; refuses everyone else as not found."""
    if by.role not in APPLICANT_ROLES:
        raise NotFound
    application = (
        sight.applications(by=by)
        .filter(reference=reference)
        .select_related("call__current", "call__issuer", "organisation", "particulars", "correction")
        .first()
    )
    if application is None:
        raise NotFound
    steps = tuple(application.steps.exclude(kind__in=UNTOLD_STEPS).select_related("by").order_by("id"))
    submissions = _submissions(application, steps)
    reasons = _reasons(application)
    stage = _stage(application, steps, by)
    current = application.call.current
    assert current is not None, "an application is begun under a published call"
    follows = stage in (Stage.DRAFT, Stage.LAPSED) or not submissions
    version = current if follows else submissions[-1].call_version
    plan = pinned(version=version)
    return Opened(
        application,
        version,
        plan,
        sections(pinned=plan),
        steps,
        submissions,
        reasons,
        _head(application, version, plan, stage, by, receipts=len(submissions)),
    )


def applied_at(*, found: Opened, by: Actor) -> datetime:
    """Say when an application was, or would be, made: a correction mends it, and does not make it later."""
    handed_in = [step.at for step in found.steps if step.kind == StepKind.SUBMITTED]
    return handed_in[-1] if handed_in and found.head.stage is not Stage.DRAFT else by.at


def due_at(*, application: Application) -> datetime:
    """Give the instant a correction's time is over: midnight after the day it is due, in Chongqing."""
    next_day = application.correction.due_on + timedelta(days=1)
    return datetime.combine(next_day, time.min, SHANGHAI)


def _submissions(application: Application, steps: tuple[ApplicationStep, ...]) -> tuple[Submission, ...]:
    if len(steps) == 1:
        return ()
    rows = application.submissions.select_related("call_version", "by").defer("snapshot", "undertaking")
    return tuple(rows.order_by("number"))


def _reasons(application: Application) -> dict[str, CorrectionSection]:
    notice = getattr(application, "correction", None)
    return {} if notice is None else {each.section: each for each in notice.sections.order_by("id")}


def _stage(application: Application, steps: tuple[ApplicationStep, ...], by: Actor) -> Stage:
    notice = getattr(application, "correction", None)
    current = application.call.current
    assert current is not None, "an application is begun under a published call"
    return standing(
        step=steps[-1].kind,
        closed=by.at >= current.closes_at,
        overdue=notice is not None and by.day > notice.due_on,
    )


def _head(
    application: Application, version: CallVersion, plan: Pinned, stage: Stage, by: Actor, *, receipts: int
) -> Head:
    current = application.call.current
    assert current is not None, "an application is begun under a published call"
    until = None
    if stage in (Stage.DRAFT, Stage.SEALED):
        until = current.closes_at
    elif stage is Stage.RETURNED:
        until = due_at(application=application)
    return Head(
        reference=application.reference,
        call=application.call.reference,
        call_title=version.title,
        document=version.document,
        benefit=plan.benefit,
        organisation=application.organisation.name,
        measure=plan.measure.id,
        stage=stage,
        opens_at=current.opens_at,
        closes_at=current.closes_at,
        until=until,
        is_correction=stage is Stage.RETURNED,
        may_sign=by.role is Role.LEGAL_REPRESENTATIVE,
        receipts=receipts,
    )
