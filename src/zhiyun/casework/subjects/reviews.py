"""Panels, what an expert is assigned, and visits, as actions find, lock and place them."""

from __future__ import annotations

import enum
from typing import Any

from django.utils.translation import gettext_lazy as _

from zhiyun.casework import sight
from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Subject
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.reviewing import access
from zhiyun.casework.reviewing.access import SheetStage
from zhiyun.records.models import Assignment, Panel, SiteVisit


class VisitStage(enum.Enum):
    """An on-site assessment."""

    PLANNED = "planned"
    RECORDED = "recorded"

    @property
    def words(self) -> str:
        """The office's word."""
        return str(_VISIT_WORDS[self])


_VISIT_WORDS = {VisitStage.PLANNED: _("已安排，待记录"), VisitStage.RECORDED: _("已记录")}


def _lock_assignment(by: Actor, reference: Any) -> Assignment:
    seen = sight.assignment(by=by, reference=str(reference))
    rows = Assignment.objects.select_related(
        "application__call__current", "application__last_submission__call_version", "panel"
    )
    found = rows.select_for_update(of=("self",)).get(pk=seen.pk)
    if found.ended_at is not None:
        raise NotFound
    return found


def _lock_panel(by: Actor, reference: Any) -> Panel:
    seen = sight.panel(by=by, reference=str(reference))
    return (
        Panel.objects.select_related("call__issuer", "scheme").select_for_update(of=("self",)).get(pk=seen.pk)
    )


def _lock_visit(by: Actor, reference: Any) -> SiteVisit:
    found = SiteVisit.objects.filter(pk=reference).select_related("application").first()
    if found is None:
        raise NotFound
    sight.application(by=by, reference=found.application.reference)
    rows = SiteVisit.objects.select_related("application__call__issuer", "application__organisation")
    return rows.select_for_update(of=("self",)).get(pk=found.pk)


def _words(stage: enum.Enum) -> str:
    assert isinstance(stage, SheetStage | VisitStage)
    return stage.words


ASSIGNMENT: Subject[Assignment] = Subject(
    "assignment",
    tuple(SheetStage),
    _lock_assignment,
    lambda assignment, by: access.of(assignment=assignment, at=by.at).stage,
    lambda assignment: f"review:{assignment.application.reference}",
    _words,
)
"""What an expert is given to judge, found by the application's reference: their own and nobody else's."""
PANEL: Subject[Panel] = Subject(
    "panel",
    (),
    _lock_panel,
    lambda panel, by: None,
    lambda panel: f"review:{panel.call.reference}",
    _words,
)
VISIT: Subject[SiteVisit] = Subject(
    "visit",
    tuple(VisitStage),
    _lock_visit,
    lambda visit, by: VisitStage.RECORDED if hasattr(visit, "record") else VisitStage.PLANNED,
    lambda visit: f"review:{visit.application.reference}",
    _words,
)
