"""Every action, every role, every stage: the door answers as its table says, and a no changes nothing."""

from __future__ import annotations

import enum
import importlib
import pkgutil
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction

from docs.generate_powers import load_actions
from tests.casework import city
from tests.casework.standings import Standing, standings
from zhiyun.casework import actions, door, stages
from zhiyun.casework.actor import Actor
from zhiyun.casework.door import ACTIONS, Action, Subject
from zhiyun.casework.refusals import (
    ConflictOfInterest,
    MandateEnded,
    NeedsConfirmation,
    NotAllowed,
    NotFound,
    WrongStage,
)
from zhiyun.casework.roles import APPLICANT_ROLES, BUREAU_ROLES, THREE_POWERS, Role
from zhiyun.casework.stages import Stage
from zhiyun.casework.subjects import PERSON, SUBJECTS
from zhiyun.kernel.refusal import Refusal
from zhiyun.records.models import Mandate

pytestmark = pytest.mark.django_db

load_actions()
OF_THE_RECORD = {"records_event", "records_chain", "records_dailyroot", "records_rootedchain"}
NAMES = sorted(ACTIONS)


@dataclass
class Ground:
    """A city in which each kind of thing stands in each of its stages."""

    town: city.City
    standings: dict[Subject[Any], list[Standing]]


@pytest.fixture(scope="module")
def ground(laid_once: None) -> Ground:
    """Lay the ground once: nobody here changes what they are given."""
    town = city.city()
    return Ground(town, {subject: standings(town, subject) for subject in SUBJECTS})


def performers() -> dict[str, Callable[..., str]]:
    """Find what callers call, by the name of its action."""
    found = {}
    for module in pkgutil.walk_packages(actions.__path__, f"{actions.__name__}."):
        for member in vars(importlib.import_module(module.name)).values():
            if isinstance(declared := getattr(member, "action", None), Action):
                found[declared.name] = member
    return found


PERFORM = performers()


def test_every_action_can_be_called() -> None:
    assert PERFORM.keys() == ACTIONS.keys()


@pytest.mark.parametrize("name", NAMES)
def test_the_door_answers_every_role_at_every_stage_as_the_table_says(ground: Ground, name: str) -> None:
    town, declared = ground.town, ACTIONS[name]
    differences = {}

    for standing in ground.standings[declared.subject]:
        before = _rows()
        for role in _asking(Role, declared, standing, ground):
            by = town.by(role, at=standing.at)
            told, expected = _answer(declared, by, standing), _expected(declared, role, standing)
            if told is not expected:
                differences[role.value, standing.stage] = (told, expected)
        assert _rows() == before, "a refused action changed rows"

    assert differences == {}


@pytest.mark.parametrize("name", NAMES)
def test_a_seat_one_does_not_sit_on_lends_no_power(ground: Ground, name: str) -> None:
    """Attack 12: whoever holds every seat of the bureau still acts on one of them only."""
    town, declared = ground.town, ACTIONS[name]
    everyone = city.person("演示多任人员")
    seats = [city.seat(role, town.bureau, everyone) for role in sorted(BUREAU_ROLES)]

    for standing in ground.standings[declared.subject]:
        asking = _asking(BUREAU_ROLES, declared, standing, ground)
        for by in (each for each in seats if each.role in asking):
            sitting = city.confirmed(by.at_instant(standing.at))
            told = _answer(declared, sitting, standing)
            assert told is _expected(declared, by.role, standing), (by.role, standing.stage)


@pytest.mark.parametrize("name", NAMES)
def test_a_power_taken_away_is_gone_at_once(ground: Ground, name: str) -> None:
    town, declared = ground.town, ACTIONS[name]
    standing = ground.standings[declared.subject][0]
    Mandate.objects.update(ended_at=city.NOON)
    before = _rows()

    told = {
        role: _refusal(declared, town.by(role, at=standing.at), standing)
        for role in Role
        if role is not Role.PUBLIC
    }

    assert set(told.values()) == {MandateEnded}
    assert _rows() == before


@pytest.mark.parametrize("name", [name for name in NAMES if ACTIONS[name].is_sensitive])
def test_a_grave_act_wants_the_secret_once_more(ground: Ground, name: str) -> None:
    town, declared = ground.town, ACTIONS[name]
    before = None

    for standing in ground.standings[declared.subject]:
        for role in declared.roles:
            if _expected(declared, role, standing) is not None:
                continue
            before = _rows()
            stale = town.by(role, at=standing.at)
            long_ago = replace(stale, confirmed_at=stale.at - door.CONFIRMED_FOR * 2)
            assert _refusal(declared, replace(stale, confirmed_at=None), standing) is NeedsConfirmation
            assert _refusal(declared, long_ago, standing) is NeedsConfirmation
            assert _rows() == before

    assert before is not None, "nobody can ever do this"


