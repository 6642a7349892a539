"""A table of patents that a city's bureau brought in and nobody has begun to read: ground of the matrix."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.conf import settings

from tests.casework import city
from zhiyun.casework.roles import Role
from zhiyun.gateways.safekeeping import Store
from zhiyun.records.models import PatentFile, StoredFile


def table(town: city.City) -> PatentFile:
    """Make it as rows, with its bytes kept."""
    content = f"公开号,名称\nCN109996757A,演示隔膜{town.bureau.pk}\n".encode()
    kept = Store(settings.FILES).keep(BytesIO(content))
    stored = StoredFile.objects.create(sm3=kept.sm3, size=kept.size, kind="csv", media_type="text/csv")
    return PatentFile.objects.create(
        file=stored,
        name="演示专利.csv",
        organisation=town.bureau,
        by_id=town.seats[Role.CASE_OFFICER].person_id,
        at=city.NOON,
    )


def sm3_of(town: city.City, *_who: Any) -> str:
    """Name a city's table."""
    return str(PatentFile.objects.get(organisation=town.bureau).file_id)
