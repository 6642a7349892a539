"""The working-day calculator: when a notice published on a day has run its course, drawn as a calendar."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiyun import law
from zhiyun.casework import calendar as notices
from zhiyun.casework import holidays
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.workdays import Calendar
from zhiyun.web import faults, guards


class NoticeForm(forms.Form):
    """The day of publication and the number of working days, as the address carries them."""

    published_on = forms.DateField(
        label=_("发布日"),
        help_text=_("公示名单发布的当天。"),
        error_messages={
            "required": _("请填发布日，如 2026-09-24"),
            "invalid": _("不是真实存在的日期，请写成 2026-09-24 的样式"),
        },
        widget=forms.DateInput(attrs={"type": "date", "class": "days"}, format="%Y-%m-%d"),
    )
    count = forms.IntegerField(
        label=_("工作日数"),
        min_value=1,
        max_value=notices.LONGEST_COUNT,
        help_text=_("办法第九条、第十条规定公示 5 个工作日。"),
        error_messages={
            "required": _("请填工作日数，如 5"),
            "invalid": _("请填整数，如 5"),
            "min_value": _("至少 1 个工作日"),
            "max_value": _("最多 %(limit_value)s 个工作日，请核对"),
        },
        widget=forms.NumberInput(attrs={"class": "few", "inputmode": "numeric"}),
    )
    first_day_counts = forms.BooleanField(
        label=_("发布当日计入"),
        required=False,
        help_text=_("默认不计：期间开始的当日不计入（口径 A26，民法典第二百零一条）。"),
    )


@guards.public
def workdays(request: HttpRequest) -> HttpResponse:
    """Answer with the notice's days, or with what is wrong or missing; a fresh page counts from today."""
    asked = "published_on" in request.GET
    measure = next(iter(law.REGISTRY))
    fresh = {"published_on": timezone.localdate(), "count": notices.usual_count(measure=measure)}
    form = NoticeForm(request.GET if asked else fresh)
    if not form.is_valid():
        return _page(request, form, {"faults": faults.of_form(form)}, status=400)
    try:
        calendar = calendar_on_file()
        run = notices.notice_run(measure=measure, calendar=calendar, **form.cleaned_data)
    except Refusal as refusal:
        return _page(request, form, {"refusal": refusal, "asked": asked}, status=422 if asked else 200)
    months = notices.drawn(calendar=calendar, run=run)
    return _page(request, form, {"run": run, "months": months, "asked": asked, "measure": measure})


def calendar_on_file() -> Calendar:
    """Give the calendar of all notices on file; read again only when a notice has been imported since."""
    return holidays.on_file()


def _page(
    request: HttpRequest, form: NoticeForm, context: dict[str, object], *, status: int = 200
) -> HttpResponse:
    page = {"desk": "workdays", "form": form, "known_years": _known_years(), **context}
    return render(request, "zhiyun/public/workdays.html", page, status=status)


def _known_years() -> tuple[int, ...]:
    try:
        return calendar_on_file().known_years
    except Refusal:
        # The page says elsewhere what is wrong with the notices on file.
        return ()
