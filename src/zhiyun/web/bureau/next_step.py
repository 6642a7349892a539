"""Who acts next on a case, and the page on which they do: so that nobody looks for it in the menu."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhiyun import law
from zhiyun.casework.roles import Role
from zhiyun.casework.stages import Stage


@dataclass(frozen=True, slots=True)
class NextStep:
    """What comes next; ``address`` leads to where it is done, and is empty for who may not open that page."""

    words: str | Promise
    verb: str | Promise = ""
    address: str = ""


MEETING = (
    _("下一步：整批审核完毕后，由承办人提请局长办公会审定。"),
    _("打开局长办公会"),
    "meetings",
)
PUBLISHING = (
    _("下一步：由没有作出审定的人公示名单；公示之前不告诉局外任何人。"),
    _("打开公示和异议"),
    "bureau-notices",
)
CONFIRMING = (
    _("下一步：公示期满、没有待办的异议，由轮次负责人确认名单。"),
    _("打开公示和异议"),
    "bureau-notices",
)
CONTRACTING = (_("下一步：承办人起草任务书，双方签订。"), _("打开任务书列表"), "task-books")
PAYING = (_("下一步：财务编制支付指令，由另一个人复核后送银行。"), _("打开拨付"), "payments")
REVIEWING = ("", _("打开这一件的评审"), "review-case")
VERIFYING = ("", _("打开这一件的核定"), "verification-case")
OVER = {
    Stage.DECLINED: _("不予支持的结果和理由已经告知申报单位，办理结束。"),
    Stage.PAID: _("已全部拨付，办理结束"),
}


def next_step(*, stage: Stage, benefit: law.Benefit, role: Role, reference: str) -> NextStep | None:
    """Say what comes next on a case since its acceptance; None before, and once it was refused or withdrawn.

    Of an accepted case the words are the law's own, and only where to go is said here.
    """
    if stage in OVER:
        return NextStep(OVER[stage])
    found = {
        Stage.ACCEPTED: REVIEWING if benefit.is_construction else VERIFYING,
        Stage.REVIEWED: MEETING,
        Stage.DECIDED: PUBLISHING,
        Stage.PUBLISHED: CONFIRMING,
        Stage.CONFIRMED: CONTRACTING if benefit.is_construction else PAYING,
        Stage.COMMITTED: PAYING,
    }.get(stage)
    if found is None:
        return None
    words, verb, name = found
    address = reverse(name, args=[reference] if stage is Stage.ACCEPTED else [])
    # Each desk's guard names its roles; a link nobody of this role may follow is none.
    may_open = role in resolve(address).func.roles
    return NextStep(words, verb if may_open else "", address if may_open else "")
