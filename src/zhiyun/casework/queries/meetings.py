"""The bureau's meetings as their screens show them: in a fixed number of questions, however many applicants."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef

from zhiyun import law
from zhiyun.casework import sight
from zhiyun.casework.actor import Actor
from zhiyun.casework.meetings import MeetingStage, agendas, rules, ties
from zhiyun.casework.meetings.agendas import Agenda
from zhiyun.casework.meetings.basis import Basis
from zhiyun.casework.roles import Role
from zhiyun.casework.sight import MEETING_ROLES
from zhiyun.kernel.money import Money
from zhiyun.kernel.terms import Choice
from zhiyun.records.models import (
    AgendaCase,
    AgendaItem,
    Application,
    Call,
    Conclusion,
    IssuedPaper,
    Meeting,
    MeetingMember,
    Minutes,
    MinutesApproval,
    Person,
    Resolution,
    StepKind,
)

__all__ = ["MEETING_ROLES", "colleagues", "listing", "minutes_of", "said_shown", "shown", "to_bring"]


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in the list."""

    reference: str
    title: str
    held_at: datetime
    place: str
    stage: MeetingStage
    cases: int
    has_minutes: bool


@dataclass(frozen=True, slots=True)
class SaidShown:
    """What the meeting said of a case."""

    supports: bool
    amount: Money | None
    by_consensus: bool
    votes: tuple[int, int, int]
    departs: bool
    because: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case on the agenda: what was proposed, who stands aside or still must, and what was said."""

    reference: str
    applicant: str
    district: str
    basis: Basis | None
    proposed: Money | None
    aside: tuple[str, ...]
    must_stand_aside: tuple[str, ...]
    voters: int
    is_enough: bool
    said: SaidShown | None

    @property
    def basis_amount(self) -> Money | None:
        """The verified operating amount, or what the panel proposes."""
        return None if self.basis is None else Money(self.basis.fen)


@dataclass(frozen=True)
class ItemShown:
    """One call on the agenda with its cases; ``revises`` names the resolution it sits on again, ``because`` why."""

    call: str
    title: str
    document: str
    benefit: law.Benefit
    cases: tuple[CaseLine, ...]
    revises: str = ""
    because: str = ""

    @property
    def open(self) -> int:
        """How many cases nothing was said of."""
        return sum(case.said is None for case in self.cases)


@dataclass(frozen=True, slots=True)
class MinutesShown:
    """A version of the minutes; ``approved_by`` is empty until a second person has."""

    number: int
    words: str
    written_by: str
    at: datetime
    approved_by: str
    approved_at: datetime | None


@dataclass(frozen=True)
class MeetingShown:
    """A whole meeting."""

    reference: str
    title: str
    held_at: datetime
    place: str
    quorum: int
    stage: MeetingStage
    members: tuple[MeetingMember, ...]
    items: tuple[ItemShown, ...]
    minutes: tuple[MinutesShown, ...]
    resolutions: tuple[str, ...]
    paper: str
    mark: str
    role: Role
    measure: str
    readings: tuple[Choice, ...]

    @property
    def open(self) -> int:
        """How many cases nothing was said of."""
        return sum(item.open for item in self.items)

    @property
    def present(self) -> int:
        """How many are there with a vote."""
        return sum(member.present is True and member.votes for member in self.members)


def is_known(*, reference: str) -> bool:
    """Say whether there is such a meeting at all; for what is kept before anyone is known, never shown."""
    return Meeting.objects.filter(reference=reference).exists()


def listing(*, by: Actor) -> tuple[MeetingLine, ...]:
    """List the bureau's meetings, the newest first."""
    approved = MinutesApproval.objects.filter(minutes__meeting=OuterRef("pk"))
    rows = sight.meetings(by=by).annotate(
        cases=Count("items__cases", distinct=True),
        is_recorded=Exists(approved),
        has_minutes=Exists(Minutes.objects.filter(meeting=OuterRef("pk"))),
    )
    return tuple(
        MeetingLine(
            row.reference,
            row.title,
            row.held_at,
            row.place,
            _stage(row, row.is_recorded),
            row.cases,
            row.has_minutes,
        )
        for row in rows.order_by("-held_at", "-id")
    )


def shown(*, by: Actor, reference: str) -> MeetingShown:
    """Give one meeting the actor may open; refuses as `sight.meeting` does."""
    meeting = sight.meeting(by=by, reference=reference)
    agenda = agendas.agenda(meeting=meeting)
    minutes = tuple(_minutes(meeting))
    stage = _stage(meeting, bool(minutes and minutes[0].approved_at))
    tied = _must_stand_aside(agenda) if stage in (MeetingStage.CONVENED, MeetingStage.OPEN) else {}
    known = agendas.bases_of(agenda=agenda)
    is_recorded = stage is MeetingStage.RECORDED
    return MeetingShown(
        reference=meeting.reference,
        title=meeting.title,
        held_at=meeting.held_at,
        place=meeting.place,
        quorum=meeting.quorum,
        stage=stage,
        members=agenda.members,
        items=tuple(_item(agenda, item, known, tied) for item in agenda.items),
        minutes=minutes,
        resolutions=_resolutions(meeting) if is_recorded else (),
        paper=_paper(meeting) if is_recorded else "",
        mark=agenda.mark(),
        role=by.role,
        measure=meeting.measure,
        readings=rules.of_meeting(meeting=meeting, items=agenda.items),
    )


