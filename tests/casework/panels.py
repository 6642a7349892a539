"""An invented review: experts with employers and fields, phases, a scheme, a panel drawn by the action itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from tests.casework import city, onward
from zhiyun import law
from zhiyun.casework.actions import (
    review_conflicts,
    review_opinions,
    review_panels,
    review_set_up,
    review_sheets,
    site_visits,
)
from zhiyun.casework.actor import Actor
from zhiyun.casework.reviewing import opinions, schemes
from zhiyun.casework.roles import Role
from zhiyun.records.models import Application, Call, ExpertProfile, Panel, ReviewPhase, SheetDraft, SiteVisit

AT = onward.AFTER + timedelta(hours=2)
SEED = "演示种子".encode().hex() + "0" * 40
OPEN = {"blind": False, "scoring": True, "scores_open": False}
BLIND = OPEN | {"blind": True}
DISCUSSION = {"blind": False, "scoring": False, "scores_open": True}


def call(town: city.City) -> Call:
    """Make a construction call."""
    return city.call(town, law.Benefit.MUNICIPAL_CENTRE)


def expert(
    town: city.City, employer: str = "", *, code: str = "", fields: str = "专利运营", name: str = ""
) -> Actor:
    """Put an expert of the bureau's pool on their seat, with a profile."""
    made = city.seat(Role.EXPERT, town.bureau, city.person(name) if name else None, at=AT)
    profile(made, employer, code=code, fields=fields)
    return made


def profile(by: Actor, employer: str = "", *, code: str = "", fields: str = "专利运营") -> ExpertProfile:
    """Write an expert's profile; an employer of their own unless named."""
    made, _ = ExpertProfile.objects.update_or_create(
        person_id=by.person_id,
        defaults={
            "employer": employer or f"演示大学{by.person_id}",
            "employer_code": code,
            "title": "教授",
            "fields": fields,
            "updated_at": city.NOON,
        },
    )
    return made


def phase(under: Call, *, number: int = 1, starts: datetime = onward.AFTER, **kind: bool) -> ReviewPhase:
    """Set a phase of ten days."""
    manager = ReviewPhase.objects.filter(call=under).first()
    return ReviewPhase.objects.create(
        call=under,
        number=number,
        name=f"演示阶段{number}",
        begins_at=starts,
        ends_at=starts + timedelta(days=10),
        set_by_id=manager.set_by_id if manager else under.begun_by_id,
        set_at=onward.AFTER,
        **(OPEN | kind),
    )


def scheme(town: city.City, under: Call) -> None:
    """Set the starting point as the call's scheme."""
    review_set_up.set_scheme(by=manager(town), call=under.reference, criteria=schemes.STARTING_POINT)


def manager(town: city.City, at: datetime = AT) -> Actor:
    """Give the round manager."""
    return town.by(Role.ROUND_MANAGER, at=at)


def drawn(town: city.City, under: Call, *, size: int = 3, fields: Sequence[str] = ()) -> Panel:
    """Draw a panel for what was accepted."""
    reference = review_panels.draw(
        by=manager(town), call=under.reference, name="演示专家组", size=size, fields=fields, seed=SEED
    )
    return Panel.objects.get(reference=reference)


def members(panel: Panel, town: city.City, at: datetime = AT) -> list[Actor]:
    """Give the actors of a panel's live seats, the chair first."""
    seats = panel.seats.filter(left_at=None).order_by("-chairs", "id")
    found = []
    for one in seats:
        mandate = one.expert.mandates.get(role=Role.EXPERT)
        found.append(city.confirmed(city.actor(mandate, at=at)))
    return found


def declare(case: Application, by: Actor, *, conflicted: bool = False, words: str = "") -> None:
    """Declare, by default that there is nothing."""
    review_conflicts.declare(by=by, assignment=case.reference, conflicted=conflicted, words=words)


def typed(case: Application, *, points: int = 18, met: bool = True) -> dict[str, str]:
    """Fill in a sheet wholly: points as far as a criterion goes, and an answer to every question."""
    filled: dict[str, str] = {"remark": "演示总体意见"}
    for each in schemes.STARTING_POINT:
        filled[f"points:{each.code}"] = str(min(points, each.most))
        filled[f"reasons:{each.code}"] = "演示理由"
    for number in range(1, len(opinions.questions_of(application=reread(case))) + 1):
        filled[f"met:{number}"] = "yes" if met else "no"
        filled[f"opinions:{number}"] = "演示判断"
    return filled


def reread(case: Application) -> Application:
    """Read a case anew, with what triggers wrote beside it."""
    return Application.objects.select_related("last_submission__call_version").get(pk=case.pk)


def score(case: Application, by: Actor, *, points: int = 18) -> None:
    """Save and sign a sheet."""
    draft = SheetDraft.objects.filter(application=case, expert_id=by.person_id).first()
    edition = review_sheets.save(
        by=by,
        assignment=case.reference,
        typed=typed(case, points=points),
        edition=draft.edition if draft else 0,
    )
    review_sheets.sign(by=by, assignment=case.reference, edition=int(edition))


def opinion(case: Application, **changes: Any) -> review_opinions.Opinion:
    """What a chair writes, unless told otherwise."""
    asked = len(opinions.questions_of(application=reread(case)))
    written = review_opinions.Opinion(
        supports=True,
        proposed_fen=200_000_000,
        words="演示专家组意见。",
        answers=(review_opinions.Answer(True, ""),) * asked,
    )
    return replace(written, **changes)


def at_work(town: city.City, *, count: int = 1, **kind: bool) -> tuple[Panel, list[Application]]:
    """Draw a panel of three out of five for accepted cases, in a phase that runs."""
    under = call(town)
    profile(town.seats[Role.EXPERT])
    for _ in range(4):
        expert(town)
    cases = [
        onward.accepted(town, under, of=town.applicant if number == 0 else city.organisation(), papers=[])
        for number in range(count)
    ]
    phase(under, **kind)
    scheme(town, under)
    return drawn(town, under), cases


def ready(town: city.City, panel: Panel, case: Application, points: Sequence[int] = (18, 16, 20)) -> None:
    """Let every member declare and sign a sheet."""
    for by, given in zip(members(panel, town), points, strict=True):
        declare(case, by)
        score(case, by, points=given)


def visited(town: city.City, case: Application) -> SiteVisit:
    """Plan a visit, record what was seen, and sign it."""
    officer = town.by(Role.CASE_OFFICER, at=AT)
    key = site_visits.plan(
        by=officer,
        application=case.reference,
        planned_at=AT + timedelta(minutes=10),
        place="演示路1号",
        why="演示：核实线下载体。",
        checklist=["线下载体是否相符", "系统能否演示"],
    )
    later = city.confirmed(officer.at_instant(AT + timedelta(hours=1)))
    site_visits.record(
        by=later,
        visit=int(key),
        visited_at=AT + timedelta(minutes=30),
        findings=[site_visits.Seen(True, ""), site_visits.Seen(False, "演示：系统当日停机。")],
        attendees=[site_visits.Attendee("演示参加人", "演示单位", "演示职务")],
    )
    site_visits.sign(by=later, visit=int(key))
    return SiteVisit.objects.get(pk=int(key))


def agreed(town: city.City, panel: Panel, case: Application) -> None:
    """Let the panel come to an opinion that all sign."""
    chair, *others = members(panel, town)
    number = review_opinions.write(by=chair, assignment=case.reference, opinion=opinion(case))
    for by in others:
        review_opinions.sign(by=by, assignment=case.reference, number=int(number), agrees=True)
