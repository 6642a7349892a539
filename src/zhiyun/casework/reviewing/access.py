"""What the running phase and their own declaration open to an expert, case by case."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from zhiyun.casework.reviewing import phases
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import Assignment, ConflictDeclaration, ReviewPhase, ScoreSheet


class NotDeclared(Refusal):
    """Nothing of a case opens before the expert has declared their ties to it."""

    def __init__(self) -> None:
        super().__init__(Said("请先就这一件作出回避声明，声明之后才能打开材料和评分。"))


class SheetStage(enum.Enum):
    """How far an expert is with a case."""

    UNDECLARED = "undeclared"
    TO_SCORE = "to_score"
    SIGNED = "signed"

    @property
    def words(self) -> str:
        """The office's word."""
        return str(_WORDS[self])


_WORDS = {
    SheetStage.UNDECLARED: _("待声明回避"),
    SheetStage.TO_SCORE: _("待评分"),
    SheetStage.SIGNED: _("已签署评分表"),
}


@dataclass(frozen=True)
class Access:
    """The phase that runs, None between phases, and how far the expert is."""

    phase: ReviewPhase | None
    stage: SheetStage

    @property
    def opens_case(self) -> bool:
        """Whether the application's contents may be seen now."""
        return self.phase is not None and self.stage is not SheetStage.UNDECLARED

    @property
    def opens_files(self) -> bool:
        """Whether its files may be had: in a blind phase none is, for files name whom they are of."""
        return self.opens_case and self.phase is not None and not self.phase.blind

    @property
    def opens_scores(self) -> bool:
        """Whether the others' signed sheets may be seen."""
        return self.phase is not None and self.phase.scores_open and self.stage is SheetStage.SIGNED


def stage(*, said: ConflictDeclaration | None, signed: bool, phase: ReviewPhase | None) -> SheetStage:
    """Tell how far an expert is: what was declared blind does not count where the applicant is named."""
    if said is None or (phase is not None and not phase.blind and not said.named):
        return SheetStage.UNDECLARED
    return SheetStage.SIGNED if signed else SheetStage.TO_SCORE


def of(*, assignment: Assignment, at: datetime, listed: Sequence[ReviewPhase] | None = None) -> Access:
    """Give what one assignment opens at an instant; ``listed`` are the call's phases, where they are known."""
    call = assignment.application.call
    phase = phases.running(
        phases=list(call.review_phases.order_by("number")) if listed is None else listed, at=at
    )
    said = (
        ConflictDeclaration.objects.filter(application=assignment.application_id, person=assignment.expert_id)
        .order_by("-id")
        .first()
    )
    signed = ScoreSheet.objects.filter(
        application=assignment.application_id, expert=assignment.expert_id
    ).exists()
    return Access(phase, stage(said=said, signed=signed, phase=phase))


def opened(*, assignment: Assignment, at: datetime) -> Access:
    """The same, refusing what does not open now: with `NoPhaseRuns` or `NotDeclared`."""
    found = of(assignment=assignment, at=at)
    if found.phase is None:
        raise phases.NoPhaseRuns
    if not found.opens_case:
        raise NotDeclared
    return found
