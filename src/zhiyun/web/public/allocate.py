"""分配试算: an officer hands in a round's claims and sees faults, shares, and what another reading would change."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiyun import law
from zhiyun.casework import workbooks
from zhiyun.casework.intake import claims
from zhiyun.kernel.money import Money
from zhiyun.kernel.refusal import Faulty, Refusal
from zhiyun.web import faults, guards
from zhiyun.web.fields import MoneyField
from zhiyun.web.public import money_lines
from zhiyun.web.public.handing_in import MeasureField, choices_in, handed_in, sample_path, workbook
from zhiyun.web.sheets import HandedIn

SAMPLE = "round_2026/claims.csv"
MOST_SHOWN = 1000


@dataclass(frozen=True, slots=True)
class Line:
    """One applicant's line: its share as the readings stand, and as tried where another reading is tried."""

    share: law.Share
    tried: Money | None

    @property
    def change(self) -> Money | None:
        """Say what the tried reading adds or takes."""
        return None if self.tried is None else self.tried - self.share.share


class AllocateForm(forms.Form):
    """What is asked besides the table."""

    cap = MoneyField(
        label=_("本轮可分配的总额"),
        required=False,
        max_length=40,
        help_text=_("可以不填，按办法规定的年度总额算。写成 5000000.00 或 500万元。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["measure"] = MeasureField()


@guards.public_form
def allocate(request: HttpRequest) -> HttpResponse:
    """Show the form, or share the pot among the claims handed in."""
    asked = request.method == "POST" and bool({"do", "answered"} & request.POST.keys())
    form = AllocateForm(request.POST if asked else None, initial=request.POST.dict())
    if not asked:
        return _page(request, form, {"typed": request.POST.get("table", "")})
    if not form.is_valid():
        context = {"faults": faults.of_form(form), "typed": request.POST.get("table", "")}
        return _page(request, form, context, status=400)
    try:
        handed = handed_in(request, sample=SAMPLE, knows=claims.CLAIMS.knows)
    except Faulty as faulty:
        context = {
            "faults": faults.of_input(faulty.faults, target="table"),
            "typed": request.POST.get("table", ""),
        }
        return _page(request, form, context, status=400)
    try:
        sheet = claims.read(stream=io.BytesIO(handed.content), name=handed.name)
    except Faulty as faulty:
        return _faulty(request, form, handed, faulty)
    return _answered(request, form, handed, sheet)


def _faulty(request: HttpRequest, form: AllocateForm, handed: HandedIn, faulty: Faulty) -> HttpResponse:
    drawing = handed.drawn(faulty.faults, knows=claims.CLAIMS.knows)
    context = {"faults": drawing.faults, "unlisted": faulty.unlisted, "drawing": drawing, "handed": handed}
    return _page(request, form, context, status=400)


def _answered(
    request: HttpRequest, form: AllocateForm, handed: HandedIn, sheet: claims.ClaimSheet
) -> HttpResponse:
    measure, cap = form.cleaned_data["measure"], form.cleaned_data["cap"]
    try:
        chosen = choices_in(request, measure)
        adopted = measure.allocate(sheet.claims, cap=cap)
        tried = measure.reading_as(chosen).allocate(sheet.claims, cap=cap) if chosen else None
    except Faulty as faulty:
        return _page(request, form, {"faults": faults.of_input(faulty.faults), "handed": handed}, status=400)
    except Refusal as refusal:
        shown = [faults.ShownFault(str(form["cap"].label), str(refusal), "id_cap")]
        return _page(request, form, {"faults": shown, "handed": handed}, status=422)
    wanted = {"xlsx": adopted, "xlsx-tried": tried}.get(request.POST.get("do", ""))
    if wanted is not None:
        return workbook(
            "分配试算.xlsx",
            lambda out: workbooks.write_allocation(target=out, measure=measure, allocation=wanted),
        )
    return _page(request, form, {"handed": handed, **_result(measure, sheet, adopted, tried, chosen)})


def _result(
    measure: law.Measure,
    sheet: claims.ClaimSheet,
    adopted: law.Allocation,
    tried: law.Allocation | None,
    chosen: Mapping[str, str],
) -> dict[str, object]:
    other = tried.by_applicant() if tried is not None else {}
    lines = [
        Line(share, other.get(share.applicant)) for share, _ in zip(adopted, range(MOST_SHOWN), strict=False)
    ]
    return {
        "measure": measure,
        "adopted": adopted,
        "tried": tried,
        "lines": lines,
        "unshown": len(adopted) - len(lines),
        "money_line": money_lines.of_allocation(adopted),
        "tried_line": money_lines.of_allocation(tried) if tried is not None else None,
        "in_play": [
            (choice.reading, chosen.get(choice.reading.id, choice.key)) for choice in adopted.readings
        ],
        "changed": sum(1 for line in lines if line.change),
        "remarks": sheet.remarks,
        "today": timezone.localdate(),
    }


def _page(
    request: HttpRequest, form: AllocateForm, context: dict[str, object], *, status: int = 200
) -> HttpResponse:
    page = {
        "desk": "allocate",
        "form": form,
        "entry_form": "entry",
        "has_sample": sample_path(SAMPLE) is not None,
        "limit": guards.UPLOAD_LIMIT,
        **context,
    }
    return render(request, "zhiyun/public/allocate.html", page, status=status)
