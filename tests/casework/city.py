"""An invented city for tests: bodies, people on their seats, calls and applications, as rows."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import connection
from stdnum.cn import uscc

from zhiyun import law
from zhiyun.casework import counted_application, examination, record, rounds, snapshot, task_books
from zhiyun.casework.actor import Actor
from zhiyun.casework.plain_names import credit_code_faults
from zhiyun.casework.roles import APPLICANT_ROLES, OrganisationKind, Role
from zhiyun.gateways.installation import CHECKOUT
from zhiyun.kernel.finding import Outcome
from zhiyun.records.models import (
    Application,
    ApplicationStep,
    Call,
    CallVersion,
    Mandate,
    Organisation,
    Person,
    StepKind,
    Submission,
)

NOON = datetime(2026, 6, 15, 4, 0, tzinfo=UTC)
"""2026-06-15 12:00 in Chongqing, a Monday within every call's window."""
OPENS = datetime(2026, 6, 1, 1, 0, tzinfo=UTC)
CLOSES = datetime(2026, 6, 30, 10, 0, tzinfo=UTC)
"""2026-06-30 18:00 in Chongqing."""

numbers = itertools.count(1)
"""Numbers for what these modules make: no two things share one, whichever tests ran before."""

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
    """Make an invented credit code whose two check characters are right."""
    for check in "0123456789X":
        inner = f"91500000{number:08d}{check}"
        code = inner + uscc.calc_check_digit(inner)
        if not credit_code_faults(code=code):
            return code
    raise AssertionError(number)


def organisation(
    name: str = "", *, kind: OrganisationKind = OrganisationKind.APPLICANT, district: str = "渝中区"
) -> Organisation:
    """Make a body."""
    made = _organisation(name, kind=kind, district=district)
    made.save()
    return made


def _organisation(
    name: str = "", *, kind: OrganisationKind = OrganisationKind.APPLICANT, district: str = "渝中区"
) -> Organisation:
    number = next(numbers)
    return Organisation(
        kind=kind,
        name=name or f"演示单位{number}",
        credit_code=credit_code(number),
        district=district,
        registered_at=OPENS - timedelta(days=30),
    )


def person(name: str = "") -> Person:
    """Make a person who has not set a password."""
    made = _person(name)
    made.save()
    return made


def _person(name: str = "") -> Person:
    number = next(numbers)
    made = Person(
        email=f"demo{number}@example.cn",
        name=name or f"演示人员{number}",
        joined_at=OPENS - timedelta(days=30),
    )
    made.set_unusable_password()
    return made


def seat(role: Role, body: Organisation, who: Person | None = None, *, at: datetime = NOON) -> Actor:
    """Put somebody, a new person unless named, on a seat; give them as actor who has just confirmed."""
    mandate = _mandate(role, body, who or person())
    mandate.save()
    return actor(mandate, at=at)


def _mandate(role: Role, body: Organisation, who: Person) -> Mandate:
    return Mandate(person=who, organisation=body, role=role, begins_at=OPENS - timedelta(days=29))


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
    """Found a city, in few statements: most tests begin with one."""
    bureau = _organisation("演示市知识产权局", kind=OrganisationKind.CITY_BUREAU, district="")
    district_bureau = _organisation("演示区知识产权局", kind=OrganisationKind.DISTRICT_BUREAU)
    applicant = _organisation("演示甲子知识产权运营有限公司")
    other = _organisation("演示乙丑专利技术转移中心", district="江北区")
    Organisation.objects.bulk_create([bureau, district_bureau, applicant, other])
    bodies = {
        role: applicant
        if role in APPLICANT_ROLES
        else district_bureau
        if role is Role.DISTRICT_OFFICER
        else bureau
        for role in Role
        if role is not Role.PUBLIC
    }
    people = Person.objects.bulk_create([_person() for _ in range(len(bodies) + 1)])
    mandates = [_mandate(*seated, who) for seated, who in zip(bodies.items(), people, strict=False)]
    mandates.append(_mandate(Role.PREPARER, other, people[-1]))
    *own, foreign_preparer = map(actor, Mandate.objects.bulk_create(mandates))
    seats = dict(zip(bodies, own, strict=True)) | {Role.PUBLIC: Actor(at=NOON)}
    return City(bureau, district_bureau, applicant, other, seats, foreign_preparer)


