"""An invented city past acceptance: reviewed, decided, published, confirmed and granted, as rows of each area.

Only rows: no action is asked, no ledger moves. `AFTER` is the day after the call has closed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from tests.casework import city
from zhiyun import law
from zhiyun.casework import judging, ledger, rounds
from zhiyun.casework.roles import Role
from zhiyun.kernel.money import yuan
from zhiyun.records.models import (
    AgendaCase,
    AgendaItem,
    Application,
    ApplicationStep,
    Call,
    Confirmation,
    Decision,
    FirstLook,
    Grant,
    Meeting,
    MeetingMember,
    Minutes,
    MinutesApproval,
    OpinionSignature,
    Organisation,
    Panel,
    PanelOpinion,
    Publication,
    Resolution,
    ReviewScheme,
    StepKind,
    TaskBook,
    TaskBookSignature,
    TaskBookVersion,
    Tranche,
    TransferKind,
    Verification,
    VerificationProposal,
)

AFTER = city.CLOSES + timedelta(days=1)
SM3 = "0" * 64


def step(case: Application, kind: StepKind, by: int, role: Role, at: datetime = AFTER) -> None:
    """Let a case take a step."""
    ApplicationStep.objects.create(application=case, kind=kind, at=at, by_id=by, role=role)


def accepted(
    town: city.City, under: Call, *, of: Organisation | None = None, at: datetime = AFTER, **parts: object
) -> Application:
    """Make an application that was submitted and accepted; ``parts`` as `city.submitted` takes them."""
    case = city.submitted(town, under, of=of, **parts)
    officer = town.seats[Role.CASE_OFFICER].person_id
    submission = case.submissions.get()
    FirstLook.objects.create(application=case, submission=submission, accepted=True, at=at, by_id=officer)
    step(case, StepKind.ACCEPTED, officer, Role.CASE_OFFICER, at)
    return case


def reviewed(town: city.City, case: Application, counted_fen: int, *, at: datetime = AFTER) -> None:
    """Close the review of an accepted application: of a subsidy by a verified amount, of a centre by the step alone."""
    officer, manager = town.seats[Role.CASE_OFFICER].person_id, town.seats[Role.ROUND_MANAGER].person_id
    if case.call.benefit == law.Benefit.PERFORMANCE_SUBSIDY.value:
        VerificationProposal.objects.create(
            application=case,
            submission=case.submissions.latest("number"),
            counted_fen=counted_fen,
            sm3=SM3,
            by_id=officer,
            at=at,
        )
        Verification.objects.create(
            application=case,
            number=case.verifications.count() + 1,
            submission=case.submissions.latest("number"),
            counted_fen=counted_fen,
            lines=[],
            sm3=SM3,
            proposed_by_id=officer,
            by_id=manager,
            at=at,
        )
    step(case, StepKind.REVIEWED, manager, Role.ROUND_MANAGER, at)


def meeting(
    town: city.City, under: Call, cases: Sequence[Application], *, at: datetime = AFTER
) -> AgendaItem:
    """Hold a meeting on a call's cases, its minutes approved by a second person."""
    secretary, manager = (town.seats[role].person_id for role in (Role.MEETING_SECRETARY, Role.ROUND_MANAGER))
    held = Meeting.objects.create(
        reference=f"HY-{next(city.numbers)}",
        issuer=town.bureau,
        title="演示局长办公会",
        held_at=at,
        place="演示会议室",
        quorum=2,
        convened_by_id=secretary,
        convened_at=at,
        opened_at=at,
        closed_at=at,
    )
    for number in range(3):
        MeetingMember.objects.create(
            meeting=held, name=f"演示局领导{number}", post="演示职务", presides=number == 0, present=True
        )
    item = AgendaItem.objects.create(meeting=held, position=1, call=under)
    for position, case in enumerate(cases, 1):
        AgendaCase.objects.create(item=item, application=case, position=position)
    minutes = Minutes.objects.create(meeting=held, number=1, words="演示纪要", written_by_id=secretary, at=at)
    MinutesApproval.objects.create(minutes=minutes, written_by_id=secretary, by_id=manager, at=at)
    return item


