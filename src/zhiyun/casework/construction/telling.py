"""Words to both sides about a centre's construction."""

from __future__ import annotations

from zhiyun.casework import outbox
from zhiyun.casework.actor import Actor
from zhiyun.casework.roles import Role
from zhiyun.records.models import Grant, Mandate


def tell_centre(*, grant: Grant, subject: str, body: str, by: Actor) -> None:
    """Write to everyone who acts for the centre."""
    application = grant.application
    link = f"/applications/{application.reference}/construction/"
    outbox.tell_members(
        organisation=application.organisation,
        subject=f"{subject}：{application.reference}",
        body=body,
        link=link,
        by=by,
    )


def tell_bureau(*, grant: Grant, roles: tuple[Role, ...], subject: str, body: str, by: Actor) -> None:
    """Write to who holds these roles in the bureau."""
    application = grant.application
    people = Mandate.objects.filter(
        organisation_id=application.call.issuer_id, role__in=[role.value for role in roles], ended_at=None
    ).values_list("person_id", flat=True)
    outbox.tell(
        people=sorted(set(people)),
        subject=f"{subject}：{application.reference}",
        body=body,
        link=f"/bureau/construction/{application.reference}/",
        by=by,
    )
