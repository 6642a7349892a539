"""Words written to a person, as they read them at their desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from zhiyun.casework.actor import Actor
from zhiyun.casework.refusals import NotFound
from zhiyun.records.models import Message

SHOWN_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class Word:
    """One message; ``link`` is an address of this site or empty."""

    id: int
    subject: str
    body: str
    link: str
    at: datetime
    read_at: datetime | None
    organisation: str

    @property
    def is_of_patents(self) -> bool:
        """Whether it leads to patents to look at, and not to something to be done."""
        return self.link.startswith("/patents/")


def unread(*, by: Actor) -> tuple[Word, ...]:
    """List what the person has not read, newest first."""
    rows = Message.objects.filter(person_id=by.person_id, read_at=None).exclude(person_id=None)
    return tuple(
        _word(row) for row in rows.select_related("organisation").order_by("-at", "-id")[:SHOWN_AT_MOST]
    )


def received(*, by: Actor) -> tuple[Word, ...]:
    """List what was written to the person, newest first."""
    rows = Message.objects.filter(person_id=by.person_id).select_related("organisation")
    return tuple(_word(row) for row in rows.order_by("-at", "-id")[:SHOWN_AT_MOST])


def word(*, by: Actor, message: int) -> Word:
    """Give one message to the person it was written to; refuses anyone else's as not found."""
    found = Message.objects.filter(person_id=by.person_id, pk=message).select_related("organisation").first()
    if found is None or by.person_id is None:
        raise NotFound
    return _word(found)


def mark_read(*, by: Actor, messages: tuple[int, ...]) -> None:
    """Mark messages of one's own as read; others' are left alone."""
    mine = Message.objects.filter(person_id=by.person_id, pk__in=messages, read_at=None)
    mine.update(read_at=by.at)


def _word(row: Message) -> Word:
    is_ours = row.link.startswith("/") and not row.link.startswith("//") and "\\" not in row.link
    return Word(
        row.pk,
        row.subject,
        row.body,
        row.link if is_ours else "",
        row.at,
        row.read_at,
        row.organisation.name if row.organisation else "",
    )
