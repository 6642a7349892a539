"""Each kind of thing in each of its stages, as rows of an invented city, and who may know of it there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.casework import city
from tests.casework.standings import commitments, construction, meetings, money, navigations, notices, reviews
from tests.casework.standings.standing import Standing
from zhiyun.casework import subjects
from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Subject
from zhiyun.casework.roles import APPLICANT_ROLES, THREE_POWERS, Role
from zhiyun.casework.stages import CallStage, Stage, VersionStage
from zhiyun.records.models import Application, Call, CorrectionNotice, Invitation, StepKind, Submission

AFTER = city.CLOSES + timedelta(days=1)
EVERYONE = frozenset(Role)
HANDLES_CALLS = frozenset({Role.CASE_OFFICER, Role.ROUND_MANAGER, Role.AUDITOR})
OPENS_CASES = HANDLES_CALLS | {Role.DISTRICT_OFFICER}
AFTER_ACCEPTANCE = frozenset({Role.MEETING_SECRETARY, Role.FINANCE})


def standings(town: city.City, subject: Subject[Any]) -> list[Standing]:
    """Put a kind of thing in each of its stages; a kind nobody described here is an error on purpose."""
    return {
        subjects.APPLICATION: _applications,
        subjects.CALL: _calls,
        subjects.VERSION: _versions,
        subjects.ORGANISATION: _organisations,
        subjects.PERSON: _persons,
        subjects.ONESELF: _oneself,
        subjects.INVITATION: _invitations,
        subjects.REGISTER: _registers,
        subjects.TASK_BOOK: commitments.standings,
        subjects.CONSTRUCTION: construction.standings,
        subjects.CHANGE: commitments.changes,
        subjects.ASSIGNMENT: reviews.assignments,
        subjects.PANEL: reviews.drawn,
        subjects.VISIT: reviews.visits,
        subjects.MEETING: meetings.standings,
        subjects.BANK_ACCOUNT: money.bank_accounts,
        subjects.PAYMENT_ORDER: money.payment_orders,
        subjects.LIST: notices.lists,
        subjects.NOTICE: notices.notices,
        subjects.OBJECTION: notices.objections,
        subjects.QUESTION: notices.questions,
        subjects.NAVIGATION: navigations.standings,
    }[subject](town)


_ACCEPTED = [StepKind.SUBMITTED, StepKind.ACCEPTED]
_LATER = {
    Stage.REVIEWED: [*_ACCEPTED, StepKind.REVIEWED],
    Stage.DECIDED: [*_ACCEPTED, StepKind.REVIEWED, StepKind.DECIDED],
    Stage.PUBLISHED: [*_ACCEPTED, StepKind.REVIEWED, StepKind.DECIDED, StepKind.PUBLISHED],
    Stage.DECLINED: [*_ACCEPTED, StepKind.REVIEWED, StepKind.DECIDED, StepKind.DECLINED],
    Stage.CONFIRMED: [*_ACCEPTED, StepKind.DECIDED, StepKind.PUBLISHED, StepKind.CONFIRMED],
    Stage.COMMITTED: [*_ACCEPTED, StepKind.PUBLISHED, StepKind.CONFIRMED, StepKind.COMMITTED],
    Stage.PAID: [*_ACCEPTED, StepKind.PUBLISHED, StepKind.CONFIRMED, StepKind.PAID],
}


def _applications(town: city.City) -> list[Standing]:
    placed = {
        Stage.DRAFT: ([], city.NOON, set()),
        Stage.SEALED: ([StepKind.SUBMITTED], city.NOON, set()),
        Stage.LAPSED: ([], AFTER, set()),
        Stage.RECEIVED: ([StepKind.SUBMITTED], AFTER, OPENS_CASES),
        Stage.RETURNED: ([StepKind.SUBMITTED, StepKind.RETURNED], AFTER, OPENS_CASES),
        Stage.OVERDUE: ([StepKind.SUBMITTED, StepKind.RETURNED], AFTER + timedelta(days=30), OPENS_CASES),
        Stage.ACCEPTED: ([StepKind.SUBMITTED, StepKind.ACCEPTED], AFTER, OPENS_CASES | AFTER_ACCEPTANCE),
        Stage.REFUSED: ([StepKind.SUBMITTED, StepKind.REFUSED], AFTER, OPENS_CASES),
        Stage.WITHDRAWN: ([StepKind.SUBMITTED, StepKind.WITHDRAWN], AFTER, set()),
        **{stage: (steps, AFTER, OPENS_CASES | AFTER_ACCEPTANCE) for stage, steps in _LATER.items()},
    }
    made = []
    for stage in Stage:
        steps, at, seen_by = placed[stage]
        case = city.application(town, city.call(town), *steps)
        if StepKind.RETURNED in steps:
            _return(case)
        made.append(Standing(stage, _always(case.reference), at, frozenset({*APPLICANT_ROLES, *seen_by})))
    return made


def _return(case: Application) -> None:
    version = case.call.current
    assert version is not None
    submission = Submission.objects.create(
        application=case,
        number=1,
        call_version=version,
        at=city.NOON,
        by_id=case.begun_by_id,
        undertaking="演示承诺",
        snapshot={},
        seal="0" * 64,
        outcome="met",
        not_met=0,
        missing=0,
        to_judge=0,
        papers=0,
    )
    CorrectionNotice.objects.create(
        application=case,
        submission=submission,
        at=AFTER,
        by_id=case.begun_by_id,
        workdays=5,
        due_on=(AFTER + timedelta(days=7)).date(),
    )


def _calls(town: city.City) -> list[Standing]:
    unpublished = city.call(town, published=False)
    made = city.call(town)
    always = _always(made.reference)
    return [
        Standing(CallStage.UNPUBLISHED, _always(unpublished.reference), city.NOON, HANDLES_CALLS),
        Standing(CallStage.DISCARDED, _always(_discarded(town).reference), city.NOON, HANDLES_CALLS),
        Standing(CallStage.ANNOUNCED, always, city.OPENS - timedelta(microseconds=1), EVERYONE),
        Standing(CallStage.OPEN, always, city.NOON, EVERYONE),
        Standing(CallStage.CLOSED, always, city.CLOSES, EVERYONE),
    ]


def _versions(town: city.City) -> list[Standing]:
    draft, sent, published = (
        city.call(town, published=False),
        city.call(town, published=False),
        city.call(town),
    )
    officer = town.seats[Role.CASE_OFFICER].person_id
    sent.versions.update(sent_by_id=officer, sent_at=city.NOON)
    return [
        Standing(VersionStage.DRAFT, _always(draft.versions.get().pk), city.NOON, HANDLES_CALLS),
        Standing(VersionStage.SENT, _always(sent.versions.get().pk), city.NOON, HANDLES_CALLS),
        Standing(
            VersionStage.DISCARDED, _always(_discarded(town).versions.get().pk), city.NOON, HANDLES_CALLS
        ),
        Standing(VersionStage.PUBLISHED, _always(published.versions.get().pk), city.NOON, EVERYONE),
    ]


def _discarded(town: city.City) -> Call:
    made = city.call(town, published=False)
    made.discarded_at, made.discarded_by_id = city.NOON, made.begun_by_id
    made.discarded_because = "演示"
    made.save()
    return made


def _organisations(town: city.City) -> list[Standing]:
    return [Standing(None, lambda by: by.organisation_id or 0, city.NOON, EVERYONE - {Role.PUBLIC})]


def _persons(town: city.City) -> list[Standing]:
    """Oneself; who has not logged in is nobody."""
    return [
        Standing(None, lambda by: by.person_id or 0, city.NOON, EVERYONE - {Role.PUBLIC}),
        # Another person: only the three powers know of it.
        Standing(None, _always(town.foreign_preparer.person_id), city.NOON, frozenset(THREE_POWERS)),
    ]


def _oneself(town: city.City) -> list[Standing]:
    """Oneself, and another person, whom nobody may touch as if it were oneself."""
    another = Standing(None, _always(town.foreign_preparer.person_id), city.NOON, frozenset())
    return [_persons(town)[0], another]


def _invitations(town: city.City) -> list[Standing]:
    """One that can be taken up: whoever has its link knows of it."""
    made = Invitation.objects.create(
        organisation=town.applicant,
        role=Role.PREPARER,
        email="invited@example.cn",
        digest="0" * 64,
        invited_by_id=town.seats[Role.LEGAL_REPRESENTATIVE].person_id,
        invited_at=city.OPENS,
        expires_at=AFTER,
    )
    return [Standing(None, _always(made.digest), city.NOON, EVERYONE)]


def _registers(town: city.City) -> list[Standing]:
    return [Standing(None, _always("new@example.cn"), city.NOON, EVERYONE)]


def _always(reference: Any) -> Callable[[Actor], Any]:
    return lambda by: reference
