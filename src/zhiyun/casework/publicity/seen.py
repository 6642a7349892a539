"""Who may know of a list on its way, a notice, an objection.

A notice is everyone's from the instant it is published, and nobody's before. An objection is the office's own;
whoever is tied to the party it is about, or to the unit it came from, stands aside.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from zhiyun.casework import sight
from zhiyun.casework.actor import Actor
from zhiyun.casework.refusals import ConflictOfInterest, NotFound
from zhiyun.casework.roles import Role
from zhiyun.records.models import Objection, Organisation, Publication, Resolution

PUBLISHERS = (Role.MEETING_SECRETARY, Role.ROUND_MANAGER)
HANDLERS = (Role.CASE_OFFICER, Role.ROUND_MANAGER)
"""Who handles objections, unless they decided."""
READERS = (*HANDLERS, Role.MEETING_SECRETARY, Role.AUDITOR)


def lists(*, by: Actor) -> QuerySet[Resolution]:
    """Give the resolutions of the actor's own office, but for those that give something to whom they are tied."""
    if by.role not in READERS:
        return Resolution.objects.none()
    own = Resolution.objects.filter(call__issuer_id=by.organisation_id)
    tied = sight.tied_organisations(by=by)
    return own.exclude(decisions__application__organisation_id__in=tied)


def notices(*, by: Actor) -> QuerySet[Publication]:
    """Give the published lists."""
    return Publication.objects.filter(published_at__lte=by.at)


def own_notices(*, by: Actor) -> QuerySet[Publication]:
    """Give the published lists of the actor's own office."""
    if by.role not in READERS:
        return Publication.objects.none()
    return notices(by=by).filter(resolution__call__issuer_id=by.organisation_id)


def objections(*, by: Actor) -> QuerySet[Objection]:
    """Give the objections of the actor's own office, but for those they must stand aside from."""
    if by.role not in READERS:
        return Objection.objects.none()
    tied = sight.tied_organisations(by=by)
    codes = Organisation.objects.filter(pk__in=tied).values("credit_code")
    own = Objection.objects.filter(publication__resolution__call__issuer_id=by.organisation_id)
    return own.exclude(about__organisation_id__in=tied).exclude(from_unit=True, identity__in=codes)


def of_others(*, rows: QuerySet[Objection], by: Actor) -> QuerySet[Objection]:
    """Leave out objections to what the actor had a hand in: verified, sat over, wrote down, approved or froze.

    It spares a desk the question one by one; whoever does answer is asked by `handling.decided_by`.
    """
    me = by.person_id
    resolved, meeting = "publication__resolution", "publication__resolution__item__meeting"
    hands: tuple[dict[str, Any], ...] = (
        {f"{resolved}__by": me},
        {"about__verifications__proposed_by": me},
        {"about__verifications__by": me},
        {f"{meeting}__members__person": me, f"{meeting}__members__present": True},
        {f"{meeting}__minutes__written_by": me},
        {f"{meeting}__minutes__approval__by": me},
    )
    for hand in hands:
        rows = rows.exclude(**hand)
    return rows


def objection(*, by: Actor, reference: str) -> Objection:
    """Give one objection; refuses any other as not found, one the actor must stand aside from by name."""
    found = objections(by=by).filter(reference=reference).first()
    if found is not None:
        return found
    if by.role in READERS:
        tied = Objection.objects.filter(
            reference=reference,
            publication__resolution__call__issuer_id=by.organisation_id,
            about__organisation_id__in=sight.tied_organisations(by=by),
        ).select_related("about__organisation")
        about = tied.first()
        if about is not None and about.about is not None:
            raise ConflictOfInterest(about.about.organisation.name)
    raise NotFound
