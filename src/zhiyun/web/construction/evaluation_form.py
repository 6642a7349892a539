"""What an officer types of a centre's yearly evaluation: each dimension's weight, score and reason, and a conclusion."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiyun.casework.construction.evaluating import HIGHEST, USUAL_WEIGHTS, WHOLE, Line
from zhiyun.web.accounts.forms import PlainForm
from zhiyun.web.construction.forms import telling


def _points(label: str, most: int) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "days"})
    told = gettext_lazy("请填0到100之间的整数")
    faults = dict.fromkeys(("invalid", "min_value", "max_value"), told)
    return forms.IntegerField(
        label=label, min_value=0, max_value=most, widget=widget, error_messages=faults, localize=False
    )


class EvaluationForm(PlainForm):
    """A form with three fields a dimension, and the conclusion."""

    def __init__(self, dimensions: Sequence[str], data: Any = None) -> None:
        super().__init__(data)
        self.dimensions = tuple(dimensions)
        for place, dimension in enumerate(self.dimensions):
            names = {"dimension": _(dimension)}
            weight = _points(_("%(dimension)s：权重") % names, WHOLE)
            weight.initial = USUAL_WEIGHTS.get(dimension)
            self.fields[f"weight_{place}"] = weight
            self.fields[f"score_{place}"] = _points(_("%(dimension)s：评分") % names, HIGHEST)
            self.fields[f"words_{place}"] = telling(_("%(dimension)s：理由") % names, max_length=1000)
        self.fields["passed"] = forms.ChoiceField(
            label=_("评价结论"),
            choices=(("yes", _("评价合格")), ("no", _("评价不合格"))),
            widget=forms.RadioSelect,
            help_text=_("本办法没有写合格线，由人判断。"),
        )
        self.fields["opinion"] = telling(_("评价意见"))
        for field in self.fields.values():
            field.error_messages["required"] = _("请填写这一项")

    def lines(self) -> tuple[Line, ...]:
        """Give what was typed, dimension by dimension."""
        given = self.cleaned_data
        return tuple(
            Line(dimension, given[f"weight_{place}"], given[f"score_{place}"], given[f"words_{place}"])
            for place, dimension in enumerate(self.dimensions)
        )
