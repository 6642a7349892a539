"""The demonstration's running review: a panel of three on an accepted centre, blind first, named now.

Two sheets are in, far apart; the third expert told of a tie, was recused, and the next of the lot sits there now.
"""

from __future__ import annotations

from zhiyun.casework.actions import review_conflicts, review_panels, site_visits
from zhiyun.casework.actions.review_set_up import Phase
from zhiyun.casework.actor import Actor
from zhiyun.casework.demo import reviewing
from zhiyun.casework.demo.bodies import Bodies
from zhiyun.casework.demo.calls import at
from zhiyun.casework.roles import Role
from zhiyun.records.models import Application, StepKind


def make_review(*, city: Bodies, call: str) -> None:
    """Set up the review of a call, draw, let two experts sign, and replace the one who must stand aside."""
    manager = reviewing.set_up(city=city, call=call, phases=_phases(), at=at(day="2026-06-18", time="16:00"))
    panel = reviewing.draw(city=city, manager=manager, call=call, name="演示产业类专家组")
    case = Application.objects.get(call__reference=call, last_step=StepKind.ACCEPTED)
    _judge(city, panel, case)
    site_visits.plan(
        by=manager.at_instant(at(day="2026-06-24", time="15:00")),
        application=case.reference,
        planned_at=at(day="2026-06-29", time="09:30"),
        place="演示市演示区演示路1号",
        why="演示：线下载体面积和系统运行情况需要到现场核实。",
        checklist=["线下载体与申报是否相符", "线上系统能否演示全部功能", "专职人员是否在岗"],
    )


def _phases() -> list[Phase]:
    kinds = {
        "演示匿名初评": ("2026-06-19", "2026-06-23", True, True, False),
        "演示公开评审": ("2026-06-23", "2026-07-03", False, True, False),
        "演示合议": ("2026-07-03", "2026-07-10", False, False, True),
    }
    return [
        Phase(name, at(day=begins, time="09:00"), at(day=ends, time="09:00"), blind, scoring, scores_open)
        for name, (begins, ends, blind, scoring, scores_open) in kinds.items()
    ]


def _judge(city: Bodies, panel: tuple[Actor, ...], case: Application) -> None:
    """One expert is tied and replaced; the city's first expert signs, and another far from them."""
    first = city.by(city.bureau, Role.EXPERT, at=at(day="2026-06-24", time="10:30"))
    second, tied = (each for each in panel if each.person_id != first.person_id)
    _replace(city, tied, case)
    reviewing.judge(by=first, case=case, points=(17, 15, 28, 19), remark="演示：基础较好，目标可再细化。")
    reviewing.judge(
        by=reviewing.each_at(by=second, at=at(day="2026-06-24", time="14:20")),
        case=case,
        points=(12, 13, 20, 11),
        remark="演示：预算依据不足，自有资金没有证明。",
    )


def _replace(city: Bodies, tied: Actor, case: Application) -> None:
    """Let the tied expert tell of it, and the round manager pin it and call the next of the lot."""
    review_conflicts.declare(
        by=reviewing.each_at(by=tied, at=at(day="2026-06-23", time="11:00")),
        assignment=case.reference,
        conflicted=True,
        words="演示：去年为该单位做过咨询。",
    )
    manager = city.by(city.bureau, Role.ROUND_MANAGER, at=at(day="2026-06-23", time="16:30"))
    assert tied.person_id is not None
    review_conflicts.rule(
        by=manager,
        application=case.reference,
        expert=tied.person_id,
        ground="declared",
        pinned=True,
        reason="演示：上年度有偿咨询，应当回避。",
    )
    review_panels.replace(
        by=manager,
        panel=case.assignments.get(expert_id=tied.person_id).panel.reference,
        expert=tied.person_id,
        because="演示：回避后按同一抽签序列递补。",
    )
