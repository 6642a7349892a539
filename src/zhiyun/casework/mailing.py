"""Handing out what was written: letters to addresses, and words to people, each once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from zhiyun.casework.letters import SIGNATURE
from zhiyun.casework.plain_names import masked
from zhiyun.gateways import mail
from zhiyun.records.models import Letter, Message

LETTERS_KEEP_FOR = timedelta(days=7)
MESSAGES_KEEP_FOR = timedelta(days=3)
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Sent:
    """How many mails went, how many wait for another try, and what the server said of the first of these."""

    sent: int
    failed: int
    because: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A letter as a demonstration's mailbox shows it."""

    id: int
    to: str
    subject: str
    body: str
    at: datetime


def deliver(*, server: mail.Server, site: str, at: datetime) -> Sent:
    """Send what waits and is not stale; safe to run twice, also at the same time: nothing goes out twice.

    Each mail is claimed before it is handed in and given back when it is not taken. A letter's text goes once sent,
    for it holds a key.
    """
    sent = 0
    faults: list[str] = []
    letters = Letter.objects.filter(sent_at=None, at__gt=at - LETTERS_KEEP_FOR).order_by("id")
    for letter in letters[:AT_ONCE]:
        fault = _handed_in(letter, letter.to, letter.subject, letter.body, server, at)
        if fault is None:
            Letter.objects.filter(pk=letter.pk).update(body="")
        faults, sent = _counted(faults, sent, fault)
    messages = Message.objects.filter(
        sent_at=None, read_at=None, at__gt=at - MESSAGES_KEEP_FOR, person__departed_at=None
    )
    for message in messages.select_related("person").order_by("id")[:AT_ONCE]:
        link = f"\n\n{site}{message.link}" if message.link.startswith("/") else ""
        body = f"{message.person.name}：\n\n{message.body}{link}{SIGNATURE}"
        fault = _handed_in(message, message.person.email, f"【知运】{message.subject}", body, server, at)
        faults, sent = _counted(faults, sent, fault)
    return Sent(sent, len(faults), faults[0] if faults else "")


def waiting(*, at: datetime) -> tuple[tuple[str, str], ...]:
    """List letters that wait, to whom in short and under which subject, oldest first."""
    rows = Letter.objects.filter(sent_at=None, at__gt=at - LETTERS_KEEP_FOR).order_by("id")
    return tuple((masked(email=row.to), row.subject) for row in rows[:AT_ONCE])


def kept(*, most: int = 100) -> tuple[Kept, ...]:
    """List the letters kept, newest first: for a demonstration, where no mail goes out, and nowhere else."""
    rows = Letter.objects.exclude(body="").order_by("-id")[:most]
    return tuple(Kept(row.pk, row.to, row.subject, row.body, row.at) for row in rows)


def _handed_in(
    row: Letter | Message, to: str, subject: str, body: str, server: mail.Server, at: datetime
) -> str | None:
    """Give None when the mail went or another sender has it, else what the server said."""
    rows = type(row).objects.filter(pk=row.pk)
    if not rows.filter(sent_at=None).update(sent_at=at):
        return None
    try:
        server.send(to=to, subject=subject, body=body)
    except mail.NotTaken as fault:
        rows.update(sent_at=None, failed=str(fault)[:200])
        return str(fault)
    rows.update(failed="")
    return None


def _counted(faults: list[str], sent: int, fault: str | None) -> tuple[list[str], int]:
    return ([*faults, fault], sent) if fault is not None else (faults, sent + 1)
