"""An expert's score sheet: saved while it is written, seen by nobody else, then signed for good."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.canonical import canonical, sm3_hex
from zhiyun.casework.door import Deed, action
from zhiyun.casework.refusals import Stale
from zhiyun.casework.reviewing import access, opinions, phases, schemes, sheets
from zhiyun.casework.reviewing.access import SheetStage
from zhiyun.casework.roles import Role
from zhiyun.casework.subjects import ASSIGNMENT
from zhiyun.kernel.refusal import Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import Assignment, PanelOpinion, ScoreSheet, SheetDraft

CITES = ("第九条第2项",)


class SheetMoved(Refusal):
    """What is signed is not what the page showed."""

    def __init__(self) -> None:
        super().__init__(Said("评分表在您打开签署页之后又保存过，请回到评分表核对后再签署。"))


class OpinionWritten(Refusal):
    """Sheets stay as they are once the panel has an opinion."""

    def __init__(self) -> None:
        super().__init__(Said("专家组意见已经形成，评分表不能再签。有不同意见的，请在签署意见时写明。"))


class SawOthers(Refusal):
    """Whoever saw the others' sheets does not change their own any more."""

    def __init__(self) -> None:
        super().__init__(
            Said("其他专家的评分已经公开或者齐备，不能再改自己的评分。有不同意见的，请在签署意见时写明。")
        )


@action(
    name="review.save_sheet",
    words="保存评分表",
    on=ASSIGNMENT,
    roles=[Role.EXPERT],
    stages=[SheetStage.TO_SCORE, SheetStage.SIGNED],
    cites=CITES,
)
def save(*, assignment: Assignment, by: Actor, typed: Mapping[str, str], edition: int) -> Deed:
    """Keep what was typed so far, faults and all; refuses with `Stale` what another window has saved over."""
    access.opened(assignment=assignment, at=by.at)
    form = form_of(assignment=assignment)
    draft, _ = SheetDraft.objects.get_or_create(
        application=assignment.application, expert_id=assignment.expert_id, defaults={"saved_at": by.at}
    )
    content = form.kept(typed)
    if draft.edition != edition and draft.content != content:
        raise Stale(by.name, draft.saved_at.astimezone(SHANGHAI))
    draft.content, draft.edition, draft.saved_at = content, draft.edition + 1, by.at
    draft.save()
    return Deed(str(draft.edition), after={"sheet_sm3": sm3_hex(text=canonical(value=content))})


@action(
    name="review.sign_sheet",
    words="签署评分表",
    on=ASSIGNMENT,
    roles=[Role.EXPERT],
    stages=[SheetStage.TO_SCORE, SheetStage.SIGNED],
    cites=CITES,
    is_sensitive=True,
)
def sign(*, assignment: Assignment, by: Actor, edition: int) -> Deed:
    """Sign the sheet as saved; a later one supersedes until the opinion is written or the others' sheets were open.

    Refuses all faults at once, outside a scoring phase, and a draft saved since the page was opened.
    """
    phase = phases.of_call(call=assignment.application.call, at=by.at)
    if not phase.scoring:
        raise phases.NotScoring(phase.name)
    mine = ScoreSheet.objects.filter(application=assignment.application, expert_id=assignment.expert_id)
    if PanelOpinion.objects.filter(application=assignment.application).exists():
        raise OpinionWritten
    if mine.exists() and _has_seen_others(assignment, by):
        raise SawOthers
    draft = SheetDraft.objects.filter(
        application=assignment.application, expert_id=assignment.expert_id
    ).first()
    if draft is None or draft.edition != edition:
        raise SheetMoved
    form = form_of(assignment=assignment)
    found, faults = sheets.checked(form=form, typed=draft.content)
    if found is None:
        raise Faulty(fault for _place, fault in faults)
    number = mine.count() + 1
    sealed = _sealed(assignment, number, found)
    sheet = ScoreSheet.objects.create(
        application=assignment.application,
        expert_id=assignment.expert_id,
        phase=phase,
        scheme=assignment.panel.scheme,
        number=number,
        points=found.points,
        answers=found.answers,
        remark=found.remark,
        hundredths=schemes.hundredths(score=found.score),
        at=by.at,
        sm3=sm3_hex(text=canonical(value=sealed)),
    )
    return Deed(str(number), after={"sheet": number, "sheet_sm3": sheet.sm3, "hundredths": sheet.hundredths})


def form_of(*, assignment: Assignment) -> sheets.Form:
    """Make the form of an assignment's sheet: the scheme its panel was drawn on, the measure's questions."""
    return sheets.Form(
        schemes.criteria(scheme=assignment.panel.scheme),
        opinions.questions_of(application=assignment.application),
    )


def _has_seen_others(assignment: Assignment, by: Actor) -> bool:
    """Say whether the others' sheets were ever open to who has signed, or all are in, so that the chair reads them."""
    case = assignment.application
    if case.call.review_phases.filter(scores_open=True, begins_at__lte=by.at).exists():
        return True
    return len(opinions.joined(application=case).sheets) == len(opinions.seated(application=case))


def _sealed(assignment: Assignment, number: int, found: sheets.Checked) -> dict[str, Any]:
    return {
        "application": assignment.application.reference,
        "expert": assignment.expert_id,
        "number": number,
        "points": found.points,
        "answers": found.answers,
        "remark": found.remark,
    }
