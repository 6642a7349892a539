"""测算: an applicant fills in a short form the law wrote, and hears every ground."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiyun import __version__, law
from zhiyun.casework import estimate as estimates
from zhiyun.kernel.refusal import Refusal
from zhiyun.web import faults, guards
from zhiyun.web.fields import MoneyField, PenaltiesField
from zhiyun.web.public.shelf import shelf

YES_NO = (("yes", _("是")), ("no", _("否")), ("", _("不清楚")))
MOST_COUNTED = 100_000
HANDED_IN = "是否已提交"


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A condition as the form shows it: the law's section and its fields."""

    section: estimates.Section
    fields: list[BoundField]
    follow_up: list[BoundField]

    @property
    def is_followed_up(self) -> bool:
        """Say whether something was typed, or is wrong, in the fields that only some must fill in."""
        funded = any(field.value() == "yes" for field in self.fields)
        return funded or any(field.value() or field.errors for field in self.follow_up)


class EstimateForm(forms.Form):
    """The fields every estimate has; `estimate_form` adds those the law asks for."""

    applicant = forms.CharField(
        label=_("申报单位"), required=False, max_length=100, help_text=_("可以不填；填了会印在测算报告上。")
    )
    applied_on = forms.DateField(
        label=_("申报日"),
        widget=forms.DateInput(attrs={"type": "date", "class": "days"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("请填申报日，如 2026-06-20"),
            "invalid": _("不是真实存在的日期，请写成 2026-06-20 的样式"),
        },
    )
    closes_on = forms.DateField(
        label=_("申报截止日"),
        required=False,
        help_text=_("申报通知写明的截止日；不填按申报日计。"),
        widget=forms.DateInput(attrs={"type": "date", "class": "days"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("不是真实存在的日期，请写成 2026-06-30 的样式")},
    )

    def clean(self) -> dict[str, object]:
        """Refuse a call that closes before the application."""
        cleaned = self.cleaned_data
        applied_on, closes_on = cleaned.get("applied_on"), cleaned.get("closes_on")
        if applied_on and closes_on and closes_on < applied_on:
            self.add_error("closes_on", _("截止日早于申报日，请核对两个日期"))
        return cleaned


@guards.public
def benefits(request: HttpRequest) -> HttpResponse:
    """Let the applicant choose what to estimate."""
    return render(
        request, "zhiyun/public/estimate/benefits.html", {"desk": "estimate", "benefits": list(law.Benefit)}
    )


@guards.public_form
def estimate(request: HttpRequest, benefit: str) -> HttpResponse:
    """Show the form, or answer it; a filled form stays on the page above its answer."""
    asked_for = _benefit_or_404(benefit)
    today = timezone.localdate()
    try:
        measure = law.in_force(authority=law.CHONGQING, on=today)
    except Refusal as refusal:
        return _page(request, asked_for, {"refusal": refusal}, status=422)
    calls = shelf().calls_for(asked_for)
    call = next((each for each in calls if each.id == (request.POST or request.GET).get("round")), None)
    round_ = call.over(measure) if call is not None else None
    sections = estimates.questionnaire(measure=measure, benefit=asked_for, round_=round_)
    answering = bool({"do", "answered"} & request.POST.keys())
    # A half-filled form that only changes its look is shown again as typed, and not yet judged.
    form = estimate_form(
        sections,
        request.POST if answering else None,
        typed={"applied_on": today, "closes_on": round_ and round_.closes_on, **request.POST.dict()},
        money=not asked_for.is_construction,
    )
    context: dict[str, object] = {
        "measure": measure,
        "form": form,
        "sections": [_shown(form, section) for section in sections],
        "judge": estimates.judge(measure=measure, benefit=asked_for),
        "today": today,
        "calls": calls,
        "round": round_,
    }
    if not answering:
        return _page(request, asked_for, context)
    if not form.is_valid():
        return _page(
            request, asked_for, context | {"faults": faults.of_form(form), "answered": True}, status=400
        )
    try:
        on_the_day = law.in_force(authority=law.CHONGQING, on=form.cleaned_data["applied_on"])
        answer = _answer(on_the_day, asked_for, form.cleaned_data, sections, round_)
    except Refusal as refusal:
        return _page(request, asked_for, context | {"refusal": refusal, "answered": True}, status=422)
    return _page(request, asked_for, context | {"answer": answer, "answered": True, "version": __version__})


def estimate_form(
    sections: tuple[estimates.Section, ...], data: object, *, typed: dict[str, object], money: bool
) -> EstimateForm:
    """Make the form for a benefit; each fact is asked for once, where it is first wanted."""
    form = EstimateForm(data, initial=typed, label_suffix="")
    if money:
        form.fields["operating_amount"] = MoneyField(
            label=_("本期运营金额"),
            required=False,
            max_length=40,
            help_text=_("可以不填；填了一并算应补金额。写成 37500000.00 或 3750万元。"),
        )
    for section in sections:
        for key in (*section.facts, *section.follow_up):
            form.fields.setdefault(key.name, _field(key))
    return form


def _field(key: law.Key[Any]) -> forms.Field:
    if key.kind is bool and key.asks.startswith(HANDED_IN):
        return forms.BooleanField(label=f"已备齐：{key.asks.removeprefix(HANDED_IN)}", required=False)
    if key.kind is bool:
        return forms.TypedChoiceField(
            label=key.asks,
            choices=YES_NO,
            required=False,
            empty_value=None,
            coerce=lambda answer: answer == "yes",
            widget=forms.RadioSelect,
        )
    if key.kind is int:
        return forms.IntegerField(
            label=f"{key.asks}（{key.unit}）",
            required=False,
            min_value=0,
            max_value=MOST_COUNTED,
            widget=forms.NumberInput(attrs={"class": "few", "inputmode": "numeric"}),
            error_messages={
                "invalid": _("请填整数，如 7"),
                "min_value": _("不能为负数"),
                "max_value": _("大得不合常理，请核对"),
            },
        )
    if key.kind is law.Penalties:
        hint = _("没有请写“无”；有的每行写一个决定日，如 2025-03-01，轻微的加“轻”，已信用修复的加“已修复”。")
        return PenaltiesField(label=key.asks, required=False, max_length=2000, help_text=hint)
    assert key.kind is date, f"no field for a fact of kind {key.kind}"
    return forms.DateField(
        label=key.asks,
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "days"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("不是真实存在的日期，请写成 2026-06-20 的样式")},
    )


def _shown(form: EstimateForm, section: estimates.Section) -> ShownSection:
    fields = [form[key.name] for key in section.facts]
    return ShownSection(section, fields, [form[key.name] for key in section.follow_up])


def _answer(
    measure: law.Measure,
    benefit: law.Benefit,
    typed: dict[str, Any],
    sections: tuple[estimates.Section, ...],
    round_: law.Round | None,
) -> estimates.Estimate:
    applied_on = typed["applied_on"]
    assert isinstance(applied_on, date)
    # An unticked box says nothing has been handed in yet, which is not knowing rather than a no.
    told = {key.name: typed[key.name] for section in sections for key in (*section.facts, *section.follow_up)}
    told = {
        name: None if value is False and law.BY_NAME[name].asks.startswith(HANDED_IN) else value
        for name, value in told.items()
    }
    return estimates.estimate(
        measure=measure,
        benefit=benefit,
        facts=law.Facts(str(typed["applicant"]), estimates.stated(values=told, on=applied_on)),
        applied_on=applied_on,
        closes_on=typed["closes_on"] or applied_on,
        operating_amount=typed.get("operating_amount"),
        round_=round_,
    )


def _benefit_or_404(name: str) -> law.Benefit:
    for benefit in law.Benefit:
        if benefit.value == name:
            return benefit
    raise Http404(f"no benefit {name}")


def _page(
    request: HttpRequest, benefit: law.Benefit, context: dict[str, object], *, status: int = 200
) -> HttpResponse:
    page = {"desk": "estimate", "benefit": benefit, "entry_form": "entry", **context}
    return render(request, "zhiyun/public/estimate/estimate.html", page, status=status)
