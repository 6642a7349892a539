"""Form fields for what the office writes in its own way."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiyun import law
from zhiyun.casework.asking import HANDED_IN
from zhiyun.kernel.money import Money
from zhiyun.kernel.money_text import NotMoney, read_money

YES_NO = (("yes", gettext_lazy("是")), ("no", gettext_lazy("否")), ("", gettext_lazy("不清楚")))
MOST_COUNTED = 100_000


def fact_field(key: law.Key[Any]) -> forms.Field:
    """Make the field that asks for one of the law's facts; a paper to hand in is a box to tick."""
    if key.kind is bool and key.asks.startswith(HANDED_IN):
        return forms.BooleanField(
            label=_("已备齐：%(paper)s") % {"paper": key.asks.removeprefix(HANDED_IN)}, required=False
        )
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
                "invalid": gettext_lazy("请填整数，如 7"),
                "min_value": gettext_lazy("不能为负数"),
                "max_value": gettext_lazy("大得不合常理，请核对"),
            },
        )
    if key.kind is law.Penalties:
        hint = gettext_lazy(
            "没有请写“无”；有的每行写一个决定日，如 2025-03-01，轻微的加“轻”，已信用修复的加“已修复”。"
        )
        return PenaltiesField(label=key.asks, required=False, max_length=2000, help_text=hint)
    assert key.kind is date, f"no field for a fact of kind {key.kind}"
    return forms.DateField(
        label=key.asks,
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "days"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("不是真实存在的日期，请写成 2026-06-20 的样式")},
    )


class MoneyField(forms.CharField):
    """An amount as people write it: 37500000.00, 37,500,000 or 3750万元; nothing written is None."""

    widget = forms.TextInput(attrs={"class": "money", "inputmode": "decimal", "autocomplete": "off"})

    def clean(self, value: Any) -> Money | None:
        """Read the amount; what is not one is a fault that says what to write."""
        text = str(super().clean(value)).strip()
        if not text:
            return None
        try:
            return read_money(text)
        except NotMoney as fault:
            raise forms.ValidationError(str(fault)) from fault


class PenaltiesField(forms.CharField):
    """Administrative penalties, one a line: the day decided, «轻» for a minor one, «已修复» where credit is restored.

    «无» says there are none; nothing written says nothing.
    """

    widget = forms.Textarea(attrs={"rows": 3, "class": "few-lines", "autocomplete": "off"})

    def clean(self, value: Any) -> law.Penalties | None:
        """Read the penalties; every line nobody can read is a fault of its own."""
        lines = [line.strip() for line in str(super().clean(value)).splitlines() if line.strip()]
        if not lines:
            return None
        if lines == ["无"]:
            return law.Penalties()
        read = [_penalty(line) for line in lines]
        faults = [
            _(
                "“%(line)s”看不懂：请写决定日如 2025-03-01，轻微的加“轻”，已信用修复的加“已修复”；没有处罚只写“无”"
            )
            % {"line": line[:40]}
            for line, penalty in zip(lines, read, strict=True)
            if penalty is None
        ]
        if faults:
            raise forms.ValidationError(faults)
        return law.Penalties(tuple(penalty for penalty in read if penalty is not None))


_PENALTY = re.compile(r"(\d{4}-\d{2}-\d{2})((?:[\s,，、]*(?:轻|已修复))*)", re.ASCII)


def _penalty(line: str) -> law.Penalty | None:
    found = _PENALTY.fullmatch(line)
    if found is None:
        return None
    try:
        decided_on = date.fromisoformat(found[1])
    except ValueError:
        return None
    severity = law.Severity.MINOR if "轻" in found[2] else law.Severity.ORDINARY
    return law.Penalty(decided_on, severity, repaired="已修复" in found[2])
