"""Proving once more who one is before a grave act."""

from __future__ import annotations

from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from zhiyun.casework import door, throttling
from zhiyun.casework.actions import logins
from zhiyun.casework.refusals import NeedsConfirmation
from zhiyun.web import clock, faults, guards, seats
from zhiyun.web.accounts import entering, forms
from zhiyun.web.accounts.throttled import slow_down
from zhiyun.web.next_page import next_page

PAGE = "zhiyun/accounts/confirm.html"


def need_confirmation(request: HttpRequest) -> None:
    """Refuse a page of grave acts to whoever has not just proven who they are: they are asked first."""
    if not door.is_confirmed(by=seats.actor_of(request)):
        raise NeedsConfirmation


@sensitive_post_parameters("password")
@guards.signed_in
def confirm(request: HttpRequest) -> HttpResponse:
    """Ask for the password once more, and for a code where the person uses one; then go on."""
    person = request.user
    form = forms.ConfirmForm(forms.posted(request), asks_code=person.has_second_factor)
    page: dict[str, object] = {"form": form, "next": next_page(request)}
    if request.method != "POST":
        return render(request, PAGE, page)
    if not form.is_valid():
        return render(request, PAGE, page | {"faults": faults.of_form(form)}, status=400)
    by = entering.actor(request, person)
    try:
        attempt = throttling.begin(
            secret=throttling.CONFIRM, account=person.email, address=by.address, at=by.at
        )
        known = authenticate(request, email=person.email, password=form.cleaned_data["password"])
        if known is not None and person.has_second_factor:
            logins.give_code(by=by, person=person.pk, code=form.cleaned_data["code"], shown_at=clock.real())
    except throttling.TooManyTries as refusal:
        return slow_down(request, refusal)
    except logins.WrongCode as refusal:
        return _wrong(request, page, str(refusal), "id_code")
    if known is None:
        return _wrong(request, page, _("密码不对，请重新输入。"), "id_password")
    throttling.succeed(attempt=attempt)
    request.session.cycle_key()
    entering.confirm(request)
    return HttpResponseRedirect(next_page(request) or reverse("desk"))


def _wrong(request: HttpRequest, page: dict[str, object], told: str, target: str) -> HttpResponse:
    return render(request, PAGE, page | {"faults": [faults.ShownFault("", told, target)]}, status=400)
