"""Registering an applicant, and coming back after a forgotten password: what is asked is answered alike to all."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.tokens import default_token_generator
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from zhiyun.casework import door, throttling
from zhiyun.casework.actions import accounts, registration
from zhiyun.casework.actor import public
from zhiyun.casework.refusals import InvitationSpent, NotFound
from zhiyun.kernel.said import Said
from zhiyun.web import clock, guards, seats
from zhiyun.web.accounts import entering, forms
from zhiyun.web.accounts.account import opened
from zhiyun.web.accounts.one_form import Sheet, one_form

REGISTER_SALT = "zhiyun.register"
REGISTER_HOLDS_SECONDS = 24 * 60 * 60


@guards.visitor_form
def register(request: HttpRequest) -> HttpResponse:
    """Ask for an address and write to it; whether it is known stays between us and its mailbox."""
    lead = _("由法定代表人本人注册。先确认电子邮箱：打开邮件里的链接，再填写单位信息。")
    sheet = Sheet(_("为申报单位注册"), lead, _("发送确认邮件"), "login", _("登录"))

    def act(given: dict[str, Any], key: str) -> HttpResponse:
        email = given["email"]
        by = public(at=clock.now(), address=seats.address_of(request))
        throttling.begin(secret=throttling.REGISTER, account=email, address=by.address, at=by.at)
        link = settings.SITE + reverse("register-confirmed", args=[signing.dumps(email, salt=REGISTER_SALT)])
        registration.ask_to_register(by=by, register=email, link=link)
        return render(request, "zhiyun/accounts/letter_sent.html", {"title": sheet.title})

    return one_form(request, sheet, forms.EmailForm(forms.posted(request)), act)


@sensitive_post_parameters("password", "again")
@guards.visitor_form
def register_confirmed(request: HttpRequest, token: str) -> HttpResponse:
    """Let who opened the letter enter their applicant and come in."""
    email = opened(token, salt=REGISTER_SALT, seconds=REGISTER_HOLDS_SECONDS)
    if email is None:
        raise LinkSpent
    sheet = Sheet(_("填写单位信息"), _("登录邮箱：%s") % email, _("完成注册"), "login", _("登录"))

    def act(given: dict[str, Any], key: str) -> str:
        applicant = registration.Applicant(
            given["body"], given["credit_code"], given["district"], given["person_name"]
        )
        made = registration.register_applicant(
            by=public(at=clock.now(), address=seats.address_of(request)),
            register=email,
            applicant=applicant,
            password_hash=make_password(given["password"]),
        )
        entering.enter(request, get_user_model().objects.get(pk=made), with_second_factor=False)
        return reverse("desk")

    return one_form(request, sheet, forms.RegisterForm(forms.posted(request)), act)


@guards.visitor_form
def forgotten(request: HttpRequest) -> HttpResponse:
    """Write to an address where a new password can be set; an unknown one is answered the same."""
    lead = _("会向这个邮箱发一封邮件，一小时内打开里面的链接设定新密码。动态码不受影响。")
    sheet = Sheet(_("忘记密码"), lead, _("发送邮件"), "login", _("登录"))

    def act(given: dict[str, Any], key: str) -> HttpResponse:
        address, at = seats.address_of(request), clock.now()
        throttling.begin(secret=throttling.RESET, account=given["email"], address=address, at=at)
        person = get_user_model().objects.filter(email=given["email"], departed_at=None).first()
        if person is None:
            # As much is written as for a known address, so that neither answer nor time tells them apart.
            door.tell_refusal(
                action="ask_reset", by=public(at=at, address=address), subject="", refusal=NotFound()
            )
        else:
            parts = [person.pk, default_token_generator.make_token(person)]
            link = settings.SITE + reverse("reset", args=parts)
            accounts.ask_reset(by=entering.actor(request, person), person=person.pk, link=link)
        return render(request, "zhiyun/accounts/letter_sent.html", {"title": sheet.title})

    return one_form(request, sheet, forms.EmailForm(forms.posted(request)), act)


@sensitive_post_parameters("password", "again")
@guards.visitor_form
def reset(request: HttpRequest, person_id: int, token: str) -> HttpResponse:
    """Take a new password from who opened the letter; nobody is logged in by it, and codes are asked as before."""
    person = get_user_model().objects.filter(pk=person_id, departed_at=None).first()
    if person is None or not default_token_generator.check_token(person, token):
        raise LinkSpent
    lead = _("设定后请用新密码登录；启用了动态码的，仍要输入动态码。")
    sheet = Sheet(_("设定新密码"), lead, _("设定新密码"), "login", _("登录"))
    form = forms.NewPasswordForm(forms.posted(request), person=person)

    def act(given: dict[str, Any], key: str) -> str:
        accounts.reset_password(
            by=entering.actor(request, person),
            person=person.pk,
            password_hash=make_password(given["password"]),
        )
        return reverse("login")

    return one_form(request, sheet, form, act)


class LinkSpent(InvitationSpent):
    """The link of a letter has run out, was used, or never was ours."""

    def __init__(self) -> None:
        super(InvitationSpent, self).__init__(Said("这个链接已经用过或者已过期。请回到登录页重新申请。"))
