"""第十八条　知识产权运营中心建设单位要加强项目经费管理，实行独立核算、专款专用，并严格执行项目预算，确保资金规范合理使用。项目经费须接受市知识产权局、市财政局等部门的监督检查。"""

from __future__ import annotations

from collections.abc import Mapping

from zhiyun.kernel.finding import Finding, Outcome, all_of
from zhiyun.kernel.money import Money
from zhiyun.law import keys
from zhiyun.law.conditions import Holds, Item
from zhiyun.law.rule import cite, rule

DUTIES = (
    Item(
        cite(__name__),
        "独立核算、专款专用、接受监督检查",
        (
            Holds(keys.SEPARATE_ACCOUNTS, "项目经费独立核算", "项目经费未独立核算"),
            Holds(keys.EARMARKED, "项目经费专款专用", "项目经费未专款专用"),
            Holds(keys.OPEN_TO_INSPECTION, "接受监督检查", "不接受监督检查"),
        ),
    ),
)


@rule(18)
def within_budget(spent: Mapping[str, Money], budget: Mapping[str, Money]) -> Finding:
    """Hold spending against the budget, head by head; a head without a budget is not met."""
    grounds = [_head(head, amount, budget.get(head)) for head, amount in spent.items()]
    return all_of(grounds, cites=cite(__name__))


def _head(head: str, amount: Money, allowed: Money | None) -> Finding:
    if allowed is None:
        return Finding(Outcome.NOT_MET, f"「{head}」支出{amount}，预算中无此科目", cite(__name__))
    outcome = Outcome.MET if amount <= allowed else Outcome.NOT_MET
    verb = "在预算内" if outcome is Outcome.MET else "超出预算"
    return Finding(outcome, f"「{head}」支出{amount}，预算{allowed}，{verb}", cite(__name__))
