"""The centre's own construction: where it stands, its half-year reports, its request for acceptance."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from zhiyun.casework import holidays
from zhiyun.casework.actions import acceptances, half_year_reports
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import APPLICANT_ROLES
from zhiyun.web import guards, kept_typing
from zhiyun.web.accounts.forms import posted
from zhiyun.web.construction import sides
from zhiyun.web.construction.acting import Deed, act
from zhiyun.web.construction.forms import AskForm, ReportForm
from zhiyun.web.construction.sides import APPLICANT
from zhiyun.web.seats import actor_of


@guards.desk(*APPLICANT_ROLES)
def construction(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the centre."""
    return sides.page(request, APPLICANT, reference)


@guards.desk(*APPLICANT_ROLES, sends=True, keeps=kept_typing.keep)
def report(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Hand in the report on a half-year."""
    shown = sides.shown_to(request, reference)
    span = next((each for each in shown.reports if each.number == number), None)
    if span is None:
        raise NotFound
    kept_typing.drawn_again(request)
    last = span.hand_ins[0] if span.hand_ins else None
    lead = _("第 %(n)s 期：%(first)s 至 %(last)s。提交后不能修改，市局退回补正的再交一稿。") % {
        "n": number,
        "first": span.covers_from,
        "last": span.covers_to,
    }
    possible = span.is_open and shown.is_running
    deed = Deed(_("提交半年报告"), lead, _("提交半年报告"), takes_files=True, possible=possible)
    form = ReportForm(posted(request), initial=dict(last.parts) if last is not None else None)

    def do(given: dict[str, Any], sent: dict[str, Any]) -> object:
        return half_year_reports.hand_in(
            by=actor_of(request),
            construction=reference,
            calendar=holidays.on_file(),
            number=number,
            **given,
            **sent,
        )

    return act(request, APPLICANT, shown, deed, form, do, report=span)


@guards.desk(*APPLICANT_ROLES, sends=True, keeps=kept_typing.keep)
def acceptance(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for the acceptance that is next."""
    shown = sides.shown_to(request, reference)
    kept_typing.drawn_again(request)
    title = _("申请再次验收") if shown.attempt == 2 else _("申请验收")
    lead = _("市局按任务书要求组织验收，结论以通知书告知。每次验收只申请一次。")

    def do(given: dict[str, Any], sent: dict[str, Any]) -> object:
        return acceptances.ask(by=actor_of(request), construction=reference, **given, **sent)

    deed = Deed(title, lead, title, takes_files=True, possible=shown.may_ask)
    return act(request, APPLICANT, shown, deed, AskForm(posted(request)), do)


@guards.desk(*APPLICANT_ROLES)
def file(request: HttpRequest, reference: str, of: str, row: int, place: int) -> HttpResponse:
    """Give a file the centre has handed in."""
    return sides.file(request, reference, of, row, place)
