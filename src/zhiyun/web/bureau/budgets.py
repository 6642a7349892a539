"""Budgets: finance enters what a document gives or takes, a second person checks it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from zhiyun import law
from zhiyun.casework.actions import appropriations
from zhiyun.casework.queries import year_books
from zhiyun.casework.roles import Role
from zhiyun.web import guards
from zhiyun.web.accounts.confirming import need_confirmation
from zhiyun.web.accounts.forms import posted
from zhiyun.web.accounts.one_form import Sheet, one_form
from zhiyun.web.bureau.money_forms import BudgetForm, CheckForm
from zhiyun.web.seats import actor_of
from zhiyun.web.speaking import spoken


@guards.desk(Role.FINANCE, sends=True)
def enter(request: HttpRequest) -> HttpResponse:
    """Enter a budget; nothing is booked before another person has checked it."""
    by = actor_of(request)
    lead = _("登记后由另一个人复核，复核无误才记入台账。")
    sheet = Sheet(_("登记预算"), lead, _("登记预算"), "ledger", _("资金台账"))

    def act(given: dict[str, Any], key: str) -> str:
        appropriations.enter(
            by=by,
            organisation=by.organisation_id,
            key=key,
            benefit=law.Benefit(given["benefit"]),
            year=given["year"],
            amount=given["amount"],
            document=given["document"],
            words=given["words"],
            withdraws=given["kind"] == "take",
        )
        return reverse("ledger")

    return one_form(request, sheet, BudgetForm(posted(request), initial={"year": by.day.year}), act)


@guards.desk(Role.FINANCE, Role.ROUND_MANAGER, sends=True)
def check(request: HttpRequest, number: int) -> HttpResponse:
    """Check what another person entered."""
    by = actor_of(request)
    found = year_books.budget(by=by, number=number)
    need_confirmation(request)
    lead = _("%(kind)s %(amount)s，%(pot)s%(year)s年，%(document)s，%(name)s登记。") % {
        "kind": _("预算收回") if found.withdraws else _("预算下达"),
        "amount": spoken(found.amount),
        "pot": found.pot,
        "year": found.year,
        "document": found.document,
        "name": found.entered_by,
    }
    sheet = Sheet(_("复核预算"), lead, _("答复复核"), "ledger", _("资金台账"))

    def act(given: dict[str, Any], key: str) -> str:
        appropriations.check(
            by=by,
            organisation=by.organisation_id,
            key=key,
            appropriation=number,
            good=given["answer"] == "yes",
            reason=given["reason"],
        )
        return reverse("ledger")

    return one_form(request, sheet, CheckForm(posted(request)), act)
