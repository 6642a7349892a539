"""Files of patents a bureau brought in: what each is called, who brought it, and what its columns were taken for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from zhiyun.casework.actor import Actor
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import Role
from zhiyun.records.models import PatentFile

READERS = frozenset({Role.CASE_OFFICER, Role.ROUND_MANAGER, Role.AUDITOR})
SHOWN_AT_MOST = 100


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """A file; ``columns`` is None before anyone began to read it."""

    sm3: str
    name: str
    size: int
    by: str
    at: datetime
    columns: Mapping[str, str] | None


def files(*, by: Actor) -> tuple[BroughtIn, ...]:
    """List those of one's bureau, the newest first."""
    rows = _rows(by).order_by("-at", "-id")[:SHOWN_AT_MOST]
    return tuple(map(_told, rows))


def file(*, by: Actor, sm3: str) -> BroughtIn:
    """Give one; refuses as unknown what another bureau brought in."""
    row = _rows(by).filter(file_id=sm3).first()
    if row is None:
        raise NotFound
    return _told(row)


def _rows(by: Actor) -> QuerySet[PatentFile]:
    if by.role not in READERS:
        raise NotFound
    rows = PatentFile.objects.filter(organisation_id=by.organisation_id)
    return rows.select_related("file", "by").prefetch_related("readings")


def _told(row: PatentFile) -> BroughtIn:
    readings = sorted(row.readings.all(), key=lambda each: each.pk)
    return BroughtIn(
        row.file_id, row.name, row.file.size, row.by.name, row.at, readings[-1].columns if readings else None
    )
