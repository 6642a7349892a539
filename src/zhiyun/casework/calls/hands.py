"""Who had a hand in a version of a call: none of them can be the second person who approves it."""

from __future__ import annotations

from zhiyun.records.models import CallVersion, Event

EDITS = ("call.save", "call.attach", "call.detach")


def hands(*, version: CallVersion) -> frozenset[int]:
    """Give the persons who edited a version, however long ago, and who sent it."""
    edits = Event.objects.filter(
        chain_id=f"call:{version.call.reference}", action__in=EDITS, subject=str(version.pk), refused=""
    )
    people = {version.edited_by_id, version.sent_by_id, *edits.values_list("person_id", flat=True)}
    return frozenset(one for one in people if one is not None)
