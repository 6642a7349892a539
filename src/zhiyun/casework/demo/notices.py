"""Public lists of the demonstration: published, objected to, confirmed."""

from __future__ import annotations

from datetime import datetime

from zhiyun.casework.actions import notices
from zhiyun.casework.demo.bodies import Bodies
from zhiyun.casework.publicity.words import NoticeWords
from zhiyun.casework.roles import Role
from zhiyun.kernel.workdays import Calendar
from zhiyun.records.models import Resolution

WORDS = NoticeWords(
    "演示处室，演示市演示区演示路1号，023-00000000（演示，不能拨打）",
    "演示机关纪委，演示市演示区演示路1号，023-00000001（演示，不能拨打）",
)


def publish(*, city: Bodies, resolution: Resolution, at: datetime, calendar: Calendar) -> str:
    """Publish a decided list; gives the notice's reference."""
    secretary = city.by(city.bureau, Role.MEETING_SECRETARY, at=at)
    return notices.publish(by=secretary, resolution=resolution.reference, words=WORDS, calendar=calendar)


def confirm(*, city: Bodies, publication: str, at: datetime, calendar: Calendar) -> None:
    """Confirm a list after its last day."""
    manager = city.by(city.bureau, Role.ROUND_MANAGER, at=at)
    notices.confirm(by=manager, publication=publication, calendar=calendar)