def _stage(meeting: Meeting, is_recorded: bool) -> MeetingStage:
    """Tell where a meeting stands, as `meetings.of_meeting` does, once its approval is known."""
    if is_recorded:
        return MeetingStage.RECORDED
    if meeting.closed_at is not None:
        return MeetingStage.CLOSED
    return MeetingStage.CONVENED if meeting.opened_at is None else MeetingStage.OPEN


def to_bring(*, by: Actor) -> tuple[tuple[str, str], ...]:
    """List the closed calls of the bureau with reviewed applications on no agenda, as reference and title."""
    ready = Application.objects.filter(call=OuterRef("pk"), last_step=StepKind.REVIEWED)
    brought = AgendaItem.objects.filter(call=OuterRef("pk"), revises=None, resolutions=None)
    calls = Call.objects.filter(
        Exists(ready), ~Exists(brought), issuer_id=by.organisation_id, current__isnull=False
    )
    return tuple(calls.order_by("reference").values_list("reference", "current__title"))


def colleagues(*, by: Actor) -> tuple[tuple[str, str], ...]:
    """List the accounts of the bureau, as name and address, for naming members."""
    held = Person.objects.filter(
        mandates__organisation_id=by.organisation_id, mandates__ended_at=None, departed_at=None
    )
    return tuple(held.distinct().order_by("name").values_list("name", "email"))


def _item(
    agenda: Agenda, item: AgendaItem, known: dict[int, Basis], tied: dict[tuple[int, int], None]
) -> ItemShown:
    version = item.call.current
    assert version is not None, "only a published call is brought"
    return ItemShown(
        item.call.reference,
        version.title,
        version.document,
        law.Benefit(item.call.benefit),
        tuple(
            _case(agenda, case, known.get(case.application_id), tied)
            for case in agenda.cases.get(item.pk, ())
        ),
        "" if item.revises is None else item.revises.reference,
        item.because,
    )


def _case(
    agenda: Agenda, case: AgendaCase, basis: Basis | None, tied: dict[tuple[int, int], None]
) -> CaseLine:
    sitting = agenda.sitting_on(case)
    body = case.application.organisation
    said = agenda.conclusions.get(case.pk)
    return CaseLine(
        case.application.reference,
        body.name,
        body.district,
        basis,
        None if case.proposed_fen is None else Money(case.proposed_fen),
        tuple(each.member.name for each in agenda.recusals if each.case_id == case.pk),
        tuple(
            each.name
            for each in agenda.members
            if (each.pk, body.pk) in tied and each.pk not in sitting.recused and each.votes
        ),
        len(sitting.voters),
        sitting.is_enough,
        None if said is None else said_shown(said=said),
    )


def said_shown(*, said: Conclusion) -> SaidShown:
    """Give a conclusion as pages show it."""
    return SaidShown(
        said.supports,
        None if said.supported_fen is None else Money(said.supported_fen),
        said.by_consensus,
        (said.votes_for, said.votes_against, said.abstained),
        said.departs,
        said.departs_because,
        said.words,
        said.at,
    )


def _must_stand_aside(agenda: Agenda) -> dict[tuple[int, int], None]:
    bodies = [case.application.organisation for case in agenda.all_cases]
    return {
        (tie.member, tie.organisation): None for tie in ties(members=agenda.members, organisations=bodies)
    }


def minutes_of(*, meeting: Meeting) -> tuple[tuple[MinutesShown, ...], str]:
    """Give the versions of a meeting's minutes, the newest first, and the code of the issued paper, if any."""
    versions = tuple(_minutes(meeting))
    return versions, _paper(meeting) if versions and versions[0].approved_at else ""


def _minutes(meeting: Meeting) -> Iterator[MinutesShown]:
    rows = Minutes.objects.filter(meeting=meeting).select_related("written_by", "approval__by")
    for row in rows.order_by("-number"):
        approval = getattr(row, "approval", None)
        yield MinutesShown(
            row.number,
            row.words,
            row.written_by.name,
            row.at,
            "" if approval is None else approval.by.name,
            None if approval is None else approval.at,
        )


def _resolutions(meeting: Meeting) -> tuple[str, ...]:
    rows = Resolution.objects.filter(item__meeting=meeting).order_by("id")
    return tuple(rows.values_list("reference", flat=True))


def _paper(meeting: Meeting) -> str:
    """Give the code of the issued minutes."""
    rows = IssuedPaper.objects.filter(kind="minutes", content__meeting__reference=meeting.reference)
    return rows.values_list("code", flat=True).first() or ""
