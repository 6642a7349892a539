"""What a meeting waits for: to be convened, brought to, held, minuted, and its minutes approved."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from zhiyun.casework.actor import Actor
from zhiyun.casework.meetings import MeetingStage
from zhiyun.casework.queries import meetings
from zhiyun.casework.queries.meetings import MeetingLine
from zhiyun.casework.roles import Role
from zhiyun.casework.tasks import Task

PROCEDURE = "第九条第3项、第十条第3项"
MEETS = (MeetingStage.CONVENED, MeetingStage.OPEN)


def tasks(*, by: Actor) -> Iterator[Task]:
    """List what waits for who runs a meeting, approves its minutes, or brings a call before it."""
    if by.role not in (Role.MEETING_SECRETARY, Role.ROUND_MANAGER, Role.CASE_OFFICER):
        return
    listed = () if by.role is Role.CASE_OFFICER else meetings.listing(by=by)
    for line in listed:
        if by.role is Role.MEETING_SECRETARY:
            yield from _to_hold(line)
        elif by.role is Role.ROUND_MANAGER and line.stage is MeetingStage.CLOSED and line.has_minutes:
            yield _minutes(line, _("%(title)s：待审签纪要"), _("审签会议纪要"))
    if by.role is Role.CASE_OFFICER:
        yield from _to_bring(by)
    elif by.role is Role.MEETING_SECRETARY and all(line.stage not in MEETS for line in listed):
        yield from _to_convene(by)


def _to_hold(line: MeetingLine) -> Iterator[Task]:
    if line.stage in MEETS:
        yield Task(
            what=f"{line.title}：{line.stage.words}",
            why=_("会议结论经第二人审签纪要后才生效。"),
            cites=PROCEDURE,
            verb=_("打开这次会议"),
            address=("meeting", line.reference),
            until=line.held_at if line.stage is MeetingStage.CONVENED else None,
        )
    elif line.stage is MeetingStage.CLOSED and not line.has_minutes:
        yield _minutes(line, _("%(title)s：待写纪要"), _("写会议纪要"))


def _minutes(line: MeetingLine, what: str, verb: str) -> Task:
    return Task(
        what=what % {"title": line.title},
        why=_("会议结论经第二人审签纪要后才生效。"),
        cites=PROCEDURE,
        verb=verb,
        address=("meeting-minutes", line.reference),
    )


def _to_bring(by: Actor) -> Iterator[Task]:
    for _call, title in meetings.to_bring(by=by):
        yield Task(
            what=_("%(title)s：审核完毕，待提请审定") % {"title": title},
            why=_("一批申报审核完毕后，整批提请局长办公会审定。"),
            cites=PROCEDURE,
            verb=_("提请局长办公会审定"),
            address=("meetings",),
        )


def _to_convene(by: Actor) -> Iterator[Task]:
    """Tell the secretary that something is ready and no meeting is to be held."""
    ready = meetings.to_bring(by=by)
    if ready:
        yield Task(
            what=_("%(number)s批申报审核完毕，等待召集会议") % {"number": len(ready)},
            why=_("会议召集之后，承办人才能提请审定。"),
            cites=PROCEDURE,
            verb=_("召集会议"),
            address=("meetings",),
        )
