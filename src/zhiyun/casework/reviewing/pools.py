"""Who can be drawn for a call: experts of the bureau's pool, without those a conflict or another seat keeps out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from zhiyun.casework.reviewing import conflicts
from zhiyun.casework.reviewing.lots import Candidate
from zhiyun.casework.roles import BUREAU_ROLES, Role
from zhiyun.kernel.said import Said
from zhiyun.records.models import Application, Call, ExpertProfile, Mandate

_BETWEEN_FIELDS = re.compile(r"[、,，;；\s]+")


@dataclass(frozen=True)
class Pool:
    """Who can be drawn, and who cannot and why, each by the key of the person."""

    candidates: tuple[Candidate, ...]
    left_out: dict[int, tuple[Said, ...]]
    names: dict[int, str]

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field somebody covers."""
        return tuple(sorted({field for each in self.candidates for field in each.fields}))


def pool(*, call: Call, applications: QuerySet[Application], on: date) -> Pool:
    """Ask who can judge all of a call's applications."""
    held = Mandate.objects.filter(
        role=Role.EXPERT.value, organisation=call.issuer_id, ended_at=None, person__departed_at=None
    )
    names = dict(held.order_by("person_id").values_list("person_id", "person__name"))
    staff = set(
        Mandate.objects.filter(person_id__in=names, role__in=BUREAU_ROLES, ended_at=None).values_list(
            "person_id", flat=True
        )
    )
    profiles = {row.person_id: row for row in ExpertProfile.objects.filter(person_id__in=names)}
    found = conflicts.grounds(experts=names, applications=applications, on=on)
    left_out: dict[int, tuple[Said, ...]] = {}
    for person in names:
        reasons = tuple(_reasons(person, person in staff, profiles.get(person), found))
        if reasons:
            left_out[person] = reasons
    return Pool(
        tuple(candidate(profile=profiles[person]) for person in names if person not in left_out),
        left_out,
        names,
    )


def candidate(*, profile: ExpertProfile) -> Candidate:
    """Write an expert as a lot is cast on: the ticket is the key, the employer its code or else its name."""
    return Candidate(
        ticket=ticket(person=profile.person_id),
        employer=profile.employer_code or profile.employer,
        fields=fields(text=profile.fields),
    )


def ticket(*, person: int) -> str:
    """Give the ticket of a person."""
    return f"E{person}"


def person_of(*, ticket: str) -> int:
    """Read the person off a ticket."""
    return int(ticket.removeprefix("E"))


def fields(*, text: str) -> tuple[str, ...]:
    """Split fields as people write them."""
    return tuple(dict.fromkeys(filter(None, _BETWEEN_FIELDS.split(text))))


def _reasons(
    person: int,
    is_staff: bool,
    profile: ExpertProfile | None,
    found: dict[conflicts.Pair, tuple[conflicts.Ground, ...]],
) -> Iterable[Said]:
    if profile is None:
        yield Said("没有填写专家信息")
    if is_staff:
        yield Said("同时在市局任职")
    for (who, _case), listed in found.items():
        if who == person:
            yield from (ground.words for ground in listed if ground.bars)