def resolved(
    town: city.City,
    under: Call,
    amounts: Mapping[Application, int],
    *,
    verified: Mapping[Application, int] | None = None,
    year: int = 2026,
    at: datetime = AFTER,
) -> Resolution:
    """Decide a call: each case with its amount in fen, 0 for one not supported; once more takes the place of before."""
    version = under.current
    assert version is not None
    before = under.resolutions.order_by("number").last()
    secretary = town.seats[Role.MEETING_SECRETARY].person_id
    resolution = Resolution.objects.create(
        reference=f"SD-{next(city.numbers)}",
        call=under,
        number=before.number + 1 if before else 1,
        supersedes=before,
        because="演示：重新审定" if before else "",
        item=meeting(town, under, list(amounts), at=at),
        year=year,
        pot_fen=500_000_000,
        measure=version.measure,
        measure_sha256=version.measure_sha256,
        code_version="演示",
        sm3=SM3,
        by_id=secretary,
        at=at,
        frozen={},
    )
    for case, fen in amounts.items():
        base = (verified or {}).get(case)
        Decision.objects.create(
            reference=f"JD-{next(city.numbers)}",
            resolution=resolution,
            application=case,
            supported=fen > 0,
            verified_fen=base,
            entitled_fen=None if base is None else base * 2 // 100,
            amount_fen=fen,
            reason="" if fen else "演示理由",
            sm3=SM3,
            at=at,
            finding={},
        )
        step(case, StepKind.DECIDED, secretary, Role.MEETING_SECRETARY, at)
    return resolution


def published(
    town: city.City, resolution: Resolution, *, at: datetime = AFTER, last_on: date | None = None
) -> Publication:
    """Publish a resolution's list, by default for a week."""
    manager = town.seats[Role.ROUND_MANAGER].person_id
    made = Publication.objects.create(
        reference=f"GS-{next(city.numbers)}",
        resolution=resolution,
        published_at=at,
        workdays=5,
        first_counted_on=at.date() + timedelta(days=1),
        last_on=last_on or at.date() + timedelta(days=7),
        sm3=SM3,
        by_id=manager,
        content={},
    )
    for decision in resolution.decisions.select_related("application"):
        kind = StepKind.PUBLISHED if decision.supported else StepKind.DECLINED
        step(decision.application, kind, manager, Role.ROUND_MANAGER, at)
    return made


def confirmed(town: city.City, publication: Publication) -> Confirmation:
    """Confirm a list on the day after its last."""
    manager, day = town.seats[Role.ROUND_MANAGER].person_id, publication.last_on + timedelta(days=1)
    at = publication.published_at + (day - publication.published_at.date())
    made = Confirmation.objects.create(
        publication=publication, day=day, last_on=publication.last_on, by_id=manager, at=at
    )
    for decision in publication.resolution.decisions.filter(supported=True).select_related("application"):
        step(decision.application, StepKind.CONFIRMED, manager, Role.ROUND_MANAGER, at)
    return made


def granted(
    town: city.City,
    case: Application,
    tranches: Sequence[tuple[int, date]],
    *,
    signed_on: date = date(2026, 8, 3),
    last_on: date = date(2028, 8, 2),
    content: dict[str, object] | None = None,
) -> Grant:
    """Sign a case's task book by both sides: amounts in fen and the days they fall due."""
    officer, manager = (town.seats[role] for role in (Role.CASE_OFFICER, Role.ROUND_MANAGER))
    signer = town.seats[Role.LEGAL_REPRESENTATIVE]
    at = datetime.combine(signed_on, city.NOON.timetz())
    decision = case.decisions.latest("id")
    book = TaskBook.objects.create(
        reference=f"RW-{next(city.numbers)}",
        application=case,
        decision=decision,
        begun_by_id=officer.person_id,
        begun_at=at,
    )
    version = TaskBookVersion.objects.create(
        task_book=book,
        number=1,
        side="bureau",
        content=content or {},
        sm3=SM3,
        by_id=officer.person_id,
        at=at,
    )
    for side, by in (("applicant", signer), ("bureau", manager)):
        TaskBookSignature.objects.create(
            version=version, side=side, by_id=by.person_id, by_name=by.name, at=at
        )
    made = Grant.objects.create(
        version=version,
        application=case,
        signed_on=signed_on,
        starts_on=signed_on,
        last_on=last_on,
        amount_fen=sum(fen for fen, _due_on in tranches),
        at=at,
    )
    for number, (fen, due_on) in enumerate(tranches, 1):
        Tranche.objects.create(grant=made, number=number, amount_fen=fen, trigger="演示条件", due_on=due_on)
    step(case, StepKind.COMMITTED, manager.person_id, Role.ROUND_MANAGER, at)
    return made


