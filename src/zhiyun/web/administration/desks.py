"""The desks of the three powers: persons, invitations, experts, and the log of accounts. No case is seen here."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhiyun.casework.actions import invitations, registration
from zhiyun.casework.queries import account_log, members, people
from zhiyun.casework.roles import THREE_POWERS, Role
from zhiyun.web import guards, seats
from zhiyun.web.accounts import forms
from zhiyun.web.accounts.confirming import need_confirmation
from zhiyun.web.accounts.one_form import Sheet, one_form
from zhiyun.web.accounts.organisation import new_token
from zhiyun.web.sent_numbers import whole

SYSTEM, SECURITY, AUDIT = (
    Role.SYSTEM_ADMINISTRATOR,
    Role.SECURITY_ADMINISTRATOR,
    Role.AUDIT_ADMINISTRATOR,
)


@guards.desk(*THREE_POWERS)
def administration(request: HttpRequest) -> HttpResponse:
    """Lead each of the three powers to its page."""
    leads_to = "administration-log" if seats.actor_of(request).role is AUDIT else "administration-people"
    return HttpResponseRedirect(reverse(leads_to))


@guards.desk(SYSTEM, SECURITY)
def persons(request: HttpRequest) -> HttpResponse:
    """List persons, sought by name, address or body."""
    by, sought, page = seats.actor_of(request), typed(request, "q"), page_of(request)
    found, count = people.persons(by=by, sought=sought, page=page)
    shown = {
        "found": found,
        "count": count,
        "sought": sought,
        "page": page,
        "has_more": count > page * people.A_PAGE,
        "asked": members.asked(by=by) if by.role is SYSTEM else (),
        "waiting": people.waiting_for_grant(by=by),
        "may_invite": by.role is SYSTEM,
    }
    return render(request, "zhiyun/administration/persons.html", shown)


@guards.desk(SYSTEM, SECURITY)
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """Show one person, their roles past and present, and what this administrator can do."""
    by = seats.actor_of(request)
    shown = {
        "person": people.person(by=by, person_id=person_id),
        "waiting": [each for each in people.waiting_for_grant(by=by) if each.person_id == person_id],
        "is_security": by.role is SECURITY,
        "is_oneself": by.person_id == person_id,
    }
    return render(request, "zhiyun/administration/person.html", shown)


@guards.desk(SYSTEM, sends=True)
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody to a bureau; the security administrator grants the role once they have accepted."""
    need_confirmation(request)
    by = seats.actor_of(request)
    lead = _("对方接受邀请后，由安全管理员核对并授权，才能开始办理。七天内有效。")
    sheet = Sheet(_("邀请人员"), lead, _("发出邀请"), "administration-people", _("人员"))
    form = forms.RoleForm(forms.posted(request), roles=roles_offered(request), asks_email=True)

    def act(given: dict[str, Any], key: str) -> str:
        (body, role), (digest, link) = given["role"], new_token()
        invitations.invite(
            by=by, organisation=body, key=key, email=given["email"], role=role, digest=digest, link=link
        )
        return reverse("administration-people")

    return one_form(request, sheet, form, act)


@guards.desk(SYSTEM, sends=True)
def enter_bureau(request: HttpRequest) -> HttpResponse:
    """Enter a district's bureau, whose people can be invited then."""
    need_confirmation(request)
    lead = _("设立区县知识产权局后，就能邀请它的人员；区县人员只看得到注册在本区县的申报单位。")
    sheet = Sheet(_("设立区县局"), lead, _("设立区县局"), "administration-people", _("人员"))

    def act(given: dict[str, Any], key: str) -> str:
        registration.enter_bureau(
            by=seats.actor_of(request),
            register=given["credit_code"],
            key=key,
            name=given["name"],
            district=given["district"],
        )
        return reverse("administration-invite")

    return one_form(request, sheet, forms.BureauForm(forms.posted(request)), act)


@guards.desk(AUDIT)
def log(request: HttpRequest) -> HttpResponse:
    """List what happened to accounts, by person and day."""
    asked, page = request.GET, page_of(request)
    name, day, refused = typed(request, "name"), _day(asked.get("day", "")), "refused" in asked
    found, count = account_log.entries(
        by=seats.actor_of(request), name=name, day=day, refused_only=refused, page=page
    )
    shown = {
        "found": found,
        "count": count,
        "name": name,
        "day": day,
        "refused": refused,
        "page": page,
        "has_more": count > page * account_log.A_PAGE,
    }
    return render(request, "zhiyun/administration/log.html", shown)


def roles_offered(request: HttpRequest) -> list[tuple[str, str]]:
    """List the roles of the bureaus as a form offers them: the body's key and the role."""
    return [
        (f"{body.id}-{role.value}", f"{role.label}（{body.name}）")
        for body in people.bodies(by=seats.actor_of(request))
        for role in body.roles
    ]


def typed(request: HttpRequest, name: str) -> str:
    """Read what is sought, as far as a database can be asked for it."""
    return request.GET.get(name, "").replace("\0", "").strip()[:100]


def page_of(request: HttpRequest) -> int:
    """Read which page of a list is asked for; the first for anything that is no page."""
    return min(max(whole(request.GET.get("page"), 1, digits=5), 1), 10_000)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
