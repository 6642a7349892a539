"""What experts are assigned, panels and visits, each in its stages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.casework import city, onward, panels
from tests.casework.standings.standing import Standing
from zhiyun.casework.actor import Actor
from zhiyun.casework.reviewing.access import SheetStage
from zhiyun.casework.roles import Role
from zhiyun.casework.subjects.reviews import VisitStage
from zhiyun.records.models import (
    Application,
    Assignment,
    ConflictDeclaration,
    Panel,
    ScoreSheet,
    SiteRecord,
    SiteVisit,
)

AFTER = panels.AT
LOOKS_IN = frozenset({Role.ROUND_MANAGER, Role.CASE_OFFICER, Role.AUDITOR})
OF_CASES = LOOKS_IN | {
    Role.MEETING_SECRETARY,
    Role.FINANCE,
    Role.PREPARER,
    Role.LEGAL_REPRESENTATIVE,
    Role.DISTRICT_OFFICER,
}


def assignments(town: city.City) -> list[Standing]:
    """The expert's own work; and another's, of whom nobody knows."""
    panels.profile(town.seats[Role.EXPERT])
    made = [
        _placed(town, SheetStage.UNDECLARED, declared=False, signed=False),
        _placed(town, SheetStage.TO_SCORE, declared=True, signed=False),
        _placed(town, SheetStage.SIGNED, declared=True, signed=True),
    ]
    other = _assigned(town, panels.expert(town))
    return [*made, Standing(None, _always(other.reference), AFTER, frozenset())]


def drawn(town: city.City) -> list[Standing]:
    """A panel, which its own bureau knows of."""
    panels.profile(town.seats[Role.EXPERT])
    case = _assigned(town, panels.expert(town))
    reference = Panel.objects.get(assignments__application=case).reference
    return [Standing(None, _always(reference), AFTER, LOOKS_IN)]


def visits(town: city.City) -> list[Standing]:
    """A visit that is planned, and one that was recorded."""
    return [
        Standing(stage, _always(_visit(town, recorded=stage is VisitStage.RECORDED).pk), AFTER, OF_CASES)
        for stage in VisitStage
    ]


def _placed(town: city.City, stage: SheetStage, *, declared: bool, signed: bool) -> Standing:
    by = town.seats[Role.EXPERT]
    case = _assigned(town, by)
    if declared:
        ConflictDeclaration.objects.create(
            application=case, person_id=by.person_id, conflicted=False, named=True, at=AFTER
        )
    if signed:
        panel = Panel.objects.get(assignments__application=case)
        ScoreSheet.objects.create(
            application=case,
            expert_id=by.person_id,
            phase=case.call.review_phases.get(),
            scheme=panel.scheme,
            number=1,
            points={},
            answers=[],
            hundredths=0,
            at=AFTER,
            sm3="0" * 64,
        )
    return Standing(stage, _always(case.reference), AFTER, frozenset({Role.EXPERT}))


def _assigned(town: city.City, by: Actor) -> Application:
    under = panels.call(town)
    case = onward.accepted(town, under, of=city.organisation())
    panels.phase(under)
    panels.scheme(town, under)
    panel = Panel.objects.create(
        reference=f"ZJ-{case.pk}",
        call=under,
        scheme=under.review_schemes.get(),
        name="演示专家组",
        seed=panels.SEED,
        pool=[],
        rules={},
        drawn_by_id=town.seats[Role.ROUND_MANAGER].person_id,
        drawn_at=AFTER,
    )
    Assignment.objects.create(application=case, expert_id=by.person_id, panel=panel, assigned_at=AFTER)
    return case


def _visit(town: city.City, *, recorded: bool) -> SiteVisit:
    case = onward.accepted(town, panels.call(town))
    officer = town.seats[Role.CASE_OFFICER].person_id
    visit = SiteVisit.objects.create(
        application=case,
        number=1,
        planned_at=AFTER,
        place="演示地点",
        why="演示事由",
        checklist=[],
        planned_by_id=officer,
        made_at=AFTER,
    )
    if recorded:
        SiteRecord.objects.create(
            visit=visit,
            visited_at=AFTER,
            findings=[],
            attendees=[],
            written_by_id=officer,
            at=AFTER,
            sm3="0" * 64,
        )
    return visit


def _always(reference: Any) -> Callable[[Actor], Any]:
    return lambda by: reference
