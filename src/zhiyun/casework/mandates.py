"""Mandates as they begin and end: which role fits which body, what excludes what, and what ends with them."""

from __future__ import annotations

from django.db.models import F

from zhiyun.casework.actor import Actor
from zhiyun.casework.roles import APPLICANT_ROLES, BUREAU_ROLES, THREE_POWERS, OrganisationKind, Role
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said, word
from zhiyun.records.models import Mandate, Organisation, Person

ROLES_OF = {
    OrganisationKind.APPLICANT: APPLICANT_ROLES,
    OrganisationKind.CITY_BUREAU: BUREAU_ROLES | THREE_POWERS | {Role.EXPERT},
    OrganisationKind.DISTRICT_BUREAU: frozenset({Role.DISTRICT_OFFICER}),
}
"""Which roles a body of each kind gives."""


class RoleOfAnotherBody(Refusal):
    """A body of this kind does not give this role."""

    def __init__(self, role: str, body: str) -> None:
        super().__init__(Said("%(body)s不设%(role)s这一身份，请核对单位和身份。", body=body, role=word(role)))


class AlreadyHeld(Refusal):
    """The person holds the role there already, or the body's one legal representative is there already."""

    def __init__(self, role: str) -> None:
        super().__init__(
            Said(
                "%(role)s这一身份已经有人担任，不能重复授予。要换人的，请先终止原来的身份。", role=word(role)
            )
        )


class PowersApart(Refusal):
    """System, security and audit administrators are three persons, and none of them handles business."""

    def __init__(self) -> None:
        super().__init__(
            Said("系统管理员、安全管理员、审计管理员须由三人分任，且不得兼任业务身份。请另选一人。")
        )


class LastAdministrator(Refusal):
    """Without this person nobody would hold the power."""

    def __init__(self, role: str) -> None:
        super().__init__(Said("这是唯一的%(role)s，不能终止。请先授予另一人这一身份。", role=word(role)))


class AlreadyEnded(Refusal):
    """Who gave the word holds the power no longer."""

    def __init__(self) -> None:
        super().__init__(Said("邀请您的人已不再担任法定代表人，这份邀请失效。请联系单位现在的法定代表人。"))


class Departed(Refusal):
    """The person has left."""

    def __init__(self) -> None:
        super().__init__(Said("这一账户已经停用，不能再授予身份。请重新邀请。"))


def begin(*, person: Person, organisation: Organisation, role: Role, by: Actor) -> Mandate:
    """Give a person a role for a body, inside the caller's transaction; refuses what does not fit or excludes itself."""
    if person.departed_at is not None:
        raise Departed
    if role not in ROLES_OF[OrganisationKind(organisation.kind)]:
        raise RoleOfAnotherBody(role.label, organisation.name)
    held = [Role(mandate.role) for mandate in Mandate.objects.filter(person=person, ended_at=None)]
    if any(each in THREE_POWERS for each in held) or (role in THREE_POWERS and held):
        raise PowersApart
    in_place = Mandate.objects.filter(organisation=organisation, role=role.value, ended_at=None)
    if role is not Role.LEGAL_REPRESENTATIVE:
        in_place = in_place.filter(person=person)
    if in_place.exists():
        raise AlreadyHeld(role.label)
    return Mandate.objects.create(
        person=person, organisation=organisation, role=role.value, begins_at=by.at, granted_by_id=by.person_id
    )


def end(*, mandate: Mandate, because: str, by: Actor) -> None:
    """End a mandate and every session of who held it; refuses to leave one of the three powers to nobody."""
    role = Role(mandate.role)
    if role in THREE_POWERS:
        # Every holder is locked, so that two who end each other's power at once cannot both succeed.
        holders = Mandate.objects.select_for_update().filter(role=role.value, ended_at=None)
        if [each.pk for each in holders] == [mandate.pk]:
            raise LastAdministrator(role.label)
    mandate.ended_at, mandate.ended_by_id, mandate.ended_because = by.at, by.person_id, because[:200]
    mandate.save(update_fields=["ended_at", "ended_by_id", "ended_because"])
    end_sessions(person_id=mandate.person_id)


def end_sessions(*, person_id: int) -> None:
    """End every session a person has open."""
    Person.objects.filter(pk=person_id).update(powers_epoch=F("powers_epoch") + 1)
