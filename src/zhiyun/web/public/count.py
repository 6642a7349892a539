"""台账核算: an officer hands in a ledger of deals and sees which count, for how much, and why the others do not."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiyun import law
from zhiyun.casework import counting, workbooks
from zhiyun.casework.intake import centres, deals
from zhiyun.kernel.finding import Outcome
from zhiyun.kernel.money import Money
from zhiyun.kernel.refusal import Faulty
from zhiyun.web import faults, guards
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
MOST_SHOWN = 500
EARLIEST_YEAR, LATEST_YEAR = 2000, 2999


@dataclass(frozen=True, slots=True)
class DealLine:
    """One deal as ruled, and what the tried reading counts instead."""

    ruling: law.Ruling
    outcome: Outcome
    because: str
    counted: Money
    tried: Money | None
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ApplicantLine:
    """What one applicant's deals add up to, as the readings stand and as tried."""

    applicant: str
    counted: Money
    tried: Money | None

    @property
    def change(self) -> Money | None:
        """Say what the tried reading adds or takes."""
        return None if self.tried is None else self.tried - self.counted


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
    """Show the form, or rule on the ledger handed in."""
    asked = request.method == "POST" and bool({"do", "answered"} & request.POST.keys())
    typed = {"year": timezone.localdate().year - 1, **request.POST.dict()}
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
    shown_now = _result(adopted, tried if chosen else None, chosen, typed["show"] or "open")
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


def _result(
    adopted: counting.Counted, other_way: counting.Counted | None, chosen: Mapping[str, str], show: str
) -> dict[str, object]:
    counted, tried = adopted.count, other_way.count if other_way is not None else None
    by_applicant, other = counted.by_applicant(), tried.by_applicant() if tried is not None else {}
    tried_rulings = tried.rulings if tried is not None else (None,) * len(counted.rulings)
    outcomes = [law.outcome_of(ruling) for ruling in counted.rulings]
    wanted = [
        (ruling, outcome, again)
        for ruling, outcome, again in zip(counted.rulings, outcomes, tried_rulings, strict=True)
        if show == "all" or (outcome is Outcome.MET) == (show == "met")
    ]
    return {
        "counted": counted,
        "tried": tried,
        "applicants": [ApplicantLine(a, amount, other.get(a)) for a, amount in by_applicant.items()],
        "total": sum(by_applicant.values(), Money(0)),
        "tried_total": sum(other.values(), Money(0)),
        "tally": [(outcome, Counter(outcomes)[outcome]) for outcome in Outcome],
        "lines": [_line(counted, *each) for each in wanted[:MOST_SHOWN]],
        "unshown": max(0, len(wanted) - MOST_SHOWN),
        "in_play": [
            (choice.reading, chosen.get(choice.reading.id, choice.key)) for choice in counted.readings
        ],
        "claims_text": _claims_text(by_applicant),
    }


def _line(counted: law.Count, ruling: law.Ruling, outcome: Outcome, again: law.Ruling | None) -> DealLine:
    return DealLine(
        ruling,
        outcome,
        law.because(ruling),
        Money(ruling.counted_fen),
        None if again is None else Money(again.counted_fen),
        tuple(choice.reading.id for choice in law.readings_of(ruling, counted.readings)),
    )


def _claims_text(amounts: Mapping[str, Money]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["申报单位", "运营金额"])
    writer.writerows((applicant, amount.plain) for applicant, amount in amounts.items())
    return out.getvalue()


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
