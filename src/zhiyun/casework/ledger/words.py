"""The office's words for accounts, kinds of transfer and pots."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhiyun.kernel.said import Said, word
from zhiyun.records.models import Account, TransferKind

ACCOUNTS = {
    Account.APPROPRIATION: _("预算来源"),
    Account.AVAILABLE: _("可用"),
    Account.RESERVED: _("已预留"),
    Account.COMMITTED: _("已承诺"),
    Account.ORDERED: _("待拨付"),
    Account.PAID: _("已拨付"),
    Account.RETURNED: _("已退回"),
    Account.RECEIVABLE: _("应收回"),
    Account.RECOVERY: _("收回来源"),
    Account.INTEREST: _("利息来源"),
    Account.INTEREST_DUE: _("应收利息"),
    Account.TREASURY: _("已缴国库"),
}
KINDS = {
    TransferKind.APPROPRIATE: _("预算下达"),
    TransferKind.WITHDRAW: _("预算收回"),
    TransferKind.RESERVE: _("预留"),
    TransferKind.RELEASE: _("解除预留"),
    TransferKind.COMMIT: _("承诺"),
    TransferKind.COMMIT_AHEAD: _("跨年承诺"),
    TransferKind.DECOMMIT: _("撤销承诺"),
    TransferKind.ORDER: _("下达支付"),
    TransferKind.UNORDER: _("撤回支付"),
    TransferKind.PAY: _("拨付到账"),
    TransferKind.RETURN: _("退回"),
    TransferKind.NET_RETURN: _("当年退回冲回"),
    TransferKind.RECOVER: _("责令收回"),
    TransferKind.RECOVERED: _("收回缴库"),
    TransferKind.NET_RECOVERY: _("当年收回冲回"),
    TransferKind.SETTLE: _("应收冲销"),
    TransferKind.CHARGE_INTEREST: _("计收利息"),
    TransferKind.INTEREST_PAID: _("利息缴库"),
}
POTS = {
    "construction": _("运营中心建设经费资助"),
    "industry_construction": _("产业或区域中心建设经费资助"),
    "performance_subsidy": _("运营绩效补贴"),
}
OF_A_CASE = frozenset(
    {
        Account.RESERVED,
        Account.COMMITTED,
        Account.ORDERED,
        Account.PAID,
        Account.RETURNED,
        Account.RECEIVABLE,
        Account.INTEREST_DUE,
    }
)
"""Accounts whose money belongs to cases: none of it is ever taken for another."""


def account(*, of: Account) -> Said:
    """Give an account's word as part of a sentence."""
    return word(str(ACCOUNTS[of]))
