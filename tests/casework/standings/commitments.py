"""Task books in each of their stages."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tests.casework import city, onward
from tests.casework import standings as kinds
from zhiyun import law
from zhiyun.casework.roles import APPLICANT_ROLES, Role
from zhiyun.casework.subjects.changes import ChangeStage
from zhiyun.casework.subjects.commitments import TaskBookStage
from zhiyun.records.models import (
    Application,
    ChangeAgreement,
    ChangeEnd,
    GrantChange,
    TaskBook,
    TaskBookSignature,
    TaskBookVersion,
)

if TYPE_CHECKING:
    from tests.casework.standings import Standing

AMOUNT = 300_000_000
SEEN_BY = frozenset(
    {
        *APPLICANT_ROLES,
        *(Role.CASE_OFFICER, Role.ROUND_MANAGER, Role.AUDITOR, Role.DISTRICT_OFFICER),
        *(Role.MEETING_SECRETARY, Role.FINANCE),
    }
)


def standings(town: city.City) -> list[Standing]:
    """Put a task book in each stage: nobody has signed, one side has, both have."""
    placed = {
        TaskBookStage.NEGOTIATED: (),
        TaskBookStage.SIGNED_BY_APPLICANT: ("applicant",),
        TaskBookStage.SIGNED_BY_BUREAU: ("bureau",),
    }
    made = []
    for stage, sides in placed.items():
        case = begun(town)
        version = case.task_book.versions.get()
        for side in sides:
            TaskBookSignature.objects.create(
                version=version, side=side, by_id=case.begun_by_id, by_name="演示签订人", at=onward.AFTER
            )
        made.append(kinds.Standing(stage, kinds._always(case.reference), LATER, SEEN_BY))
    case = confirmed(town)
    onward.granted(town, case, [(AMOUNT, date(2027, 3, 1))])
    made.append(kinds.Standing(TaskBookStage.IN_FORCE, kinds._always(case.reference), LATER, SEEN_BY))
    return made


LATER = onward.AFTER.replace(month=8, day=10)


def confirmed(town: city.City, amount: int = AMOUNT) -> Application:
    """Make a municipal centre whose support was decided, published and confirmed."""
    under = city.call(town, law.Benefit.MUNICIPAL_CENTRE)
    case = onward.accepted(town, under)
    resolution = onward.resolved(town, under, {case: amount})
    onward.confirmed(town, onward.published(town, resolution))
    case.refresh_from_db()
    return case


def begun(town: city.City) -> Application:
    """Make one whose task book has its first version, without contents."""
    case = confirmed(town)
    officer = town.seats[Role.CASE_OFFICER].person_id
    book = TaskBook.objects.create(
        reference=f"RW-{next(city.numbers)}",
        application=case,
        decision=case.decisions.get(),
        begun_by_id=officer,
        begun_at=onward.AFTER,
    )
    TaskBookVersion.objects.create(
        task_book=book, number=1, side="bureau", content={}, sm3=onward.SM3, by_id=officer, at=onward.AFTER
    )
    return case


def changes(town: city.City) -> list[Standing]:
    """Put a change of a task book in each stage: nobody has signed, one side has, both have, or it was ended."""
    placed = {
        ChangeStage.NEGOTIATED: (),
        ChangeStage.SIGNED_BY_APPLICANT: ("applicant",),
        ChangeStage.SIGNED_BY_BUREAU: ("bureau",),
        ChangeStage.IN_FORCE: ("applicant", "bureau"),
        ChangeStage.ENDED: (),
    }
    return [
        kinds.Standing(stage, kinds._always(_changed(town, stage, sides)), LATER, SEEN_BY)
        for stage, sides in placed.items()
    ]


def _changed(town: city.City, stage: ChangeStage, sides: tuple[str, ...]) -> str:
    case = confirmed(town)
    grant = onward.granted(town, case, [(AMOUNT, date(2027, 3, 1))])
    who = {"by_id": case.begun_by_id, "at": LATER}
    agreement = ChangeAgreement.objects.create(
        reference=f"BG-{next(city.numbers)}-1",
        task_book=grant.version.task_book,
        number=1,
        side="applicant",
        reason="演示",
        begun_by_id=case.begun_by_id,
        begun_at=LATER,
    )
    version = TaskBookVersion.objects.create(
        task_book=agreement.task_book,
        agreement=agreement,
        number=2,
        side="applicant",
        content={},
        sm3=onward.SM3,
        **who,
    )
    for side in sides:
        TaskBookSignature.objects.create(version=version, side=side, by_name="演示签订人", **who)
    if stage is ChangeStage.IN_FORCE:
        GrantChange.objects.create(
            grant=grant,
            version=version,
            signed_on=LATER.date(),
            last_on=grant.last_on,
            amount_fen=AMOUNT,
            at=LATER,
        )
    if stage is ChangeStage.ENDED:
        ChangeEnd.objects.create(agreement=agreement, side="bureau", words="演示", **who)
    return str(agreement.reference)
