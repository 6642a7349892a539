"""An applicant's account, its own digits masked, and what has been paid to it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhiyun.casework.actions import bank_accounts
from zhiyun.casework.queries import bank_accounts as queries
from zhiyun.casework.roles import APPLICANT_ROLES, Role
from zhiyun.web import guards
from zhiyun.web.accounts.confirming import need_confirmation
from zhiyun.web.accounts.forms import posted
from zhiyun.web.accounts.one_form import Sheet, one_form
from zhiyun.web.bureau.money_forms import AccountForm
from zhiyun.web.public.workdays import calendar_on_file
from zhiyun.web.seats import actor_of


@guards.desk(*APPLICANT_ROLES)
def account(request: HttpRequest) -> HttpResponse:
    """Show the account and the payments."""
    by = actor_of(request)
    found, payments = queries.own(by=by)
    page = {"found": found, "payments": payments, "may_change": by.role is Role.LEGAL_REPRESENTATIVE}
    return render(request, "zhiyun/applicant/bank.html", page)


@guards.desk(Role.LEGAL_REPRESENTATIVE, sends=True)
def change(request: HttpRequest) -> HttpResponse:
    """Tell an account, or another one in its place."""
    need_confirmation(request)
    by = actor_of(request)
    lead = _(
        "账户由财务核对后才能拨付。变更的，本单位全体成员和原联系人都会收到消息，过冷却期后才向新账户拨付。"
    )
    sheet = Sheet(_("登记收款账户"), lead, _("登记收款账户"), "bank-account", _("收款账户"))

    def act(given: dict[str, Any], key: str) -> str:
        bank_accounts.enter(
            by=by, organisation=by.organisation_id, key=key, calendar=calendar_on_file(), **given
        )
        return reverse("bank-account")

    form = AccountForm(posted(request), initial={"holder": by.organisation_name})
    return one_form(request, sheet, form, act)
