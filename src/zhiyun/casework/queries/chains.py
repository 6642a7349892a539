"""Reading the record: the auditor its cases and calls, the audit administrator accounts and refusals, nobody more."""

from __future__ import annotations

import functools
import operator
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, Value
from django.db.models.functions import Concat

from zhiyun.casework import door, record, sight
from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.publicity import seen
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import Role
from zhiyun.casework.verifying import verified
from zhiyun.kernel.refusal import Fault
from zhiyun.records.models import Chain, DailyRoot, Event

READERS = (Role.AUDITOR, Role.AUDIT_ADMINISTRATOR)
A_PAGE = 50
VERIFIED_AT_SIGHT = 2_000
"""Longer chains are left to `zhiyun audit verify`, which nobody waits for at a screen."""

_WORDS = {"open": "打开页面", "found": "建立市局"}
"""What is told to the record without being an action."""


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event as a reader sees it; ``before`` and ``after`` hold names, figures and digests, never a draft."""

    chain: str
    seq: int
    at: datetime
    who: str
    role: str
    organisation: str
    address: str
    what: str
    refused: str
    subject: str
    before: Mapping[str, object]
    after: Mapping[str, object]
    cites: tuple[str, ...]
    readings: tuple[str, ...]
    sm3: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What is looked for: part of a person's name, an action's name, a day in Chongqing."""

    name: str = ""
    action: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class ChainPage:
    """One chain, a page of its events, and what verifying it found; ``faults`` is None where it is too long for here."""

    name: str
    length: int
    head: str
    events: tuple[EventLine, ...]
    has_more: bool
    faults: tuple[Fault, ...] | None


@dataclass(frozen=True, slots=True)
class RootLine:
    """One daily root."""

    number: int
    day: date
    made_at: datetime
    sm3: str


def events(*, by: Actor, filters: Filters, page: int = 1) -> tuple[tuple[EventLine, ...], bool]:
    """List a page of events, newest first, and whether there are more; nothing for who does not read the record."""
    rows = Event.objects.filter(_readable(by))
    if filters.name:
        rows = rows.filter(person_name__icontains=filters.name)
    if filters.action:
        rows = rows.filter(action=filters.action)
    if filters.day is not None:
        begins = datetime.combine(filters.day, time(), SHANGHAI)
        rows = rows.filter(at__gte=begins, at__lt=begins + timedelta(days=1))
    first = (max(page, 1) - 1) * A_PAGE
    found = [_line(row, by) for row in rows.order_by("-id")[first : first + A_PAGE + 1]]
    return tuple(found[:A_PAGE]), len(found) > A_PAGE


def chain(*, by: Actor, name: str, page: int = 1) -> ChainPage:
    """Show one chain and prove it; refuses one the actor may not read as not found."""
    found = Chain.objects.filter(name=name, length__gt=0).first()
    rows = Event.objects.filter(_readable(by), chain_id=name)
    if found is None or not rows.exists():
        raise NotFound
    first = (max(page, 1) - 1) * A_PAGE
    lines = [_line(row, by) for row in rows.order_by("seq")[first : first + A_PAGE + 1]]
    faults = None
    if found.length <= VERIFIED_AT_SIGHT:
        verdict = verified(lines=record.exported_chain(name=name))
        faults = verdict.faults
    return ChainPage(name, found.length, found.head, tuple(lines[:A_PAGE]), len(lines) > A_PAGE, faults)


def roots(*, by: Actor, page: int = 1) -> tuple[tuple[RootLine, ...], bool]:
    """List a page of daily roots, newest first, and whether there are more; nothing for who does not read the record."""
    if by.role not in READERS:
        return (), False
    first = (max(page, 1) - 1) * A_PAGE
    rows = DailyRoot.objects.order_by("-number").values_list("number", "day", "made_at", "sm3")
    found = [RootLine(*row) for row in rows[first : first + A_PAGE + 1]]
    return tuple(found[:A_PAGE]), len(found) > A_PAGE


def actions(*, by: Actor) -> tuple[tuple[str, str], ...]:
    """Offer what can be looked for: every action by its name and in the office's words."""
    subjects = (
        {"application", "call", "version", "assignment", "panel", "visit"}
        if by.role is Role.AUDITOR
        else None
    )
    offered = [
        (name, each.words)
        for name, each in sorted(door.ACTIONS.items())
        if subjects is None or each.subject.name in subjects
    ]
    return tuple(
        sorted({*offered, *_WORDS.items()} if subjects is None else offered, key=lambda pair: pair[1])
    )


def _readable(by: Actor) -> Q:
    if by.role is Role.AUDITOR:
        cases = sight.applications(by=by).annotate(chain=Concat(Value("application:"), "reference"))
        calls = sight.calls(by=by).annotate(chain=Concat(Value("call:"), "reference"))
        reviews = sight.applications(by=by).annotate(chain=Concat(Value("review:"), "reference"))
        own = sight.calls(by=by).filter(issuer_id=by.organisation_id)
        panels = own.annotate(chain=Concat(Value("review:"), "reference"))
        notices = seen.own_notices(by=by).annotate(chain=Concat(Value("publication:"), "reference"))
        told = [rows.values("chain") for rows in (cases, calls, reviews, panels, notices)]
        return functools.reduce(operator.or_, (Q(chain_id__in=rows) for rows in told))
    if by.role is Role.AUDIT_ADMINISTRATOR:
        own = Q(chain_id=door.SECURITY_CHAIN)
        return own | Q(chain__name__startswith="person:") | Q(chain__name__startswith="organisation:")
    return Q(pk__in=[])


def _line(row: Event, by: Actor) -> EventLine:
    action = door.ACTIONS.get(row.action)
    # Which case somebody knocked at is a case's matter, not the audit administrator's.
    is_hidden = by.role is Role.AUDIT_ADMINISTRATOR and row.chain_id == door.SECURITY_CHAIN
    return EventLine(
        chain=row.chain_id,
        seq=row.seq,
        at=row.at,
        who=row.person_name,
        role=Role(row.role).label,
        organisation=row.organisation_name,
        address=row.address,
        what=action.words if action else _WORDS.get(row.action, row.action),
        refused=row.refused,
        subject="" if is_hidden else row.subject,
        before={} if is_hidden else row.before,
        after={} if is_hidden else row.after,
        cites=tuple(row.cites),
        readings=tuple(row.readings),
        sm3=row.sm3,
    )
