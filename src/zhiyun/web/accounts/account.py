"""One's own account: password, address, telephone, sessions, seats, leaving."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.hashers import make_password
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from zhiyun.casework import throttling
from zhiyun.casework.actions import accounts, members
from zhiyun.casework.refusals import NotFound
from zhiyun.web import guards, seats
from zhiyun.web.accounts import forms
from zhiyun.web.accounts.confirming import need_confirmation
from zhiyun.web.accounts.one_form import Sheet, one_form
from zhiyun.web.accounts.second_factor import keep_session

ADDRESS_SALT = "zhiyun.address"
ADDRESS_HOLDS_SECONDS = 60 * 60


@guards.signed_in
def account(request: HttpRequest) -> HttpResponse:
    """Show the account and what can be changed about it."""
    return render(request, "zhiyun/accounts/account.html", {"seats": request.person_seats()})


@sensitive_post_parameters("password", "again")
@guards.signed_in
def password(request: HttpRequest) -> HttpResponse:
    """Change the password; every other session ends."""
    need_confirmation(request)
    sheet = Sheet(_("修改密码"), _("修改后，别处已登录的页面会退出，这里不受影响。"), _("修改密码"))
    form = forms.NewPasswordForm(forms.posted(request), person=request.user)

    def act(given: dict[str, Any], key: str) -> str:
        accounts.change_password(
            by=seats.actor_of(request),
            person=request.user.pk,
            key=key,
            password_hash=make_password(given["password"]),
        )
        keep_session(request)
        return reverse("account")

    return one_form(request, sheet, form, act)


@guards.signed_in
def email(request: HttpRequest) -> HttpResponse:
    """Ask for another address; it counts once it is confirmed from its own mailbox."""
    need_confirmation(request)
    lead = _("会向新邮箱发一封确认邮件，向原邮箱发一封告知邮件。打开确认链接后才生效，一小时内有效。")
    sheet = Sheet(_("更换登录邮箱"), lead, _("发送确认邮件"))
    form = forms.EmailForm(forms.posted(request))

    def act(given: dict[str, Any], key: str) -> HttpResponse:
        by = seats.actor_of(request)
        throttling.begin(secret=throttling.REGISTER, account=request.user.email, address=by.address, at=by.at)
        bound = {"person": request.user.pk, "old": request.user.email, "new": given["email"]}
        token = signing.dumps(bound, salt=ADDRESS_SALT)
        link = settings.SITE + reverse("account-email-confirm", args=[token])
        accounts.ask_new_address(by=by, person=request.user.pk, key=key, email=given["email"], link=link)
        return render(request, "zhiyun/accounts/letter_sent.html", {"title": _("更换登录邮箱")})

    return one_form(request, sheet, form, act)


@guards.signed_in
def email_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Take the address whose mailbox the link was opened from."""
    bound = opened(token, salt=ADDRESS_SALT, seconds=ADDRESS_HOLDS_SECONDS)
    if bound is None or (bound["person"], bound["old"]) != (request.user.pk, request.user.email):
        raise NotFound
    sheet = Sheet(_("更换登录邮箱"), _("确认后，用这个邮箱登录：%s") % bound["new"], _("更换登录邮箱"))

    def act(given: dict[str, Any], key: str) -> str:
        accounts.change_address(
            by=seats.actor_of(request), person=request.user.pk, key=key, email=bound["new"]
        )
        keep_session(request)
        return reverse("account")

    return one_form(request, sheet, forms.NothingForm(forms.posted(request)), act)


@guards.signed_in
def phone(request: HttpRequest) -> HttpResponse:
    """Change the telephone number."""
    need_confirmation(request)
    sheet = Sheet(_("修改联系电话"), "", _("修改联系电话"))
    form = forms.PhoneForm(forms.posted(request), initial={"phone": request.user.phone})

    def act(given: dict[str, Any], key: str) -> str:
        accounts.change_phone(
            by=seats.actor_of(request), person=request.user.pk, key=key, phone=given["phone"]
        )
        return reverse("account")

    return one_form(request, sheet, form, act)


@guards.signed_in
def sessions(request: HttpRequest) -> HttpResponse:
    """End every other session."""
    need_confirmation(request)
    sheet = Sheet(_("退出其他登录"), _("除这里以外，别的电脑和手机上的登录都会退出。"), _("退出其他登录"))

    def act(given: dict[str, Any], key: str) -> str:
        accounts.end_sessions(by=seats.actor_of(request), person=request.user.pk, key=key)
        keep_session(request)
        return reverse("account")

    return one_form(request, sheet, forms.NothingForm(forms.posted(request)), act)


@guards.signed_in
def step_down(request: HttpRequest, mandate: int) -> HttpResponse:
    """Give up one of one's seats."""
    need_confirmation(request)
    seat = next((one for one in request.person_seats() if one.mandate_id == mandate), None)
    if seat is None:
        raise NotFound
    what = {"role": seat.role.label, "body": seat.organisation_name}
    lead = _("您将不再以%(role)s的身份为%(body)s办理；办过的事和记录都保留。") % what
    sheet = Sheet(_("辞去身份"), lead, _("辞去身份"))

    def act(given: dict[str, Any], key: str) -> str:
        members.step_down(by=seats.actor_of(request), person=request.user.pk, key=key, mandate=mandate)
        keep_session(request)
        return reverse("account")

    return one_form(request, sheet, forms.NothingForm(forms.posted(request)), act)


@guards.signed_in
def leave(request: HttpRequest) -> HttpResponse:
    """Close the account for good."""
    need_confirmation(request)
    lead = _("注销后不能再登录，所有身份随即终止。办过的事和记录依法保留。")
    sheet = Sheet(_("注销账户"), lead, _("注销账户"))

    def act(given: dict[str, Any], key: str) -> str:
        accounts.leave(by=seats.actor_of(request), person=request.user.pk, key=key)
        logout(request)
        return reverse("home")

    return one_form(request, sheet, forms.NothingForm(forms.posted(request)), act)


def opened(token: str, *, salt: str, seconds: int) -> Any:
    """Give what a signed link holds; None when it is not ours or has run out."""
    try:
        return signing.loads(token, salt=salt, max_age=seconds)
    except signing.BadSignature:
        return None
