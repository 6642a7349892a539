"""Whose a call is while it is written: who had a hand in a version, and who may give the call up."""

from __future__ import annotations

from zhiyun.casework.actor import Actor
from zhiyun.casework.roles import Role
from zhiyun.records.models import Call, CallVersion, Event

EDITS = ("call.save", "call.attach", "call.detach")


def hands(*, version: CallVersion) -> frozenset[int]:
    """Give the persons who edited a version, however long ago, and who sent it: none of them can approve it."""
    edits = Event.objects.filter(
        chain_id=f"call:{version.call.reference}", action__in=EDITS, subject=str(version.pk), refused=""
    )
    people = {version.edited_by_id, version.sent_by_id, *edits.values_list("person_id", flat=True)}
    return frozenset(one for one in people if one is not None)


def may_discard(*, call: Call, by: Actor) -> bool:
    """Say whether giving a call up is this actor's: who began it, or a round manager."""
    return by.role is Role.ROUND_MANAGER or (
        by.role is Role.CASE_OFFICER and call.begun_by_id == by.person_id
    )
