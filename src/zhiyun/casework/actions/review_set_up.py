"""What a call's review runs by: its scoring scheme and its phases, set by the round manager as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from zhiyun.casework import sight
from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Deed, action
from zhiyun.casework.reviewing import schemes
from zhiyun.casework.reviewing.schemes import Criterion
from zhiyun.casework.roles import Role
from zhiyun.casework.stages import CallStage
from zhiyun.casework.subjects import CALL
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import Call, ReviewPhase, ReviewScheme, ScoreSheet

PUBLISHED = (CallStage.ANNOUNCED, CallStage.OPEN, CallStage.CLOSED)
MOST_PHASES = 6
CITES = ("第九条第2项",)


class PanelDrawn(Refusal):
    """A scheme stays as it is once a panel was drawn on it."""

    def __init__(self) -> None:
        super().__init__(Said("本轮已经抽取专家组，评分方案不能再改。"))


class PhaseInUse(Refusal):
    """A phase in which sheets were signed stays."""

    def __init__(self, name: str) -> None:
        super().__init__(
            Said(
                "「%(name)s」阶段已有专家签署评分表，不能去掉，也不能改变是否匿名。可以延长结束时间。",
                name=name,
            )
        )


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase as it is set: from one instant to before another, and what it lets experts see and do."""

    name: str
    begins_at: datetime
    ends_at: datetime
    blind: bool
    scoring: bool
    scores_open: bool


@action(
    name="review.set_scheme",
    words="制定评分方案",
    on=CALL,
    roles=[Role.ROUND_MANAGER],
    stages=PUBLISHED,
    cites=CITES,
)
def set_scheme(
    *,
    call: Call,
    by: Actor,
    criteria: Sequence[Criterion],
    outlier_points: int = schemes.OUTLIER_POINTS,
    passing_points: int | None = None,
) -> Deed:
    """Set a call's scheme as a new number; refuses all faults at once, and once a panel was drawn."""
    sight.reviewed_call(by=by, reference=call.reference)
    faults = schemes.faults(listed=criteria)
    for place, points in ((Said("离群分差"), outlier_points), (Said("参考线"), passing_points)):
        if points is not None and not 0 <= points <= schemes.WHOLE:
            faults.append(Fault(place, Said("应当是0至100的整数")))
    if faults:
        raise Faulty(faults)
    if call.panels.exists():
        raise PanelDrawn
    number = call.review_schemes.count() + 1
    ReviewScheme.objects.create(
        call=call,
        number=number,
        criteria=schemes.told(listed=criteria),
        joining={"outlier_points": outlier_points},
        passing_points=passing_points,
        written_by_id=by.person_id,
        written_at=by.at,
    )
    return Deed(
        str(number),
        chain=f"review:{call.reference}",
        after={
            "scheme": number,
            "criteria": schemes.told(listed=criteria),
            "outlier_points": outlier_points,
            "passing_points": passing_points,
        },
    )


@action(
    name="review.set_phases",
    words="设定评审阶段",
    on=CALL,
    roles=[Role.ROUND_MANAGER],
    stages=PUBLISHED,
    cites=CITES,
)
def set_phases(*, call: Call, by: Actor, phases: Sequence[Phase]) -> Deed:
    """Set a call's phases anew, in their order; refuses all faults at once, and to undo one that was scored in."""
    sight.reviewed_call(by=by, reference=call.reference)
    ordered = sorted(phases, key=lambda each: each.begins_at)
    if faults := _phase_faults(call, ordered):
        raise Faulty(faults)
    before = list(call.review_phases.order_by("number"))
    scored = set(ScoreSheet.objects.filter(phase__in=before).values_list("phase__number", flat=True))
    for row in before:
        kept = ordered[row.number - 1] if row.number <= len(ordered) else None
        if row.number in scored and (
            kept is None or kept.blind != row.blind or kept.begins_at != row.begins_at
        ):
            raise PhaseInUse(row.name)
    call.review_phases.filter(number__gt=len(ordered)).delete()
    for number, each in enumerate(ordered, 1):
        ReviewPhase.objects.update_or_create(
            call=call, number=number, defaults=_told(each) | {"set_by_id": by.person_id, "set_at": by.at}
        )
    return Deed(
        chain=f"review:{call.reference}",
        before={"phases": [_plain(row) for row in before]},
        after={"phases": [_plain(each) for each in ordered]},
    )


def _phase_faults(call: Call, ordered: Sequence[Phase]) -> list[Fault]:
    faults = []
    assert call.current is not None, "what is reviewed was published"
    if not 1 <= len(ordered) <= MOST_PHASES:
        faults.append(Fault(Said("阶段"), Said("请设1至%(most)s个阶段", most=MOST_PHASES)))
    for number, each in enumerate(ordered, 1):
        place = Said("第%(number)s个阶段", number=number)
        if not each.name.strip() or len(each.name) > 40:
            faults.append(Fault(place, Said("请写名称，最多40个字")))
        if each.ends_at <= each.begins_at:
            faults.append(Fault(place, Said("结束时间应当晚于开始时间")))
        if each.begins_at < call.current.closes_at:
            faults.append(Fault(place, Said("申报截止之前不能开始评审")))
        if number > 1 and each.begins_at < ordered[number - 2].ends_at:
            faults.append(Fault(place, Said("与前一个阶段的时间重叠")))
        if each.blind and number > 1 and not ordered[number - 2].blind:
            faults.append(Fault(place, Said("公开单位名称之后不能再匿名，请把匿名阶段放在前面")))
    if ordered and not any(each.scoring for each in ordered):
        faults.append(Fault(Said("阶段"), Said("至少要有一个评分的阶段")))
    return faults


def _told(phase: Phase) -> dict[str, object]:
    return {
        "name": phase.name.strip(),
        "begins_at": phase.begins_at,
        "ends_at": phase.ends_at,
        "blind": phase.blind,
        "scoring": phase.scoring,
        "scores_open": phase.scores_open,
    }


def _plain(phase: Phase | ReviewPhase) -> dict[str, object]:
    return {
        "name": phase.name,
        "begins_at": phase.begins_at.isoformat(),
        "ends_at": phase.ends_at.isoformat(),
        "blind": phase.blind,
        "scoring": phase.scoring,
        "scores_open": phase.scores_open,
    }
