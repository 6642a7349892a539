"""单位基本情况: who applies, and who answers questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from zhiyun.casework.actions import saving
from zhiyun.casework.queries.application_sections import SectionPage
from zhiyun.kernel.money import Money
from zhiyun.web.applicant import section_pages
from zhiyun.web.fields import MoneyField
from zhiyun.web.seats import actor_of


class ParticularsForm(forms.Form):
    """The fields of the particulars; all may be left open until the application is handed in."""

    address = forms.CharField(label=_("单位地址"), required=False, max_length=200)
    founded_on = forms.DateField(
        label=_("成立日期"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "days"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("不是真实存在的日期，请写成 2018-03-01 的样式")},
    )
    contact_name = forms.CharField(
        label=_("联系人"),
        required=False,
        max_length=50,
        help_text=_("承办人有疑问时找谁。"),
    )
    contact_phone = forms.CharField(
        label=_("联系电话"), required=False, max_length=30, widget=forms.TextInput(attrs={"type": "tel"})
    )
    contact_email = forms.EmailField(
        label=_("联系邮箱"),
        required=False,
        max_length=150,
        error_messages={"invalid": _("不是邮箱地址，请写成 name@example.cn 的样式")},
    )
    summary = forms.CharField(
        label=_("申报内容摘要"),
        required=False,
        max_length=saving.LONGEST_WORDS,
        help_text=_("本单位做什么、申报什么，几百字即可。"),
        widget=forms.Textarea(attrs={"rows": 8, "class": "telling"}),
    )


def show(request: HttpRequest, page: SectionPage) -> HttpResponse:
    """Show or save the particulars."""
    return section_pages.edit(request, page, EDITOR)


def _form(page: SectionPage, typed: Any) -> forms.Form:
    form = ParticularsForm(typed, initial=_stored(page), label_suffix="")
    if page.head.benefit.is_construction:
        form.fields["asked"] = MoneyField(
            label=_("申请资助金额"),
            required=False,
            max_length=40,
            help_text=_("写成 3000000.00 或 300万元；应与经费预算中的资助经费合计一致。"),
        )
    return form


def _stored(page: SectionPage) -> Mapping[str, Any]:
    told = dict(page.told)
    asked_fen = told.pop("asked_fen", None)
    if page.head.benefit.is_construction:
        told["asked"] = None if asked_fen is None else Money(asked_fen)
    return told


def _save(request: HttpRequest, page: SectionPage, values: dict[str, Any], edition: int) -> str:
    return saving.save_particulars(
        by=actor_of(request), application=page.head.reference, edition=edition, values=values
    )


EDITOR = section_pages.Editor(
    template="zhiyun/applicant/particulars.html",
    form=_form,
    save=_save,
    stored=_stored,
    context=lambda page, form: {},
)
