"""Whose a call is while it is written: who had a hand in a version, and who may give the call up."""

from __future__ import annotations

from collections.abc import Sequence

from zhiyun.casework.actor import Actor
from zhiyun.casework.roles import Role
from zhiyun.records.models import Call, CallVersion, Event

EDITS = ("call.save", "call.attach", "call.detach")
SENT_BACK = "call.send_back"


def hands(*, version: CallVersion) -> frozenset[int]:
    """Give the persons who edited a version, however long ago, and who sent it: none of them can approve it."""
    return hands_in(versions=[version])[0][version.pk]


def hands_in(*, versions: Sequence[CallVersion]) -> tuple[dict[int, frozenset[int]], frozenset[int]]:
    """The same of several versions, by key, in one question; and which of them were sent back to their writer."""
    told = Event.objects.filter(
        chain_id__in=[f"call:{each.call.reference}" for each in versions],
        action__in=(*EDITS, SENT_BACK),
        refused="",
    )
    people: dict[str, set[int | None]] = {}
    returned: set[str] = set()
    for subject, person, action in told.values_list("subject", "person_id", "action"):
        if action == SENT_BACK:
            returned.add(subject)
        else:
            people.setdefault(subject, set()).add(person)
    hands = {
        each.pk: frozenset(
            one
            for one in {each.edited_by_id, each.sent_by_id, *people.get(str(each.pk), ())}
            if one is not None
        )
        for each in versions
    }
    return hands, frozenset(each.pk for each in versions if str(each.pk) in returned)


def may_discard(*, call: Call, by: Actor) -> bool:
    """Say whether giving a call up is this actor's: who began it, or a round manager."""
    return by.role is Role.ROUND_MANAGER or (
        by.role is Role.CASE_OFFICER and call.begun_by_id == by.person_id
    )
