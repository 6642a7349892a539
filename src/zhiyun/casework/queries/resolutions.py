"""Resolutions: what a call was decided on, computed again, and asked what if."""

from __future__ import annotations

from dataclasses import replace

from zhiyun.casework.deciding import replaying
from zhiyun.casework.deciding.replaying import WHOLE, Replay
from zhiyun.records.models import Decision, Resolution


def replayed(*, reference: str) -> Replay | None:
    """Compute a resolution again by its reference, or by that of one of its decisions; None where there is none.

    Of one decision only its own differences and the whole round's are told.
    """
    found = Resolution.objects.select_related("call").filter(reference=reference).first()
    if found is not None:
        return replaying.replay(resolution=found)
    decision = (
        Decision.objects.filter(reference=reference).select_related("resolution__call", "application").first()
    )
    if decision is None:
        return None
    whole = replaying.replay(resolution=decision.resolution)
    own = (decision.application.reference, WHOLE)
    return replace(whole, differences=tuple(each for each in whole.differences if each.place in own))
