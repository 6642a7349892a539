"""An applicant's own applications: the list, and one application's overview with everything it still lacks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from django.utils.translation import gettext as _

from zhiyun import law
from zhiyun.casework import sight, snapshot, stages
from zhiyun.casework.actions.applications import last_application
from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.asking import section_of_place
from zhiyun.casework.assessment import Assessment, assess
from zhiyun.casework.calls.drafting import procedure
from zhiyun.casework.completeness import Missing
from zhiyun.casework.facts import Snapshot
from zhiyun.casework.opened_application import Head, Opened, applied_at, due_at, opened
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import APPLICANT_ROLES
from zhiyun.casework.sections import Section
from zhiyun.casework.stages import Stage
from zhiyun.casework.task_books import on_file
from zhiyun.casework.tasks import Task
from zhiyun.kernel.finding import Finding
from zhiyun.kernel.terms import Choice
from zhiyun.records.models import Application, Call, SectionEdition, StepKind


@dataclass(frozen=True, slots=True)
class Row:
    """One application in the applicant's list."""

    reference: str
    title: str
    benefit: law.Benefit
    stage: Stage
    closes_at: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Offer:
    """A call one may apply under."""

    reference: str
    title: str
    benefit: law.Benefit
    opens_at: datetime
    closes_at: datetime


class SectionState(Enum):
    """How far a section is."""

    EMPTY = "empty"
    SAVED = "saved"
    LACKING = "lacking"
    TO_CORRECT = "to_correct"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A section in the overview: how far it is, what it lacks, who saved it last, and what a correction asks."""

    section: Section
    state: SectionState
    missing: tuple[Missing, ...]
    copied_from: str = ""
    saved_by: str = ""
    saved_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step that was taken."""

    label: str
    at: datetime
    by: str
    note: str
    receipt: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything an applicant sees of an application at a glance.

    ``assessed`` is the live pre-check on what is filled in now; None once nothing can be changed any more.
    """

    head: Head
    steps: tuple[StepLine, ...]
    sections: tuple[SectionLine, ...]
    assessed: Assessment | None
    readings: tuple[Choice, ...]
    can_copy: bool
    is_fresh: bool

    @property
    def missing(self) -> tuple[Missing, ...]:
        """Every fault of completeness, in the form's order."""
        return self.assessed.missing if self.assessed else ()

    @property
    def grounds(self) -> tuple[Finding, ...]:
        """The law's grounds, one for each condition."""
        return self.assessed.finding.grounds if self.assessed else ()


def mine(*, by: Actor) -> tuple[Row, ...]:
    """List the applications of the body the actor acts for, newest first."""
    rows = sight.applications(by=by) if by.role in APPLICANT_ROLES else Application.objects.none()
    rows = rows.select_related("call__current", "correction").order_by("-begun_at", "-id")
    return tuple(_row(application, by) for application in rows)


def is_known(*, reference: str) -> bool:
    """Say whether there is such an application at all; for what is kept before anyone is known, never shown."""
    return Application.objects.filter(reference=reference).exists()


def open_calls(*, by: Actor) -> tuple[Offer, ...]:
    """List the calls that are open now and under which the body has not begun."""
    rows = sight.calls(by=by).filter(current__opens_at__lte=by.at, current__closes_at__gt=by.at)
    begun = Application.objects.filter(organisation_id=by.organisation_id).values("call_id")
    return tuple(_offer(call) for call in rows.exclude(pk__in=begun).order_by("current__closes_at", "id"))


def offer(*, by: Actor, call: str) -> Offer:
    """Give one published call as something to apply under; refuses any other as not found."""
    found = sight.call(by=by, reference=call)
    if found.current is None:
        raise NotFound
    return _offer(found)


def _offer(call: Call) -> Offer:
    assert call.current is not None, "only published calls are offered"
    return Offer(
        call.reference,
        call.current.title,
        law.Benefit(call.benefit),
        call.current.opens_at,
        call.current.closes_at,
    )


def head(*, by: Actor, reference: str) -> Head:
    """Say what an application is and where it stands, without looking into it."""
    return opened(by=by, reference=reference).head