@pytest.mark.parametrize("name", [name for name in NAMES if ACTIONS[name].subject.name == "application"])
def test_nobody_touches_the_application_of_another_applicant(ground: Ground, name: str) -> None:
    """Attack 1: another's number is told like one that does not exist."""
    town, declared = ground.town, ACTIONS[name]
    foreign = {
        role: city.seat(role, town.other_applicant) for role in sorted(APPLICANT_ROLES & declared.roles)
    }

    for standing in ground.standings[declared.subject]:
        before = _rows()
        for by in foreign.values():
            assert _refusal(declared, city.confirmed(by.at_instant(standing.at)), standing) is NotFound
        assert _rows() == before


@pytest.mark.parametrize("name", [name for name in NAMES if ACTIONS[name].subject.name == "application"])
def test_whoever_ever_acted_for_the_applicant_stands_aside(ground: Ground, name: str) -> None:
    town, declared = ground.town, ACTIONS[name]
    for role in sorted(BUREAU_ROLES & declared.roles):
        Mandate.objects.create(
            person_id=town.seats[role].person_id,
            organisation=town.applicant,
            role=Role.PREPARER,
            begins_at=city.OPENS,
            ended_at=city.OPENS,
        )

    for standing in ground.standings[declared.subject]:
        for role in sorted(BUREAU_ROLES & declared.roles):
            told = _refusal(declared, town.by(role, at=standing.at), standing)
            if role in standing.seen_by:
                assert told is ConflictOfInterest
            else:
                assert told in (ConflictOfInterest, NotFound)


def test_what_everyone_may_do_to_an_account_they_may_do_to_their_own_only() -> None:
    """Not even the three powers change a secret for another by an action that is open to all."""
    lax = [
        name for name in NAMES if ACTIONS[name].subject is PERSON and not ACTIONS[name].roles <= THREE_POWERS
    ]

    assert lax == []


def test_no_action_lets_one_act_as_another_person() -> None:
    """Attack 33: nobody can be impersonated, so whoever an event names did it."""
    words = ("impersonat", "act_as", "on_behalf", "switch_user", "login_as", "sudo")

    assert [name for name in NAMES if any(word in name.lower() for word in words)] == []
    assert all("by" not in (each.subject.name, *each.cites) for each in ACTIONS.values())


def _asking(
    roles: Collection[Role], declared: Action, standing: Standing, ground: Ground
) -> Collection[Role]:
    """Give who asks here: whoever may never, where a thing begins and where it ends; whoever may, at every stage."""
    stood = ground.standings[declared.subject]
    return roles if standing in (stood[0], stood[-1]) else declared.roles & frozenset(roles)


def _expected(declared: Action, role: Role, standing: Standing) -> type[Refusal] | None:
    if role not in declared.roles:
        return NotAllowed
    if role not in standing.seen_by:
        return NotFound
    if not declared.allows(role, _told(standing.stage, role)):
        return WrongStage
    return None


def _told(stage: enum.Enum | None, role: Role) -> enum.Enum | None:
    """Outside the bureau a stage that is not told yet counts as the one before."""
    return stages.told(stage=stage, role=role) if isinstance(stage, Stage) else stage


def _answer(declared: Action, by: Actor, standing: Standing) -> type[Refusal] | None:
    """Ask the door as an action does; where it should open, only as far as the threshold."""
    if _expected(declared, by.role, standing) is not None:
        return _refusal(declared, by, standing)
    try:
        with transaction.atomic():
            thing = declared.subject.lock(by, standing.reference(by))
            door.check(declared=declared, by=by, thing=thing)
    except Refusal as refusal:
        return type(refusal)
    return None


def _refusal(declared: Action, by: Actor, standing: Standing) -> type[Refusal]:
    """Really call the action, which must not come as far as missing what only its body asks for."""
    with pytest.raises(Refusal) as told:
        PERFORM[declared.name](by=by, **{declared.subject.name: standing.reference(by)})
    return told.type


def _rows() -> dict[str, Any]:
    """Count every table at once, but for those that tell of the refusal itself."""
    tables = sorted(
        model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed
    )
    counted = " UNION ALL ".join(
        f"SELECT '{table}', COUNT(*) FROM {table}" for table in tables if table not in OF_THE_RECORD
    )
    with connection.cursor() as cursor:
        cursor.execute(counted)
        return dict(cursor.fetchall())
