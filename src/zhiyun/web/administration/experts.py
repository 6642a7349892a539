"""The expert pool on screen, for who draws panels; and an expert's own entry."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhiyun.casework.actions import experts
from zhiyun.casework.queries import experts as pool
from zhiyun.casework.roles import Role
from zhiyun.web import guards, seats
from zhiyun.web.accounts import forms
from zhiyun.web.accounts.one_form import Sheet, one_form
from zhiyun.web.administration.desks import typed


@guards.desk(Role.ROUND_MANAGER, Role.SYSTEM_ADMINISTRATOR)
def experts_list(request: HttpRequest) -> HttpResponse:
    """List the experts, sought by name, employer or field."""
    by, sought = seats.actor_of(request), typed(request, "q")
    page = {
        "experts": pool.pool(by=by, sought=sought),
        "sought": sought,
        "may_edit": by.role is Role.SYSTEM_ADMINISTRATOR,
    }
    return render(request, "zhiyun/administration/experts.html", page)


@guards.desk(Role.SYSTEM_ADMINISTRATOR, sends=True)
def edit(request: HttpRequest, person_id: int) -> HttpResponse:
    """Let the system administrator keep an expert's entry."""
    expert = pool.expert(by=seats.actor_of(request), person_id=person_id)
    sheet = Sheet(_("维护专家信息"), expert.name, _("保存专家信息"), "experts", _("专家库"))
    return _edited(request, expert, sheet, experts.edit_profile, reverse("experts"))


@guards.desk(Role.EXPERT, sends=True)
def own(request: HttpRequest) -> HttpResponse:
    """Let an expert write their own entry."""
    by = seats.actor_of(request)
    lead = _("市局抽取评审专家、核对回避关系时使用，不对外公开。")
    sheet = Sheet(_("填写专家信息"), lead, _("保存专家信息"), "desk", _("工作台"))
    expert = pool.expert(by=by, person_id=by.person_id or 0)
    return _edited(request, expert, sheet, experts.edit_own_profile, reverse("desk"))


def _edited(request: HttpRequest, expert: pool.Expert, sheet: Sheet, edit_by: Any, then: str) -> HttpResponse:
    known = expert.profile
    initial = (
        {
            "employer": known.employer,
            "employer_code": known.employer_code,
            "title": known.title,
            "fields_known": known.fields,
        }
        if known
        else {}
    )
    form = forms.ProfileForm(forms.posted(request), initial=initial)

    def act(given: dict[str, Any], key: str) -> str:
        written = experts.Profile(
            given["employer"], given["employer_code"].upper(), given["title"], given["fields_known"]
        )
        edit_by(by=seats.actor_of(request), person=expert.person_id, key=key, profile=written)
        return then

    return one_form(request, sheet, form, act)
