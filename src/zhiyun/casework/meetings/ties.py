"""Ties of those who sit in a meeting to the applicants before it: derived, so that nobody need remember to tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zhiyun.casework.roles import APPLICANT_ROLES
from zhiyun.records.models import ExpertInterest, ExpertProfile, Mandate, MeetingMember, Organisation


@dataclass(frozen=True, slots=True)
class Tie:
    """A member is, or was, tied to an applicant; ``reason`` says how."""

    member: int
    organisation: int
    reason: str


def ties(*, members: Iterable[MeetingMember], organisations: Iterable[Organisation]) -> tuple[Tie, ...]:
    """Find every tie of members with an account to applicants: who acted for them, works or has a part there.

    Three questions, however many sit or apply.
    """
    sitting: dict[int, list[int]] = defaultdict(list)
    for member in members:
        if member.person_id is not None:
            sitting[member.person_id].append(member.pk)
    if not sitting:
        return ()
    codes = {each.credit_code: each.pk for each in organisations}
    found = {
        (member, body): Tie(member, body, reason)
        for person, body, reason in _told(set(sitting), codes)
        for member in sitting[person]
    }
    return tuple(found[key] for key in sorted(found))


def _told(people: set[int], codes: dict[str, int]) -> Iterator[tuple[int, int, str]]:
    acted = Mandate.objects.filter(
        person_id__in=people, organisation_id__in=codes.values(), role__in=APPLICANT_ROLES
    ).values_list("person_id", "organisation_id", "ended_at")
    for person, body, ended_at in acted:
        yield person, body, "在申报单位任职" if ended_at is None else "曾在申报单位任职"
    employed = ExpertProfile.objects.filter(person_id__in=people, employer_code__in=codes)
    for person, code in employed.values_list("person_id", "employer_code"):
        yield person, codes[code], "受雇于申报单位"
    interests = ExpertInterest.objects.filter(
        person_id__in=people, credit_code__in=codes, withdrawn_at=None
    ).values_list("person_id", "credit_code", "tie")
    for person, code, tie in interests:
        yield person, codes[code], _INTERESTS.get(tie, "与申报单位有利害关系")


_INTERESTS = {
    "shareholding": "持有申报单位的股份",
    "employment": "受雇于申报单位",
    "advising": "担任申报单位的顾问",
    "kinship": "与申报单位的人员有亲属关系",
}
