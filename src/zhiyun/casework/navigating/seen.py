"""Whose searches and sets somebody sees: those of the body they act for, and of no other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from zhiyun.casework.actor import Actor
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import APPLICANT_ROLES, BUREAU_ROLES, Role
from zhiyun.records.models import PatentSet, SavedSearch

NAVIGATORS = frozenset({*APPLICANT_ROLES, *BUREAU_ROLES, Role.DISTRICT_OFFICER})
"""Who works with patents at a desk: members of any body, and the offices."""


@dataclass(frozen=True, slots=True)
class SeenPatent:
    """What a set keeps of a patent: what was seen of it when it came in."""

    publication: str
    title: str
    applicants: str
    filed_on: date | None


def searches(*, by: Actor) -> QuerySet[SavedSearch]:
    """Give the searches of the actor's body."""
    return SavedSearch.objects.filter(organisation_id=by.organisation_id or 0)


def sets(*, by: Actor) -> QuerySet[PatentSet]:
    """Give the sets of the actor's body."""
    return PatentSet.objects.filter(organisation_id=by.organisation_id or 0)


def one_set(*, by: Actor, number: int) -> PatentSet:
    """Give one set; refuses another body's as not found."""
    found = sets(by=by).filter(pk=number).first()
    if found is None:
        raise NotFound
    return found
