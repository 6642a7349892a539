"""台账核算: an officer hands in a ledger of deals and sees which count, for how much, and why the others do not."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiyun import law
from zhiyun.casework import counting, workbooks
from zhiyun.casework.intake import centres, deals
from zhiyun.kernel.refusal import Faulty
from zhiyun.web import faults, guards
from zhiyun.web.public import counted
from zhiyun.web.public.handing_in import (
    MeasureField,
    RoundField,
    choices_in,
    handed_in,
    sample_path,
    workbook,
)
from zhiyun.web.sheets import HandedIn

SAMPLE = "round_2026/deals.csv"
SAMPLE_CENTRES = "round_2026/centres.csv"
SAMPLE_YEAR, SAMPLE_ROUND = "2025", "demo_2026"
EARLIEST_YEAR, LATEST_YEAR = 2000, 2999


class CountForm(forms.Form):
    """What is asked besides the ledger."""

    year = forms.IntegerField(
        label=_("业绩年度"),
        min_value=EARLIEST_YEAR,
        max_value=LATEST_YEAR,
        help_text=_("核算这一年 1 月 1 日至 12 月 31 日的业务。"),
        widget=forms.NumberInput(attrs={"class": "few", "inputmode": "numeric"}),
        error_messages={
            "required": _("请填业绩年度，如 2025"),
            "invalid": _("请填四位年份，如 2025"),
            "min_value": _("请填四位年份，如 2025"),
            "max_value": _("请填四位年份，如 2025"),
        },
    )
    show = forms.ChoiceField(
        label=_("列出哪些业务"),
        choices=(("open", _("没有计入的")), ("all", _("全部")), ("met", _("已计入的"))),
        required=False,
    )

    centres = forms.CharField(
        label=_("获得过建设资助的单位（没有可以不填）"),
        required=False,
        help_text=_(
            "粘贴两列以上：申报单位、任务书签订日期，以及建设期最后一日、验收合格日期等。在建设期内的单位，业务不计入。"
        ),
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["measure"] = MeasureField()
        self.fields["round"] = RoundField()


@guards.public_form
def count(request: HttpRequest) -> HttpResponse:
    """Show the form, with the call that ``?round=`` names chosen, or rule on the ledger handed in."""
    asked = request.method == "POST" and bool({"do", "answered"} & request.POST.keys())
    named = {"year": timezone.localdate().year - 1, "round": request.GET.get("round", "")}
    typed = {**named, **request.POST.dict()}
    form = CountForm(_typed(request) if asked else None, initial=typed)
    context: dict[str, object] = {"typed": request.POST.get("table", "")}
    if not asked:
        return _page(request, form, context)
    try:
        handed = handed_in(request, sample=SAMPLE, knows=deals.DEALS.knows)
    except Faulty as faulty:
        listed = faults.of_form(form) + faults.of_input(faulty.faults, target="table")
        return _page(request, form, context | {"faults": listed}, status=400)
    if not form.is_valid():
        return _page(request, form, {"faults": faults.of_form(form), "handed": handed}, status=400)
    try:
        sheet = deals.read(stream=io.BytesIO(handed.content), name=handed.name)
    except Faulty as faulty:
        return _faulty(request, form, handed, faulty)
    return _answered(request, form, handed, sheet)


def _faulty(request: HttpRequest, form: CountForm, handed: HandedIn, faulty: Faulty) -> HttpResponse:
    drawing = handed.drawn(faulty.faults, knows=deals.DEALS.knows)
    context = {"faults": drawing.faults, "unlisted": faulty.unlisted, "drawing": drawing, "handed": handed}
    return _page(request, form, context, status=400)


def _answered(
    request: HttpRequest, form: CountForm, handed: HandedIn, sheet: deals.DealSheet
) -> HttpResponse:
    typed, measure = form.cleaned_data, form.cleaned_data["measure"]
    today = timezone.localdate()
    try:
        round_ = typed["round"].over(measure) if typed["round"] else None
        chosen = choices_in(request, measure)
        books = _task_books(typed["centres"], sheet)
        window, _readings = counting.performance(measure=measure, closes_on=today, year=typed["year"])
        adopted, tried = (
            counting.counted(
                measure=read,
                deals=sheet.deals,
                window=window,
                applied_on=today,
                round_=round_,
                task_books=books,
            )
            for read in (measure, measure.reading_as(chosen))
        )
    except Faulty as faulty:
        shown = faults.of_input(faulty.faults, target="id_centres")
        return _page(request, form, {"faults": shown, "handed": handed}, status=400)
    wanted = {"xlsx": adopted, "xlsx-tried": tried}.get(request.POST.get("do", ""))
    if wanted is not None:
        return workbook(
            "台账核算.xlsx",
            lambda out: workbooks.write_count(
                target=out, measure=measure, count=wanted.count, readings=wanted.readings
            ),
        )
    shown_now = counted.shown(adopted, tried if chosen else None, chosen, typed["show"] or "open")
    context = {"handed": handed, "measure": measure, "round": round_, "remarks": sheet.remarks, **shown_now}
    return _page(request, form, context)


def _task_books(text: str, sheet: deals.DealSheet) -> Mapping[str, law.TaskBook]:
    if not text.strip():
        return {}
    return centres.read(
        stream=io.BytesIO(text.encode()), name=str(_("建设资助单位")), names=sheet.names
    ).task_books


def _typed(request: HttpRequest) -> Mapping[str, Any]:
    """Give what was typed; the sample ledger comes with its own year, call and centres."""
    typed = request.POST.copy()
    beside = sample_path(SAMPLE_CENTRES)
    if typed.get("do") == "sample" and beside is not None:
        typed["year"], typed["round"] = SAMPLE_YEAR, SAMPLE_ROUND
        typed["centres"] = beside.read_text("utf-8")
    return typed


def _page(
    request: HttpRequest, form: CountForm, context: dict[str, object], *, status: int = 200
) -> HttpResponse:
    page = {
        "desk": "count",
        "form": form,
        "entry_form": "entry",
        "has_sample": sample_path(SAMPLE) is not None,
        "limit": guards.UPLOAD_LIMIT,
        **context,
    }
    return render(request, "zhiyun/public/count.html", page, status=status)
