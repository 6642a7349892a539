"""The seats a person may take: one for each mandate in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from zhiyun.casework.actor import Actor
from zhiyun.casework.roles import Role
from zhiyun.records.models import Mandate


@dataclass(frozen=True, slots=True)
class Seat:
    """A mandate as its holder sees it."""

    mandate_id: int
    role: Role
    organisation_id: int
    organisation_name: str
    district: str

    @property
    def must_use_second_factor(self) -> bool:
        """Everyone but applicants gives a one-time code at login."""
        return self.role not in (Role.PREPARER, Role.LEGAL_REPRESENTATIVE)


def seats(*, person_id: int) -> tuple[Seat, ...]:
    """List a person's seats, oldest first; a departed person has none."""
    held = (
        Mandate.objects.filter(person_id=person_id, ended_at=None, person__departed_at=None)
        .select_related("organisation")
        .order_by("begins_at", "id")
    )
    return tuple(
        Seat(m.pk, Role(m.role), m.organisation_id, m.organisation.name, m.organisation.district)
        for m in held
    )


def seated(
    *,
    seat: Seat,
    person_id: int,
    name: str,
    at: datetime,
    address: str,
    confirmed_at: datetime | None,
) -> Actor:
    """Give the actor a person is on one of their seats."""
    return Actor(
        at=at,
        role=seat.role,
        person_id=person_id,
        name=name,
        mandate_id=seat.mandate_id,
        organisation_id=seat.organisation_id,
        organisation_name=seat.organisation_name,
        district=seat.district,
        address=address,
        confirmed_at=confirmed_at,
    )
