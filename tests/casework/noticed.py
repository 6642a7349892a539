"""A decided round of an invented city on its way to the public: by the actions themselves, at any instant."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from tests.casework import city, onward
from zhiyun.casework import deciding
from zhiyun.casework.actions import notices, objections
from zhiyun.casework.actor import SHANGHAI, Actor, public
from zhiyun.casework.publicity import making
from zhiyun.casework.publicity.handling import Answered
from zhiyun.casework.publicity.objecting import Written
from zhiyun.casework.publicity.words import NoticeWords
from zhiyun.casework.roles import Role
from zhiyun.gateways import holiday_notices
from zhiyun.kernel.workdays import Arrangement, Calendar
from zhiyun.records.models import (
    AgendaItem,
    Application,
    Call,
    Confirmation,
    Decision,
    Objection,
    Publication,
    Resolution,
    StepKind,
)

CALENDAR = holiday_notices.load(None)
CONTACTS = NoticeWords("演示运用促进处，演示路1号，023-0000001", "演示机关纪委，演示路1号，023-0000002")
PUBLISHED_ON = date(2026, 9, 24)
"""The Thursday before the Mid-autumn and National days."""
FRIDAY = date(2026, 9, 25)


def at(day: date, clock: str = "10:00:00") -> datetime:
    """Give an instant in Chongqing."""
    return datetime.combine(day, time.fromisoformat(clock), SHANGHAI)


def by(town: city.City, role: Role, moment: datetime) -> Actor:
    """Give who sits on a role, having just confirmed."""
    return town.by(role, at=moment)


def outsider(town: city.City, role: Role, moment: datetime) -> Actor:
    """Give a new person of the bureau who had no part in anything yet."""
    return replace(city.seat(role, town.bureau), at=moment, confirmed_at=moment)


def decided(
    town: city.City,
    amounts: str,
    *,
    declined: int = 0,
    under: Call | None = None,
    item: AgendaItem | None = None,
) -> tuple[Resolution, list[Application]]:
    """Decide a subsidy's round over operating amounts in yuan, by the secretary; give its cases in that order."""
    under = under or (item.call if item is not None else city.call(town))
    cases = [onward.claimed(town, under, each) for each in amounts.split()]
    refused = [
        onward.accepted(town, under, of=city.organisation(), facts={"on_dishonest_list": True})
        for _ in range(declined)
    ]
    for each in refused:
        onward.judged(town, each)
        onward.reviewed(town, each, 100_000_000_00)
    onward.funded(town, under)
    secretary = town.by(Role.MEETING_SECRETARY, at=onward.AFTER)
    item = item or onward.meeting(town, under, [*cases, *refused])
    computed = deciding.compute(call=under, by=secretary)
    with transaction.atomic():
        return deciding.freeze(computed=computed, item=item, by=secretary), cases


def published(
    town: city.City, resolution: Resolution, *, on: date = PUBLISHED_ON, clock: str = "10:00:00"
) -> Publication:
    """Publish a list through the door."""
    reference = notices.publish(
        by=by(town, Role.ROUND_MANAGER, at(on, clock)),
        resolution=resolution.reference,
        words=CONTACTS,
        calendar=CALENDAR,
    )
    return Publication.objects.get(reference=reference)


def written(**more: object) -> Written:
    """Give an objection a person wrote."""
    told: dict[str, object] = {
        "from_unit": False,
        "name": "演示异议人",
        "identity": "11010519491231002X",
        "contact": "objector@example.cn",
        "words": "演示：该单位申报的质押业务没有真实放款，请核对银行流水。",
    }
    return Written(**{**told, **more})  # type: ignore[arg-type]


def objected(
    publication: Publication, moment: datetime, about: Application | None = None, **more: object
) -> Objection:
    """File an objection as anyone does."""
    reference = objections.file(
        by=public(at=moment),
        publication=publication.reference,
        written=written(about=about.organisation.credit_code if about is not None else "", **more),
        calendar=CALENDAR,
    )
    return Objection.objects.get(reference=reference)


