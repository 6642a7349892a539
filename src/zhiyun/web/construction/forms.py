"""What both sides type about a centre: reports, looks, acceptances, recoveries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhiyun.kernel.money import Money
from zhiyun.law import Tranche
from zhiyun.web.accounts.forms import PlainForm
from zhiyun.web.fields import MoneyField
from zhiyun.web.speaking import spoken

LONGEST = 3000
DAY_FAULT = {"invalid": _("不是真实存在的日期，请写成 2026-06-20 的样式")}


def telling(label: Any, **more: Any) -> forms.CharField:
    """A field for some paragraphs."""
    longest = more.pop("max_length", LONGEST)
    widget = forms.Textarea(attrs={"rows": 5, "class": "telling", "autocomplete": "off"})
    return forms.CharField(label=label, max_length=longest, widget=widget, **more)


def day(label: Any, **more: Any) -> forms.DateField:
    """A field for a day."""
    widget = forms.DateInput(attrs={"type": "date", "class": "days"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, error_messages=DAY_FAULT, **more)


class ReportForm(PlainForm):
    """The four parts of a half-year report (Article 16)."""

    progress = telling(_("项目执行进展"))
    results = telling(_("阶段性成果"))
    spending = telling(_("经费使用情况"), help_text=_("写明本期和累计支出，独立核算、专款专用的情况。"))
    plan = telling(_("下阶段工作计划"))


class LookForm(PlainForm):
    """What the bureau says of a report."""

    answer = forms.ChoiceField(
        label=_("查看结果"),
        choices=(("yes", _("已知悉")), ("no", _("退回补正"))),
        widget=forms.RadioSelect,
    )
    words = telling(_("意见"), required=False, max_length=1000, help_text=_("退回补正的，写明补正什么。"))


class AskForm(PlainForm):
    """The centre's request for acceptance."""

    words = telling(_("完成情况"), help_text=_("对照任务书的目标和指标逐项写明。"))


class ConcludeForm(PlainForm):
    """An officer's conclusion."""

    passed = forms.ChoiceField(
        label=_("验收结论"),
        choices=(("yes", _("验收合格")), ("no", _("验收不合格"))),
        widget=forms.RadioSelect,
    )
    opinion = telling(_("验收意见"), help_text=_("写进通知书：对照任务书哪些达到、哪些没有达到。"))
    inspected_on = day(_("现场验收日期"), required=False)
    inspected = telling(_("现场记录"), required=False, help_text=_("没有现场验收的，日期和记录都留空。"))


class RulingForm(PlainForm):
    """A second person's answer."""

    answer = forms.ChoiceField(
        label=_("复核结论"),
        choices=(("yes", _("同意")), ("no", _("退回"))),
        widget=forms.RadioSelect,
    )
    reason = telling(_("理由"), required=False, max_length=1000, help_text=_("退回的，写明理由。"))


class ProposeForm(PlainForm):
    """Until when recovered money is to be paid back, and of each payment what was not spent, where that is asked."""

    due_on = day(_("缴回期限"), help_text=_("本办法没有写明期限，由市局确定。"))
    words = telling(
        _("说明"), required=False, max_length=300, help_text=_("写进决定书，如缴款账户和联系人。")
    )

    def __init__(self, *args: Any, payments: Sequence[Tranche] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Named by the payment, so that no sum is taken for another's when one has come back meanwhile.
        self.sums = [
            f"unspent-{number}-{each.paid_on}-{each.amount.fen}" for number, each in enumerate(payments, 1)
        ]
        for name, payment in zip(self.sums, payments, strict=True):
            label = _("%(day)s拨付%(paid)s，其中未按规定使用的") % {
                "day": payment.paid_on,
                "paid": spoken(payment.amount),
            }
            self.fields[name] = MoneyField(
                label=label, help_text=_("没有用的和没有按规定用的，以元为单位；没有的填 0。")
            )
            self.fields[name].error_messages["required"] = _("请填写这一项")
        if payments:
            self.fields["words"].help_text = _(
                "写进决定书：上面金额的依据，如专项审计报告的名称和文号；缴款账户和联系人。"
            )
            self.order_fields(["due_on", *self.sums, "words"])

    @property
    def unspent(self) -> list[Money | None]:
        """What was not spent of each payment, in their order."""
        return [self.cleaned_data[name] for name in self.sums]


class ReceiptForm(PlainForm):
    """Money that came in on an order to recover."""

    amount = MoneyField(label=_("金额"), help_text=_("以元为单位，或者写成 500万元。"))
    received_on = day(_("到账日"))
    bank_reference = forms.CharField(
        label=_("银行流水号"),
        max_length=60,
        widget=forms.TextInput(attrs={"class": "wide", "autocomplete": "off"}),
    )
    words = telling(_("说明"), required=False, max_length=300)