def overview(*, by: Actor, reference: str) -> Overview:
    """Give one application as its applicant sees it; refuses others' as not found."""
    found = opened(by=by, reference=reference)
    drawn = snapshot.drawn(application=found.application, version=found.version)
    assessed = None
    if found.head.is_editable:
        applied = applied_at(found=found, by=by)
        assessed = assess(
            snapshot=drawn,
            pinned=found.pinned,
            applied_at=applied,
            closes_at=found.version.closes_at,
            on_file=_on_file(found, applied.astimezone(SHANGHAI).date()),
        )
    editions = {
        row.section: row
        for row in SectionEdition.objects.filter(application=found.application).select_related("saved_by")
    }
    return Overview(
        head=found.head,
        steps=_steps(found),
        sections=tuple(_line(found, each, editions, drawn, assessed) for each in found.listed),
        assessed=assessed,
        readings=assessed.readings if assessed else (),
        can_copy=found.head.stage is Stage.DRAFT and not editions and _has_earlier(found),
        is_fresh=not editions,
    )


def _on_file(found: Opened, on: date) -> dict[str, law.Fact[Any]]:
    """Give what the office's file says of the applicant, where the benefit asks: Article 14 bars the subsidy only."""
    if found.pinned.benefit.is_construction:
        return {}
    return on_file(organisation=found.application.organisation, on=on)


def tasks(*, by: Actor) -> Iterable[Task]:
    """Say what waits for an applicant: drafts before closing, corrections before they are due."""
    if by.role not in APPLICANT_ROLES:
        return
    for row in mine(by=by):
        cites = str(procedure(benefit=row.benefit))
        if row.stage is Stage.DRAFT:
            what = _("继续填报 %(title)s") % {"title": row.title}
            why = _("申报还没有提交，截止后不能提交")
            yield Task(what, why, cites, _("继续填报"), ("application", row.reference), row.until)
        elif row.stage is Stage.RETURNED:
            what = _("补正 %(title)s") % {"title": row.title}
            why = _("承办人要求补正，逾期不能提交")
            yield Task(what, why, cites, _("查看补正要求"), ("correction", row.reference), row.until)
        elif row.stage is Stage.SEALED:
            what = _("保存回执 %(title)s") % {"title": row.title}
            why = _("已封存，回执列出每个文件和它的指纹；截止前法定代表人可以撤回修改")
            yield Task(what, why, cites, _("查看回执"), ("receipt", row.reference), row.until)


def _row(application: Application, by: Actor) -> Row:
    current = application.call.current
    assert current is not None, "an application is begun under a published call"
    notice = getattr(application, "correction", None)
    standing = stages.standing(
        step=application.last_step,
        closed=by.at >= current.closes_at,
        overdue=notice is not None and by.day > notice.due_on,
    )
    stage = stages.told(stage=standing, role=by.role)
    until = {Stage.DRAFT: current.closes_at, Stage.SEALED: current.closes_at}.get(stage)
    if stage is Stage.RETURNED:
        until = due_at(application=application)
    return Row(
        application.reference,
        current.title,
        law.Benefit(application.call.benefit),
        stage,
        current.closes_at,
        until,
    )


def _steps(found: Opened) -> tuple[StepLine, ...]:
    receipts = iter(f"{found.head.reference}-{each.number}" for each in found.submissions)
    return tuple(
        StepLine(
            StepKind(step.kind).label,
            step.at,
            step.by.name if step.role in APPLICANT_ROLES else "",
            step.note,
            next(receipts, "") if step.kind in (StepKind.SUBMITTED, StepKind.RESUBMITTED) else "",
        )
        for step in found.steps
    )


def _line(
    found: Opened,
    section: Section,
    editions: dict[str, SectionEdition],
    drawn: Snapshot,
    assessed: Assessment | None,
) -> SectionLine:
    lacks = tuple(each for each in assessed.missing if each.section == section.name) if assessed else ()
    edition = editions.get(section.name)
    touched = edition is not None or section.name in _with_papers(found, drawn)
    reason = found.reasons.get(section.name)
    if reason is not None and found.head.stage is Stage.RETURNED:
        state = SectionState.TO_CORRECT
    elif not found.is_open(section.name):
        state = SectionState.CLOSED
    elif not touched:
        state = SectionState.EMPTY
    else:
        state = SectionState.LACKING if lacks else SectionState.SAVED
    return SectionLine(
        section,
        state,
        lacks,
        "" if edition is None else edition.copied_from,
        "" if edition is None else edition.saved_by.name,
        None if edition is None else edition.saved_at,
        "" if reason is None else reason.reason,
    )


def _with_papers(found: Opened, drawn: Snapshot) -> set[str | None]:
    uses = {use for paper in drawn["papers"] for use in paper["uses"]}
    return {section_of_place(listed=found.listed, place=use, reopened=found.reopened) for use in uses}


def _has_earlier(found: Opened) -> bool:
    return last_application(application=found.application) is not None
