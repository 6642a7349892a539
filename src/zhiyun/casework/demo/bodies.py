"""Founding the demonstration's bodies and people, and seating them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from stdnum.cn import uscc

from zhiyun.casework import record
from zhiyun.casework.actions import experts
from zhiyun.casework.actor import Actor
from zhiyun.casework.demo.cast import (
    APPLICANTS,
    BUREAU_STAFF,
    CITY_BUREAU,
    DISTRICT_BUREAU,
    DOMAIN,
    EXPERTS,
    PASSWORD,
)
from zhiyun.casework.roles import OrganisationKind, Role
from zhiyun.records.models import Mandate, Organisation, Person


@dataclass
class Bodies:
    """Everyone of the city, found again by what they are."""

    bureau: Organisation
    district_bureau: Organisation
    applicants: dict[str, Organisation]
    seats: dict[tuple[int, Role], list[Mandate]] = field(default_factory=dict)

    def by(self, body: Organisation, role: Role, *, at: datetime, number: int = 0) -> Actor:
        """Give who sits on a role of a body, at an instant, having just confirmed."""
        mandate = self.seats[body.pk, role][number]
        return Actor(
            at=at,
            role=role,
            person_id=mandate.person_id,
            name=mandate.person.name,
            mandate_id=mandate.pk,
            organisation_id=body.pk,
            organisation_name=body.name,
            district=body.district,
            confirmed_at=at,
        )

    def of_person(self, person: int, role: Role, *, at: datetime) -> Actor:
        """Give a person of the bureau on one of its seats, as `by` does."""
        listed = self.seats[self.bureau.pk, role]
        number = next(place for place, held in enumerate(listed) if held.person_id == person)
        return self.by(self.bureau, role, at=at, number=number)

    def applicant(self, part: str) -> Organisation:
        """Give the applicant whose name holds ``part``."""
        return next(body for name, body in self.applicants.items() if part in name)


def found_bodies(*, at: datetime) -> Bodies:
    """Found every body and person of the cast; each founding is an event of the body's chain."""
    password = make_password(PASSWORD)
    bureau = _body(OrganisationKind.CITY_BUREAU, *CITY_BUREAU, "", at)
    district = _body(OrganisationKind.DISTRICT_BUREAU, *DISTRICT_BUREAU, "江北区", at)
    applicants = {
        name: _body(OrganisationKind.APPLICANT, name, _credit_code(number), where, at)
        for number, (name, where) in enumerate(APPLICANTS, start=1)
    }
    city = Bodies(bureau, district, applicants)
    for number, (role, name) in enumerate(BUREAU_STAFF, start=1):
        _seat(city, bureau, role, f"bureau{number}", name, password, at)
    _seat(city, district, Role.DISTRICT_OFFICER, "district1", "演示区县人员", password, at)
    for number, (name, body) in enumerate(applicants.items(), start=1):
        short = name.removeprefix("演示")[:2]
        _seat(city, body, Role.LEGAL_REPRESENTATIVE, f"legal{number}", f"演示{short}法人", password, at)
        _seat(city, body, Role.PREPARER, f"preparer{number}", f"演示{short}经办人", password, at)
    _describe_experts(city, at)
    return city


def _body(kind: OrganisationKind, name: str, code: str, district: str, at: datetime) -> Organisation:
    made = Organisation.objects.create(
        kind=kind, name=name, credit_code=code, district=district, registered_at=at
    )
    _tell(
        f"organisation:{made.pk}", "organisation.found", str(made.pk), {"name": name, "credit_code": code}, at
    )
    return made


def _seat(
    city: Bodies, body: Organisation, role: Role, mailbox: str, name: str, password: str, at: datetime
) -> None:
    person = Person.objects.create(
        email=f"{mailbox}@{DOMAIN}", name=name, password=password, joined_at=at, totp_last_step=0
    )
    mandate = Mandate.objects.create(person=person, organisation=body, role=role, begins_at=at)
    city.seats.setdefault((body.pk, role), []).append(mandate)
    after = {"role": role.value, "organisation": body.name}
    _tell(f"person:{person.pk}", "person.found", str(person.pk), after, at)


def _tell(chain: str, action: str, subject: str, after: dict[str, str], at: datetime) -> None:
    record.append(chain=chain, by=Actor(at=at), action=action, subject=subject, after={**after, "演示": "是"})


def _describe_experts(city: Bodies, at: datetime) -> None:
    for number, (employer, title, fields) in enumerate(EXPERTS):
        expert = city.by(city.bureau, Role.EXPERT, at=at + timedelta(minutes=1), number=number)
        experts.edit_own_profile(
            by=expert, person=expert.person_id, profile=experts.Profile(employer, "", title, fields)
        )


def _credit_code(number: int) -> str:
    """Make an invented credit code with right check digits, in a range never given out."""
    for check in "0123456789X":
        inner = f"91500000DEM0{number:04d}{check}"
        code = inner + uscc.calc_check_digit(inner)
        if uscc.is_valid(code):
            return str(code)
    raise AssertionError(number)
