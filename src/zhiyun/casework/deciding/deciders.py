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
    case, item = decision.application_id, decision.resolution.item_id
    verified = Verification.objects.filter(application_id=case)
    opined = PanelOpinion.objects.filter(application_id=case)
    signed = OpinionSignature.objects.filter(opinion__application_id=case)
    sat = MeetingMember.objects.filter(meeting__items=item, present=True, votes=True)
    concluded = Conclusion.objects.filter(case__item=item)
    approved = MinutesApproval.objects.filter(minutes__meeting__items=item)
    hands = (
        verified.values_list("proposed_by_id"),
        verified.values_list("by_id"),
        opined.values_list("written_by_id"),
        signed.values_list("expert_id"),
        sat.values_list("person_id"),
        concluded.values_list("by_id"),
        approved.values_list("written_by_id"),
        approved.values_list("by_id"),
    )
    first, *others = (each.order_by() for each in hands)
    people = {decision.resolution.by_id, *(person for (person,) in first.union(*others))}
    return frozenset(person for person in people if person is not None)
