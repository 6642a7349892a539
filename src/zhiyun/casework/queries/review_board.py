"""A round's review as the bureau runs it: its cases, how far each panel is, how the scores lie, who scores how."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.db.models import Count, Exists, OuterRef, Q

from zhiyun.casework import rounds, sight, stages
from zhiyun.casework.actor import Actor
from zhiyun.casework.reviewing import conflicts, opinions, phases, schemes, spread
from zhiyun.casework.reviewing.schemes import Criterion
from zhiyun.casework.reviewing.spread import Spread
from zhiyun.casework.roles import Role
from zhiyun.casework.stages import Stage
from zhiyun.records.models import (
    Application,
    Assignment,
    Call,
    OpinionSignature,
    PanelOpinion,
    ReviewPhase,
    ReviewScheme,
    ScoreSheet,
    StepKind,
)


@dataclass(frozen=True, slots=True)
class CallLine:
    """A construction call in the list."""

    reference: str
    title: str
    accepted: int
    reviewed: int
    closes_at: datetime


@dataclass(frozen=True)
class CaseLine:
    """One case of the board: ``sheets`` of ``sitting`` are signed, ``signatures`` under the newest opinion."""

    reference: str
    applicant: str
    stage: Stage
    panel: str
    sheets: int
    sitting: int
    score: Fraction | None
    spread: Spread | None
    supports: bool | None
    signatures: int
    barred: int
    hints: int

    @property
    def is_complete(self) -> bool:
        """Everyone has signed the opinion."""
        return self.sitting > 0 and self.signatures == self.sitting


@dataclass(frozen=True, slots=True)
class SetUp:
    """The scheme and the phases of a call's review."""

    reference: str
    scheme: ReviewScheme | None
    criteria: tuple[Criterion, ...]
    phases: tuple[ReviewPhase, ...]


@dataclass(frozen=True)
class Board:
    """A call's review."""

    reference: str
    title: str
    scheme: ReviewScheme | None
    criteria: tuple[Criterion, ...]
    phases: tuple[ReviewPhase, ...]
    running: ReviewPhase | None
    panels: tuple[tuple[str, str], ...]
    lines: tuple[CaseLine, ...]
    waiting: int
    missing: int
    manages: bool
    is_closed: bool
    has_panel: bool


@dataclass(frozen=True, slots=True)
class Scorer:
    """How one expert scores beside the others: on average so many points above or below the joined score."""

    name: str
    sheets: int
    mean: Fraction
    lean: Fraction
    outliers: int


@dataclass(frozen=True)
class Calibration:
    """Every expert of a call beside the others, and every case by how far its scores lie apart."""

    title: str
    outlier_points: int
    scorers: tuple[Scorer, ...]
    cases: tuple[CaseLine, ...]


def calls(*, by: Actor) -> tuple[CallLine, ...]:
    """List the bureau's construction calls, the newest first; nothing for who does not look into reviews."""
    if by.role not in sight.REVIEW_ROLES:
        return ()
    rows = (
        Call.objects.filter(issuer_id=by.organisation_id, current__isnull=False)
        .exclude(benefit=sight.SUBSIDY)
        .select_related("current")
        .annotate(
            accepted=Count("applications", filter=Q(applications__last_step__in=sight.SINCE_ACCEPTANCE)),
            waiting=Count("applications", filter=Q(applications__last_step=StepKind.ACCEPTED)),
        )
        .order_by("-id")
    )
    return tuple(
        CallLine(
            row.reference, row.current.title, row.accepted, row.accepted - row.waiting, row.current.closes_at
        )
        for row in rows
        if row.current is not None
    )


def set_up(*, by: Actor, reference: str) -> SetUp:
    """Give what a call's review is set up with, to who may look into it."""
    call = sight.reviewed_call(by=by, reference=reference)
    scheme = call.review_schemes.order_by("-number").first()
    return SetUp(
        call.reference,
        scheme,
        schemes.criteria(scheme=scheme) if scheme else (),
        tuple(call.review_phases.order_by("number")),
    )


def board(*, by: Actor, reference: str) -> Board:
    """Give the board of a call whose review the actor may look into."""
    call = sight.reviewed_call(by=by, reference=reference)
    assert call.current is not None
    cases = _cases(call, by)
    scheme = call.review_schemes.order_by("-number").first()
    lines = tuple(_lines(cases, _sheets(cases), scheme, by))
    listed = tuple(call.review_phases.order_by("number"))
    panels = tuple(call.panels.order_by("id").values_list("reference", "name"))
    return Board(
        reference=call.reference,
        title=call.current.title,
        scheme=scheme,
        criteria=schemes.criteria(scheme=scheme) if scheme else (),
        phases=listed,
        running=phases.running(phases=listed, at=by.at),
        panels=panels,
        lines=lines,
        waiting=sum(not line.panel and line.stage is Stage.ACCEPTED for line in lines),
        missing=sum(line.sitting - line.sheets for line in lines),
        manages=by.role is Role.ROUND_MANAGER,
        is_closed=by.at >= call.current.closes_at,
        has_panel=bool(panels),
    )


