"""Whose searches and sets somebody sees: those of the body they act for, and of no other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from zhiyun.casework.actor import Actor
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import APPLICANT_ROLES, BUREAU_ROLES, Role
from zhiyun.records.models import Mandate, PatentSet, SavedSearch

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


def acting(*, by: Actor) -> frozenset[int]:
    """Name everybody who acts for the actor's body."""
    mandates = Mandate.objects.filter(organisation_id=by.organisation_id or 0, ended_at=None)
    return frozenset(mandates.values_list("person_id", flat=True))


def may_change(*, search: SavedSearch, by: Actor, acting: frozenset[int]) -> bool:
    """Say whether somebody may drop a search of their body or put another in its place: its news go to who saved it.

    Who saved it and the legal representative may; once who saved it is not among those ``acting`` for the body, any
    member.
    """
    is_own = search.saved_by_id == by.person_id
    return is_own or by.role is Role.LEGAL_REPRESENTATIVE or search.saved_by_id not in acting


def sets(*, by: Actor) -> QuerySet[PatentSet]:
    """Give the sets of the actor's body."""
    return PatentSet.objects.filter(organisation_id=by.organisation_id or 0)


def one_set(*, by: Actor, number: int) -> PatentSet:
    """Give one set; refuses another body's as not found."""
    found = sets(by=by).filter(pk=number).first()
    if found is None:
        raise NotFound
    return found
