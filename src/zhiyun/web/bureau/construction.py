"""The bureau's desk for funded centres: reports, acceptance by two people, recovery by two people, what came in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from zhiyun.casework import holidays
from zhiyun.casework.actions import acceptances, half_year_reports, recoveries
from zhiyun.casework.queries import constructions
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import BUREAU_ROLES, Role
from zhiyun.web import guards, kept_typing
from zhiyun.web.accounts.confirming import need_confirmation
from zhiyun.web.accounts.forms import posted
from zhiyun.web.construction import forms, sides
from zhiyun.web.construction.acting import Deed, act, seen_row
from zhiyun.web.construction.ruling import rule
from zhiyun.web.construction.sides import BUREAU
from zhiyun.web.seats import actor_of

Given = dict[str, Any]


@guards.desk(*BUREAU_ROLES)
def constructions_(request: HttpRequest) -> HttpResponse:
    """List the funded centres."""
    listed = constructions.listed(by=actor_of(request), calendar=holidays.on_file())
    return render(request, "zhiyun/construction/list.html", {"centres": listed, "desk": "cases"})


@guards.desk(*BUREAU_ROLES)
def construction(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a centre."""
    return sides.page(request, BUREAU, reference)


@guards.desk(*BUREAU_ROLES)
def file(request: HttpRequest, reference: str, of: str, row: int, place: int) -> HttpResponse:
    """Give a file about a centre."""
    return sides.file(request, reference, of, row, place)


@guards.desk(Role.CASE_OFFICER, sends=True, keeps=kept_typing.keep)
def look(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Note a report, or send it back."""
    shown = sides.shown_to(request, reference)
    span = next((each for each in shown.reports if each.number == number), None)
    if span is None or not span.hand_ins:
        raise NotFound
    kept_typing.drawn_again(request)
    lead = _("第 %(n)s 期，%(first)s 至 %(last)s，第 %(number)s 稿。") % {
        "n": number,
        "first": span.covers_from,
        "last": span.covers_to,
        "number": span.hand_ins[0].number,
    }

    def do(given: Given, sent: Given) -> object:
        return half_year_reports.look(
            by=actor_of(request),
            construction=reference,
            calendar=holidays.on_file(),
            number=number,
            seen=seen_row(request),
            good=given["answer"] == "yes",
            words=given["words"],
            **sent,
        )

    deed = Deed(_("查看半年报告"), lead, _("记下查看结果"), about="report", possible=span.waits)
    form = forms.LookForm(posted(request))
    return act(request, BUREAU, shown, deed, form, do, report=span, seen=span.hand_ins[0].number)


@guards.desk(Role.CASE_OFFICER, sends=True, keeps=kept_typing.keep)
def conclude(request: HttpRequest, reference: str) -> HttpResponse:
    """Propose what an acceptance comes to."""
    shown = sides.shown_to(request, reference)
    kept_typing.drawn_again(request)
    lead = (
        _("再次验收不合格的，取消建设资格，收回前期拨付的经费（第十五条）。结论由另一个人复核后发出。")
        if shown.attempt == 2
        else _("首次验收不合格的，给予宽限期（第十五条）。结论由另一个人复核后发出。")
    )

    def do(given: Given, sent: Given) -> object:
        told = {**given, "passed": given["passed"] == "yes"}
        return acceptances.conclude(by=actor_of(request), construction=reference, **told, **sent)

    title = _("再次验收的结论") if shown.attempt == 2 else _("验收的结论")
    deed = Deed(
        title, lead, _("提出验收结论"), takes_files=True, about="requests", possible=shown.may_conclude
    )
    return act(request, BUREAU, shown, deed, forms.ConcludeForm(posted(request)), do)


@guards.desk(Role.ROUND_MANAGER, sends=True, keeps=kept_typing.keep)
def approve(request: HttpRequest, reference: str) -> HttpResponse:
    """Approve the conclusion that waits, or turn it down."""
    need_confirmation(request)
    shown = sides.shown_to(request, reference)
    kept_typing.drawn_again(request)
    lead = _("同意后立即发出通知书，日期为今天；发出后不能撤回。")
    deed = Deed(_("复核验收结论"), lead, _("复核验收结论"), about="conclusion")
    return rule(request, shown, deed, acceptances.approve, shown.waiting)


@guards.desk(Role.CASE_OFFICER, sends=True, keeps=kept_typing.keep)
def propose(request: HttpRequest, reference: str) -> HttpResponse:
    """Propose to order back what was paid."""
    shown = sides.shown_to(request, reference)
    kept_typing.drawn_again(request)

    form = forms.ProposeForm(posted(request), payments=shown.unspent_of)

    def do(given: Given, sent: Given) -> object:
        return recoveries.propose(
            by=actor_of(request),
            construction=reference,
            due_on=given["due_on"],
            words=given["words"],
            unspent=form.unspent,
            **sent,
        )

    lead = (
        _("按口径A18只收回未按规定使用的部分：逐笔填写金额，合计就是追回的金额；由另一个人复核后作出决定。")
        if shown.unspent_of
        else _("追回的金额按第十五条和口径A18计算，不由人填写；由另一个人复核后作出决定。")
    )
    deed = Deed(_("提出追回建议"), lead, _("提出追回建议"), about="paid", possible=shown.may_propose)
    return act(request, BUREAU, shown, deed, form, do)


@guards.desk(Role.ROUND_MANAGER, sends=True, keeps=kept_typing.keep)
def order(request: HttpRequest, reference: str) -> HttpResponse:
    """Order the recovery that is proposed, or turn it down."""
    need_confirmation(request)
    shown = sides.shown_to(request, reference)
    kept_typing.drawn_again(request)
    lead = _("同意后立即作出追回决定书，应收款记入台账。")
    deed = Deed(_("作出追回决定"), lead, _("作出追回决定"), about="proposal")
    return rule(request, shown, deed, recoveries.order, shown.proposed)


@guards.desk(Role.FINANCE, sends=True, keeps=kept_typing.keep)
def receive(request: HttpRequest, reference: str) -> HttpResponse:
    """Book what came in on an order to recover."""
    need_confirmation(request)
    shown = sides.shown_to(request, reference)
    kept_typing.drawn_again(request)

    def do(given: Given, sent: Given) -> object:
        return recoveries.receive(by=actor_of(request), construction=reference, **given, **sent)

    lead = (
        _("还应收回 %(left)s。当年拨付当年收回的回到可用预算，其余缴回国库（口径A19）。")
        if shown.nets
        else _("还应收回 %(left)s。收回的款项缴回国库（口径A19）。")
    ) % {"left": shown.left}
    deed = Deed(_("登记收回款"), lead, _("登记收回款"), possible=shown.may_receive)
    return act(request, BUREAU, shown, deed, forms.ReceiptForm(posted(request)), do)
