"""The fields of the officer's form of a call."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhiyun import law
from zhiyun.casework.calls import PREDICATES

MOST_IN_A_PART = 99


def _text(label: Any, longest: int, *, hint: Any = "", lines: int = 0) -> forms.CharField:
    widget = (
        forms.Textarea(attrs={"rows": lines, **({"class": "few-lines"} if lines < 5 else {})})
        if lines
        else forms.TextInput(attrs={"autocomplete": "off"})
    )
    return forms.CharField(label=label, required=False, max_length=longest, help_text=hint, widget=widget)


def _day(label: Any, hint: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        help_text=hint,
        widget=forms.DateInput(attrs={"type": "date", "class": "days"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("不是真实存在的日期，请写成 2026-06-20 的样式")},
    )


def _clock(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=False,
        widget=forms.TimeInput(attrs={"type": "time", "step": "1", "class": "days"}, format="%H:%M:%S"),
        error_messages={"invalid": _("不是真实存在的时间，请写成 18:00:00 的样式")},
    )


def _number(label: Any, hint: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        help_text=hint,
        min_value=1,
        max_value=MOST_IN_A_PART,
        widget=forms.NumberInput(attrs={"class": "few", "inputmode": "numeric"}),
        error_messages={
            "invalid": _("请填整数，如 2"),
            "min_value": _("应在1至99之间"),
            "max_value": _("应在1至99之间"),
        },
    )


class _Plain(forms.Form):
    """A form without colons after its labels."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)


class HeadForm(_Plain):
    """What a call says once."""

    document = _text(_("文号"), 40, hint=_("如 渝知发〔2026〕12号；条件和材料的出处都用它标明。"))
    dated = _day(_("通知日期"))
    title = _text(_("标题"), 150)
    body = _text(_("正文"), 20_000, lines=10, hint=_("纯文本，空一行另起一段。"))
    contact = _text(_("联系方式"), 200, hint=_("处室、联系人、电话。"))
    opens_on = _day(_("开始日期"), _("重庆时间，精确到秒；到这一秒即可申报。"))
    opens_time = _clock(_("开始时间"))
    closes_on = _day(_("截止日期"), _("重庆时间，精确到秒；到这一秒不再接收。"))
    closes_time = _clock(_("截止时间"))
    correction_workdays = _number(_("补正期限（工作日）"))
    performance_from = _day(_("业绩期间第一日"))
    performance_until = _day(_("业绩期间最后一日"))
    performance_cites = _text(_("业绩期间的依据"), 200, hint=_("如 通知第三部分。"))
    change_note = _text(_("变更说明"), 500, lines=3, hint=_("改了什么、为什么改；已开始申报的单位会看到。"))


class ConditionForm(_Plain):
    """One condition the call adds to the measure's."""

    article = _number(_("通知第几部分"))
    item = _number(_("第几项"))
    words = _text(_("通知原文"), 500, lines=2)
    predicate = forms.ChoiceField(label=_("怎样审查"), required=False)
    years = _number(_("近几年"), _("“近若干年未受行政处罚”填写。"))
    fact = forms.ChoiceField(
        label=_("依据的事实"), required=False, help_text=_("“某一事实须为是”“须提交某一材料”选择。")
    )
    paper = _text(_("须交的材料"), 200, hint=_("“须提交某一材料”填写。"))
    asks = _text(_("请人判断的问题"), 300, hint=_("“由人判断”填写。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [
            ("", gettext("请选择")),
            *((name, gettext(each.words)) for name, each in PREDICATES.items()),
        ]
        self.fields["predicate"].choices = chosen
        facts = [(key.name, key.asks) for key in law.KEYS if key.kind is bool]
        self.fields["fact"].choices = [("", gettext("不用填")), *facts]

    def is_filled(self) -> bool:
        """Say whether anything was typed."""
        return any(self[name].value() not in (None, "") for name in self.fields)


class MaterialForm(_Plain):
    """One material the call asks for beyond the measure's."""

    article = _number(_("通知第几部分"))
    item = _number(_("第几项"))
    words = _text(_("材料名称"), 200)
    required = forms.BooleanField(label=_("必须提交"), required=False)
    code = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def is_filled(self) -> bool:
        """Say whether anything was typed; a tick alone, or the code of an emptied row, is nothing."""
        return any(self[name].value() not in (None, "") for name in ("article", "item", "words"))


class KindForm(_Plain):
    """What the call asks of one kind of operation."""

    listed = forms.BooleanField(label=_("列入本轮"), required=False)
    cites = _text(_("出处"), 200, hint=_("如 通知第二部分第3项。"))
    registration = _text(_("须有的登记"), 100, hint=_("没有要求的不填。"))
    evidence = _text(_("证明"), 1000, lines=2, hint=_("一行一种。"))

    def is_listed(self) -> bool:
        """Say whether the kind is ticked."""
        return bool(self["listed"].value())

    def clean(self) -> dict[str, Any]:
        """Refuse words about a kind that is not ticked: they would be lost."""
        cleaned = super().clean() or {}
        if not cleaned.get("listed") and any(
            cleaned.get(name) for name in ("cites", "registration", "evidence")
        ):
            self.add_error("listed", gettext("填了要求但没有勾选；要列入请勾选，不列入请清空"))
        return cleaned
