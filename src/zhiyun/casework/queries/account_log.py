"""What happened to accounts, for the audit administrator: never anything of a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q

from zhiyun.casework import door
from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.roles import Role
from zhiyun.records.models import Event

A_PAGE = 100
OTHER_WORDS = {
    "open": "打开页面",
    "found": "建立市局",
    "person.found": "建立演示人员",
    "organisation.found": "建立演示单位",
}
"""What is told without passing the door as an action."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of an account, or one refusal; of a refused look at a case only that it was refused."""

    at: datetime
    who: str
    role: str
    organisation: str
    address: str
    what: str
    refused: str
    chain: str
    before: Mapping[str, object]
    after: Mapping[str, object]


def entries(
    *, by: Actor, name: str = "", day: date | None = None, refused_only: bool = False, page: int = 1
) -> tuple[tuple[Entry, ...], int]:
    """List a page of account events, newest first, and how many there are; nothing for other roles."""
    if by.role is not Role.AUDIT_ADMINISTRATOR:
        return (), 0
    of_accounts = (
        Q(chain__name__startswith="person:")
        | Q(chain__name__startswith="organisation:")
        | Q(chain_id=door.SECURITY_CHAIN)
    )
    rows = Event.objects.filter(of_accounts)
    if name:
        rows = rows.filter(person_name__icontains=name)
    if day is not None:
        begins = datetime.combine(day, time(), SHANGHAI)
        rows = rows.filter(at__gte=begins, at__lt=begins + timedelta(days=1))
    if refused_only:
        rows = rows.exclude(refused="")
    first = (max(page, 1) - 1) * A_PAGE
    return tuple(_entry(row) for row in rows.order_by("-id")[first : first + A_PAGE]), rows.count()


def _entry(row: Event) -> Entry:
    action = door.ACTIONS.get(row.action)
    is_security = row.chain_id == door.SECURITY_CHAIN
    return Entry(
        row.at,
        row.person_name,
        Role(row.role).label,
        row.organisation_name,
        row.address,
        action.words if action else OTHER_WORDS.get(row.action, row.action),
        row.refused,
        # Which case somebody knocked at is a case's matter.
        "" if is_security else row.chain_id,
        {} if is_security else row.before,
        {} if is_security else row.after,
    )
