"""What leaves the system in a file is told to the record: who took it, what it was, how much and its SM3."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Deed, action, tell_refusal
from zhiyun.casework.refusals import ConflictOfInterest, NotFound
from zhiyun.casework.roles import BUREAU_ROLES, Role
from zhiyun.casework.subjects import APPLICATION, ORGANISATION
from zhiyun.records.models import Application, Organisation

READERS = frozenset({*BUREAU_ROLES, Role.DISTRICT_OFFICER})


@contextmanager
def telling_refusals(*, by: Actor, reference: str) -> Iterator[None]:
    """Tell the record who was turned away from a case while its file was being made, before the door was reached."""
    try:
        yield
    except (NotFound, ConflictOfInterest) as refusal:
        tell_refusal(action="application.export", by=by, subject=reference, refusal=refusal)
        raise


@action(name="cases.export", words="导出案件列表", on=ORGANISATION, roles=READERS)
def tell_list_exported(
    *, organisation: Organisation, by: Actor, filters: Mapping[str, Any], rows: int, sm3: str
) -> Deed:
    """Tell that a list was taken out, by the filters it was asked for with."""
    return Deed(answer=sm3, after={"filters": dict(filters), "rows": rows, "sm3": sm3})


@action(name="application.export", words="下载申报卷宗", on=APPLICATION, roles=READERS)
def tell_case_exported(
    *, application: Application, by: Actor, what: str, files: int, seal: str, sm3: str
) -> Deed:
    """Tell that a case's pack or its counted ledger was taken out."""
    return Deed(answer=sm3, after={"what": what, "files": files, "seal": seal, "sm3": sm3})
