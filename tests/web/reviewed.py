"""A review under way in an invented city, for the matrix of roles and addresses: one of everything it has."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

from django.conf import settings
from django.utils import timezone

from tests.casework import city, filling, onward, panels
from zhiyun.casework.reviewing import schemes
from zhiyun.casework.roles import Role
from zhiyun.gateways.safekeeping import Store
from zhiyun.records.models import (
    Application,
    Assignment,
    Call,
    ConflictDeclaration,
    ExpertInterest,
    FirstLook,
    Panel,
    PanelSeat,
    PaperAgreement,
    ScoreSheet,
    SiteRecord,
    SiteScan,
    SiteVisit,
    StepKind,
    StoredFile,
)

PICTURE = b"\x89PNG\r\n\x1a\n"


def made(town: city.City) -> Application:
    """Make a case that an expert has declared on, scored and may open now; a visit was recorded."""
    now = timezone.now()
    under = panels.call(town)
    case = _accepted(town, under)
    panels.phase(under, starts=now - timedelta(days=1), scores_open=True)
    panels.scheme(town, under)
    by = town.seats[Role.EXPERT]
    panels.profile(by)
    panel = Panel.objects.create(
        reference=f"ZJ-{case.pk}",
        call=under,
        scheme=under.review_schemes.get(),
        name="演示专家组",
        seed=panels.SEED,
        pool=[{"ticket": f"E{by.person_id}", "employer": "演示大学", "fields": []}],
        rules={"size": 1, "fields": [], "applications": [case.reference], "left_out": {}},
        drawn_by_id=town.seats[Role.ROUND_MANAGER].person_id,
        drawn_at=now,
    )
    PanelSeat.objects.create(panel=panel, expert_id=by.person_id, chairs=True, seated_at=now)
    Assignment.objects.create(application=case, expert_id=by.person_id, panel=panel, assigned_at=now)
    ConflictDeclaration.objects.create(
        application=case, person_id=by.person_id, conflicted=False, named=True, at=now
    )
    ExpertInterest.objects.create(person_id=by.person_id, body="演示无关单位", tie="advising", told_at=now)
    ScoreSheet.objects.create(
        application=case,
        expert_id=by.person_id,
        phase=under.review_phases.get(),
        scheme=panel.scheme,
        number=1,
        points={
            each.code: {"points": each.most, "most": each.most, "weight": each.weight, "reason": ""}
            for each in schemes.STARTING_POINT
        },
        answers=[],
        hundredths=10000,
        at=now,
        sm3="0" * 64,
    )
    _visited(town, case)
    return case


def case_of(town: city.City) -> Application:
    """Give the case of a city's review."""
    return Application.objects.get(call__issuer=town.bureau, assignments__isnull=False)


def _accepted(town: city.City, under: Call) -> Application:
    case = city.application(town, under, StepKind.SUBMITTED)
    content = f"演示证明{case.pk}".encode()
    Store(settings.FILES).keep(BytesIO(content))
    paper = filling.paper(case, "演示·评审", "material:standing_papers", content=content)
    city.submission(town, case, 1, papers=[city.paper_of(paper.pk, "standing_papers")])
    officer = town.seats[Role.CASE_OFFICER].person_id
    FirstLook.objects.create(
        application=case,
        submission=case.submissions.get(),
        accepted=True,
        at=onward.AFTER,
        by_id=officer,
    )
    onward.step(case, StepKind.ACCEPTED, officer, Role.CASE_OFFICER)
    return case


def _visited(town: city.City, case: Application) -> None:
    officer = town.seats[Role.CASE_OFFICER].person_id
    content = PICTURE + str(case.pk).encode()
    kept = Store(settings.FILES).keep(BytesIO(content))
    StoredFile.objects.create(sm3=kept.sm3, size=kept.size, kind="png", media_type="image/png")
    visit = SiteVisit.objects.create(
        application=case,
        number=1,
        planned_at=onward.AFTER,
        place="演示地点",
        why="演示事由",
        checklist=["演示要点"],
        planned_by_id=officer,
        made_at=onward.AFTER,
    )
    recorded = SiteRecord.objects.create(
        visit=visit,
        visited_at=onward.AFTER,
        findings=[{"point": "演示要点", "agrees": True, "words": ""}],
        attendees=[{"name": "演示参加人", "body": "演示单位", "post": ""}],
        photographs=[{"sm3": kept.sm3, "name": "演示照片.png", "size": kept.size}],
        written_by_id=officer,
        at=onward.AFTER,
        sm3="0" * 64,
    )
    scanned = {"sm3": kept.sm3, "name": "演示扫描.png", "size": kept.size}
    SiteScan.objects.create(
        record=recorded, signed_by=["演示参加人"], by_id=officer, at=onward.AFTER, **scanned
    )
    PaperAgreement.objects.create(
        call=case.call,
        key="演示",
        title="演示协议",
        signed_on=onward.AFTER.date(),
        parties=[case.reference],
        entered_by_id=officer,
        entered_at=onward.AFTER,
        **scanned,
    )
