"""Words to people: shown at their desks, and sent by e-mail where a gateway is set up."""

from __future__ import annotations

from collections.abc import Iterable

from zhiyun.casework.actor import Actor
from zhiyun.casework.roles import APPLICANT_ROLES
from zhiyun.records.models import Mandate, Message, Organisation


def tell_members(*, organisation: Organisation, subject: str, body: str, link: str, by: Actor) -> None:
    """Write to everyone who acts for an applicant, inside the caller's transaction."""
    members = Mandate.objects.filter(organisation=organisation, role__in=APPLICANT_ROLES, ended_at=None)
    people = members.values_list("person_id", flat=True).distinct()
    tell(people=people, organisation=organisation, subject=subject, body=body, link=link, by=by)


def tell(
    *,
    people: Iterable[int],
    subject: str,
    body: str,
    link: str,
    by: Actor,
    organisation: Organisation | None = None,
) -> None:
    """Write to persons, by key; what is written is plain text and is never read as markup."""
    Message.objects.bulk_create(
        Message(
            person_id=person_id,
            organisation=organisation,
            subject=_one_line(subject)[:200],
            body=body,
            link=link,
            at=by.at,
        )
        for person_id in people
    )


def _one_line(text: str) -> str:
    """A subject that cannot become two headers of a mail."""
    return " ".join(text.split())
