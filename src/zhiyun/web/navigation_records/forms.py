"""What a centre types about results of navigation; what is wrong with it, the casework finds at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhiyun.casework.navigations import NavigationKind, Told, Used
from zhiyun.kernel.refusal import Fault
from zhiyun.web.faults import ShownFault

PLACES = {
    "类别": "kind",
    "成果名称": "title",
    "所属产业": "industry",
    "国际分类号": "classes",
    "检索式": "query",
    "数据截止日": "data_on",
    "成果摘要": "summary",
    "更正原因": "because",
    "使用日期": "used_on",
    "使用单位": "user",
    "用于哪项决策或项目": "used_for",
    "怎样使用": "words",
}
"""The field a fault is about, by how the casework names its place; others are about the files."""


def _line(label: Any, **more: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"class": "wide", "autocomplete": "off"})
    return forms.CharField(label=label, required=False, widget=widget, **more)


def _telling(label: Any, *, rows: int = 5, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "class": "telling", "autocomplete": "off"})
    return forms.CharField(label=label, required=False, widget=widget, **more)


def _day(label: Any, **more: Any) -> forms.CharField:
    widget = forms.DateInput(attrs={"type": "date", "class": "days"}, format="%Y-%m-%d")
    return forms.CharField(label=label, required=False, widget=widget, **more)


class EntryForm(forms.Form):
    """A form that only carries what is typed."""

    def tell(self, found: Iterable[Fault]) -> list[ShownFault]:
        """Put the casework's faults at their fields, and list them in the order of the form."""
        listed = []
        for fault in found:
            name = next((PLACES[place] for place in PLACES if str(fault.place).startswith(place)), "")
            if name:
                self.add_error(name, str(fault.message))
            listed.append(ShownFault(fault.place, fault.message, f"id_{name}" if name else "files"))
        order = {f"id_{name}": place for place, name in enumerate(self.fields)}
        return sorted(listed, key=lambda each: order.get(each.target, len(order)))


class RecordForm(EntryForm):
    """A result of navigation."""

    kind = forms.CharField(
        label=_("类别"),
        required=False,
        widget=forms.RadioSelect(choices=[(each.value, each.words) for each in NavigationKind]),
    )
    title = _line(_("成果名称"))
    industry = _line(
        _("所属产业"), help_text=_("按国民经济行业分类（GB/T 4754）写代码和名称，如 C3841 锂离子电池制造。")
    )
    classes = _line(
        _("国际分类号"), help_text=_("写到小类或组，几个的用顿号或逗号隔开，如 H01M10/613、B60L。")
    )
    query = _telling(
        _("检索式"), rows=3, help_text=_("照原样写，用专利检索的写法；读不懂的会指出是第几个字。")
    )
    data_on = _day(_("数据截止日"), help_text=_("所用专利数据更新到的那一天。"))
    summary = _telling(_("成果摘要"), help_text=_("主要结论。公开的，公众看到的就是这一段和报告。"))
    is_public = forms.BooleanField(
        label=_("向公众公开这项成果和报告"),
        required=False,
        help_text=_("使用情况不公开，公众只看到使用了几次。"),
    )

    def told(self) -> Told:
        """Give what a sent form says."""
        said = self.cleaned_data
        words = {name: said[name] for name in ("kind", "title", "industry", "classes", "query", "summary")}
        return Told(**words, data_on=_day_of(said["data_on"]), is_public=said["is_public"])


class CorrectForm(RecordForm):
    """The same, with the reason."""

    because = _telling(_("更正原因"), rows=2)


class UseForm(EntryForm):
    """A decision or a project that used a result."""

    used_on = _day(_("使用日期"))
    user = _line(_("使用单位"))
    used_for = _line(
        _("用于哪项决策或项目"), help_text=_("如某项规划、立项、招商、收购或者研发项目的名称和文号。")
    )
    words = _telling(_("怎样使用"), help_text=_("用了哪些结论，起了什么作用。"))

    def used(self) -> Used:
        """Give what a sent form says."""
        said = self.cleaned_data
        return Used(_day_of(said["used_on"]), said["user"], said["used_for"], said["words"])


def _day_of(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        return None
