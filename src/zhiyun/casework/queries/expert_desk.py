"""An expert's desk: every file they were given, how far they are with it, until when, and which one comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from zhiyun.casework import rounds, sight
from zhiyun.casework.actor import Actor
from zhiyun.casework.reviewing import access, opinions, phases, schemes, sheets
from zhiyun.casework.reviewing.access import SheetStage
from zhiyun.casework.roles import Role
from zhiyun.casework.tasks import Task
from zhiyun.records.models import (
    Assignment,
    Call,
    ExpertInterest,
    OpinionSignature,
    PanelOpinion,
    ReviewPhase,
    ScoreSheet,
    SheetDraft,
)

PROCEDURE = "第九条第2项"


@dataclass(frozen=True, slots=True)
class Line:
    """One file. ``name`` is empty in a blind phase; ``opinion`` what is to be done about the panel's opinion."""

    reference: str
    name: str
    call: str
    stage: SheetStage
    filled: int
    asked: int
    opinion: str
    is_open: bool
    phase: str
    until: datetime | None

    @property
    def is_done(self) -> bool:
        """Nothing waits for the expert here now."""
        return self.stage is SheetStage.SIGNED and not self.opinion


@dataclass(frozen=True, slots=True)
class Round:
    """A call's phases, as an expert may know them, and the one that runs."""

    title: str
    phases: tuple[tuple[str, datetime, datetime, bool], ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """The files in the order of what waits, the phases of their calls, and the next one to open."""

    lines: tuple[Line, ...]
    rounds: tuple[Round, ...]
    next: Line | None

    @property
    def done(self) -> int:
        """How many files wait for nothing."""
        return sum(line.stage is SheetStage.SIGNED for line in self.lines)


@dataclass(frozen=True, slots=True)
class InterestLine:
    """A tie the expert told of."""

    key: int
    body: str
    credit_code: str
    tie: str
    since: object
    until: object


def desk(*, by: Actor) -> Desk:
    """Give the desk of an expert: in as many questions for forty files as for one; empty for anyone else."""
    if by.role is not Role.EXPERT:
        return Desk((), (), None)
    known = sight.ties(by=by)
    rows = list(_work(sight.assignments_among(by=by, known=known)))
    listed = _phases({row.application.call_id for row in rows})
    person = by.person_id or 0
    lines = []
    for row in rows:
        phase = phases.running(phases=listed.get(row.application.call_id, []), at=by.at)
        stage = access.stage(
            said=known.declared.get((person, row.application_id)), signed=row.is_signed, phase=phase
        )
        lines.append(_line(row, stage, phase))
    order = sorted(lines, key=lambda line: (line.is_done, not line.is_open, line.call, line.reference))
    following = next((line for line in order if line.is_open and not line.is_done), None)
    return Desk(tuple(order), tuple(_rounds(rows, listed, by.at)), following)


def tasks(*, by: Actor) -> tuple[Task, ...]:
    """Say, call by call, how many files wait for an expert, and until when."""
    if by.role is not Role.EXPERT:
        return ()
    waiting: dict[tuple[str, datetime], int] = {}
    for line in desk(by=by).lines:
        if line.is_open and not line.is_done and line.until is not None:
            waiting[line.call, line.until] = waiting.get((line.call, line.until), 0) + 1
    return tuple(
        Task(
            what=_("评审：%(number)s件等您办理") % {"number": number},
            why=_("逐件声明回避、评分、签署；意见形成后签署专家组意见。"),
            cites=PROCEDURE,
            verb=_("打开评审工作台"),
            address=("expert-desk",),
            until=until,
        )
        for (_call, until), number in waiting.items()
    )


def interests(*, by: Actor) -> tuple[InterestLine, ...]:
    """List the ties an expert told of and did not take back."""
    rows = ExpertInterest.objects.filter(person_id=by.person_id, withdrawn_at=None).order_by("id")
    return tuple(
        InterestLine(row.pk, row.body, row.credit_code, row.tie, row.since, row.until) for row in rows
    )


def _work(rows: QuerySet[Assignment]) -> QuerySet[Any]:
    """Fetch beside each assignment what the desk says of it."""
    mine = {"application": OuterRef("application"), "expert": OuterRef("expert")}
    case = Assignment.objects.filter(application=OuterRef("application"), ended_at=None).order_by()
    signed = Exists(ScoreSheet.objects.filter(application=OuterRef("application"), expert=OuterRef("expert")))
    newest = PanelOpinion.objects.filter(application=OuterRef("application")).order_by("-number")
    return (
        rows.select_related(
            "application__call__current",
            "application__organisation",
            "application__last_submission__call_version",
            "panel__scheme",
        )
        .defer("application__last_submission__snapshot")
        .annotate(
            is_signed=Exists(ScoreSheet.objects.filter(**mine)),
            draft=Subquery(SheetDraft.objects.filter(**mine).values("content")[:1]),
            newest_opinion=Subquery(newest.values("pk")[:1]),
            chair=Subquery(opinions.chairs_first(rows=case).values("pk")[:1]),
            unsigned=Subquery(
                case.annotate(has=signed)
                .values("application")
                .annotate(left=Count("pk", filter=Q(has=False)))
                .values("left")[:1]
            ),
        )
        .annotate(
            signed_opinion=Exists(
                OpinionSignature.objects.filter(
                    opinion_id=OuterRef("newest_opinion"), expert=OuterRef("expert")
                )
            )
        )
    )


def _line(row: Any, stage: SheetStage, phase: ReviewPhase | None) -> Line:
    case = row.application
    pinned = rounds.pinned(version=case.last_submission.call_version)
    form = sheets.Form(
        schemes.criteria(scheme=row.panel.scheme), pinned.measure.questions(pinned.benefit, pinned.round_)
    )
    filled, asked = sheets.progress(form=form, typed=row.draft or {})
    names = phase is not None and not phase.blind
    return Line(
        reference=case.reference,
        name=case.organisation.name if names else "",
        call=case.call.current.title,
        stage=stage,
        filled=asked if stage is SheetStage.SIGNED else filled,
        asked=asked,
        opinion=_opinion(row, stage) if phase is not None else "",
        is_open=phase is not None,
        phase=phase.name if phase is not None else "",
        until=phase.ends_at if phase is not None else None,
    )


def _opinion(row: Any, stage: SheetStage) -> str:
    """Say what the expert has to do about the opinion: ``write``, ``sign`` or nothing."""
    if stage is not SheetStage.SIGNED:
        return ""
    if row.newest_opinion is not None:
        return "" if row.signed_opinion else "sign"
    return "write" if row.chair == row.pk and not row.unsigned else ""


def _phases(calls: set[int]) -> Mapping[int, list[ReviewPhase]]:
    listed: dict[int, list[ReviewPhase]] = {}
    for phase in ReviewPhase.objects.filter(call__in=calls).order_by("call_id", "number"):
        listed.setdefault(phase.call_id, []).append(phase)
    return listed


def _rounds(rows: list[Any], listed: Mapping[int, list[ReviewPhase]], at: datetime) -> list[Round]:
    calls: dict[int, Call] = {row.application.call_id: row.application.call for row in rows}
    return [
        Round(
            call.current.title if call.current else "",
            tuple(
                (each.name, each.begins_at, each.ends_at, each.begins_at <= at < each.ends_at)
                for each in listed.get(key, ())
            ),
        )
        for key, call in calls.items()
    ]
