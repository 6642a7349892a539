"""The form an objection is written in, by whoever objects or by the officer who has it on paper."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhiyun.casework.publicity.objecting import Written
from zhiyun.casework.queries.notices import NoticePage
from zhiyun.kernel.refusal import Fault
from zhiyun.web import keeping

UNIT, PERSON = "unit", "person"
PLACES = {
    "姓名": "name",
    "单位名称": "name",
    "统一社会信用代码": "identity",
    "证件号码": "identity",
    "公章": "is_sealed",
    "联系方式": "contact",
    "事实和理由": "words",
    "证明材料": "files",
    "异议针对": "about",
    "收到日期": "received_on",
}
"""The field each fault of the casework is about."""


class ManyFiles(forms.FileInput):
    """A field that takes several files at once; the form checks the last, the view takes them all."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Give one of the files to be checked."""
        return files.get(name)


class ObjectionForm(forms.Form):
    """Who objects, how they can be reached, to what, why, with what."""

    who = forms.ChoiceField(
        label=_("异议人是"),
        choices=((UNIT, _("单位")), (PERSON, pgettext_lazy("who objects", "个人"))),
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择单位或者个人"), "invalid_choice": _("请选择单位或者个人")},
    )
    name = forms.CharField(
        label=_("单位名称或者姓名"),
        required=False,
        max_length=100,
        help_text=_("要写真实的全称或者姓名。匿名的异议不予受理。"),
    )
    identity = forms.CharField(
        label=_("统一社会信用代码或者证件号码"),
        required=False,
        max_length=40,
        help_text=_("单位填18位统一社会信用代码；个人填身份证等证件号码，系统只保存首尾几位。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    contact = forms.CharField(
        label=_("联系方式"),
        required=False,
        max_length=150,
        help_text=_("电话或者电子邮箱。留了邮箱的，答复后会收到通知。"),
    )
    about = forms.ChoiceField(label=_("异议针对"), required=False)
    words = forms.CharField(
        label=_("事实和理由"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "class": "telling", "maxlength": 3000}),
        help_text=_("不超过 3000 字。只有办理的人能看到原文。"),
    )
    files = forms.FileField(
        label=_("证明材料"),
        required=False,
        widget=ManyFiles(attrs={"multiple": True}),
        help_text=_("最多 3 个文件，合计不超过 5 MB：PDF、图片、.docx、.xlsx、OFD、CSV 或纯文本。"),
    )
    is_sealed = forms.BooleanField(
        label=_("本单位已盖章，或者已同意提出这一异议并对内容负责"),
        required=False,
        help_text=_("个人不用勾选。"),
    )

    def __init__(self, notice: NoticePage, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        units = [(line.credit_code, line.applicant) for line in notice.lines]
        about = self.fields["about"]
        assert isinstance(about, forms.ChoiceField)
        about.choices = [("", _("整份名单")), *units]
        about.error_messages["invalid_choice"] = _("名单中没有这个单位，请从列表里选择")

    def written(self, uploads: Iterable[UploadedFile]) -> Written:
        """Give what a checked form says, its files kept; refuses what is no kind we take, and malware."""
        told = self.cleaned_data
        return Written(
            from_unit=told["who"] == UNIT,
            name=told["name"],
            identity=told["identity"],
            contact=told["contact"],
            words=told["words"],
            about=told["about"],
            is_sealed=told["is_sealed"],
            files=tuple(keeping.taken_in(each) for each in uploads),
        )

    def tell(self, found: Iterable[Fault]) -> None:
        """Put the casework's faults at their fields."""
        for fault in found:
            field = PLACES.get(str(fault.place), "")
            self.add_error(field if field in self.fields else None, str(fault.message))


class PaperObjectionForm(ObjectionForm):
    """The same, taken down from paper, with the day it came."""

    received_on = forms.DateField(
        label=_("收到日期"),
        widget=forms.DateInput(attrs={"type": "date", "class": "days"}, format="%Y-%m-%d"),
        help_text=_("书面异议送到或者寄出的那一天；公示最后一日 24:00 前的算在期限内。"),
        error_messages={
            "required": _("请填写"),
            "invalid": _("不是真实存在的日期，请写成 2026-06-20 的样式"),
        },
    )

    @property
    def day(self) -> date:
        """The day it came."""
        day: date = self.cleaned_data["received_on"]
        return day
