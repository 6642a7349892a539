"""The form of an estimate, made of what the law asks."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from zhiyun.casework import estimate as estimates
from zhiyun.web.fields import MoneyField, fact_field


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
    """The fields every estimate has; `make` adds those the law asks for."""

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


def make(
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
            form.fields.setdefault(key.name, fact_field(key))
    return form


def shown(form: EstimateForm, section: estimates.Section) -> ShownSection:
    fields = [form[key.name] for key in section.facts]
    return ShownSection(section, fields, [form[key.name] for key in section.follow_up])
