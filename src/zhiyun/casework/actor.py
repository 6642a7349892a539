"""Who acts: a person on one of their seats, at an instant, from somewhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from zhiyun.casework.roles import Role

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in one role for one body. ``at`` is the instant of the request, ``confirmed_at`` when the person
    last gave a secret again; without a mandate one is the public.
    """

    at: datetime
    role: Role = Role.PUBLIC
    person_id: int | None = None
    name: str = ""
    mandate_id: int | None = None
    organisation_id: int | None = None
    organisation_name: str = ""
    district: str = ""
    address: str = ""
    confirmed_at: datetime | None = None

    @property
    def day(self) -> date:
        """The day in Chongqing."""
        return self.at.astimezone(SHANGHAI).date()

    def at_instant(self, at: datetime) -> Actor:
        """The same actor at another instant."""
        return replace(self, at=at)


def public(*, at: datetime, address: str = "") -> Actor:
    """Give the actor of somebody who has not logged in."""
    return Actor(at=at, address=address)
