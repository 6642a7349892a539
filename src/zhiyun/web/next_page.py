"""Where to go after logging in: only ever an address of this very site."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

NEXT = "next"


def next_page(request: HttpRequest) -> str:
    """Give the address a form or link asks to go on to; empty for every address that is not a path of ours."""
    return checked(request, request.POST.get(NEXT) or request.GET.get(NEXT) or "")


def checked(request: HttpRequest, address: str) -> str:
    """Give an address back when it is a path of this site, and nothing otherwise."""
    is_path = address.startswith("/") and not address.startswith("//") and "\\" not in address
    is_ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if is_path and is_ours else ""