def calibration(*, by: Actor, reference: str) -> Calibration:
    """Set the experts of a call beside each other, by the signed sheets of who still sits there."""
    call = sight.reviewed_call(by=by, reference=reference)
    assert call.current is not None
    cases = _cases(call, by)
    scheme = call.review_schemes.order_by("-number").first()
    sheets = _sheets(cases)
    lines = {line.reference: line for line in _lines(cases, sheets, scheme, by)}
    by_expert: dict[str, list[tuple[Fraction, CaseLine, bool]]] = {}
    references = {each.pk: each.reference for each in cases}
    for key, listed in sheets.items():
        line = lines[references[key]]
        for place, sheet in enumerate(listed):
            is_far = line.spread is not None and place in line.spread.outliers
            by_expert.setdefault(f"{sheet.expert_id} {sheet.expert.name}", []).append(
                (opinions.score_of(sheet=sheet), line, is_far)
            )
    scorers = [
        Scorer(
            name.partition(" ")[2],
            len(found),
            spread.mean(scores=[score for score, _line, _far in found]),
            spread.mean(scores=[score - (line.score or 0) for score, line, _far in found]),
            sum(far for _score, _line, far in found),
        )
        for name, found in by_expert.items()
    ]
    return Calibration(
        call.current.title,
        _outlier_points(scheme),
        tuple(sorted(scorers, key=lambda each: -abs(each.lean))),
        tuple(
            sorted(
                (line for line in lines.values() if line.spread is not None),
                key=lambda line: -(line.spread.range if line.spread else 0),
            )
        ),
    )


def _cases(call: Call, by: Actor) -> list[Application]:
    """Give a call's cases since acceptance that the actor may open, without what they hold."""
    return list(
        sight.applications(by=by)
        .filter(call=call, last_step__in=sight.SINCE_ACCEPTANCE)
        .annotate(**conflicts.SEALED_PARTNERS)
        .select_related("organisation", "last_submission__call_version")
        .defer("last_submission__snapshot")
        .order_by("organisation__name")
    )


def _lines(
    rows: Sequence[Application],
    sheets: Mapping[int, list[ScoreSheet]],
    scheme: ReviewScheme | None,
    by: Actor,
) -> Iterable[CaseLine]:
    sitting: dict[int, list[Assignment]] = {}
    live = Assignment.objects.filter(application__in=rows, ended_at=None).select_related("panel")
    for each in live.order_by("pk"):
        sitting.setdefault(each.application_id, []).append(each)
    newest = _opinions(rows)
    people = {each.expert_id for listed in sitting.values() for each in listed}
    found = conflicts.grounds(experts=people, applications=rows, on=by.day)
    points = _outlier_points(scheme)
    for row in rows:
        seats = sitting.get(row.pk, [])
        grounds = [g for each in seats for g in found.get((each.expert_id, row.pk), ())]
        scores = [opinions.score_of(sheet=each) for each in sheets.get(row.pk, ())]
        pinned = rounds.pinned(version=row.last_submission.call_version)
        opinion, signed = newest.get(row.pk, (None, set()))
        yield CaseLine(
            reference=row.reference,
            applicant=row.organisation.name,
            stage=stages.standing(step=row.last_step, closed=True),
            panel=seats[0].panel.reference if seats else "",
            sheets=len(scores),
            sitting=len(seats),
            score=pinned.measure.panel_score(scores)[0] if scores else None,
            spread=spread.spread(scores=scores, outlier_points=points),
            supports=opinion.supports if opinion else None,
            signatures=len(signed & {each.expert_id for each in seats}),
            barred=sum(g.bars for g in grounds),
            hints=sum(not g.bars and g.ruled is None for g in grounds),
        )


def _sheets(cases: Iterable[Application]) -> Mapping[int, list[ScoreSheet]]:
    """Give the newest sheet of each expert who still sits on a case, in the order of their keys."""
    sits = Assignment.objects.filter(
        application=OuterRef("application"), expert=OuterRef("expert"), ended_at=None
    )
    newest: dict[tuple[int, int], ScoreSheet] = {}
    rows = ScoreSheet.objects.filter(Exists(sits), application__in=cases)
    for sheet in rows.select_related("scheme", "expert").order_by("expert_id", "number"):
        newest[sheet.application_id, sheet.expert_id] = sheet
    listed: dict[int, list[ScoreSheet]] = {}
    for (case, _person), sheet in newest.items():
        listed.setdefault(case, []).append(sheet)
    return listed


def _opinions(cases: Iterable[Application]) -> Mapping[int, tuple[PanelOpinion, set[int]]]:
    """Give each case's newest opinion and who signed it; its chair signs it when it is written."""
    found: dict[int, tuple[PanelOpinion, set[int]]] = {}
    rows = OpinionSignature.objects.filter(opinion__application__in=cases).select_related("opinion")
    for row in rows.order_by("opinion__number", "id"):
        newest, signed = found.get(row.opinion.application_id, (row.opinion, set()))
        if newest.pk != row.opinion_id:
            newest, signed = row.opinion, set()
        found[row.opinion.application_id] = (newest, signed | {row.expert_id})
    return found


def _outlier_points(scheme: ReviewScheme | None) -> int:
    return int((scheme.joining if scheme else {}).get("outlier_points", schemes.OUTLIER_POINTS))
