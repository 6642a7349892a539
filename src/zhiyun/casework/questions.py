"""The questions a measure's articles answer, in the office's words."""

from __future__ import annotations

from zhiyun import law

WORDS = {
    "construction_period": "建设期从哪天到哪天",
    "notice_period": "公示期从哪天到哪天",
    "panel_score": "专家评分如何合成",
    "meeting_quorum": "局长办公会多少人到会才能审议",
    "meeting_carries": "局长办公会表决多少票为同意",
    "after_objection": "异议成立后名单和金额怎么变",
    "within_caps": "建设资助是否超出每家和每年的上限",
    "pot": "从哪一个年度总额支付、每年最多多少",
    "budget_year": "一笔建设资助计入哪一年的总额",
    "withdrawal_refills": "撤销未拨付的承诺是否腾出总额",
    "recovery_refills": "拨付后收回的钱是否腾出总额",
    "permitted_use": "资助经费可用于什么",
    "entitlement": "应补多少",
    "performance_period": "补贴哪一期间的业绩",
    "count": "哪些业务计入运营金额、计入多少",
    "allocate": "年度总额如何分配",
    "after_falsity": "结清后查明不实怎么办",
    "barred": "建设期内能否申报",
    "bar": "依任务书的日期能否申报",
    "spans": "建设期、待验收和宽限期各到哪天",
    "acceptance": "某日处于验收的哪个阶段",
    "acceptance_open": "某日能否作出验收结论",
    "recover": "再次验收不合格收回多少",
    "reports_due": "半年报告何时到期",
    "evaluations_due": "年度绩效评价何时进行",
    "effect": "绩效评价对未付经费的影响",
    "within_budget": "支出是否在预算之内",
    "reported_in_time": "重大变化是否提前报告",
    "in_force": "何时施行、是否仍然有效",
}


def answered(*, article: law.Article) -> tuple[str, ...]:
    """List the questions one article answers; refuses a rule nobody has given words."""
    return tuple(WORDS[rule] for rule in article.rules)
