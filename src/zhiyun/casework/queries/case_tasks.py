"""What waits for a case officer: cases to be looked at, call by call, and corrections that never came."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.queries import cases
from zhiyun.casework.queries.cases import Tally
from zhiyun.casework.roles import Role
from zhiyun.casework.stages import Stage
from zhiyun.casework.tasks import Task
from zhiyun.kernel.citation import Citation

_WAITING = (Stage.RECEIVED, Stage.OVERDUE)


def tasks(*, by: Actor) -> Iterator[Task]:
    """List, for a case officer, what each closed call still waits for."""
    if by.role is not Role.CASE_OFFICER:
        return
    counted: dict[tuple[str, Stage], list[Tally]] = {}
    for tally in cases.tallies(by=by):
        if tally.stage in _WAITING:
            counted.setdefault((tally.call, tally.stage), []).append(tally)
    for (_call, stage), found in counted.items():
        days = (by.day - found[0].closes_at.astimezone(SHANGHAI).date()).days
        yield _task(found[0], stage, sum(tally.number for tally in found), days)


def _task(tally: Tally, stage: Stage, number: int, days: int) -> Task:
    if stage is Stage.OVERDUE:
        what, why = (
            _("%(title)s：%(number)s件补正逾期"),
            _("补正的最后一日已过，申报单位没有再提交，要作出受理或者不予受理的决定。"),
        )
    else:
        what = _("%(title)s：%(number)s件待初审")
        why = _("申报已截止%(days)s天，核对材料后受理、退回补正或者不予受理。") % {"days": days}
    procedure = Citation(9 if tally.benefit.is_construction else 10, 1)
    return Task(
        what=what % {"title": tally.title, "number": number},
        why=why,
        cites=str(procedure),
        verb=_("办理这些案件"),
        address=("cases-waiting", tally.call, stage.value),
    )
