"""An applicant's own people: who acts for it, and who was asked to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from zhiyun.casework.actor import Actor
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import APPLICANT_ROLES, Role
from zhiyun.records.models import Invitation, Mandate, Organisation


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who acts for the applicant."""

    mandate_id: int
    person_id: int
    name: str
    email: str
    role: Role
    begins_at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """An invitation, waiting."""

    id: int
    email: str
    role: Role
    invited_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Membership:
    """An applicant and its people."""

    organisation_id: int
    name: str
    credit_code: str
    district: str
    members: tuple[Member, ...]
    asked: tuple[Asked, ...]


def membership(*, by: Actor) -> Membership:
    """Give the actor's own applicant; refuses every other role as not found."""
    if by.role not in APPLICANT_ROLES:
        raise NotFound
    body = Organisation.objects.get(pk=by.organisation_id)
    held = Mandate.objects.filter(organisation=body, ended_at=None).select_related("person")
    members = tuple(
        Member(each.pk, each.person_id, each.person.name, each.person.email, Role(each.role), each.begins_at)
        for each in held.order_by("role", "begins_at", "id")
    )
    return Membership(
        body.pk, body.name, body.credit_code, body.district, members, asked(by=by, organisation_id=body.pk)
    )


def asked(*, by: Actor, organisation_id: int | None = None) -> tuple[Asked, ...]:
    """List the invitations that wait: an applicant's, or those the system administrator sent."""
    rows = Invitation.objects.filter(accepted_at=None, revoked_at=None, expires_at__gt=by.at)
    if by.role is Role.SYSTEM_ADMINISTRATOR:
        rows = rows.exclude(role=Role.PREPARER.value)
    else:
        rows = rows.filter(organisation_id=organisation_id or by.organisation_id)
    return tuple(
        Asked(each.pk, each.email, Role(each.role), each.invited_at, each.expires_at)
        for each in rows.order_by("-id")
    )
