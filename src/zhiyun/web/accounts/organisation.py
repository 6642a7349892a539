"""An applicant's own people: who acts, who is invited, who takes over."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhiyun.casework.actions import invitations, members
from zhiyun.casework.queries import members as membership
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import APPLICANT_ROLES, Role
from zhiyun.web import guards, seats
from zhiyun.web.accounts import forms
from zhiyun.web.accounts.confirming import need_confirmation
from zhiyun.web.accounts.one_form import Sheet, one_form
from zhiyun.web.accounts.second_factor import keep_session

REPRESENTATIVE = Role.LEGAL_REPRESENTATIVE


@guards.desk(*APPLICANT_ROLES)
def organisation(request: HttpRequest) -> HttpResponse:
    """Show the applicant and its people."""
    by = seats.actor_of(request)
    page = {"body": membership.membership(by=by), "may_change": by.role is REPRESENTATIVE}
    return render(request, "zhiyun/accounts/organisation.html", page)


@guards.desk(REPRESENTATIVE, sends=True)
def invite(request: HttpRequest) -> HttpResponse:
    """Invite a preparer by e-mail."""
    need_confirmation(request)
    lead = _("对方打开邮件里的链接、设定密码后，就能为本单位填写申报；提交仍由法定代表人办理。七天内有效。")
    sheet = Sheet(_("邀请经办人"), lead, _("发出邀请"), "organisation", _("单位与成员"))

    def act(given: dict[str, Any], key: str) -> str:
        by = seats.actor_of(request)
        digest, link = new_token()
        invitations.invite(
            by=by,
            organisation=by.organisation_id,
            key=key,
            email=given["email"],
            role=Role.PREPARER,
            digest=digest,
            link=link,
        )
        return reverse("organisation")

    return one_form(request, sheet, forms.EmailForm(forms.posted(request)), act)


@guards.desk(REPRESENTATIVE, sends=True)
def revoke(request: HttpRequest, invitation: int) -> HttpResponse:
    """Take an invitation back."""
    by = seats.actor_of(request)
    if request.method == "POST":
        invitations.revoke(by=by, organisation=by.organisation_id, invitation=invitation)
    return HttpResponseRedirect(reverse("organisation"))


@guards.desk(REPRESENTATIVE, sends=True)
def remove(request: HttpRequest, mandate: int) -> HttpResponse:
    """Remove a preparer, after saying what it means."""
    need_confirmation(request)
    by = seats.actor_of(request)
    found = [each for each in membership.membership(by=by).members if each.mandate_id == mandate]
    if not found or found[0].role is not Role.PREPARER:
        raise NotFound
    lead = _("%s将立即退出，不能再为本单位办理；填写过的内容都保留。") % found[0].name
    sheet = Sheet(_("移除经办人"), lead, _("移除经办人"), "organisation", _("单位与成员"))

    def act(given: dict[str, Any], key: str) -> str:
        members.remove_preparer(by=by, organisation=by.organisation_id, key=key, mandate=mandate)
        return reverse("organisation")

    return one_form(request, sheet, forms.NothingForm(forms.posted(request)), act)


@guards.desk(REPRESENTATIVE, sends=True)
def hand_over(request: HttpRequest) -> HttpResponse:
    """Hand the office of legal representative over to a member."""
    need_confirmation(request)
    by = seats.actor_of(request)
    lead = _("移交后，由对方签署和提交申报；您不再代表本单位，需要继续办理的，请对方邀请您为经办人。")
    sheet = Sheet(_("移交法定代表人"), lead, _("移交法定代表人"), "organisation", _("单位与成员"))
    others = [
        (each.person_id, f"{each.name}（{each.email}）")
        for each in membership.membership(by=by).members
        if each.role is Role.PREPARER
    ]
    form = forms.MemberForm(forms.posted(request), members=others)

    def act(given: dict[str, Any], key: str) -> str:
        members.hand_over(by=by, organisation=by.organisation_id, key=key, to=given["to"])
        keep_session(request)
        return reverse("desk")

    return one_form(request, sheet, form, act)


def new_token() -> tuple[str, str]:
    """Draw an invitation's token; give the digest that is kept, and the link that is sent and kept nowhere else."""
    token = secrets.token_urlsafe(32)
    return invitations.digest_of(token=token), settings.SITE + reverse("invited", args=[token])
