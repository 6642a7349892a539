"""Where a resolution's list, a notice and an objection stand, told by their rows and the day."""

from __future__ import annotations

import enum
from datetime import date

from django.utils.translation import gettext_lazy as _

from zhiyun.records.models import MinutesApproval, Objection, Publication, Resolution


class ListStage(enum.Enum):
    """A resolution on its way to the public."""

    AWAITS_MINUTES = "awaits_minutes"
    READY = "ready"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"

    @property
    def words(self) -> str:
        """The office's word."""
        return str(_LIST_WORDS[self])


class NoticeStage(enum.Enum):
    """A published list: `ENDED` is one whose last day is over and that nobody has confirmed yet."""

    RUNNING = "running"
    ENDED = "ended"
    CONFIRMED = "confirmed"
    REPLACED = "replaced"

    @property
    def words(self) -> str:
        """The office's word."""
        return str(_NOTICE_WORDS[self])


class ObjectionStage(enum.Enum):
    """An objection."""

    OPEN = "open"
    ANSWERED = "answered"

    @property
    def words(self) -> str:
        """The office's word."""
        return str(_OBJECTION_WORDS[self])


_LIST_WORDS = {
    ListStage.AWAITS_MINUTES: _("待纪要审签"),
    ListStage.READY: _("可以公示"),
    ListStage.PUBLISHED: _("已公示"),
    ListStage.SUPERSEDED: _("已被新的审定代替"),
}
_NOTICE_WORDS = {
    NoticeStage.RUNNING: _("公示中"),
    NoticeStage.ENDED: _("公示期满，待确认"),
    NoticeStage.CONFIRMED: _("公示已确认"),
    NoticeStage.REPLACED: _("已被新的名单代替"),
}
_OBJECTION_WORDS = {
    ObjectionStage.OPEN: _("办理中"),
    ObjectionStage.ANSWERED: _("已答复"),
}


def of_list(*, resolution: Resolution) -> ListStage:
    """Tell where a resolution's list stands; one made by a revision has no minutes of its own."""
    if hasattr(resolution, "superseded_by"):
        return ListStage.SUPERSEDED
    if resolution.publications.exists():
        return ListStage.PUBLISHED
    item = resolution.item
    if item is None:
        return ListStage.READY
    approved = MinutesApproval.objects.filter(minutes__meeting_id=item.meeting_id)
    return ListStage.READY if approved.exists() else ListStage.AWAITS_MINUTES


def of_notice(*, publication: Publication, on: date) -> NoticeStage:
    """Tell where a published list stands on a day."""
    if hasattr(publication, "superseded_by"):
        return NoticeStage.REPLACED
    if hasattr(publication, "confirmation"):
        return NoticeStage.CONFIRMED
    return NoticeStage.RUNNING if on <= publication.last_on else NoticeStage.ENDED


def of_objection(*, objection: Objection) -> ObjectionStage:
    """Tell where an objection stands."""
    return ObjectionStage.ANSWERED if hasattr(objection, "answer") else ObjectionStage.OPEN
