"""An invitation as who opens its link sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from zhiyun.casework.actions.invitations import digest_of
from zhiyun.casework.actor import Actor
from zhiyun.casework.refusals import InvitationSpent
from zhiyun.casework.roles import Role
from zhiyun.records.models import Invitation, Person


@dataclass(frozen=True, slots=True)
class Offer:
    """What is offered to whom; ``is_known`` says that the address has an account."""

    digest: str
    email: str
    role: Role
    organisation: str
    expires_at: datetime
    is_known: bool


def offer(*, token: str, by: Actor) -> Offer:
    """Give the invitation a token opens; refuses one that cannot be taken up any more, and what is none."""
    digest = digest_of(token=token)
    found = (
        Invitation.objects.filter(
            digest=digest, accepted_at=None, revoked_at=None, expires_at__gt=by.at, invited_at__lte=by.at
        )
        .select_related("organisation")
        .first()
    )
    if found is None:
        raise InvitationSpent
    is_known = Person.objects.filter(email=found.email).exists()
    return Offer(digest, found.email, Role(found.role), found.organisation.name, found.expires_at, is_known)
