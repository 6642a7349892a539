"""Examples about the bureau's meeting: how many must be there, and whether a vote carries."""

from __future__ import annotations

from zhiyun import law
from zhiyun.casework.scenarios.given import Given
from zhiyun.kernel.workdays import Calendar


def answer_quorum(*, measure: law.Measure, given: Given, calendar: Calendar) -> dict[str, str]:
    """Tell how many of those who may vote must be there."""
    needed, choice = measure.meeting_quorum(given.read("有表决权", int))
    return {"至少到会": str(needed), "口径": choice.reading.id}


def answer_vote(*, measure: law.Measure, given: Given, calendar: Calendar) -> dict[str, str]:
    """Tell whether votes carry."""
    votes = law.Votes(*(given.read(name, int) for name in ("同意", "不同意", "弃权")))
    carries, choice = measure.meeting_carries(votes)
    return {"结论": "同意" if carries else "不同意", "口径": choice.reading.id}
