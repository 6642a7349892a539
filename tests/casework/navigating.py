"""Results of navigation as rows and as somebody tells them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from tests.casework import city
from zhiyun.casework.calls.publishing import KeptFile
from zhiyun.casework.navigations import Told
from zhiyun.records.models import NavigationRecord, NavigationUse, Organisation, StoredFile

REPORT = ("演示报告.pdf", KeptFile("7" * 64, 10, "pdf", "application/pdf"))
TOLD = Told(
    kind="industry",
    title="演示动力电池产业专利导航",
    industry="C3841 锂离子电池制造",
    classes="H01M 10/613、B60L",
    query="IPC=H01M AND 申请日=2018:",
    data_on=date(2026, 6, 1),
    summary="演示：散热方向集中在三家企业。",
    is_public=True,
)


def told(**changes: Any) -> Told:
    """Tell a result, but for what is given."""
    return replace(TOLD, **changes)


def row(of: Organisation, *, sm3: str = "7" * 64, **given: Any) -> NavigationRecord:
    """Make a result on file as a row, public unless told otherwise."""
    StoredFile.objects.get_or_create(
        sm3=sm3, defaults={"size": 10, "kind": "pdf", "media_type": "application/pdf"}
    )
    values = {
        "reference": f"DH-2026-{NavigationRecord.objects.count() + 101}",
        "number": 1,
        "kind": TOLD.kind,
        "title": TOLD.title,
        "industry": TOLD.industry,
        "classes": ["H01M10/613", "B60L"],
        "query": TOLD.query,
        "data_on": TOLD.data_on,
        "summary": TOLD.summary,
        "files": [{"name": "演示报告.pdf", "sm3": sm3}],
        "is_public": True,
        "sm3": "0" * 64,
        "by": city.person("演示备案人"),
        "day": city.NOON.date(),
        "at": city.NOON,
    }
    return NavigationRecord.objects.create(organisation=of, **values | given)


def corrected(first: NavigationRecord, **given: Any) -> NavigationRecord:
    """Make the draft that supersedes another."""
    return row(
        first.organisation,
        reference=first.reference,
        number=first.number + 1,
        supersedes=first,
        superseded_of=first.organisation,
        because="演示更正",
        **given,
    )


def used(on: NavigationRecord, *, sm3: str = "7" * 64) -> NavigationUse:
    """Make a use of a result."""
    return NavigationUse.objects.create(
        record=on,
        data_on=on.data_on,
        used_on=date(2026, 6, 10),
        user="演示使用单位",
        used_for="演示立项",
        words="演示：立项论证引用。",
        files=[{"name": "演示证明.pdf", "sm3": sm3}],
        by=city.person("演示备案人"),
        day=city.NOON.date(),
        at=city.NOON,
    )
