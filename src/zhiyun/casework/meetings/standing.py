"""Where a meeting stands, told by its rows."""

from __future__ import annotations

import enum

from django.utils.translation import gettext_lazy as _

from zhiyun.records.models import Meeting, MinutesApproval


class MeetingStage(enum.Enum):
    """A meeting from its convening to its approved minutes, with which what it said takes effect."""

    CONVENED = "convened"
    OPEN = "open"
    CLOSED = "closed"
    RECORDED = "recorded"

    @property
    def words(self) -> str:
        """The office's word."""
        return str(_WORDS[self])


_WORDS = {
    MeetingStage.CONVENED: _("待开会"),
    MeetingStage.OPEN: _("会议中"),
    MeetingStage.CLOSED: _("待审签纪要"),
    MeetingStage.RECORDED: _("纪要已审签"),
}


def of_meeting(*, meeting: Meeting) -> MeetingStage:
    """Tell where a meeting stands; whether its minutes are approved is asked unless `sight` told it along."""
    if meeting.closed_at is None:
        return MeetingStage.CONVENED if meeting.opened_at is None else MeetingStage.OPEN
    approved = getattr(meeting, "is_recorded", None)
    if approved is None:
        approved = MinutesApproval.objects.filter(minutes__meeting=meeting).exists()
    return MeetingStage.RECORDED if approved else MeetingStage.CLOSED
