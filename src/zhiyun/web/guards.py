"""Who may open a screen and how much they may send: every view names its guard, and a test hears them all."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from zhiyun.casework import door, refusals
from zhiyun.casework.roles import Role
from zhiyun.kernel.refusal import Refusal
from zhiyun.web.seats import actor_of

Screen = ParamSpec("Screen")
View = Callable[Concatenate[HttpRequest, Screen], HttpResponse]

UPLOAD_LIMIT = 5 * 1024 * 1024
"""The largest request body an open screen reads, in bytes."""
EVIDENCE_LIMIT = 24 * 1024 * 1024
"""The largest request body a desk reads, in bytes: one file of evidence and its form."""

GUARDS = frozenset({"public", "public_form", "visitor_form", "signed_in", "desk"})
READ = ("GET", "HEAD")
TURNED_AWAY = (refusals.NotFound, refusals.NotAllowed, refusals.ConflictOfInterest)
READ_AND_SEND = (*READ, "POST")

_DRAINED_AT_MOST = 64 * 1024 * 1024


def public(view: View[Screen]) -> View[Screen]:
    """Mark a screen that anyone may read; it is asked with GET only and refuses every other method."""
    return _named("public", require_http_methods(READ)(_answering_refusals(view)))


def public_form(view: View[Screen]) -> View[Screen]:
    """Mark a screen that anyone may fill in: it computes, answers and forgets.

    Nothing is stored, so nothing can be forged: no token and no cookie is needed. Answers are never cached.
    A body above `UPLOAD_LIMIT` is refused with 413 before it is read into memory.
    """

    @functools.wraps(view)
    def guarded(request: HttpRequest, /, *args: Screen.args, **kwargs: Screen.kwargs) -> HttpResponse:
        response = _within(UPLOAD_LIMIT, view, request, *args, **kwargs)
        if request.method == "POST":
            add_never_cache_headers(response)
        return response

    return _named("public_form", csrf_exempt(require_http_methods(READ_AND_SEND)(guarded)))


def visitor_form(view: View[Screen]) -> View[Screen]:
    """Mark a screen for who is not logged in yet and sends something that counts: forged requests are refused."""
    return _named("visitor_form", require_http_methods(READ_AND_SEND)(_unkept(UPLOAD_LIMIT, view)))


def signed_in(view: View[Screen]) -> View[Screen]:
    """Mark a screen for every person who has logged in, whatever their seat: their own account."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, /, *args: Screen.args, **kwargs: Screen.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return _to_login(request)
        return view(request, *args, **kwargs)

    return _named("signed_in", require_http_methods(READ_AND_SEND)(_unkept(UPLOAD_LIMIT, guarded)))


def desk(
    *roles: Role, sends: bool = False, keeps: Callable[[HttpRequest, str], None] | None = None
) -> Callable[[View[Screen]], View[Screen]]:
    """Mark a screen for those who sit on one of ``roles``; ``sends`` lets it take a form.

    ``keeps`` is given a form sent without a login, and the reference it is about, before the login page is shown.

    Whoever is not logged in is asked to; anyone on another seat is told that there is no such page, and the
    attempt is recorded. Nothing of a desk is ever kept by a cache.
    """
    allowed = frozenset(roles)
    methods = READ_AND_SEND if sends else READ

    def mark(view: View[Screen]) -> View[Screen]:
        @functools.wraps(view)
        def guarded(request: HttpRequest, /, *args: Screen.args, **kwargs: Screen.kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                if keeps is not None and request.method == "POST":
                    keeps(request, str(kwargs["reference"]))
                return _to_login(request)
            by = actor_of(request)
            if by.role not in allowed:
                raise refusals.NotFound
            return view(request, *args, **kwargs)

        marked = _named("desk", require_http_methods(methods)(_unkept(EVIDENCE_LIMIT, guarded)))
        marked.roles = allowed  # type: ignore[attr-defined]  # what the matrix of roles and addresses reads
        return marked

    return mark


def body_size(request: HttpRequest) -> int:
    """Give the announced size of the request's body in bytes; a body without a size is not read at all."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    return int(announced) if announced.isdecimal() else 0


def _unkept(limit: int, view: View[Screen]) -> View[Screen]:
    """Answer refusals as pages, bound the body, and let no cache keep the answer."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, /, *args: Screen.args, **kwargs: Screen.kwargs) -> HttpResponse:
        response = _within(limit, _answering_refusals(view), request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    return guarded


def _answering_refusals(view: View[Screen]) -> View[Screen]:
    @functools.wraps(view)
    def guarded(request: HttpRequest, /, *args: Screen.args, **kwargs: Screen.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Refusal as refusal:
            return _refused(request, refusal)

    return guarded


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Answer a refusal nobody nearer could answer: what must not be known is told like what does not exist."""
    if isinstance(refusal, refusals.NeedsConfirmation):
        return HttpResponseRedirect(f"{reverse('confirm')}?{urlencode({'next': request.get_full_path()})}")
    if isinstance(refusal, refusals.MandateEnded):
        return _to_login(request)
    tell_turned_away(request, refusal)
    if isinstance(refusal, refusals.NotFound | refusals.NotAllowed):
        return render(request, "404.html", status=404)
    status = 403 if isinstance(refusal, refusals.ConflictOfInterest) else 409
    return render(request, "refused.html", {"refusal": refusal}, status=status)


def tell_turned_away(request: HttpRequest, refusal: Refusal) -> None:
    """Have the record told who, being logged in, was turned away from which address; of any other refusal nothing."""
    if not isinstance(refusal, TURNED_AWAY):
        return
    by = actor_of(request)
    # What was sent has been through the door, which has told the record already.
    if by.person_id is not None and request.method in READ:
        door.tell_refusal(action="open", by=by, subject=request.path, refusal=refusal)


def _to_login(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('login')}?{urlencode({'next': request.get_full_path()})}")


def _within(
    limit: int, view: View[Screen], request: HttpRequest, /, *args: Screen.args, **kwargs: Screen.kwargs
) -> HttpResponse:
    if body_size(request) <= limit:
        return view(request, *args, **kwargs)
    _drain(request)
    return render(request, "413.html", {"limit_mib": limit // 1024 // 1024}, status=413)


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
    assert guard in GUARDS
    view.guard = guard  # type: ignore[attr-defined]  # a mark the structure tests read
    return view
