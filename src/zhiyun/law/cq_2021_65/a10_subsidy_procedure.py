"""第十条　申请知识产权运营中心运营绩效补贴，按以下程序进行：

（一）申请。市知识产权局面向全市发布申报通知，明确具体申报要求。申请单位向市知识产权局提交申报材料。申报单位需提交的资料：（1）重庆市知识产权运营绩效补贴申报书；（2）证明符合本办法第八条规定的相关材料；（3）申报对象主体资格材料；（4）其他相关材料。

（二）审核。市知识产权局对申报材料进行审核。

（三）审定。根据局长办公会审议意见，确定知识产权运营绩效拟补贴名单。

（四）公示。市知识产权局将审议通过的知识产权运营绩效补贴名单面向社会公示5个工作日。经公示无异议的，拨付补贴经费。
"""

from __future__ import annotations

from datetime import date

from zhiyun.kernel.said import Said
from zhiyun.kernel.terms import Number, Terms
from zhiyun.kernel.workdays import Calendar
from zhiyun.law import notice
from zhiyun.law.claims import Allocation, Claims
from zhiyun.law.cq_2021_65 import a13_annual_cap_pro_rata as a13
from zhiyun.law.cq_2021_65.readings import A26, A27
from zhiyun.law.procedure import Material, Step
from zhiyun.law.rule import cite, rule

NOTICE_WORKDAYS = Number(10, "notice_workdays", 5, "5个工作日", "公示期", least=1, most=60)

MATERIALS = (
    Material(cite(__name__, 1), "application_form", "重庆市知识产权运营绩效补贴申报书"),
    Material(cite(__name__, 1), "condition_papers", "证明符合本办法第八条规定的相关材料"),
    Material(cite(__name__, 1), "standing_papers", "申报对象主体资格材料"),
    Material(cite(__name__, 1), "other_papers", "其他相关材料", required=False),
)

STEPS = (
    Step(cite(__name__, 1), "申请", "申请单位向市知识产权局提交申报材料"),
    Step(cite(__name__, 2), "审核", "市知识产权局对申报材料进行审核"),
    Step(cite(__name__, 3), "审定", "根据局长办公会审议意见，确定知识产权运营绩效拟补贴名单"),
    Step(cite(__name__, 4), "公示", "面向社会公示5个工作日"),
)


@rule(10)
def notice_period(published_on: date, calendar: Calendar, terms: Terms) -> notice.NoticePeriod:
    """Count the working days of a notice published on ``published_on``; refuses a year without a holiday notice."""
    return notice.run(published_on, terms[NOTICE_WORKDAYS], calendar, terms.of(A26))


@rule(10)
def after_objection(before: Allocation, corrected: Claims, terms: Terms) -> notice.Revised:
    """Share again after an upheld objection; ``corrected`` leaves out or cuts the unit objected to.

    Where others keep what was published, it refuses a unit that was not on the list: nothing is left to share.
    """
    choice = terms.of(A27)
    again = a13.allocate(corrected, terms, cap=before.cap)
    published = before.fen_by_applicant()
    after = again.fen_by_applicant()
    if choice.key == "keep_others":
        claimed = before.claims.fen_by_applicant()
        now = corrected.fen_by_applicant()
        strangers = "、".join(unit for unit in now if unit not in published)
        if strangers:
            raise a13.NotInRound(
                Said(
                    "「%(strangers)s」不在公示名单中；按所选口径其他单位金额不变，不能加入，请另行公示",
                    strangers=strangers,
                )
            )
        after = {
            unit: published[unit] if now[unit] == claimed[unit] else min(published[unit], share)
            for unit, share in after.items()
        }
    raised = tuple(unit for unit, share in after.items() if share > published.get(unit, 0))
    changed = after != published
    must_republish = changed if choice.key == "always_republish" else bool(raised)
    return notice.Revised(before, after, raised, must_republish, {}, (choice, *again.readings))
