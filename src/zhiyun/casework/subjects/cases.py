"""Calls, their versions and applications, as actions find, lock and place them."""

from __future__ import annotations

import enum
from typing import Any

from zhiyun.casework import sight, stages
from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Subject
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.stages import CallStage, Stage, VersionStage
from zhiyun.records.models import Application, Call, CallVersion


def _lock_application(by: Actor, reference: Any) -> Application:
    sight.application(by=by, reference=str(reference))
    rows = Application.objects.select_related("call__current", "call__issuer", "organisation")
    return rows.select_for_update(of=("self",)).get(reference=reference)


def _lock_call(by: Actor, reference: Any) -> Call:
    seen = sight.call(by=by, reference=str(reference))
    # Its version is asked for once it is held: joined to a row that was waited for, it would be the one of before.
    return Call.objects.select_related("issuer").select_for_update(of=("self",)).get(pk=seen.pk)


def _lock_version(by: Actor, reference: Any) -> CallVersion:
    seen = sight.versions(by=by).filter(pk=reference).first()
    if seen is None:
        raise NotFound
    rows = CallVersion.objects.select_related("call__issuer", "call__current")
    return rows.select_for_update(of=("self",)).get(pk=seen.pk)


def _words(stage: enum.Enum) -> str:
    assert isinstance(stage, Stage | CallStage | VersionStage)
    return stages.words(stage=stage)


APPLICATION: Subject[Application] = Subject(
    "application",
    tuple(Stage),
    _lock_application,
    lambda application, by: stages.told(
        stage=stages.of_application(application=application, at=by.at), role=by.role
    ),
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