def call(
    town: City,
    benefit: law.Benefit = law.Benefit.PERFORMANCE_SUBSIDY,
    *,
    published: bool = True,
    opens_at: datetime = OPENS,
    closes_at: datetime = CLOSES,
    measure: str = "cq_2021_65",
) -> Call:
    """Make a call of the city's bureau, published unless said otherwise."""
    officer, manager = town.seats[Role.CASE_OFFICER], town.seats[Role.ROUND_MANAGER]
    overlay = (
        SUBSIDY_OVERLAY if not benefit.is_construction else CONSTRUCTION_OVERLAY.format(benefit=benefit.value)
    )
    made = Call.objects.create(
        reference=f"TZ-{next(numbers)}",
        issuer=town.bureau,
        benefit=benefit.value,
        begun_by_id=officer.person_id,
        begun_at=opens_at - timedelta(days=10),
    )
    version = CallVersion.objects.create(
        call=made,
        number=1,
        measure=measure,
        measure_sha256=law.measure(measure).text_hash,
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
        reference=f"SB-{next(numbers)}",
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


def submitted(
    town: City,
    under: Call,
    *,
    of: Organisation | None = None,
    facts: dict[str, Any] | None = None,
    deals: list[dict[str, Any]] | None = None,
    without_papers: tuple[str, ...] = (),
    **parts: Any,
) -> Application:
    """Make an application that was submitted: its steps, and one sealed submission with everything in it.

    ``facts`` change what is stated (None leaves one out), ``without_papers`` leaves out papers by their use, and
    ``parts`` replace whole parts of the snapshot.
    """
    made = application(town, under, StepKind.SUBMITTED, of=of)
    submission(town, made, 1, facts=facts, deals=deals, without_papers=without_papers, **parts)
    return made


def submission(
    town: City,
    case: Application,
    number: int,
    *,
    at: datetime = OPENS + timedelta(hours=1),
    facts: dict[str, Any] | None = None,
    deals: list[dict[str, Any]] | None = None,
    without_papers: tuple[str, ...] = (),
    **parts: Any,
) -> Submission:
    """Seal one submission of an application, its typed columns as the law finds them."""
    version = case.call.current
    assert version is not None
    sealed = snapshot_of(case, facts=facts, deals=deals, without_papers=without_papers) | parts
    pinned = rounds.pinned(version=version)
    on_file = task_books.on_file(organisation=case.organisation, on=at.date())
    heard = examination.examine(
        snapshot=sealed, pinned=pinned, applied_at=at, closes_at=version.closes_at, on_file=on_file
    )
    totals = counted_application.totals(
        snapshot=sealed, pinned=pinned, occasion=heard.occasion, on_file=on_file
    )
    return Submission.objects.create(
        application=case,
        number=number,
        call_version=version,
        at=at,
        by_id=town.seats[Role.LEGAL_REPRESENTATIVE].person_id,
        undertaking="本单位承诺所报材料真实、合法、有效。",
        snapshot=sealed,
        seal=snapshot.seal(snapshot=sealed),
        outcome=heard.finding.outcome.value,
        not_met=heard.number_of(Outcome.NOT_MET),
        missing=heard.number_of(Outcome.NO_EVIDENCE),
        to_judge=heard.number_of(Outcome.NEEDS_JUDGEMENT),
        papers=len(sealed["papers"]),
        deals=totals.deals,
        staff_count=totals.staff_count,
        asked_fen=sealed["particulars"]["asked_fen"],
        claimed_fen=totals.claimed_fen,
        counted_fen=totals.counted_fen,
    )


_STATED = {
    **dict.fromkeys(("registered_in_chongqing", "legal_person", "market_entity"), True),
    **dict.fromkeys(("on_dishonest_list", "on_abnormal_list", "fund_fraud_decided"), False),
    **dict.fromkeys(("online_functions", "reserve_system", "matching_system"), True),
    **dict.fromkeys(("co_built", "valuation_system", "construction_funded"), False),
    "penalties": [],
    "typical_cases": 6,
}
_PROVEN = (
    *("platform_entity_proof", "operation_rules", "work_plan", "construction_plan"),
    *("management_rules", "benefit_sharing_rules", "operating_funds_proof"),
)
_MATERIALS = ("application_form", "standing_papers", "truth_pledge", "deal_ledger")


def snapshot_of(
    case: Application,
    *,
    facts: dict[str, Any] | None = None,
    deals: list[dict[str, Any]] | None = None,
    without_papers: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Draw up an application in which, unless told otherwise, nothing is missing and everything is met."""
    version = case.call.current
    assert version is not None
    benefit = law.Benefit(case.call.benefit)
    uses = [use for use in (*_PROVEN, *_MATERIALS) if use not in without_papers]
    papers = [paper_of(number, use) for number, use in enumerate(uses, 1)]
    stated = {name: {"value": value, "papers": []} for name, value in (_STATED | (facts or {})).items()}
    stated |= {
        use: {"value": True, "papers": [number]} for number, use in enumerate(uses, 1) if use in _PROVEN
    }
    return {
        "schema": snapshot.SCHEMA,
        "applicant": {
            "name": case.organisation.name,
            "credit_code": case.organisation.credit_code,
            "district": case.organisation.district,
        },
        "call": {
            "reference": case.call.reference,
            "version": version.number,
            "title": version.title,
            "document": version.document,
            "measure": version.measure,
            "measure_sha256": version.measure_sha256,
            "benefit": benefit.value,
        },
        "particulars": {
            "address": "演示市演示区演示路1号",
            "founded_on": "2018-03-01",
            "contact_name": "演示联系人",
            "contact_phone": "000-0000",
            "contact_email": "demo@example.cn",
            "summary": "演示单位情况。",
            "asked_fen": 300_000_000 if benefit.is_construction else None,
        },
        "facts": {name: told for name, told in sorted(stated.items()) if told["value"] is not None},
        "narratives": {"condition-8-2:1": "演示：人员分工合理。"},
        "roster": [
            {
                "line": line,
                "code": f"P{line:03d}",
                "post": "运营",
                "engagement": "own",
                "contract": True,
                "insured_months": [f"2026-{month:02d}" for month in range(1, 7)],
            }
            for line in range(1, 19)
        ],
        "budget": [
            {"line": 1, "head": "线上大数据系统", "purpose": "演示", "public_fen": 300_000_000, "own_fen": 1}
        ]
        if benefit.is_construction
        else [],
        "co_builders": [],
        "deals": [] if benefit.is_construction else (deals if deals is not None else [deal_line(1)]),
        "papers": papers,
    }


def paper_of(number: int, use: str, *, name: str = "", sm3: str = "", version: int = 1) -> dict[str, Any]:
    """Make a paper as a snapshot lists it, proving one thing."""
    return {
        "paper": number,
        "title": f"演示材料{number}",
        "version": version,
        "name": name or f"演示材料{number}.pdf",
        "kind": "pdf",
        "size": 1000 + number,
        "sm3": sm3 or f"{number:064x}",
        "verdict": "clean",
        "added_at": OPENS.isoformat(),
        "uses": [f"fact:{use}" if use in _PROVEN else f"material:{use}"],
    }


def deal_line(line: int, *, deal: str = "", money_fen: int = 100_000_000) -> dict[str, Any]:
    """Make a ledger's row that counts in full."""
    return {
        "line": line,
        "deal": deal or f"D{line:04d}",
        "kind": "pledge",
        "rights": [f"ZL2020{line:08d}"],
        "from_party": f"演示出质人{line}",
        "to_party": "演示银行",
        "related": False,
        "contract_on": "2025-03-01",
        "contract_fen": money_fen,
        "registered_on": "2025-03-05",
        "registration_no": f"Y2025{line:06d}",
        "money_on": "2025-03-10",
        "money_fen": money_fen,
        "currency": "CNY",
        "rate": "",
        "share": "",
        "also_funded_by": "",
    }


def many_submitted(town: City, under: Call, count: int, *, filling: int = 2000) -> None:
    """Make many submitted applications quickly, each of an organisation of its own, their snapshots left small."""
    first = next(numbers)
    for _ in range(count):
        next(numbers)
    person_id = town.seats[Role.PREPARER].person_id
    bodies = Organisation.objects.bulk_create(
        (
            Organisation(
                kind=OrganisationKind.APPLICANT,
                name=f"演示第{number}知识产权运营有限公司",
                credit_code=credit_code(number),
                district=("渝中区", "江北区", "九龙坡区", "沙坪坝区")[number % 4],
                registered_at=OPENS,
            )
            for number in range(first, first + count)
        ),
        batch_size=500,
    )
    made = Application.objects.bulk_create(
        (
            Application(
                reference=f"SB-{body.credit_code[8:16]}",
                call=under,
                organisation=body,
                begun_by_id=person_id,
                begun_at=OPENS,
            )
            for body in bodies
        ),
        batch_size=500,
    )
    ApplicationStep.objects.bulk_create(
        (
            ApplicationStep(application=case, kind=kind, at=OPENS, by_id=person_id, role=Role.PREPARER)
            for case in made
            for kind in (StepKind.BEGUN, StepKind.SUBMITTED)
        ),
        batch_size=500,
    )
    Submission.objects.bulk_create(
        (_quick_submission(under, case, number, person_id, filling) for number, case in enumerate(made)),
        batch_size=500,
    )
    if connection.vendor == "postgresql":
        # In service PostgreSQL keeps its statistics by itself; here nothing was committed for it to see.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _quick_submission(
    under: Call, case: Application, number: int, person_id: int | None, filling: int
) -> Submission:
    return Submission(
        application=case,
        number=1,
        call_version_id=under.current_id,
        at=OPENS + timedelta(minutes=number),
        by_id=person_id,
        undertaking="演示承诺",
        snapshot={"filling": "演" * filling},
        seal=f"{number:064x}",
        outcome=("met", "not_met", "needs_judgement", "no_evidence")[number % 4],
        not_met=number % 3,
        missing=number % 2,
        to_judge=5,
        papers=11,
        deals=1,
        staff_count=5 + number % 20,
        claimed_fen=100_000_000 + number,
        counted_fen=100_000_000,
    )


def draft_event(town: City, case: Application, *, at: datetime) -> None:
    """Tell the record that somebody saved a section, as the form's own action does."""
    record.append(
        chain=f"application:{case.reference}",
        by=town.by(Role.PREPARER, at=at),
        action="application.save",
        subject=case.reference,
    )
