"""第九条　申请知识产权运营中心建设经费资助，按以下程序进行：

（一）申请。市知识产权局面向全市发布通知，明确具体要求。申报单位向市知识产权局提交申请材料。申请单位需提交以下材料：（1）知识产权运营中心建设经费资助申请表；（2）能证明符合本办法第六条、第七条规定的相关材料；（3）申请对象主体资格材料；（4）其他相关材料。

（二）评审。市知识产权局组织专家对申请材料进行评审，并视情开展现场评估，形成评审意见。

（三）审定。根据专家评审意见和局长办公会审议意见，确定知识产权运营中心拟资助名单。

（四）公示。市知识产权局将审议通过的知识产权运营中心拟资助名单面向社会公示5个工作日。经公示无异议的，予以确认。

（五）拨付。市知识产权局与拟资助的知识产权运营中心签订任务书，明确建设内容和建设目标，拨付资助经费。
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from zhiyun.kernel.terms import Choice, Number, Terms
from zhiyun.kernel.workdays import Calendar
from zhiyun.law import notice
from zhiyun.law.cq_2021_65.readings import A26, A35, A36, A37
from zhiyun.law.procedure import Material, Step, Votes
from zhiyun.law.rule import cite, rule

NOTICE_WORKDAYS = Number(9, "notice_workdays", 5, "5个工作日", "公示期", least=1, most=60)
TRIM_FROM = 5
"""With this many experts or more, reading A35's trimmed mean leaves out one highest and one lowest score."""

MATERIALS = (
    Material(cite(__name__, 1), "application_form", "知识产权运营中心建设经费资助申请表"),
    Material(cite(__name__, 1), "condition_papers", "能证明符合本办法第六条、第七条规定的相关材料"),
    Material(cite(__name__, 1), "standing_papers", "申请对象主体资格材料"),
    Material(cite(__name__, 1), "other_papers", "其他相关材料", required=False),
)

STEPS = (
    Step(cite(__name__, 1), "申请", "申报单位向市知识产权局提交申请材料"),
    Step(
        cite(__name__, 2), "评审", "市知识产权局组织专家对申请材料进行评审，并视情开展现场评估，形成评审意见"
    ),
    Step(cite(__name__, 3), "审定", "根据专家评审意见和局长办公会审议意见，确定知识产权运营中心拟资助名单"),
    Step(cite(__name__, 4), "公示", "面向社会公示5个工作日"),
    Step(cite(__name__, 5), "拨付", "签订任务书，明确建设内容和建设目标，拨付资助经费"),
)


@rule(9)
def notice_period(published_on: date, calendar: Calendar, terms: Terms) -> notice.NoticePeriod:
    """Count the working days of a notice published on ``published_on``; refuses a year without a holiday notice."""
    return notice.run(published_on, terms[NOTICE_WORKDAYS], calendar, terms.of(A26))


@rule(9)
def panel_score(scores: Sequence[Fraction], terms: Terms) -> tuple[Fraction, Choice]:
    """Join the experts' scores into one, exactly; refuses an empty panel. The meeting may decide otherwise."""
    if not scores:
        raise ValueError("a panel without scores has no opinion")
    choice = terms.of(A35)
    kept = sorted(scores)
    if choice.key == "trimmed_mean" and len(kept) >= TRIM_FROM:
        kept = kept[1:-1]
    return sum(kept, Fraction(0)) / len(kept), choice


@rule(9)
def meeting_quorum(voting: int, terms: Terms) -> tuple[int, Choice]:
    """Give how many of the ``voting`` members of the bureau's meeting must be there and not stand aside."""
    if voting < 1:
        raise ValueError("a meeting nobody votes in decides nothing")
    choice = terms.of(A36)
    needed = {"more_than_half": voting // 2 + 1, "two_thirds": -(-2 * voting // 3)}
    return needed[choice.key], choice


@rule(9)
def meeting_carries(votes: Votes, terms: Terms) -> tuple[bool, Choice]:
    """Say whether the bureau's meeting has voted for a case."""
    choice = terms.of(A37)
    carries = {
        "of_those_present": votes.in_favour * 2 > votes.present,
        "of_votes_cast": votes.in_favour > votes.against,
        "two_thirds": votes.in_favour * 3 >= votes.present * 2 > 0,
    }
    return carries[choice.key], choice
