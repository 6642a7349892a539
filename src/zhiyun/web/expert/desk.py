"""An expert's desk, and the ties to bodies they tell of themselves."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zhiyun.casework.actions import review_conflicts
from zhiyun.casework.actions.review_conflicts import Interest
from zhiyun.casework.queries import expert_desk
from zhiyun.casework.reviewing import conflicts
from zhiyun.casework.roles import Role
from zhiyun.kernel.refusal import Faulty
from zhiyun.web import faults, guards
from zhiyun.web.form_key import new_key, sent_key
from zhiyun.web.seats import actor_of

TIES = {
    "shareholding": _("持有股份或者出资"),
    "employment": _("任职或者曾经任职"),
    "advising": _("担任顾问、提供有偿服务"),
    "kinship": _("近亲属在该单位任职或者出资"),
    "other": _("其他可能影响公正的关系"),
}


class InterestForm(forms.Form):
    """A tie to a body."""

    body = forms.CharField(label=_("单位名称"), max_length=100)
    credit_code = forms.CharField(
        label=_("统一社会信用代码"),
        max_length=30,
        required=False,
        help_text=_("知道的请填，核对更准确。"),
    )
    tie = forms.ChoiceField(label=_("关系"), choices=[("", _("请选择")), *TIES.items()])
    since = forms.DateField(
        label=_("开始日期"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("终止日期"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("仍在持续的不填。终止满3年的只作提示，由轮次负责人认定。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)

    def interest(self) -> Interest:
        """Give what was typed."""
        told = self.cleaned_data
        since: date | None = told["since"]
        until: date | None = told["until"]
        code = "".join(str(told["credit_code"]).split()).upper()
        return Interest(str(told["body"]).strip(), code, told["tie"], since, until)


@guards.desk(Role.EXPERT)
def desk(request: HttpRequest) -> HttpResponse:
    """Show every file the expert was given, the next one first."""
    by = actor_of(request)
    page = {"desk": "expert", "work": expert_desk.desk(by=by), "now": by.at}
    return render(request, "zhiyun/expert/desk.html", page)


@guards.desk(Role.EXPERT, sends=True)
def interests(request: HttpRequest) -> HttpResponse:
    """List the expert's ties to bodies, and take in another."""
    by, form, told = actor_of(request), InterestForm(request.POST or None), []
    if request.method == "POST":
        if form.is_valid():
            try:
                review_conflicts.tell_interest(
                    by=by, person=by.person_id, key=sent_key(request), interest=form.interest()
                )
                return HttpResponseRedirect(reverse("expert-interests"))
            except Faulty as faulty:
                told = faults.of_input(faulty.faults, target="id_body")
        else:
            told = faults.of_form(form)
    page = {
        "desk": "expert",
        "form": form,
        "lines": [(line, TIES[line.tie]) for line in expert_desk.interests(by=by)],
        "faults": told,
        "key": new_key(),
        "years": conflicts.YEARS_A_TIE_LASTS,
    }
    return render(request, "zhiyun/expert/interests.html", page, status=400 if told else 200)


@guards.desk(Role.EXPERT, sends=True)
def withdraw_interest(request: HttpRequest, interest: int) -> HttpResponse:
    """Take back a tie told by mistake."""
    by = actor_of(request)
    if request.method == "POST":
        review_conflicts.withdraw_interest(
            by=by, person=by.person_id, key=sent_key(request), interest=interest
        )
    return redirect("expert-interests")