def judged(town: city.City, case: Application, *, met: bool = True, on_behalf: str = "bureau") -> None:
    """Let an officer answer every question the measure leaves to people."""
    version = case.call.current
    assert version is not None
    pinned = rounds.pinned(version=version)
    for question in pinned.measure.questions(pinned.benefit, pinned.round_):
        judging.write(
            application=case,
            question=question,
            met=met,
            opinion="演示意见",
            on_behalf=on_behalf,
            by=town.by(Role.CASE_OFFICER, at=AFTER),
        )


def claimed(town: city.City, under: Call, yuan: str, *, judge: bool = True) -> Application:
    """Make an applicant whose ledger of so many yuan was verified and whose questions were answered."""
    whole, _, rest = yuan.partition(".")
    fen = int(whole) * 100 + int((rest + "00")[:2])
    case = accepted(town, under, of=city.organisation())
    if judge:
        judged(town, case)
    reviewed(town, case, fen)
    return case


def funded(town: city.City, under: Call, amount: int = 5_000_000, year: int = 2026) -> None:
    """Open the year's book of a call's pot, with so many yuan appropriated."""
    version = under.current
    assert version is not None
    by = town.by(Role.FINANCE, at=AFTER)
    benefit, measure = law.Benefit(under.benefit), law.measure(version.measure)
    with transaction.atomic():
        book = ledger.opened(issuer=town.bureau, benefit=benefit, year=year, measure=measure, by=by)
        entry = ledger.Entry(TransferKind.APPROPRIATE, yuan(amount), "演示预算")
        ledger.post(book=book, entries=[entry], by=by, cites=measure.pot(benefit).cites)


def opined(town: city.City, case: Application, proposed_fen: int) -> PanelOpinion:
    """Let a panel propose an amount for a centre, signed by its one expert."""
    expert = town.seats[Role.EXPERT].person_id
    scheme = ReviewScheme.objects.create(
        call=case.call,
        number=case.call.review_schemes.count() + 1,
        criteria=[],
        written_by_id=expert,
        written_at=AFTER,
    )
    panel = Panel.objects.create(
        reference=f"PS-{next(city.numbers)}",
        call=case.call,
        scheme=scheme,
        name="演示专家组",
        seed="演示",
        pool=[],
        rules={},
        drawn_by_id=expert,
        drawn_at=AFTER,
    )
    made = PanelOpinion.objects.create(
        application=case,
        panel=panel,
        number=case.opinions.count() + 1,
        supports=proposed_fen > 0,
        proposed_fen=proposed_fen,
        words="演示专家组意见",
        score_text="85/1",
        answers=[],
        written_by_id=expert,
        at=AFTER,
    )
    OpinionSignature.objects.create(opinion=made, expert_id=expert, agrees=True, at=AFTER)
    return made


def unrecorded(held: Meeting) -> Meeting:
    """Make a meeting like one that was held, with nobody's minutes and nothing on its agenda."""
    return Meeting.objects.create(
        reference=f"HY-{next(city.numbers)}",
        issuer=held.issuer,
        title=held.title,
        held_at=held.held_at,
        place=held.place,
        quorum=held.quorum,
        convened_by_id=held.convened_by_id,
        convened_at=held.convened_at,
        opened_at=held.opened_at,
        closed_at=held.closed_at,
    )
