"""Adding an event to a chain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC
from typing import Any

from django.db import transaction

from zhiyun.casework.actor import Actor
from zhiyun.casework.canonical import sealed
from zhiyun.casework.record.sealing import seal_days_before
from zhiyun.records.models import Chain, Event


def append(
    *,
    chain: str,
    by: Actor,
    action: str,
    subject: str = "",
    refused: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    cites: Iterable[str] = (),
    readings: Iterable[str] = (),
) -> Event:
    """Add one event inside the caller's transaction; the chain's row is locked until it ends."""
    assert transaction.get_connection().in_atomic_block, (
        "an event belongs to the transaction of what it tells"
    )
    seal_days_before(at=by.at)
    locked = _locked(chain)
    event = Event(
        chain_id=chain,
        seq=locked.length + 1,
        at=by.at,
        person_id=by.person_id,
        person_name=by.name,
        role=str(by.role.value),
        organisation_id=by.organisation_id,
        organisation_name=by.organisation_name,
        address=by.address,
        action=action,
        refused=refused[:300],
        subject=subject,
        before=dict(before or {}),
        after=dict(after or {}),
        cites=list(cites),
        readings=list(readings),
        previous=locked.head,
    )
    event.sm3 = sealed(row=row_of(event=event))
    event.save(force_insert=True)
    locked.length, locked.head = event.seq, event.sm3
    locked.save(update_fields=["length", "head"])
    return event


def _locked(name: str) -> Chain:
    """Take the lock of a chain; one that was never written to begins here."""
    found = Chain.objects.select_for_update().filter(name=name).first()
    if found is not None:
        return found
    Chain.objects.bulk_create([Chain(name=name)], ignore_conflicts=True)
    return Chain.objects.select_for_update().get(name=name)


def row_of(*, event: Event) -> dict[str, Any]:
    """Give an event as it is hashed and exported, without its hash."""
    return {
        "chain": event.chain_id,
        "seq": event.seq,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "person": event.person_id,
        "person_name": event.person_name,
        "role": event.role,
        "organisation": event.organisation_id,
        "organisation_name": event.organisation_name,
        "address": event.address,
        "action": event.action,
        "refused": event.refused,
        "subject": event.subject,
        "before": event.before,
        "after": event.after,
        "cites": event.cites,
        "readings": event.readings,
        "previous": event.previous,
    }
