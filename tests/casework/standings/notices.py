"""Lists, notices, objections and what is put to the other party, each in each of its stages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.casework import city, onward
from tests.casework.standings.standing import Standing
from zhiyun.casework.actor import Actor
from zhiyun.casework.publicity.seen import READERS
from zhiyun.casework.publicity.standing import ListStage, NoticeStage, ObjectionStage
from zhiyun.casework.roles import APPLICANT_ROLES, Role
from zhiyun.records.models import (
    AgendaItem,
    Application,
    Meeting,
    Objection,
    ObjectionAnswer,
    ObjectionQuestion,
    Publication,
    Resolution,
)

EVERYONE = frozenset(Role)
OFFICE = frozenset(READERS)
LATER = onward.AFTER + timedelta(days=20)


def lists(town: city.City) -> list[Standing]:
    """A resolution before its minutes are approved, ready, public, and superseded."""
    model, ready, public, older = (_resolved(town) for _ in range(4))
    sitting = _sitting(town)
    under = city.call(town)
    item = AgendaItem.objects.create(meeting=sitting, position=1, call=under)
    awaiting = _copy(model, item=item, call=under, number=1)
    onward.published(town, public)
    _copy(older, item=older.item, number=2, supersedes=older, because="演示")
    placed = {
        ListStage.AWAITS_MINUTES: awaiting,
        ListStage.READY: ready,
        ListStage.PUBLISHED: public,
        ListStage.SUPERSEDED: older,
    }
    return [Standing(stage, always(row.reference), onward.AFTER, OFFICE) for stage, row in placed.items()]


def notices(town: city.City) -> list[Standing]:
    """A notice that runs, has ended, is confirmed, and is replaced."""
    running, ended, confirmed, replaced = (onward.published(town, _resolved(town)) for _ in range(4))
    onward.confirmed(town, confirmed)
    newer = onward.published(town, replaced.resolution)
    _replace(replaced, newer)
    return [
        Standing(NoticeStage.RUNNING, always(running.reference), onward.AFTER, EVERYONE),
        Standing(NoticeStage.ENDED, always(ended.reference), LATER, EVERYONE),
        Standing(NoticeStage.CONFIRMED, always(confirmed.reference), LATER, EVERYONE),
        Standing(NoticeStage.REPLACED, always(replaced.reference), onward.AFTER, EVERYONE),
    ]


def objections(town: city.City) -> list[Standing]:
    """An objection that waits, and one that is answered."""
    publication = onward.published(town, _resolved(town))
    waiting, answered = _objection(publication, "1"), _objection(publication, "2")
    _answer(town, answered)
    return [
        Standing(ObjectionStage.OPEN, always(waiting.reference), onward.AFTER, OFFICE),
        Standing(ObjectionStage.ANSWERED, always(answered.reference), onward.AFTER, OFFICE),
    ]


def questions(town: city.City) -> list[Standing]:
    """What waits for the applicant's word, and what was answered meanwhile."""
    case = onward.accepted(town, city.call(town))
    resolution = onward.resolved(town, case.call, {case: 100})
    publication = onward.published(town, resolution)
    waiting, answered = (_question(town, _objection(publication, each), case) for each in "12")
    _answer(town, answered.objection)
    seen = frozenset(APPLICANT_ROLES)
    return [
        Standing(ObjectionStage.OPEN, always(waiting.pk), onward.AFTER, seen),
        Standing(ObjectionStage.ANSWERED, always(answered.pk), onward.AFTER, seen),
    ]


def always(reference: Any) -> Callable[[Actor], Any]:
    """Ask for the same thing, whoever asks."""
    return lambda by: reference


def _resolved(town: city.City) -> Resolution:
    return onward.resolved(town, city.call(town), {})


def _copy(row: Resolution, **other: Any) -> Resolution:
    made = Resolution.objects.get(pk=row.pk)
    made.pk, made.reference = None, f"{row.reference}-再"
    for name, value in other.items():
        setattr(made, name, value)
    made.save(force_insert=True)
    return made


def _sitting(town: city.City) -> Meeting:
    return Meeting.objects.create(
        reference="HY-9998",
        issuer=town.bureau,
        title="演示会议",
        held_at=onward.AFTER,
        place="演示会议室",
        quorum=1,
        convened_by_id=town.seats[Role.MEETING_SECRETARY].person_id,
        convened_at=onward.AFTER,
    )


def _replace(older: Publication, newer: Publication) -> None:
    made = Publication.objects.get(pk=newer.pk)
    made.pk, made.reference, made.supersedes, made.because = None, f"{older.reference}-2", older, "演示"
    made.save(force_insert=True)


def _objection(publication: Publication, number: str) -> Objection:
    return Objection.objects.create(
        reference=f"YY-{publication.reference}-{number}",
        tracking=f"{publication.pk}{number}".rjust(64, "0"),
        publication=publication,
        from_unit=False,
        name="演示异议人",
        identity="110***2X",
        contact="000-0000",
        words="演示",
        received_at=onward.AFTER,
        workdays=5,
        answer_by=(onward.AFTER + timedelta(days=7)).date(),
    )


def _answer(town: city.City, objection: Objection) -> None:
    ObjectionAnswer.objects.create(
        objection=objection,
        outcome="dismissed",
        words="演示",
        decided_by_id=town.seats[Role.MEETING_SECRETARY].person_id,
        by_id=town.seats[Role.CASE_OFFICER].person_id,
        at=onward.AFTER,
    )


def _question(town: city.City, objection: Objection, case: Application) -> ObjectionQuestion:
    return ObjectionQuestion.objects.create(
        objection=objection,
        application=case,
        words="演示",
        by_id=town.seats[Role.CASE_OFFICER].person_id,
        at=onward.AFTER,
        workdays=3,
        answer_by=(onward.AFTER + timedelta(days=7)).date(),
    )
