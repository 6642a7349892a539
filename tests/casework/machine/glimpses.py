"""What everyone can see of a year, asked as they would ask: nobody sees what their role and the phase forbid."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.casework import city
from tests.casework.machine.world import World
from zhiyun.casework import sight
from zhiyun.casework.actor import Actor
from zhiyun.casework.case_filters import Filters
from zhiyun.casework.publicity import seen
from zhiyun.casework.queries import applications, cases, decided, desk, expert_desk, issued, notices, results
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import Role
from zhiyun.casework.stages import UNTOLD
from zhiyun.records.models import (
    Application,
    Assignment,
    BankAccount,
    Confirmation,
    Decision,
    Mandate,
    Message,
    Objection,
    Panel,
    Publication,
)

SECRET_WORDS = tuple(stage.words for stage in UNTOLD)


def nobody_sees_too_much(world: World, turn: int) -> None:
    """Look as one applicant and one expert, by turns, as the district and finance, and as the public."""
    cases = list(Application.objects.select_related("organisation", "call").order_by("pk"))
    experts = list(_experts(world))
    _applicant(world, cases[turn % len(cases)])
    _expert(experts[turn % len(experts)])
    _district(world)
    for role in (Role.FINANCE, Role.EXPERT, Role.DISTRICT_OFFICER):
        assert not sight.resolutions(by=world.by(role)).exists()
        assert not seen.objections(by=world.by(role)).exists()
    _public(world)


def _applicant(world: World, case: Application) -> None:
    by = world.signer(case)
    own = set(sight.applications(by=by).values_list("organisation", flat=True))
    assert own == {case.organisation_id}
    found = applications.overview(by=by, reference=case.reference)
    assert found.head.stage not in UNTOLD
    shown = f"{found.head}{found.steps}{desk.waiting(by=by)}{_letters(by, case)}"
    _tells_none(shown, SECRET_WORDS)
    _tells_none(shown, _names_of_experts())
    _tells_none(shown, Objection.objects.values_list("contact", flat=True))
    if Publication.objects.filter(resolution__call=case.call).exists():
        _tells_none(f"{decided.of_application(by=by, reference=case.reference)}", _names_of_experts())
        return
    _tells_none(shown, Decision.objects.values_list("reference", flat=True))
    with pytest.raises(NotFound):
        decided.of_application(by=by, reference=case.reference)


def _letters(by: Actor, case: Application) -> str:
    """Give every message to somebody, and every paper on their case they can open, as one text."""
    told = Message.objects.filter(person_id=by.person_id).values_list("subject", "body")
    listed = issued.of_application(by=by, reference=case.reference)
    papers = [issued.issued(by=by, code=line.code) for line in listed]
    return f"{list(told)}{papers}"


def _district(world: World) -> None:
    by = world.by(Role.DISTRICT_OFFICER)
    for line in cases.page(by=by, filters=Filters()).lines:
        assert line.stage not in UNTOLD
        assert line.district == by.district


def _experts(world: World) -> Iterator[Actor]:
    rows = Mandate.objects.filter(role=Role.EXPERT, organisation=world.town.bureau)
    return (city.confirmed(city.actor(row, at=world.at)) for row in rows.select_related("person"))


def _expert(by: Actor) -> None:
    live = Assignment.objects.filter(expert_id=by.person_id, ended_at=None)
    mine = set(live.values_list("application__reference", flat=True))
    seen_by = expert_desk.desk(by=by)
    known = {line.reference for line in seen_by.lines}
    assert known <= mine, f"专家看到没有分给自己的：{known - mine}"
    assert not sight.applications(by=by).exists()
    others = Application.objects.exclude(reference__in=mine).select_related("organisation")
    shown = f"{seen_by}{desk.waiting(by=by)}"
    _tells_none(shown, (case.reference for case in others))
    _tells_none(shown, (case.organisation.name for case in others))


def _public(world: World) -> None:
    listed = notices.published(at=world.at).lines
    pages = [notices.notice(at=world.at, reference=line.reference) for line in listed]
    confirmed = Confirmation.objects.values_list("publication__resolution__call__reference", flat=True)
    shown = f"{pages}{results.rounds(at=world.at)}"
    shown += "".join(str(results.result(at=world.at, call=call)) for call in confirmed)
    _tells_none(shown, _names_of_experts())
    _tells_none(shown, Objection.objects.values_list("name", flat=True))
    _tells_none(shown, BankAccount.objects.values_list("number", flat=True))
    given = Decision.objects.filter(resolution__publications__isnull=False, supported=True)
    nothing = Application.objects.exclude(pk__in=given.values("application"))
    _tells_none(shown, nothing.values_list("organisation__name", flat=True))
    waiting = Decision.objects.filter(resolution__publications=None)
    _tells_none(shown, waiting.values_list("reference", flat=True))


def _names_of_experts() -> set[str]:
    """Give the names of all who judge."""
    return {
        seat.expert.name for panel in Panel.objects.all() for seat in panel.seats.select_related("expert")
    }


def _tells_none(shown: str, words: object) -> None:
    for each in words:  # type: ignore[attr-defined]
        assert str(each) not in shown, f"看到了不该看到的「{each}」"
