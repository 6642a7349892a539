"""The filter bar of the case list, as an address carries it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiyun import law
from zhiyun.casework.case_filters import MOST_WORDS, ORDERS, STAGES, Filters
from zhiyun.casework.queries.cases import Origin
from zhiyun.casework.stages import Stage
from zhiyun.kernel.finding import Outcome
from zhiyun.web.fields import MoneyField

ORDER_WORDS = {
    "waiting": gettext_lazy("提交早的在前"),
    "newest": gettext_lazy("提交晚的在前"),
    "applicant": gettext_lazy("按申报单位"),
    "district": gettext_lazy("按区县"),
    "most": gettext_lazy("金额大的在前"),
    "least": gettext_lazy("金额小的在前"),
    "gaps": gettext_lazy("缺项多的在前"),
}
OUTCOME_WORDS = {
    Outcome.MET: gettext_lazy("符合"),
    Outcome.NOT_MET: gettext_lazy("不符合"),
    Outcome.NEEDS_JUDGEMENT: gettext_lazy("待判断"),
    Outcome.NO_EVIDENCE: gettext_lazy("缺证据"),
}
_INVALID = {"invalid_choice": gettext_lazy("没有这一项，请从列表里选择")}


class FiltersForm(forms.Form):
    """What a list of cases may be asked for."""

    call = forms.CharField(required=False, max_length=20, label=gettext_lazy("申报通知"))
    benefit = forms.ChoiceField(
        required=False,
        label=gettext_lazy("事项"),
        choices=[(each.value, each.words) for each in law.Benefit],
        error_messages=_INVALID,
    )
    stage = forms.ChoiceField(
        required=False,
        label=gettext_lazy("进度"),
        choices=[(each.value, each.value) for each in STAGES],
        error_messages=_INVALID,
    )
    district = forms.CharField(required=False, max_length=30, label=gettext_lazy("区县"))
    outcome = forms.ChoiceField(
        required=False,
        label=gettext_lazy("核对结果"),
        choices=[(each.value, each.value) for each in Outcome],
        error_messages=_INVALID,
    )
    has_gaps = forms.ChoiceField(
        required=False,
        label=gettext_lazy("缺项"),
        choices=[("yes", ""), ("no", "")],
        error_messages=_INVALID,
    )
    least = MoneyField(required=False, max_length=40, label=gettext_lazy("金额从"))
    most = MoneyField(required=False, max_length=40, label=gettext_lazy("金额到"))
    words = forms.CharField(required=False, max_length=MOST_WORDS, label=gettext_lazy("查找"))
    order = forms.ChoiceField(
        required=False,
        label=gettext_lazy("排序"),
        choices=[(each, each) for each in ORDERS],
        error_messages=_INVALID,
    )

    def filters(self) -> Filters:
        """Give what a checked form asks for."""
        told: dict[str, Any] = self.cleaned_data
        return Filters(
            call=told["call"],
            benefit=told["benefit"],
            stage=Stage(told["stage"]) if told["stage"] else None,
            district=told["district"],
            outcome=Outcome(told["outcome"]) if told["outcome"] else None,
            has_gaps=told["has_gaps"] == "yes" if told["has_gaps"] else None,
            least_fen=None if told["least"] is None else told["least"].fen,
            most_fen=None if told["most"] is None else told["most"].fen,
            words=told["words"],
            order=told["order"] or "waiting",
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of the filter bar."""

    value: str
    words: str
    is_chosen: bool


def choices(query: QueryDict, origins: tuple[Origin, ...]) -> dict[str, list[Choice]]:
    """Give the choices of every list of the bar; calls and districts are those of the cases there are."""
    calls = {each.call: each.title for each in origins}
    districts = sorted({each.district for each in origins if each.district})
    benefits = {each.benefit.value: each.benefit.words for each in origins}
    listed = {
        "call": calls,
        "benefit": benefits,
        "stage": {each.value: each.words for each in STAGES},
        "district": {each: each for each in districts},
        "outcome": {outcome.value: str(words) for outcome, words in OUTCOME_WORDS.items()},
        "has_gaps": {"yes": _("有缺项或不符合"), "no": _("没有")},
        "order": {name: str(words) for name, words in ORDER_WORDS.items()},
    }
    return {
        name: [Choice(value, words, value == query.get(name)) for value, words in options.items()]
        for name, options in listed.items()
    }
