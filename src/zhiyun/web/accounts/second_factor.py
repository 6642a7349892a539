"""Taking up, changing and giving up one-time codes; recovery codes are shown once."""

from __future__ import annotations

import secrets
from io import BytesIO

import pyotp
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from zhiyun.casework import second_factor
from zhiyun.casework.actions import logins, second_factors
from zhiyun.web import clock, faults, guards, seats
from zhiyun.web.accounts import forms
from zhiyun.web.accounts.confirming import need_confirmation
from zhiyun.web.next_page import next_page

OFFERED = "offered_secret"
RECOVERY_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@guards.signed_in
def enrol(request: HttpRequest) -> HttpResponse:
    """Show a new secret as picture and text, and take it once the authenticator proves that it has it."""
    need_confirmation(request)
    secret = request.session.get(OFFERED) or pyotp.random_base32()
    request.session[OFFERED] = secret
    form = forms.EnrolForm(forms.posted(request))
    page: dict[str, object] = {
        "form": form,
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "picture": picture(second_factor.address_for_authenticator(secret=secret, email=request.user.email)),
        "next": next_page(request),
    }
    if request.method != "POST":
        return render(request, "zhiyun/accounts/enrol.html", page)
    if not form.is_valid():
        return render(
            request, "zhiyun/accounts/enrol.html", page | {"faults": faults.of_form(form)}, status=400
        )
    codes = new_recovery_codes()
    try:
        second_factors.enrol(
            by=seats.actor_of(request),
            person=request.user.pk,
            secret=secret,
            code=form.cleaned_data["code"],
            shown_at=clock.real(),
            recovery_codes=codes,
        )
    except logins.WrongCode as refusal:
        told = [faults.ShownFault("", str(refusal), "id_code")]
        return render(request, "zhiyun/accounts/enrol.html", page | {"faults": told}, status=400)
    del request.session[OFFERED]
    request.session[seats.SECOND_FACTOR] = True
    keep_session(request)
    return _codes_page(request, codes, next_page(request))


@guards.signed_in
def renew_codes(request: HttpRequest) -> HttpResponse:
    """Give ten new recovery codes; the old ones end."""
    need_confirmation(request)
    if request.method != "POST":
        return render(request, "zhiyun/accounts/renew_codes.html")
    codes = new_recovery_codes()
    second_factors.renew_recovery_codes(
        by=seats.actor_of(request), person=request.user.pk, recovery_codes=codes
    )
    keep_session(request)
    return _codes_page(request, codes, "")


@guards.signed_in
def disable(request: HttpRequest) -> HttpResponse:
    """Let an applicant's people give one-time codes up, after saying what it means."""
    need_confirmation(request)
    if request.method != "POST":
        return render(request, "zhiyun/accounts/disable_second_factor.html")
    second_factors.disable(by=seats.actor_of(request), person=request.user.pk)
    request.session[seats.SECOND_FACTOR] = False
    keep_session(request)
    return HttpResponseRedirect(reverse("account"))


def keep_session(request: HttpRequest) -> None:
    """Let this session, and only this one, outlive a change of its person's secrets."""
    request.user.refresh_from_db()
    update_session_auth_hash(request, request.user)


def new_recovery_codes() -> list[str]:
    """Draw ten codes of 60 bits, written in threes of four."""
    return [
        "-".join("".join(secrets.choice(RECOVERY_ALPHABET) for _ in range(4)) for _ in range(3))
        for _ in range(second_factor.RECOVERY_CODES)
    ]


def picture(address: str) -> SafeString:
    """Draw an address as a QR code, as SVG that stands in a page without style of its own."""
    import segno  # noqa: PLC0415 - 4 MB a worker need not hold before somebody enrols

    drawn = BytesIO()
    segno.make(address, error="m").save(
        drawn, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=4, light="#fff", dark="#000"
    )
    return mark_safe(drawn.getvalue().decode())  # noqa: S308 - made here, from modules of a QR code alone


def _codes_page(request: HttpRequest, codes: list[str], going_on: str) -> HttpResponse:
    return render(request, "zhiyun/accounts/recovery_codes.html", {"codes": codes, "next": going_on})
