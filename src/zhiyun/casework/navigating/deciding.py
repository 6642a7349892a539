"""What was decided about applicants, by whomever: the library of patents is everybody's, and so are its groups."""

from __future__ import annotations

from zhiyun.ip.applicants import Decision, Verdict
from zhiyun.records.models import ApplicantDecision


def decisions() -> list[Decision]:
    """Give all decisions in the order they were signed."""
    rows = ApplicantDecision.objects.order_by("pk").values_list("first", "second", "verdict")
    return [Decision(first, second, Verdict(verdict)) for first, second, verdict in rows]
