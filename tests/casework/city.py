"""An invented city for tests: bodies, people on their seats, calls and applications, as rows."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from stdnum.cn import uscc

from zhiyun import law
from zhiyun.casework.actor import Actor
from zhiyun.casework.roles import APPLICANT_ROLES, OrganisationKind, Role
from zhiyun.gateways.installation import CHECKOUT
from zhiyun.records.models import (
    Application,
    ApplicationStep,
    Call,
    CallVersion,
    Mandate,
    Organisation,
    Person,
    StepKind,
)

NOON = datetime(2026, 6, 15, 4, 0, tzinfo=UTC)
"""2026-06-15 12:00 in Chongqing, a Monday within every call's window."""
OPENS = datetime(2026, 6, 1, 1, 0, tzinfo=UTC)
CLOSES = datetime(2026, 6, 30, 10, 0, tzinfo=UTC)
"""2026-06-30 18:00 in Chongqing."""

_numbers = itertools.count(1)

SUBSIDY_OVERLAY = (CHECKOUT / "examples" / "round_2026" / "overlay_2026_demo.toml").read_text(
    encoding="utf-8"
)
CONSTRUCTION_OVERLAY = """
[round]
id = "demo_build_2026"
title = "演示·2026年度知识产权运营中心建设"
measure = "cq_2021_65"
benefit = "{benefit}"
document = "演示建设通知（2026）"
dated = 2026-05-25
"""


def credit_code(number: int) -> str:
    """Make an invented credit code whose check digit is right."""
    body = f"91500000{number:08d}"
    for check in "0123456789X":
        inner = body + check
        code = inner + uscc.calc_check_digit(inner)
        if uscc.is_valid(code):
            return code
    raise AssertionError(number)


def organisation(
    name: str = "", *, kind: OrganisationKind = OrganisationKind.APPLICANT, district: str = "渝中区"
) -> Organisation:
    """Make a body."""
    number = next(_numbers)
    return Organisation.objects.create(
        kind=kind,
        name=name or f"演示单位{number}",
        credit_code=credit_code(number),
        district=district,
        registered_at=OPENS - timedelta(days=30),
    )


def person(name: str = "") -> Person:
    """Make a person who has not set a password."""
    number = next(_numbers)
    made = Person(
        email=f"demo{number}@example.cn",
        name=name or f"演示人员{number}",
        joined_at=OPENS - timedelta(days=30),
    )
    made.set_unusable_password()
    made.save()
    return made


def seat(role: Role, body: Organisation, who: Person | None = None, *, at: datetime = NOON) -> Actor:
    """Put somebody, a new person unless named, on a seat; give them as actor who has just confirmed."""
    who = who or person()
    mandate = Mandate.objects.create(
        person=who, organisation=body, role=role, begins_at=OPENS - timedelta(days=29)
    )
    return actor(mandate, at=at)


def actor(mandate: Mandate, *, at: datetime = NOON) -> Actor:
    """Give the actor of a mandate."""
    return Actor(
        at=at,
        role=Role(mandate.role),
        person_id=mandate.person_id,
        name=mandate.person.name,
        mandate_id=mandate.pk,
        organisation_id=mandate.organisation_id,
        organisation_name=mandate.organisation.name,
        district=mandate.organisation.district,
        address="192.0.2.1",
        confirmed_at=at,
    )


@dataclass
class City:
    """One bureau with everyone it needs, two applicants, and a district bureau."""

    bureau: Organisation
    district_bureau: Organisation
    applicant: Organisation
    other_applicant: Organisation
    seats: dict[Role, Actor]
    foreign_preparer: Actor

    def by(self, role: Role, *, at: datetime = NOON) -> Actor:
        """Give who sits on a role, at an instant, having just confirmed."""
        found = self.seats[role].at_instant(at)
        return confirmed(found)


def confirmed(by: Actor) -> Actor:
    """The same actor, having given a secret just now."""
    from dataclasses import replace

    return replace(by, confirmed_at=by.at)


def city() -> City:
    """Found a city."""
    bureau = organisation("演示市知识产权局", kind=OrganisationKind.CITY_BUREAU, district="")
    district_bureau = organisation("演示区知识产权局", kind=OrganisationKind.DISTRICT_BUREAU)
    applicant, other = (
        organisation("演示甲子知识产权运营有限公司"),
        organisation("演示乙丑专利技术转移中心", district="江北区"),
    )
    seats = {role: seat(role, bureau) for role in Role if role not in (*APPLICANT_ROLES, Role.PUBLIC)}
    seats |= {role: seat(role, applicant) for role in APPLICANT_ROLES}
    seats[Role.DISTRICT_OFFICER] = seat(Role.DISTRICT_OFFICER, district_bureau)
    seats[Role.PUBLIC] = Actor(at=NOON)
    return City(bureau, district_bureau, applicant, other, seats, seat(Role.PREPARER, other))


def call(
    town: City,
    benefit: law.Benefit = law.Benefit.PERFORMANCE_SUBSIDY,
    *,
    published: bool = True,
    opens_at: datetime = OPENS,
    closes_at: datetime = CLOSES,
) -> Call:
    """Make a call of the city's bureau, published unless said otherwise."""
    officer, manager = town.seats[Role.CASE_OFFICER], town.seats[Role.ROUND_MANAGER]
    overlay = (
        SUBSIDY_OVERLAY if not benefit.is_construction else CONSTRUCTION_OVERLAY.format(benefit=benefit.value)
    )
    made = Call.objects.create(
        reference=f"TZ-{next(_numbers)}",
        issuer=town.bureau,
        benefit=benefit.value,
        begun_by_id=officer.person_id,
        begun_at=opens_at - timedelta(days=10),
    )
    version = CallVersion.objects.create(
        call=made,
        number=1,
        measure="cq_2021_65",
        measure_sha256=law.measure("cq_2021_65").text_hash,
        document="演示申报通知（2026）",
        title=f"演示·2026年度{benefit.words}申报通知",
        body="演示通知正文。",
        contact="演示联系人",
        overlay=overlay,
        opens_at=opens_at,
        closes_at=closes_at,
        edited_by_id=officer.person_id,
        edited_at=opens_at - timedelta(days=9),
        sent_by_id=officer.person_id if published else None,
        sent_at=opens_at - timedelta(days=8) if published else None,
        approved_by_id=manager.person_id if published else None,
        published_at=opens_at - timedelta(days=7) if published else None,
    )
    if published:
        made.current = version
        made.save()
    return made


def application(town: City, under: Call, *steps: StepKind, of: Organisation | None = None) -> Application:
    """Make an application that has taken ``steps`` after it was begun."""
    preparer = town.seats[Role.PREPARER]
    made = Application.objects.create(
        reference=f"SB-{next(_numbers)}",
        call=under,
        organisation=of or town.applicant,
        begun_by_id=preparer.person_id,
        begun_at=OPENS,
    )
    for number, kind in enumerate((StepKind.BEGUN, *steps)):
        ApplicationStep.objects.create(
            application=made,
            kind=kind,
            at=OPENS + timedelta(hours=number),
            by_id=preparer.person_id,
            role=Role.PREPARER,
        )
    return made


EXAMPLES = Path(CHECKOUT) / "examples"