def upheld(
    handler: Actor, objection: Objection, *, verified_fen: int | None = None, outcome: str = "upheld"
) -> None:
    """Uphold an objection: its party removed, or set to another verified amount."""
    effect = "removed" if verified_fen is None else "changed"
    objections.answer(
        by=handler,
        objection=objection.reference,
        answered=Answered(outcome, "演示：经核对银行流水，异议成立。", "", effect, verified_fen),
    )


def revised(reviser: Actor, publication: Publication) -> Publication:
    """Follow what was upheld through the door."""
    reference = notices.revise(
        by=reviser, publication=publication.reference, because="演示：公示期间的异议成立", calendar=CALENDAR
    )
    return Publication.objects.get(reference=reference)


def as_rows(town: city.City, stands: str) -> Publication:
    """Make a list ``ready``, ``running`` or ``confirmed`` as rows alone, of one applicant and with nobody's hand in it."""
    under = city.call(town, opens_at=onward.AFTER - timedelta(days=60), closes_at=onward.AFTER)
    case = city.application(town, under, StepKind.SUBMITTED, of=city.organisation())
    by_secretary = town.by(Role.MEETING_SECRETARY, at=onward.AFTER)
    version = under.current
    assert version is not None
    resolution = Resolution.objects.create(
        reference=f"SD-{town.bureau.pk}-{stands}",
        call=under,
        number=1,
        year=2026,
        pot_fen=500_000_000,
        measure=version.measure,
        measure_sha256=version.measure_sha256,
        code_version="演示",
        sm3="0" * 64,
        by_id=by_secretary.person_id,
        at=onward.AFTER,
        frozen={},
    )
    Decision.objects.create(
        reference=f"JD-{town.bureau.pk}-{stands}",
        resolution=resolution,
        application=case,
        supported=True,
        verified_fen=100_000_000,
        entitled_fen=2_000_000,
        amount_fen=2_000_000,
        sm3="0" * 64,
        at=onward.AFTER,
        finding={},
    )
    if stands == "ready":
        return Publication(resolution=resolution)
    on = date(2026, 7, 2) if stands == "confirmed" else timezone.localdate()
    known = [
        Arrangement(year, frozenset(), frozenset(), ("演示放假安排",)) for year in {on.year, on.year + 1}
    ]
    manager = by(town, Role.ROUND_MANAGER, at(on, "00:00:00"))
    period = making.period_from(resolution=resolution, on=on, calendar=Calendar(known))
    made = making.make_public(resolution=resolution, period=period, words=CONTACTS, by=manager)
    if stands == "confirmed":
        Confirmation.objects.create(
            publication=made,
            day=made.last_on + timedelta(days=1),
            last_on=made.last_on,
            by_id=manager.person_id,
            at=at(made.last_on + timedelta(days=1)),
        )
    return made


def objection_row(publication: Publication, *, files: list[dict[str, object]]) -> Objection:
    """Make an objection to the whole of a list, as a row."""
    return Objection.objects.create(
        reference=f"YY-{publication.pk}",
        tracking=f"{publication.pk}".rjust(64, "0"),
        publication=publication,
        from_unit=False,
        name="演示异议人",
        identity="110***2X",
        contact="000-0000",
        words="演示",
        files=files,
        received_at=publication.published_at,
        workdays=5,
        answer_by=publication.last_on,
    )


def reference_of(town: city.City, which: str) -> str:
    """Give the reference of what `as_rows` made: a resolution, a notice, its objection, a confirmed call."""
    made = {"round": "confirmed", "objection": "running"}.get(which, which)
    resolution = Resolution.objects.get(reference=f"SD-{town.bureau.pk}-{made}")
    if which in ("ready", "round"):
        return str(resolution.reference if which == "ready" else resolution.call.reference)
    running = resolution.publications.get()
    return str(running.objections.get().reference if which == "objection" else running.reference)


def handler(town: city.City, on: date = FRIDAY) -> Actor:
    """Give an officer of the bureau who had no hand in the decision, on a day of the notice."""
    return outsider(town, Role.CASE_OFFICER, at(on))
