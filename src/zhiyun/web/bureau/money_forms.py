"""What finance types: budgets, checks, orders, reasons, and files from the bank."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhiyun import law
from zhiyun.web.accounts.forms import PlainForm
from zhiyun.web.fields import MoneyField

ANSWERS = (("yes", _("核对无误")), ("no", _("不通过，退回")))
BENEFITS = tuple((benefit.value, _(benefit.words)) for benefit in law.Benefit)


def words(label: Any, **more: Any) -> forms.CharField:
    """A field for a few lines of text."""
    widget = forms.Textarea(attrs={"rows": 3, "class": "few-lines", "autocomplete": "off"})
    return forms.CharField(label=label, max_length=300, widget=widget, **more)


def line(label: Any, **more: Any) -> forms.CharField:
    """A field for one line of text."""
    longest = more.pop("max_length", 100)
    widget = forms.TextInput(attrs={"class": "wide", "autocomplete": "off"})
    return forms.CharField(label=label, max_length=longest, widget=widget, **more)


class BudgetForm(PlainForm):
    """A budget document's money for a pot and year."""

    benefit = forms.ChoiceField(
        label=_("资金"),
        choices=BENEFITS,
        help_text=_("两类运营中心的建设经费合用一个年度总额（口径A10）。"),
    )
    year = forms.IntegerField(
        label=_("年度"),
        widget=forms.NumberInput(attrs={"class": "few", "inputmode": "numeric"}),
        error_messages={"invalid": _("请填年份，如 2026")},
    )
    kind = forms.ChoiceField(
        label=_("登记什么"),
        choices=(("give", _("预算下达")), ("take", _("预算收回"))),
        widget=forms.RadioSelect,
        initial="give",
    )
    amount = MoneyField(label=_("金额"), help_text=_("以元为单位，或者写成 500万元。"))
    document = line(_("预算文件"), max_length=80, help_text=_("下达或收回预算的文号。"))
    words = line(_("说明"), max_length=200, required=False)


class CheckForm(PlainForm):
    """A second person's answer, with its reason."""

    answer = forms.ChoiceField(label=_("复核结论"), choices=ANSWERS, widget=forms.RadioSelect)
    reason = words(_("说明"), required=False, help_text=_("不通过的，写明哪里不对。"))


class VerifyForm(PlainForm):
    """How finance verified an account."""

    answer = forms.ChoiceField(label=_("核对结论"), choices=ANSWERS, widget=forms.RadioSelect)
    reason = words(
        _("核对说明"), help_text=_("写明怎样核对的，如对照开户许可证、向原联系人电话核实；申报单位看得到。")
    )


class CoolingForm(PlainForm):
    """For how long a changed account cools."""

    workdays = forms.IntegerField(
        label=_("工作日数"),
        widget=forms.NumberInput(attrs={"class": "few", "inputmode": "numeric"}),
        error_messages={"invalid": _("请填整数，如 5")},
    )
    because = words(_("理由"))


class OrderForm(PlainForm):
    """How much of what is committed to order, and what the bank's statement shall say."""

    amount = MoneyField(label=_("金额"), required=False, help_text=_("不填为全部可拨付的金额。"))
    purpose = line(
        _("用途"), max_length=60, required=False, help_text=_("显示在银行流水上；不填由系统写明。")
    )


class ReasonForm(PlainForm):
    """A reason."""

    reason = words(_("理由"))


class ReturnForm(PlainForm):
    """Money that came back after it was paid."""

    amount = MoneyField(label=_("金额"))
    bank_reference = line(_("银行流水号"), max_length=60)
    reason = words(_("理由"))


class ReceiptsForm(PlainForm):
    """A file of receipts."""

    file = forms.FileField(
        label=_("银行回单文件"),
        help_text=_("CSV 或 xlsx，列名：银行流水号、指令编号、结果（成功或失败）、金额（元）、日期、说明。"),
    )


class AccountForm(PlainForm):
    """An account of one's own body."""

    holder = line(_("户名"), help_text=_("与单位名称一致。"))
    bank = line(_("开户行"), help_text=_("写到支行，如 演示银行重庆渝中支行。"))
    number = forms.CharField(
        label=_("账号"),
        max_length=60,
        widget=forms.TextInput(attrs={"class": "wide", "inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("8至32位数字，可以带空格。"),
    )
