"""The demonstration's review: a panel of three on an accepted centre, blind first, named now; one sheet is in."""

from __future__ import annotations

from zhiyun.casework.actions import (
    review_conflicts,
    review_panels,
    review_set_up,
    review_sheets,
    site_visits,
)
from zhiyun.casework.actions.review_set_up import Phase
from zhiyun.casework.canonical import sm3_hex
from zhiyun.casework.demo.bodies import Bodies
from zhiyun.casework.demo.calls import at
from zhiyun.casework.reviewing import opinions, schemes
from zhiyun.casework.roles import Role
from zhiyun.records.models import Application, StepKind

SEED = sm3_hex(text="演示抽签")
"""A draw of the story is the same in every city."""


def make_review(*, city: Bodies, call: str) -> None:
    """Set up the review of a call, draw, and let the first expert declare and sign."""
    manager = city.by(city.bureau, Role.ROUND_MANAGER, at=at(day="2026-06-18", time="16:00"))
    review_set_up.set_scheme(by=manager, call=call, criteria=schemes.STARTING_POINT)
    review_set_up.set_phases(by=manager, call=call, phases=_phases())
    review_panels.draw(
        by=manager, call=call, name="演示产业类专家组", size=3, fields=["知识产权金融"], seed=SEED
    )
    case = Application.objects.get(call__reference=call, last_step=StepKind.ACCEPTED)
    _judge(city, case)
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


def _judge(city: Bodies, case: Application) -> None:
    by = city.by(city.bureau, Role.EXPERT, at=at(day="2026-06-24", time="10:30"))
    review_conflicts.declare(by=by, assignment=case.reference, conflicted=False)
    typed = {"remark": "演示：基础较好，目标可再细化。"}
    for each, points in zip(schemes.STARTING_POINT, (17, 15, 28, 19), strict=True):
        typed[f"points:{each.code}"], typed[f"reasons:{each.code}"] = str(points), "演示：材料有据可查。"
    for number in range(1, len(opinions.questions_of(application=case)) + 1):
        typed[f"met:{number}"], typed[f"opinions:{number}"] = "yes", "演示：材料能够证明。"
    edition = review_sheets.save(by=by, assignment=case.reference, typed=typed, edition=0)
    review_sheets.sign(by=by, assignment=case.reference, edition=int(edition))
