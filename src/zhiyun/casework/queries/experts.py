"""The expert pool, for who draws panels and who keeps accounts; an expert sees their own entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from zhiyun.casework.actions.experts import Profile
from zhiyun.casework.actor import Actor
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import Role
from zhiyun.casework.tasks import Task
from zhiyun.records.models import ExpertProfile, Mandate

READERS = frozenset({Role.ROUND_MANAGER, Role.SYSTEM_ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Expert:
    """An expert in the pool; ``profile`` is None until somebody wrote it."""

    person_id: int
    name: str
    profile: Profile | None
    updated_at: datetime | None


def pool(*, by: Actor, sought: str = "") -> tuple[Expert, ...]:
    """List the experts by name; nothing for roles that do not handle the pool. ``sought`` is part of any entry."""
    if by.role not in READERS:
        return ()
    held = Mandate.objects.filter(role=Role.EXPERT.value, ended_at=None, person__departed_at=None)
    if by.role is Role.ROUND_MANAGER:
        held = held.filter(organisation_id=by.organisation_id)
    names = dict(held.values_list("person_id", "person__name"))
    profiles = {row.person_id: row for row in ExpertProfile.objects.filter(person_id__in=names)}
    experts = [
        _expert(person_id, name, profiles.get(person_id))
        for person_id, name in sorted(names.items(), key=lambda each: (each[1], each[0]))
    ]
    return tuple(each for each in experts if sought in _words_of(each))


def expert(*, by: Actor, person_id: int) -> Expert:
    """Give one expert to themselves or who handles the pool; refuses everyone else as not found."""
    if by.role is Role.EXPERT and by.person_id == person_id:
        return _expert(person_id, by.name, ExpertProfile.objects.filter(person_id=person_id).first())
    found = next((each for each in pool(by=by) if each.person_id == person_id), None)
    if found is None:
        raise NotFound
    return found


def tasks(*, by: Actor) -> tuple[Task, ...]:
    """Ask an expert without a profile for it."""
    if by.role is not Role.EXPERT or ExpertProfile.objects.filter(person_id=by.person_id).exists():
        return ()
    return (
        Task(
            what=_("填写专家信息"),
            why=_("市局抽取评审专家和核对回避关系时要用。"),
            cites="第九条",
            verb=_("填写专家信息"),
            address=("expert-profile",),
        ),
    )


def _expert(person_id: int, name: str, row: ExpertProfile | None) -> Expert:
    if row is None:
        return Expert(person_id, name, None, None)
    profile = Profile(row.employer, row.employer_code, row.title, row.fields)
    return Expert(person_id, name, profile, row.updated_at)


def _words_of(each: Expert) -> str:
    written = each.profile
    return " ".join([each.name, *((written.employer, written.title, written.fields) if written else ())])
