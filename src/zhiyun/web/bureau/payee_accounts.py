"""Applicants' accounts: finance verifies them in clear, a round manager says for how long a change cools."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhiyun.casework.actions import bank_accounts
from zhiyun.casework.queries import bank_accounts as account_queries
from zhiyun.casework.roles import Role
from zhiyun.web import guards
from zhiyun.web.accounts.confirming import need_confirmation
from zhiyun.web.accounts.forms import posted
from zhiyun.web.accounts.one_form import Sheet, one_form
from zhiyun.web.bureau.money_forms import CoolingForm, VerifyForm
from zhiyun.web.seats import actor_of


@guards.desk(Role.FINANCE)
def accounts(request: HttpRequest) -> HttpResponse:
    """List the accounts that wait for finance."""
    page = {"desk": "payments", "accounts": account_queries.waiting(by=actor_of(request))}
    return render(request, "zhiyun/bureau/money/accounts.html", page)


@guards.desk(Role.FINANCE, sends=True)
def verify(request: HttpRequest, account: int) -> HttpResponse:
    """Verify an account, beside the one it replaces."""
    by = actor_of(request)
    found = account_queries.to_verify(by=by, key=account)
    need_confirmation(request)
    lead = _("%(organisation)s：户名 %(holder)s，%(bank)s，账号 %(number)s。") % {
        "organisation": found.organisation,
        "holder": found.holder,
        "bank": found.bank,
        "number": found.number,
    }
    if found.old:
        lead += _("原账户：%(old)s。请先向原联系人核实变更是不是本单位的决定。") % {"old": found.old}
    sheet = Sheet(_("核对收款账户"), lead, _("答复核对"), "payment-accounts", _("收款账户"))

    def act(given: dict[str, Any], key: str) -> str:
        bank_accounts.check(
            by=by, bank_account=account, key=key, good=given["answer"] == "yes", reason=given["reason"]
        )
        return reverse("payment-accounts")

    return one_form(request, sheet, VerifyForm(posted(request)), act)


@guards.desk(Role.ROUND_MANAGER, sends=True)
def cooling(request: HttpRequest) -> HttpResponse:
    """Set for how many working days a changed account is not paid to."""
    by = actor_of(request)
    need_confirmation(request)
    lead = _("申报单位变更收款账户后，过了这些工作日才能向新账户拨付；已经变更的按变更时的规定。")
    sheet = Sheet(_("账户变更冷却期"), lead, _("设定冷却期"), "payments", _("拨付"))

    def act(given: dict[str, Any], key: str) -> str:
        bank_accounts.set_cooling(
            by=by,
            organisation=by.organisation_id,
            key=key,
            workdays=given["workdays"],
            because=given["because"],
        )
        return reverse("payments")

    return one_form(request, sheet, CoolingForm(posted(request)), act)
