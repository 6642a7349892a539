"""Who decided what: nobody handles an objection to it, and nobody pays it, who had a hand in it."""

from __future__ import annotations

from zhiyun.records.models import (
    Conclusion,
    Decision,
    MeetingMember,
    MinutesApproval,
    OpinionSignature,
    PanelOpinion,
    Verification,
)


def deciders(*, decision: Decision) -> frozenset[int]:
    """Give the persons, by key, who verified or gave an opinion, sat in the meeting, wrote down or froze a decision."""
    resolution = decision.resolution
    case = decision.application_id
    people: set[int | None] = {resolution.by_id}
    for pair in Verification.objects.filter(application_id=case).values_list("proposed_by_id", "by_id"):
        people.update(pair)
    people.update(PanelOpinion.objects.filter(application_id=case).values_list("written_by_id", flat=True))
    people.update(
        OpinionSignature.objects.filter(opinion__application_id=case).values_list("expert_id", flat=True)
    )
    if resolution.item_id is not None:
        meeting = resolution.item.meeting_id
        people.update(_sat(meeting))
        people.update(
            Conclusion.objects.filter(case__item=resolution.item_id).values_list("by_id", flat=True)
        )
        for pair in MinutesApproval.objects.filter(minutes__meeting=meeting).values_list(
            "written_by_id", "by_id"
        ):
            people.update(pair)
    return frozenset(person for person in people if person is not None)


def _sat(meeting: int) -> list[int | None]:
    present = MeetingMember.objects.filter(meeting=meeting, present=True, votes=True)
    return list(present.values_list("person_id", flat=True))
