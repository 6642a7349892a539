"""Coming in: password, then a one-time code or a recovery code where the person uses one; going out."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import authenticate, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from zhiyun.casework import throttling
from zhiyun.casework.actions import logins
from zhiyun.kernel.refusal import Refusal
from zhiyun.web import faults, guards, seats
from zhiyun.web.accounts import entering, forms
from zhiyun.web.accounts.throttled import slow_down
from zhiyun.web.clock import now, real
from zhiyun.web.next_page import next_page


@sensitive_post_parameters("password")
@guards.visitor_form
def log_in(request: HttpRequest) -> HttpResponse:
    """Ask for e-mail and password; whoever uses one-time codes is asked for one next."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(next_page(request) or reverse("desk"))
    form = forms.LoginForm(forms.posted(request))
    if request.method != "POST":
        return _page(request, form)
    if not form.is_valid():
        return _page(request, form, told=faults.of_form(form), status=400)
    email, address = form.cleaned_data["email"], seats.address_of(request)
    try:
        attempt = throttling.begin(secret=throttling.PASSWORD, account=email, address=address, at=now())
    except throttling.TooManyTries as refusal:
        return slow_down(request, refusal)
    person: Any = authenticate(request, email=email, password=form.cleaned_data["password"])
    if person is None:
        wrong = faults.ShownFault("", _("电子邮箱或者密码不对，请核对后重新输入。"), "id_email")
        return _page(request, form, told=[wrong], status=400)
    throttling.succeed(attempt=attempt)
    if person.has_second_factor:
        entering.wait_for_code(request, person, next_page(request))
        return HttpResponseRedirect(reverse("login-code"))
    going_on = next_page(request)
    entering.enter(request, person, with_second_factor=False)
    if entering.must_enrol(person):
        return HttpResponseRedirect(f"{reverse('second-factor')}?{urlencode({'next': going_on})}")
    return HttpResponseRedirect(going_on or reverse("desk"))


@guards.visitor_form
def give_code(request: HttpRequest) -> HttpResponse:
    """Ask whoever gave the right password for the one-time code."""
    return _second_step(request, forms.CodeForm(forms.posted(request)), throttling.CODE)


@guards.visitor_form
def give_recovery_code(request: HttpRequest) -> HttpResponse:
    """Ask whoever gave the right password for a recovery code instead."""
    return _second_step(request, forms.RecoveryForm(forms.posted(request)), throttling.RECOVERY)


@guards.signed_in
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session; only a form ends it, a link merely asks."""
    if request.method != "POST":
        return render(request, "zhiyun/accounts/logout.html")
    logout(request)
    return HttpResponseRedirect(reverse("home"))


def _second_step(request: HttpRequest, form: forms.PlainForm, secret: str) -> HttpResponse:
    waiting = entering.waiting_for_code(request)
    if waiting is None:
        return HttpResponseRedirect(reverse("login"))
    person, going_on = waiting
    page: dict[str, object] = {"form": form, "is_recovery": secret == throttling.RECOVERY}
    if request.method != "POST":
        return render(request, "zhiyun/accounts/code.html", page)
    if not form.is_valid():
        return render(
            request, "zhiyun/accounts/code.html", page | {"faults": faults.of_form(form)}, status=400
        )
    by = entering.actor(request, person)
    try:
        attempt = throttling.begin(secret=secret, account=person.email, address=by.address, at=by.at)
        code = form.cleaned_data["code"]
        if secret == throttling.RECOVERY:
            logins.use_recovery_code(by=by, person=person.pk, code=code)
        else:
            logins.give_code(by=by, person=person.pk, code=code, shown_at=real())
    except throttling.TooManyTries as refusal:
        return slow_down(request, refusal)
    except Refusal as refusal:
        told = [faults.ShownFault("", str(refusal), "id_code")]
        return render(request, "zhiyun/accounts/code.html", page | {"faults": told}, status=400)
    throttling.succeed(attempt=attempt)
    entering.enter(request, person, with_second_factor=True)
    return HttpResponseRedirect(going_on or reverse("desk"))


def _page(
    request: HttpRequest,
    form: forms.LoginForm,
    *,
    told: list[faults.ShownFault] | None = None,
    status: int = 200,
) -> HttpResponse:
    page = {"form": form, "faults": told, "next": next_page(request), "desk": "login"}
    return render(request, "zhiyun/accounts/login.html", page, status=status)
