"""A section of an application as somebody opens or saves it: under which version of the call, and whether it may change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from zhiyun import law
from zhiyun.casework import editing, rounds, sections, sight, stages
from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.rounds import Pinned
from zhiyun.casework.sections import Section
from zhiyun.casework.snapshot import drawn
from zhiyun.casework.stages import Stage
from zhiyun.kernel.refusal import NoAnswer
from zhiyun.records.models import Application, CallVersion, SectionEdition


@dataclass(frozen=True)
class Sheet:
    """What every section's page says of itself: where it belongs, its edition, and whether it may be changed now."""

    reference: str
    applicant: str
    credit_code: str
    call_title: str
    section: Section
    measure_id: str
    stage: Stage
    edition: int
    saved_by: str
    saved_at: datetime | None
    closes_at: datetime
    is_open: bool


@dataclass(frozen=True)
class Opened:
    """One section with everything the law needs to speak about it."""

    application: Application
    version: CallVersion
    pinned: Pinned
    occasion: law.Occasion
    sheet: Sheet

    @cached_property
    def snapshot(self) -> dict[str, Any]:
        """The whole application as it stands."""
        return drawn(application=self.application, version=self.version)


def open_section(*, by: Actor, reference: str, name: str) -> Opened:
    """Open a section of an application the actor may see; refuses as not found one that its form does not have."""
    application = sight.application(by=by, reference=reference)
    return opened(application=application, name=name, by=by)


def opened(*, application: Application, name: str, by: Actor) -> Opened:
    """The same, of an application already at hand."""
    version, applied_at = version_of(application=application, at=by.at)
    pinned = rounds.pinned(version=version)
    try:
        section = sections.section(pinned=pinned, name=name)
    except NoAnswer:
        raise NotFound from None
    occasion = pinned.occasion(applied_at=applied_at, closes_at=version.closes_at)
    sheet = _sheet(application, version, pinned, section, by)
    return Opened(application, version, pinned, occasion, sheet)


def version_of(*, application: Application, at: datetime) -> tuple[CallVersion, datetime]:
    """Give the version an application stands under and when it was, or would be, handed in.

    What was handed in stands under its own version, a draft under the one now in force.
    """
    newest = application.submissions.select_related("call_version").order_by("-number").first()
    if newest is not None and stages.of_application(application=application, at=at) is not Stage.DRAFT:
        return newest.call_version, newest.at
    assert application.call.current is not None, "nobody applies under a call that was never published"
    return application.call.current, at


def _sheet(
    application: Application, version: CallVersion, pinned: Pinned, section: Section, by: Actor
) -> Sheet:
    stage = stages.of_application(application=application, at=by.at)
    may_change = stage is Stage.DRAFT or (
        stage is Stage.RETURNED and section.name in editing.reopened(application=application)
    )
    saved = (
        SectionEdition.objects.filter(application=application, section=section.name)
        .select_related("saved_by")
        .first()
    )
    return Sheet(
        reference=application.reference,
        applicant=application.organisation.name,
        credit_code=application.organisation.credit_code,
        call_title=version.title,
        section=section,
        measure_id=version.measure,
        stage=stage,
        edition=saved.edition if saved else 0,
        saved_by=saved.saved_by.name if saved else "",
        saved_at=saved.saved_at.astimezone(SHANGHAI) if saved else None,
        closes_at=version.closes_at.astimezone(SHANGHAI),
        is_open=may_change,
    )
