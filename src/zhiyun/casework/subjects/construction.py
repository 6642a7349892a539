"""Funded centres after their task book is in force, by the reference of the application they came from."""

from __future__ import annotations

import enum
from typing import Any

from zhiyun.casework import sight
from zhiyun.casework.actor import Actor
from zhiyun.casework.construction import ConstructionStage, stage_of
from zhiyun.casework.door import Subject
from zhiyun.casework.refusals import NotFound
from zhiyun.records.models import Application, Grant


def _lock(by: Actor, reference: Any) -> Grant:
    """The application is locked before its grant, as orders do."""
    seen = sight.application(by=by, reference=str(reference))
    if not Grant.objects.filter(application=seen).exists():
        raise NotFound
    Application.objects.select_for_update().get(pk=seen.pk)
    rows = Grant.objects.select_for_update(of=("self",))
    joined = ("application__organisation", "application__call__current", "application__call__issuer")
    return rows.select_related(*joined, "version__task_book").get(application=seen)


def _words(stage: enum.Enum) -> str:
    assert isinstance(stage, ConstructionStage)
    return stage.words


CONSTRUCTION: Subject[Grant] = Subject(
    "construction",
    tuple(ConstructionStage),
    _lock,
    lambda construction, by: stage_of(grant=construction, on=by.day),
    lambda construction: f"application:{construction.application.reference}",
    _words,
)
