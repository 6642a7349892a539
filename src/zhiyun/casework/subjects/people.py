"""Bodies, persons and invitations, as actions find and lock them; they have no stages."""

from __future__ import annotations

import enum
from dataclasses import replace
from typing import Any

from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Subject
from zhiyun.casework.refusals import InvitationSpent, NotFound
from zhiyun.casework.roles import THREE_POWERS
from zhiyun.records.models import Invitation, Organisation, Person


def _lock_organisation(by: Actor, reference: Any) -> Organisation:
    """A member's own organisation; for the three powers, any."""
    rows = Organisation.objects.select_for_update()
    found = rows.filter(pk=reference).first()
    own = found is not None and found.pk == by.organisation_id
    if found is None or not (own or by.role in THREE_POWERS):
        raise NotFound
    return found


def _lock_person(by: Actor, reference: Any) -> Person:
    """Oneself; for the three powers, any."""
    found = Person.objects.select_for_update().filter(pk=reference).first()
    if found is None or not (found.pk == by.person_id or by.role in THREE_POWERS):
        raise NotFound
    return found


def _lock_oneself(by: Actor, reference: Any) -> Person:
    """Oneself and nobody else, whatever one's powers."""
    found = Person.objects.select_for_update().filter(pk=by.person_id).first()
    if found is None or str(reference) != str(found.pk):
        raise NotFound
    return found


def _lock_invitation(by: Actor, reference: Any) -> Invitation:
    """The invitation of a digest while it can be taken up: told like none at all once it cannot."""
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("organisation")
    found = rows.filter(
        digest=reference, accepted_at=None, revoked_at=None, expires_at__gt=by.at, invited_at__lte=by.at
    ).first()
    if found is None:
        raise InvitationSpent
    return found


def _no_stage(stage: enum.Enum) -> str:
    """Give the words for a stage of something that has none; nobody asks."""
    raise AssertionError(f"no stage is expected, least of all {stage}")


ORGANISATION: Subject[Organisation] = Subject(
    "organisation",
    (),
    _lock_organisation,
    lambda organisation, by: None,
    lambda organisation: f"organisation:{organisation.pk}",
    _no_stage,
)
PERSON: Subject[Person] = Subject(
    "person",
    (),
    _lock_person,
    lambda person, by: None,
    lambda person: f"person:{person.pk}",
    _no_stage,
)
ONESELF: Subject[Person] = replace(PERSON, lock=_lock_oneself)
"""A person's own account: secrets and seats that not even the three powers may touch for another."""
INVITATION: Subject[Invitation] = Subject(
    "invitation",
    (),
    _lock_invitation,
    lambda invitation, by: None,
    lambda invitation: f"organisation:{invitation.organisation_id}",
    _no_stage,
)
REGISTER: Subject[str] = Subject(
    "register",
    (),
    lambda by, reference: str(reference),
    lambda register, by: None,
    lambda register: "security",
    _no_stage,
)
"""Where what is not there yet is entered: each action on it names the chain of what it makes."""
