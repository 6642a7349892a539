"""The persons there are, for those who manage accounts; never what they do with cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from zhiyun.casework import mandates
from zhiyun.casework.actor import Actor
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import OrganisationKind, Role
from zhiyun.casework.tasks import Task
from zhiyun.records.models import Invitation, Mandate, Organisation, Person

A_PAGE = 50
MANAGERS = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Held:
    """A role a person holds, or held until ``ended_at``."""

    mandate_id: int
    role: Role
    organisation: str
    begins_at: datetime
    ended_at: datetime | None
    ended_because: str


@dataclass(frozen=True, slots=True)
class Known:
    """A person as administrators see them."""

    id: int
    name: str
    email: str
    phone: str
    joined_at: datetime
    departed_at: datetime | None
    has_second_factor: bool
    held: tuple[Held, ...]

    @property
    def in_force(self) -> tuple[Held, ...]:
        """The roles that have not ended."""
        return tuple(each for each in self.held if each.ended_at is None)


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation, and the roles it can give."""

    id: int
    name: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A role proposed to a person who has accepted, for the security administrator to grant."""

    person_id: int
    name: str
    role: Role
    organisation_id: int
    organisation: str
    accepted_at: datetime


def persons(*, by: Actor, sought: str = "", page: int = 1) -> tuple[tuple[Known, ...], int]:
    """List a page of persons by name, address or body, and how many there are; nothing for other roles."""
    rows = _persons(by)
    if sought:
        named = Q(name__icontains=sought) | Q(email__icontains=sought.lower())
        rows = rows.filter(
            named | Q(mandates__organisation__name__icontains=sought, mandates__ended_at=None)
        ).distinct()
    count = rows.count()
    first = (max(page, 1) - 1) * A_PAGE
    return tuple(_known(row) for row in rows.order_by("name", "id")[first : first + A_PAGE]), count


def person(*, by: Actor, person_id: int) -> Known:
    """Give one person; refuses other roles as not found."""
    found = _persons(by).filter(pk=person_id).first()
    if found is None:
        raise NotFound
    return _known(found)


def bodies(*, by: Actor) -> tuple[Body, ...]:
    """List whom administrators invite and grant for: the bureaus, and applicants nobody represents any more."""
    if by.role not in MANAGERS:
        return ()
    led = Mandate.objects.filter(role=Role.LEGAL_REPRESENTATIVE.value, ended_at=None).values(
        "organisation_id"
    )
    rows = Organisation.objects.exclude(kind=OrganisationKind.APPLICANT.value)
    orphaned = Organisation.objects.filter(kind=OrganisationKind.APPLICANT.value).exclude(pk__in=led)
    vacant = tuple(Body(row.pk, row.name, (Role.LEGAL_REPRESENTATIVE,)) for row in orphaned.order_by("name"))
    return vacant + tuple(
        Body(row.pk, row.name, tuple(sorted(mandates.ROLES_OF[OrganisationKind(row.kind)])))
        for row in rows.order_by("kind", "name")
    )


def waiting_for_grant(*, by: Actor) -> tuple[Waiting, ...]:
    """List who accepted an invitation of the system administrator and holds the role not yet."""
    if by.role is not Role.SECURITY_ADMINISTRATOR:
        return ()
    accepted = Invitation.objects.filter(
        accepted_by__isnull=False, accepted_by__departed_at=None, invited_by__isnull=False
    ).exclude(role=Role.PREPARER.value)
    # Once granted, and be it ended since, nothing waits any longer.
    ever = set(Mandate.objects.values_list("person_id", "organisation_id", "role"))
    return tuple(
        Waiting(
            row.accepted_by_id,
            row.accepted_by.name,
            Role(row.role),
            row.organisation_id,
            row.organisation.name,
            row.accepted_at,
        )
        for row in accepted.select_related("accepted_by", "organisation").order_by("accepted_at")
        if (row.accepted_by_id, row.organisation_id, row.role) not in ever
    )


def tasks(*, by: Actor) -> tuple[Task, ...]:
    """Tell the security administrator which roles wait to be granted."""
    return tuple(
        Task(
            what=_("授予%(name)s%(role)s身份") % {"name": each.name, "role": each.role.label},
            why=_("系统管理员已邀请，本人已接受，等待安全管理员授权（%(organisation)s）。")
            % {"organisation": each.organisation},
            cites="",
            verb=_("核对并授权"),
            address=("administration-person", str(each.person_id)),
        )
        for each in waiting_for_grant(by=by)
    )


def _persons(by: Actor):  # type: ignore[no-untyped-def]  # a queryset of Django, which carries no types
    if by.role not in MANAGERS:
        return Person.objects.none()
    held = Mandate.objects.select_related("organisation").order_by("begins_at", "id")
    return Person.objects.prefetch_related(Prefetch("mandates", queryset=held))


def _known(row: Person) -> Known:
    held = tuple(
        Held(
            each.pk,
            Role(each.role),
            each.organisation.name,
            each.begins_at,
            each.ended_at,
            each.ended_because,
        )
        for each in row.mandates.all()
    )
    return Known(
        row.pk, row.name, row.email, row.phone, row.joined_at, row.departed_at, row.has_second_factor, held
    )
