"""The things actions change: how each is found and locked, where it stands, and in which chain it is told."""

from __future__ import annotations

import enum
from dataclasses import replace
from typing import Any

from zhiyun.casework import sight, stages
from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Subject
from zhiyun.casework.refusals import InvitationSpent, NotFound
from zhiyun.casework.roles import THREE_POWERS
from zhiyun.casework.stages import CallStage, Stage, VersionStage
from zhiyun.records.models import Application, Call, CallVersion, Invitation, Organisation, Person


def _lock_application(by: Actor, reference: Any) -> Application:
    sight.application(by=by, reference=str(reference))
    rows = Application.objects.select_related("call__current", "call__issuer", "organisation")
    return rows.select_for_update(of=("self",)).get(reference=reference)


def _lock_call(by: Actor, reference: Any) -> Call:
    seen = sight.call(by=by, reference=str(reference))
    return Call.objects.select_related("current", "issuer").select_for_update(of=("self",)).get(pk=seen.pk)


def _lock_version(by: Actor, reference: Any) -> CallVersion:
    seen = sight.versions(by=by).filter(pk=reference).first()
    if seen is None:
        raise NotFound
    rows = CallVersion.objects.select_related("call__issuer", "call__current")
    return rows.select_for_update(of=("self",)).get(pk=seen.pk)


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


def _words(stage: enum.Enum) -> str:
    assert isinstance(stage, Stage | CallStage | VersionStage)
    return stages.words(stage=stage)


APPLICATION: Subject[Application] = Subject(
    "application",
    tuple(Stage),
    _lock_application,
    lambda application, by: stages.of_application(application=application, at=by.at),
    lambda application: f"application:{application.reference}",
    _words,
)
CALL: Subject[Call] = Subject(
    "call",
    tuple(CallStage),
    _lock_call,
    lambda call, by: stages.of_call(call=call, at=by.at),
    lambda call: f"call:{call.reference}",
    _words,
)
VERSION: Subject[CallVersion] = Subject(
    "version",
    tuple(VersionStage),
    _lock_version,
    lambda version, by: stages.of_version(version=version),
    lambda version: f"call:{version.call.reference}",
    _words,
)
ORGANISATION: Subject[Organisation] = Subject(
    "organisation",
    (),
    _lock_organisation,
    lambda organisation, by: None,
    lambda organisation: f"organisation:{organisation.pk}",
    _words,
)
PERSON: Subject[Person] = Subject(
    "person",
    (),
    _lock_person,
    lambda person, by: None,
    lambda person: f"person:{person.pk}",
    _words,
)
ONESELF: Subject[Person] = replace(PERSON, lock=_lock_oneself)
"""A person's own account: secrets and seats that not even the three powers may touch for another."""
INVITATION: Subject[Invitation] = Subject(
    "invitation",
    (),
    _lock_invitation,
    lambda invitation, by: None,
    lambda invitation: f"organisation:{invitation.organisation_id}",
    _words,
)
REGISTER: Subject[str] = Subject(
    "register",
    (),
    lambda by, reference: str(reference),
    lambda register, by: None,
    lambda register: "security",
    _words,
)
"""Where what is not there yet is entered: each action on it names the chain of what it makes."""

SUBJECTS = (APPLICATION, CALL, VERSION, ORGANISATION, PERSON, ONESELF, INVITATION, REGISTER)
