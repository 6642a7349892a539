"""第十八条　知识产权运营中心建设单位要加强项目经费管理，实行独立核算、专款专用，并严格执行项目预算，确保资金规范合理使用。项目经费须接受市知识产权局、市财政局等部门的监督检查。"""

from __future__ import annotations

from collections.abc import Mapping

from zhiyun.kernel.finding import Finding, Outcome, all_of
from zhiyun.kernel.money import Money
from zhiyun.kernel.said import Said, word
from zhiyun.law import keys
from zhiyun.law.conditions import Holds, Item
from zhiyun.law.rule import cite, rule

DUTIES = (
    Item(
        cite(__name__),
        "独立核算、专款专用、接受监督检查",
        (
            Holds(keys.SEPARATE_ACCOUNTS, Said("项目经费独立核算"), Said("项目经费未独立核算")),
            Holds(keys.EARMARKED, Said("项目经费专款专用"), Said("项目经费未专款专用")),
            Holds(keys.OPEN_TO_INSPECTION, Said("接受监督检查"), Said("不接受监督检查")),
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
        return Finding(
            Outcome.NOT_MET,
            Said("「%(head)s」支出%(amount)s，预算中无此科目", head=word(head), amount=amount),
            cite(__name__),
        )
    outcome = Outcome.MET if amount <= allowed else Outcome.NOT_MET
    because = (
        Said(
            "「%(head)s」支出%(amount)s，预算%(allowed)s，在预算内",
            head=word(head),
            amount=amount,
            allowed=allowed,
        )
        if outcome is Outcome.MET
        else Said(
            "「%(head)s」支出%(amount)s，预算%(allowed)s，超出预算",
            head=word(head),
            amount=amount,
            allowed=allowed,
        )
    )
    return Finding(outcome, because, cite(__name__))
