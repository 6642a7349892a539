"""Meetings, as actions find, lock and place them."""

from __future__ import annotations

import enum
from typing import Any

from zhiyun.casework import sight
from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Subject
from zhiyun.casework.meetings import MeetingStage, of_meeting
from zhiyun.records.models import Meeting


def _lock_meeting(by: Actor, reference: Any) -> Meeting:
    seen = sight.meeting(by=by, reference=str(reference))
    return Meeting.objects.select_related("issuer").select_for_update(of=("self",)).get(pk=seen.pk)


def _words(stage: enum.Enum) -> str:
    assert isinstance(stage, MeetingStage)
    return stage.words


MEETING: Subject[Meeting] = Subject(
    "meeting",
    tuple(MeetingStage),
    _lock_meeting,
    lambda meeting, by: of_meeting(meeting=meeting),
    lambda meeting: f"meeting:{meeting.reference}",
    _words,
)
