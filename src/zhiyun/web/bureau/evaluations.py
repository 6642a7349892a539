"""The bureau's yearly evaluation of a funded centre: proposed by one person, approved by another (Article 17)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from zhiyun.casework import holidays
from zhiyun.casework.actions import evaluations
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import Role
from zhiyun.web import guards, kept_typing
from zhiyun.web.accounts.confirming import need_confirmation
from zhiyun.web.accounts.forms import posted
from zhiyun.web.construction import sides
from zhiyun.web.construction.acting import Deed, act
from zhiyun.web.construction.evaluation_form import EvaluationForm
from zhiyun.web.construction.ruling import rule
from zhiyun.web.construction.sides import BUREAU
from zhiyun.web.seats import actor_of

Given = dict[str, Any]


@guards.desk(Role.CASE_OFFICER, sends=True, keeps=kept_typing.keep)
def propose(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Score a centre's span, dimension by dimension."""
    shown = sides.shown_to(request, reference)
    span = next((each for each in shown.evaluations if each.number == number), None)
    if span is None:
        raise NotFound
    kept_typing.drawn_again(request)

    def do(given: Given, sent: Given) -> object:
        return evaluations.propose(
            by=actor_of(request),
            construction=reference,
            calendar=holidays.on_file(),
            number=number,
            lines=form.lines(),
            passed=given["passed"] == "yes",
            opinion=given["opinion"],
            **sent,
        )

    form = EvaluationForm(shown.dimensions, posted(request))
    lead = _(
        "第 %(n)s 期：%(covers)s。权重是系统默认，待市局确认，可以改，合计 100；由另一个人复核后告知中心。"
    )
    deed = Deed(
        _("年度绩效评价"),
        lead % {"n": number, "covers": span.covers},
        _("提出绩效评价"),
        about="reports",
        possible=number in shown.to_evaluate,
    )
    return act(request, BUREAU, shown, deed, form, do)


@guards.desk(Role.ROUND_MANAGER, sends=True, keeps=kept_typing.keep)
def approve(request: HttpRequest, reference: str) -> HttpResponse:
    """Approve the evaluation that waits, or turn it down."""
    need_confirmation(request)
    shown = sides.shown_to(request, reference)
    kept_typing.drawn_again(request)
    span = next((each for each in shown.evaluations if each.waiting), None)
    waiting = None if span is None else span.waiting
    lead = _("同意后立即告知中心，不能撤回。")
    deed = Deed(_("复核绩效评价"), lead, _("复核绩效评价"), about="evaluation")
    return rule(request, shown, deed, evaluations.approve, waiting, span=span, evaluation=waiting)
