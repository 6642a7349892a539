"""Meetings in each of their stages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.casework import city, onward
from tests.casework import standings as kinds
from zhiyun.casework.meetings import MeetingStage
from zhiyun.casework.sight import MEETING_ROLES
from zhiyun.records.models import MinutesApproval

if TYPE_CHECKING:
    from tests.casework.standings import Standing


def standings(town: city.City) -> list[Standing]:
    """Put a meeting in each stage: convened, opened, closed, its minutes approved."""
    return [_placed(town, stage) for stage in MeetingStage]


def _placed(town: city.City, stage: MeetingStage) -> Standing:
    under = city.call(town)
    meeting = onward.meeting(town, under, [onward.accepted(town, under)]).meeting
    if stage is not MeetingStage.RECORDED:
        # Approvals only come: a meeting without one is made beside it.
        meeting = onward.unrecorded(meeting)
    if stage in (MeetingStage.CONVENED, MeetingStage.OPEN):
        meeting.closed_at = None
    if stage is MeetingStage.CONVENED:
        meeting.opened_at = None
    meeting.save()
    assert MinutesApproval.objects.filter(minutes__meeting=meeting).exists() is (
        stage is MeetingStage.RECORDED
    )
    reference = meeting.reference
    return kinds.Standing(stage, lambda by: reference, onward.AFTER, MEETING_ROLES)
