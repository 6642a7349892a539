"""The bureau's meeting (局长办公会): who sits, who stands aside, what is brought, what is said of each case."""

from zhiyun.casework.meetings.sitting import Sitting, sitting
from zhiyun.casework.meetings.standing import MeetingStage, of_meeting
from zhiyun.casework.meetings.ties import Tie, ties

__all__ = ["MeetingStage", "Sitting", "Tie", "of_meeting", "sitting", "ties"]
