"""Phases of a call's review: which one runs, and what it lets an expert see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import Call, ReviewPhase


class NoPhaseRuns(Refusal):
    """Nothing of a review is open between its phases."""

    def __init__(self) -> None:
        super().__init__(Said("现在不在评审时段内，材料和评分表都不开放。请在评审时段内再来，时段见工作台。"))


class NotScoring(Refusal):
    """The phase that runs does not take sheets."""

    def __init__(self, phase: str) -> None:
        super().__init__(
            Said("当前阶段「%(phase)s」不评分，不能签署评分表。需要补评的请联系轮次负责人。", phase=phase)
        )


def running(*, phases: Sequence[ReviewPhase], at: datetime) -> ReviewPhase | None:
    """Give the phase that runs at an instant; a phase ends before its last instant."""
    return next((each for each in phases if each.begins_at <= at < each.ends_at), None)


def of_call(*, call: Call, at: datetime) -> ReviewPhase:
    """Give the phase of a call that runs; refuses with `NoPhaseRuns`."""
    found = running(phases=list(call.review_phases.order_by("number")), at=at)
    if found is None:
        raise NoPhaseRuns
    return found
