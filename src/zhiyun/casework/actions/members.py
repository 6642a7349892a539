"""Who acts for an applicant: the legal representative hands over, removes a preparer; anyone may step down."""

from __future__ import annotations

from django.db.models import QuerySet

from zhiyun.casework import mandates, outbox
from zhiyun.casework.actions.accounts import MustHandOver
from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Deed, action
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import Role
from zhiyun.casework.subjects import ONESELF, ORGANISATION
from zhiyun.records.models import Mandate, Organisation, Person


@action(
    name="hand_over",
    words="移交法定代表人",
    on=ORGANISATION,
    roles=(Role.LEGAL_REPRESENTATIVE,),
    is_sensitive=True,
)
def hand_over(*, organisation: Organisation, by: Actor, to: int) -> Deed:
    """Make another member the legal representative; the old mandate ends in the same moment as the new begins."""
    preparer = _held(organisation, Role.PREPARER).filter(person_id=to).select_related("person").first()
    own = _held(organisation, Role.LEGAL_REPRESENTATIVE).filter(person_id=by.person_id).first()
    if preparer is None or own is None or to == by.person_id:
        raise NotFound
    because = f"法定代表人移交给{preparer.person.name}"
    mandates.end(mandate=own, because=because, by=by)
    mandates.end(mandate=preparer, because="改任法定代表人", by=by)
    mandates.begin(person=preparer.person, organisation=organisation, role=Role.LEGAL_REPRESENTATIVE, by=by)
    outbox.tell_members(
        organisation=organisation,
        subject="法定代表人已移交",
        body=f"{organisation.name}的法定代表人已由{by.name}移交给{preparer.person.name}。",
        link="/organisation/",
        by=by,
    )
    return Deed(before={"legal_representative": by.person_id}, after={"legal_representative": to})


@action(
    name="remove_preparer",
    words="移除经办人",
    on=ORGANISATION,
    roles=(Role.LEGAL_REPRESENTATIVE,),
    is_sensitive=True,
)
def remove_preparer(*, organisation: Organisation, by: Actor, mandate: int) -> Deed:
    """End a preparer's mandate and sessions; what they did stays."""
    found = _held(organisation, Role.PREPARER).filter(pk=mandate).first()
    if found is None:
        raise NotFound
    mandates.end(mandate=found, because="由法定代表人移除", by=by)
    outbox.tell(
        people=[found.person_id],
        subject="您的经办人身份已终止",
        body=f"{by.name}已终止您为{organisation.name}办理的身份。",
        link="/desk/",
        by=by,
    )
    return Deed(before={"preparer": found.person_id})


@action(
    name="step_down", words="辞去身份", on=ONESELF, roles=frozenset(Role) - {Role.PUBLIC}, is_sensitive=True
)
def step_down(*, person: Person, by: Actor, mandate: int) -> Deed:
    """End a mandate of one's own; refuses a legal representative, who hands over, and the last of a power."""
    own = (
        Mandate.objects.select_for_update().filter(pk=mandate, person_id=by.person_id, ended_at=None).first()
    )
    if own is None or person.pk != by.person_id:
        raise NotFound
    if own.role == Role.LEGAL_REPRESENTATIVE.value:
        raise MustHandOver
    mandates.end(mandate=own, because="本人辞去", by=by)
    return Deed(before={"role": own.role, "organisation": own.organisation_id})


def _held(organisation: Organisation, role: Role) -> QuerySet[Mandate]:
    return Mandate.objects.select_for_update(of=("self",)).filter(
        organisation=organisation, role=role.value, ended_at=None
    )
