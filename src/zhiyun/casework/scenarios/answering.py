"""Which question of a scenario is which question of the law."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from zhiyun import law
from zhiyun.casework.scenarios import applicants, centres, ledgers, meetings, shares
from zhiyun.casework.scenarios.given import Given
from zhiyun.kernel.workdays import Calendar


class Answer(Protocol):
    """What puts one kind of question to a measure, and its answer into pairs of texts."""

    def __call__(self, *, measure: law.Measure, given: Given, calendar: Calendar) -> dict[str, str]: ...


ANSWERS: Mapping[str, Answer] = {
    "分配": shares.answer_allocation,
    "异议后": shares.answer_objection,
    "查明不实后": shares.answer_falsity,
    "计入": ledgers.answer_count,
    "业绩期间": ledgers.answer_performance_period,
    "申报条件": applicants.answer_eligibility,
    "义务": applicants.answer_duties,
    "能否申报": applicants.answer_bar,
    "公示": centres.answer_notice,
    "施行": centres.answer_in_force,
    "建设期": centres.answer_construction_period,
    "建设资助": centres.answer_caps,
    "经费用途": centres.answer_use,
    "验收": centres.answer_acceptance,
    "能否验收": centres.answer_open,
    "收回": centres.answer_recovery,
    "到期": centres.answer_due,
    "评分": centres.answer_panel,
    "到会": meetings.answer_quorum,
    "表决": meetings.answer_vote,
    "绩效评价": centres.answer_evaluation,
    "预算": centres.answer_budget,
    "重大变化": centres.answer_change,
}
