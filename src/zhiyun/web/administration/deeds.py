"""What administrators do to an account, each on a page that says what will happen and asks why."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from zhiyun.casework.actions import powers
from zhiyun.casework.queries import people
from zhiyun.casework.refusals import NotFound
from zhiyun.web import guards, seats
from zhiyun.web.accounts import forms
from zhiyun.web.accounts.confirming import need_confirmation
from zhiyun.web.accounts.one_form import Sheet, one_form
from zhiyun.web.administration.desks import SECURITY, SYSTEM, roles_offered


@guards.desk(SECURITY, sends=True)
def grant(request: HttpRequest, person_id: int) -> HttpResponse:
    """Grant a role of a bureau."""
    need_confirmation(request)
    by = seats.actor_of(request)
    person = people.person(by=by, person_id=person_id)
    lead = _("授予%s一个身份，即时生效并通知本人。三员须由三人分任，且不得兼任业务身份。") % person.name
    proposed = [each for each in people.waiting_for_grant(by=by) if each.person_id == person_id]
    offered = roles_offered(request)
    known = {choice for choice, _words in offered}
    waiting = [
        (f"{each.organisation_id}-{each.role.value}", f"{each.role.label}（{each.organisation}）")
        for each in proposed
    ]
    choices = [*(each for each in waiting if each[0] not in known), *offered]
    form = forms.RoleForm(
        forms.posted(request),
        roles=choices,
        asks_email=False,
        initial={"role": waiting[0][0] if waiting else ""},
    )

    def act(given: dict[str, Any], key: str) -> str:
        body, role = given["role"]
        powers.grant_role(by=by, person=person_id, key=key, organisation=body, role=role)
        return _page_of(person_id)

    return one_form(request, _sheet(_("授予身份"), lead), form, act)


@guards.desk(SECURITY, sends=True)
def take(request: HttpRequest, person_id: int, mandate: int) -> HttpResponse:
    """End a role, with a reason."""
    need_confirmation(request)
    by = seats.actor_of(request)
    person = people.person(by=by, person_id=person_id)
    held = next((each for each in person.in_force if each.mandate_id == mandate), None)
    if held is None:
        raise NotFound
    what = {"name": person.name, "role": held.role.label, "body": held.organisation}
    lead = _("%(name)s将不再以%(role)s的身份为%(body)s办理，已登录的页面随即退出。") % what

    def act(given: dict[str, Any], key: str) -> str:
        powers.take_role(by=by, person=person_id, key=key, mandate=mandate, because=given["because"])
        return _page_of(person_id)

    return one_form(request, _sheet(_("终止身份"), lead), forms.ReasonForm(forms.posted(request)), act)


@guards.desk(SECURITY, sends=True)
def reset_second_factor(request: HttpRequest, person_id: int) -> HttpResponse:
    """Take a lost authenticator away, with a reason."""
    need_confirmation(request)
    by = seats.actor_of(request)
    person = people.person(by=by, person_id=person_id)
    lead = _(
        "请先当面或经可靠渠道核实是%s本人，由另一人在场见证，并在理由里写明。重置后本人下次登录必须重新启用动态码。"
    )

    def act(given: dict[str, Any], key: str) -> str:
        powers.reset_second_factor(by=by, person=person_id, key=key, because=given["because"])
        return _page_of(person_id)

    sheet = _sheet(_("重置动态码"), lead % person.name)
    return one_form(request, sheet, forms.ReasonForm(forms.posted(request)), act)


@guards.desk(SYSTEM, sends=True)
def end_account(request: HttpRequest, person_id: int) -> HttpResponse:
    """End an account, with a reason."""
    need_confirmation(request)
    by = seats.actor_of(request)
    person = people.person(by=by, person_id=person_id)
    lead = _("%s将不能再登录，全部身份随即终止；办过的事和记录都保留。") % person.name

    def act(given: dict[str, Any], key: str) -> str:
        powers.end_account(by=by, person=person_id, key=key, because=given["because"])
        return _page_of(person_id)

    return one_form(request, _sheet(_("停用账户"), lead), forms.ReasonForm(forms.posted(request)), act)


def _sheet(verb: str, lead: str) -> Sheet:
    return Sheet(verb, lead, verb, "administration-people", _("人员"))


def _page_of(person_id: int) -> str:
    return reverse("administration-person", args=[person_id])
