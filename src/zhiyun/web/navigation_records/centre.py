"""The centre's own results: the list, one of them, putting one on file, correcting it, adding a use."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from zhiyun.casework.actions import navigations as actions
from zhiyun.casework.navigations import LONGEST_WORDS, faults_of_words
from zhiyun.casework.queries import navigations
from zhiyun.casework.queries.navigations import Page
from zhiyun.casework.roles import APPLICANT_ROLES
from zhiyun.kernel.refusal import Fault
from zhiyun.kernel.said import Said
from zhiyun.web import guards, kept_files
from zhiyun.web.accounts.forms import posted
from zhiyun.web.navigation_records import forms, handing_over, sides
from zhiyun.web.navigation_records.entering import Entry, enter
from zhiyun.web.navigation_records.sides import CENTRE
from zhiyun.web.seats import actor_of


@guards.desk(*APPLICANT_ROLES)
def listing(request: HttpRequest) -> HttpResponse:
    """List the centre's results, to choose one of where a report is handed over."""
    asked, report = sides.asked(request), handing_over.handed_over(request)
    found = navigations.listed(by=actor_of(request), kind=asked.kind, words=asked.words, page=asked.page)
    return sides.show_list(request, CENTRE, found, asked, report)


@guards.desk(*APPLICANT_ROLES)
def navigation(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a result of the centre's."""
    return sides.show(request, CENTRE, _own(request, reference))


@guards.desk(*APPLICANT_ROLES)
def file(request: HttpRequest, reference: str, of: str, row: int, place: int) -> HttpResponse:
    """Give a report or a proof."""
    sm3, name, media_type = navigations.kept_file(
        by=actor_of(request), reference=reference, of=of, row=row, place=place
    )
    return kept_files.handed_out(sm3=sm3, name=name, media_type=media_type)


@guards.desk(*APPLICANT_ROLES, sends=True)
def record(request: HttpRequest) -> HttpResponse:
    """Put a result on file."""
    by = actor_of(request)
    form = forms.RecordForm(posted(request), initial=handing_over.known_anew(request))
    entry = Entry(
        _("备案专利导航成果"),
        _("备案后不能修改或删除；写错的另作更正，前一稿留着备查。"),
        _("备案这项成果"),
        Said("成果报告"),
        _("报告全文，最多 10 个文件，每个不超过 20 MB，合计不超过 24 MB。"),
        lambda: form.told().faults(on=by.day),
    )

    def do(sent: dict[str, Any]) -> str:
        return actions.record(by=by, organisation=by.organisation_id, told=form.told(), **sent)

    return enter(request, entry, form, do, report=handing_over.handed_over(request))


@guards.desk(*APPLICANT_ROLES, sends=True)
def correct(request: HttpRequest, reference: str) -> HttpResponse:
    """Put a corrected draft on file in place of the newest."""
    by, shown = actor_of(request), _own(request, reference)
    form = forms.CorrectForm(posted(request), initial=_as_typed(shown) | handing_over.known(request))
    entry = Entry(
        _("更正专利导航成果"),
        _("更正后成为新的一稿，前一稿和使用记录都留着。不再公开的，去掉公开一项。"),
        _("提交更正"),
        Said("成果报告"),
        _("不选文件就沿用前一稿的报告；选了就整个替换。最多 10 个，合计不超过 24 MB。"),
        lambda: [*form.told().faults(on=by.day), *_faults_of_reason(form)],
    )

    def do(sent: dict[str, Any]) -> str:
        because = form.cleaned_data["because"]
        seen = _seen(request)
        actions.correct(by=by, navigation=reference, seen=seen, told=form.told(), because=because, **sent)
        return reference

    return enter(request, entry, form, do, shown=shown, report=handing_over.handed_over(request))


@guards.desk(*APPLICANT_ROLES, sends=True)
def use(request: HttpRequest, reference: str) -> HttpResponse:
    """Add a decision or a project that used a result."""
    by, shown = actor_of(request), _own(request, reference)
    form = forms.UseForm(posted(request))
    entry = Entry(
        _("登记成果的使用"),
        _("写明哪项决策或项目用了这项成果，附上证明。登记后不能修改或删除。"),
        _("登记这次使用"),
        Said("使用证明"),
        _("使用单位盖章的证明、会议纪要、立项文件等，最多 10 个，每个不超过 20 MB，合计不超过 24 MB。"),
        lambda: form.used().faults(data_on=shown.data_on, on=by.day),
    )

    def do(sent: dict[str, Any]) -> str:
        actions.add_use(by=by, navigation=reference, used=form.used(), **sent)
        return reference

    return enter(request, entry, form, do, shown=shown)


def _own(request: HttpRequest, reference: str) -> Page:
    return navigations.navigation(by=actor_of(request), reference=reference)


def _as_typed(shown: Page) -> dict[str, Any]:
    """Give the newest draft as its form shows it."""
    names = ("title", "industry", "query", "summary", "is_public")
    told = {name: getattr(shown, name) for name in names}
    return told | {"kind": shown.kind_name, "classes": "、".join(shown.classes), "data_on": shown.data_on}


def _faults_of_reason(form: forms.CorrectForm) -> list[Fault]:
    because = form.cleaned_data["because"]
    return faults_of_words(words=because, place=Said("更正原因"), longest=LONGEST_WORDS)


def _seen(request: HttpRequest) -> int:
    """Read which draft the page showed; what is no number was never shown."""
    sent = request.POST.get("seen", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 9 else 0
