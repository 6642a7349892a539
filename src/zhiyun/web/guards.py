"""Who may open a screen and how much they may send: every view names its guard, and a test hears them all."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

Screen = ParamSpec("Screen")
View = Callable[Concatenate[HttpRequest, Screen], HttpResponse]

UPLOAD_LIMIT = 5 * 1024 * 1024
"""The largest request body a screen reads, in bytes."""

_DRAINED_AT_MOST = 64 * 1024 * 1024


def public(view: View[Screen]) -> View[Screen]:
    """Mark a screen that anyone may read; it is asked with GET only and refuses every other method."""
    return _named("public", require_http_methods(["GET", "HEAD"])(view))


def public_form(view: View[Screen]) -> View[Screen]:
    """Mark a screen that anyone may fill in: it computes, answers and forgets.

    Nothing is stored, so nothing can be forged: no token and no cookie is needed. Answers are never cached.
    A body above `UPLOAD_LIMIT` is refused with 413 before it is read into memory.
    """

    @functools.wraps(view)
    def guarded(request: HttpRequest, /, *args: Screen.args, **kwargs: Screen.kwargs) -> HttpResponse:
        if body_size(request) > UPLOAD_LIMIT:
            _drain(request)
            response = render(request, "413.html", {"limit_mib": UPLOAD_LIMIT // 1024 // 1024}, status=413)
        else:
            response = view(request, *args, **kwargs)
        if request.method == "POST":
            add_never_cache_headers(response)
        return response

    return _named("public_form", csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(guarded)))


def body_size(request: HttpRequest) -> int:
    """Give the announced size of the request's body in bytes; a body without a size is not read at all."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    return int(announced) if announced.isdecimal() else 0


def _drain(request: HttpRequest) -> None:
    # A browser that is still sending sees a broken connection instead of our page, so what it sends is
    # read and dropped, up to a bound.
    left = min(body_size(request), _DRAINED_AT_MOST)
    while left > 0:
        piece = request.read(min(left, 256 * 1024))
        if not piece:
            return
        left -= len(piece)


def _named(guard: str, view: View[Screen]) -> View[Screen]:
    view.guard = guard  # type: ignore[attr-defined]  # a mark the structure tests read
    return view
