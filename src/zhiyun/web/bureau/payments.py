"""Paying on screen: what can be paid, an order from its preparation to the bank's word, and who does what to it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhiyun.casework.actions import payments as acts
from zhiyun.casework.actor import Actor
from zhiyun.casework.payments.orders import OrderStage
from zhiyun.casework.queries import payments as queries
from zhiyun.casework.queries.payments import FileLine, OrderPage
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import Role
from zhiyun.web import guards
from zhiyun.web.accounts.confirming import need_confirmation
from zhiyun.web.accounts.forms import NothingForm, posted
from zhiyun.web.accounts.one_form import Act, Sheet, one_form
from zhiyun.web.bureau.money_forms import OrderForm, ReasonForm, ReturnForm
from zhiyun.web.form_key import new_key
from zhiyun.web.seats import actor_of
from zhiyun.web.sent_numbers import whole
from zhiyun.web.speaking import spoken, worded

READERS = tuple(sorted(queries.READERS))
APPROVERS = (Role.FINANCE, Role.ROUND_MANAGER)


@guards.desk(*READERS)
def payments(request: HttpRequest) -> HttpResponse:
    """Show what can be paid, the orders, and the files to and from the bank."""
    by = actor_of(request)
    number = request.GET.get("page", "1")
    page = whole(number, 1, digits=6)
    found, has_more = queries.orders(by=by, page=page)
    files = queries.files(by=by)
    shown = {
        "desk": "payments",
        "made": _file(files, request.GET.get("made", "")),
        "known": _file(files, request.GET.get("known", "")),
        "to_pay": queries.to_pay(by=by),
        "orders": found,
        "to_send": queries.orders(by=by, stage=OrderStage.APPROVED)[0],
        "files": files,
        "page": page,
        "has_more": has_more,
        "may_pay": by.role is Role.FINANCE,
        "may_set": by.role is Role.ROUND_MANAGER,
        "key": new_key(),
    }
    return render(request, "zhiyun/bureau/money/payments.html", shown)


def _file(files: tuple[FileLine, ...], reference: str) -> FileLine | None:
    return next((each for each in files if each.reference == reference), None)


@guards.desk(Role.FINANCE, sends=True)
def prepare(request: HttpRequest, reference: str) -> HttpResponse:
    """Prepare an order for a case, or for one tranche of it that the address names."""
    by = actor_of(request)
    typed = request.GET.get("tranche", "")
    tranche = whole(typed, None, digits=3)
    due = [each for each in queries.to_pay(by=by) if (each.reference, each.tranche) == (reference, tranche)]
    if not due:
        raise NotFound
    need_confirmation(request)
    lead = _("%(applicant)s（%(reference)s），可拨付 %(amount)s。编制后由另一个人复核。") % {
        "applicant": due[0].applicant,
        "reference": reference,
        "amount": spoken(due[0].amount),
    }
    sheet = Sheet(_("编制支付指令"), lead, _("编制支付指令"), "payments", _("拨付"))

    def act(given: dict[str, Any], key: str) -> str:
        order = acts.prepare(
            by=by,
            application=reference,
            key=key,
            amount=given["amount"],
            tranche=tranche,
            purpose=given["purpose"],
        )
        return reverse("payment-order", args=[order])

    return one_form(request, sheet, OrderForm(posted(request)), act)


@guards.desk(*READERS)
def order(request: HttpRequest, order: str) -> HttpResponse:
    """Show one order with its account, its steps, and what this person may do to it."""
    by = actor_of(request)
    found = queries.order(by=by, reference=order)
    page = {"desk": "payments", "found": found, "deeds": _deeds(found, by.role), "again": _again(found, by)}
    return render(request, "zhiyun/bureau/money/order.html", page)


@guards.desk(*APPROVERS, sends=True)
def act(request: HttpRequest, order: str, deed: str) -> HttpResponse:
    """Approve an order, send it back, cancel it, or book what came back of it."""
    by = actor_of(request)
    found = queries.order(by=by, reference=order)
    if deed not in {name for name, _words in _deeds(found, by.role)}:
        raise Http404
    need_confirmation(request)
    title = dict(_deeds(found, by.role))[deed]
    lead = _("%(order)s：向%(holder)s拨付 %(amount)s，用途：%(purpose)s。") % {
        "order": order,
        "holder": found.holder,
        "amount": spoken(found.line.amount),
        "purpose": worded(found.purpose),
    }
    sheet = Sheet(title, lead, title, "payments", _("拨付"))
    form = {"approve": NothingForm, "return": ReturnForm}.get(deed, ReasonForm)(posted(request))
    return one_form(request, sheet, form, _act(request, order, deed))


def _act(request: HttpRequest, order: str, deed: str) -> Act:
    by = actor_of(request)

    def done(given: dict[str, Any], key: str) -> str:
        asked: dict[str, Any] = {"by": by, "payment_order": order, "key": key}
        if deed == "approve":
            acts.approve(**asked)
        elif deed == "send-back":
            acts.send_back(**asked, reason=given["reason"])
        elif deed == "cancel":
            acts.cancel(**asked, reason=given["reason"])
        else:
            acts.book_return(**asked, **given)
        return reverse("payment-order", args=[order])

    return done


def _again(found: OrderPage, by: Actor) -> bool:
    """Say whether the actor may now order again what did not arrive."""
    stopped = (OrderStage.FAILED, OrderStage.SENT_BACK, OrderStage.CANCELLED)
    line = found.line
    if by.role is not Role.FINANCE or line.stage not in stopped:
        return False
    return any((each.reference, each.tranche) == (line.case, line.tranche) for each in queries.to_pay(by=by))


def _deeds(found: OrderPage, role: Role) -> list[tuple[str, str]]:
    """List what a role may do to an order where it stands; nobody is offered to approve their own."""
    stage = found.line.stage
    deeds = []
    if stage is OrderStage.PREPARED and role in APPROVERS:
        if not found.line.is_own and not found.had_a_part:
            deeds.append(("approve", _("复核支付指令")))
        deeds.append(("send-back", _("退回支付指令")))
    if stage is OrderStage.APPROVED and role is Role.FINANCE:
        deeds.append(("cancel", _("撤销支付指令")))
    if stage in (OrderStage.PAID, OrderStage.RETURNED) and role is Role.FINANCE:
        deeds.append(("return", _("登记退回款")))
    return deeds
