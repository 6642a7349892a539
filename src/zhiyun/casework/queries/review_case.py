"""The review of one case as the bureau sees it: who sits on it, their conflicts, sheets, opinion and visits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Prefetch, When

from zhiyun.casework import sight, stages
from zhiyun.casework.actor import Actor
from zhiyun.casework.queries.papers import Download
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.reviewing import checking_blind, conflicts, opinions, schemes, spread
from zhiyun.casework.reviewing.checking_blind import Checked
from zhiyun.casework.reviewing.conflicts import Ground
from zhiyun.casework.reviewing.schemes import Criterion
from zhiyun.casework.reviewing.spread import Spread
from zhiyun.casework.roles import Role
from zhiyun.casework.stages import Stage
from zhiyun.kernel.money import Money
from zhiyun.kernel.terms import Choice
from zhiyun.records.models import (
    Application,
    Assignment,
    ConflictDeclaration,
    PanelOpinion,
    ReviewPhase,
    SiteScan,
    SiteSignature,
    SiteVisit,
    StoredFile,
)


@dataclass(frozen=True)
class Member:
    """Who sits, or sat, on the case."""

    person_id: int
    name: str
    chairs: bool
    panel: str
    ended_at: datetime | None
    because: str
    declared: str
    grounds: tuple[Ground, ...]
    replaced: bool


@dataclass(frozen=True)
class SignedSheet:
    """A signed sheet with its name, for who runs the review."""

    name: str
    at: datetime
    score: Fraction
    is_outlier: bool
    points: Mapping[str, Any]
    answers: tuple[Mapping[str, Any], ...]
    remark: str
    sm3: str


@dataclass(frozen=True, slots=True)
class Scan:
    """The record sheet as signed on paper: the file, whose signatures stand on it, and who scanned it."""

    name: str
    size: int
    sm3: str
    signed_by: tuple[str, ...]
    by: str
    at: datetime


@dataclass(frozen=True)
class Visit:
    """An on-site assessment and what became of it."""

    key: int
    number: int
    planned_at: datetime
    place: str
    why: str
    checklist: tuple[str, ...]
    visited_at: datetime | None
    findings: tuple[Mapping[str, Any], ...]
    attendees: tuple[Mapping[str, Any], ...]
    photographs: tuple[Mapping[str, Any], ...]
    signatures: tuple[tuple[str, str, datetime, str], ...]
    sm3: str
    scans: tuple[Scan, ...] = ()


@dataclass(frozen=True)
class ReviewCase:
    """The review of one case."""

    reference: str
    applicant: str
    call: str
    call_title: str
    stage: Stage
    members: tuple[Member, ...]
    criteria: tuple[Criterion, ...]
    sheets: tuple[SignedSheet, ...]
    score: Fraction | None
    reading: Choice | None
    spread: Spread | None
    passing_points: int | None
    opinion: PanelOpinion | None
    proposed: Money | None
    asked: Money
    signatures: tuple[tuple[str, bool, str, datetime], ...]
    is_complete: bool
    visits: tuple[Visit, ...]
    manages: bool
    plans: bool
    blind: Checked | None

    @property
    def is_open(self) -> bool:
        """The review has not been closed."""
        return self.stage is Stage.ACCEPTED


def case(*, by: Actor, reference: str) -> ReviewCase:
    """Give the review of a case; refuses who may not open the case, or may not look into its review."""
    return _case(by, _seen(by, reference=reference))


def _case(by: Actor, row: Application) -> ReviewCase:
    assigned = _assigned(row)
    sitting = tuple(each for each in assigned if each.ended_at is None)
    joined = opinions.joined(application=row, sitting=sitting)
    scheme = sitting[0].panel.scheme if sitting else row.call.review_schemes.order_by("-number").first()
    apart = spread.spread(
        scores=joined.scores,
        outlier_points=int(scheme.joining.get("outlier_points", schemes.OUTLIER_POINTS)) if scheme else 0,
    )
    newest, signatures = opinions.signed(application=row)
    submission = row.last_submission
    assert submission is not None
    assert row.call.current is not None
    return ReviewCase(
        reference=row.reference,
        applicant=row.organisation.name,
        call=row.call.reference,
        call_title=row.call.current.title,
        stage=stages.standing(step=row.last_step, closed=True),
        members=tuple(_members(row, by, assigned)),
        criteria=schemes.criteria(scheme=scheme) if scheme else (),
        sheets=tuple(
            SignedSheet(
                sheet.expert.name,
                sheet.at,
                joined.scores[place],
                apart is not None and place in apart.outliers,
                sheet.points,
                tuple(sheet.answers),
                sheet.remark,
                sheet.sm3,
            )
            for place, sheet in enumerate(joined.sheets)
        ),
        score=joined.score,
        reading=joined.reading,
        spread=apart,
        passing_points=scheme.passing_points if scheme else None,
        opinion=newest,
        proposed=Money(newest.proposed_fen) if newest else None,
        asked=Money(submission.asked_fen or 0),
        signatures=tuple((each.expert.name, each.agrees, each.dissent, each.at) for each in signatures),
        is_complete=opinions.is_complete(signatures=signatures, sitting=sitting),
        visits=visits(application=row),
        manages=by.role is Role.ROUND_MANAGER,
        plans=by.role in (Role.ROUND_MANAGER, Role.CASE_OFFICER),
        blind=_blind(row),
    )


def _blind(row: Application) -> Checked | None:
    """Sweep a file as its blind experts see it; None where no phase of its call is blind."""
    sealed = getattr(row, "to_sweep", None)
    if sealed is None:
        return None
    former = checking_blind.former_names(application=row)
    return checking_blind.checked(snapshot=sealed, former=former)


def visits(*, application: Application) -> tuple[Visit, ...]:
    """List the on-site assessments of a case the actor has opened."""
    rows = SiteVisit.objects.filter(application=application).select_related("record").order_by("number")
    signed = SiteSignature.objects.select_related("by").order_by("id")
    scanned = SiteScan.objects.select_related("by").order_by("id")
    joined = rows.prefetch_related(Prefetch("record__signatures", signed), Prefetch("record__scans", scanned))
    return tuple(_visit(row) for row in joined)


def visit(*, by: Actor, key: int) -> tuple[ReviewCase, Visit]:
    """Give one on-site assessment with its case; refuses any other as not found."""
    shown = _case(by, _seen(by, site_visits=key))
    return shown, next(each for each in shown.visits if each.key == key)


def photograph(*, by: Actor, key: int, number: int) -> Download:
    """Give one photograph of a record, by its number from 1, to who may look into the review."""
    _shown, found = visit(by=by, key=key)
    if not 1 <= number <= len(found.photographs):
        raise NotFound
    told = found.photographs[number - 1]
    file = StoredFile.objects.get(pk=told["sm3"])
    return Download(file.sm3, told["name"], file.size, file.media_type)


def scan(*, by: Actor, key: int, number: int) -> Download:
    """Give one scan of a record signed on paper, by its number from 1, to who may look into the review."""
    _shown, found = visit(by=by, key=key)
    if not 1 <= number <= len(found.scans):
        raise NotFound
    told = found.scans[number - 1]
    file = StoredFile.objects.get(pk=told.sm3)
    return Download(file.sm3, told.name, file.size, file.media_type)


def _seen(by: Actor, **asked: object) -> Application:
    """Give the row of a case; what it handed in comes along as ``to_sweep`` where a phase of its call is blind."""
    blind = ReviewPhase.objects.filter(call=OuterRef("call"), blind=True)
    drawn = Assignment.objects.filter(expert_id=by.person_id, application__call=OuterRef("call"))
    row = (
        sight.applications(by=by)
        .filter(**asked)
        .annotate(
            **conflicts.SEALED_PARTNERS,
            to_sweep=Case(When(Exists(blind), then=F("last_submission__snapshot"))),
            was_drawn=Exists(drawn),
        )
        .select_related("call__current", "organisation", "last_submission__call_version")
        .defer("last_submission__snapshot")
        .first()
    )
    if row is None:
        unseen = Application.objects.filter(**asked).values_list("reference", flat=True).first()
        row = sight.application(by=by, reference=unseen or "")
        sight.reviewed_call(by=by, reference=row.call.reference)
    else:
        sight.refuse_review(by=by, call=row.call, was_drawn=row.was_drawn)
    return row


def _assigned(row: Application) -> tuple[Assignment, ...]:
    """Give all who were ever drawn for a case, as `opinions.seated` gives those who still sit on it."""
    rows = opinions.chairs_first(rows=Assignment.objects.filter(application=row))
    return tuple(rows.select_related("expert", "panel__scheme"))


def _members(row: Application, by: Actor, assigned: tuple[Assignment, ...]) -> list[Member]:
    sitting = [each for each in assigned if each.ended_at is None]
    gone = sorted((each for each in assigned if each.ended_at is not None), key=_when_ended)
    rows = [*sorted(sitting, key=lambda each: each.pk), *gone]
    chair = sitting[0].expert_id if sitting else 0
    people = sorted({each.expert_id for each in rows})
    known = conflicts.look_up(
        experts=people,
        applications=[row] if "sealed_partners" in vars(row) else Application.objects.filter(pk=row.pk),
    )
    found = conflicts.grounds_of(known=known, experts=people, on=by.day)
    replaced = {each.replaces_id for each in rows}
    return [
        Member(
            each.expert_id,
            each.expert.name,
            each.ended_at is None and each.expert_id == chair,
            each.panel.reference,
            each.ended_at,
            each.ended_because,
            _declared(known.declared.get((each.expert_id, row.pk))),
            found.get((each.expert_id, row.pk), ()),
            each.pk in replaced,
        )
        for each in rows
    ]


def _when_ended(row: Assignment) -> tuple[datetime, int]:
    assert row.ended_at is not None
    return row.ended_at, row.pk


def _declared(said: ConflictDeclaration | None) -> str:
    if said is None:
        return ""
    return "conflicted" if said.conflicted else "named" if said.named else "blind"


def _visit(row: SiteVisit) -> Visit:
    record = getattr(row, "record", None)
    signed = record.signatures.all() if record else ()
    return Visit(
        row.pk,
        row.number,
        row.planned_at,
        row.place,
        row.why,
        tuple(row.checklist),
        record.visited_at if record else None,
        tuple(record.findings) if record else (),
        tuple(record.attendees) if record else (),
        tuple(record.photographs) if record else (),
        tuple((each.by.name, str(Role(each.role).label), each.at, each.remark) for each in signed),
        record.sm3 if record else "",
        tuple(
            Scan(each.name, each.size, each.sm3, tuple(each.signed_by), each.by.name, each.at)
            for each in (record.scans.all() if record else ())
        ),
    )
