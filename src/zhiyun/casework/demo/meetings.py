"""Meetings of the demonstration: convened, brought to, held, and their minutes approved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from zhiyun.casework.actions import meeting_minutes, meeting_sessions, meetings
from zhiyun.casework.actions.meetings import Seat
from zhiyun.casework.demo.bodies import Bodies
from zhiyun.casework.meetings import agendas, computing
from zhiyun.casework.roles import Role
from zhiyun.records.models import Meeting, Resolution

PLACE = "演示会议室"
LEADERS = (
    Seat("演示局长", "局长", presides=True),
    Seat("演示副局长甲", "副局长"),
    Seat("演示副局长乙", "副局长"),
    Seat("演示总经济师", "总经济师"),
    Seat("演示驻局纪检组长", "列席", votes=False),
)
"""Who sits in the meetings; none of them needs an account."""


def convene(*, city: Bodies, title: str, at: datetime, held_at: datetime) -> str:
    """Convene a meeting; gives its reference."""
    secretary = city.by(city.bureau, Role.MEETING_SECRETARY, at=at)
    return meetings.convene(
        by=secretary,
        organisation=city.bureau.pk,
        title=title,
        held_at=held_at,
        place=PLACE,
        members=LEADERS,
    )


def bring(*, city: Bodies, meeting: str, call: str, at: datetime) -> None:
    """Bring every reviewed application of a call before a meeting."""
    officer = city.by(city.bureau, Role.CASE_OFFICER, at=at)
    meetings.bring(by=officer, meeting=meeting, call=call, seen=_mark(meeting))


def hold(*, city: Bodies, meeting: str, calls: Sequence[str], at: datetime, words: str) -> list[Resolution]:
    """Hold a meeting that follows everything proposed, and approve its minutes the next day; gives what it froze."""
    secretary = city.by(city.bureau, Role.MEETING_SECRETARY, at=at)
    row = Meeting.objects.get(reference=meeting)
    there = list(row.members.values_list("pk", flat=True))
    meeting_sessions.open_meeting(by=secretary, meeting=meeting, present=there, seen=_mark(meeting))
    for call in calls:
        meeting_sessions.conclude_rest(by=secretary, meeting=meeting, call=call, seen=_mark(meeting))
    ended = secretary.at_instant(at + timedelta(hours=1))
    meeting_sessions.close(by=ended, meeting=meeting, seen=_mark(meeting))
    writing = secretary.at_instant(at + timedelta(hours=3))
    meeting_minutes.write(by=writing, meeting=meeting, words=words, seen=0)
    manager = city.by(city.bureau, Role.ROUND_MANAGER, at=at + timedelta(days=1))
    found = computing.computed_items(agenda=agendas.agenda(meeting=row), by=manager)
    mark = computing.mark_of(computed=[each for _item, each in found])
    meeting_minutes.approve(by=manager, meeting=meeting, seen=1, computed=mark)
    return list(Resolution.objects.filter(item__meeting=row).order_by("id"))


def _mark(meeting: str) -> str:
    return agendas.agenda(meeting=Meeting.objects.get(reference=meeting)).mark()
