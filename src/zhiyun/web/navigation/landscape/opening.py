"""Who may open a landscape: of a search everybody, of a set those who may see the set."""

from __future__ import annotations

import functools
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhiyun.casework.navigating.seen import NAVIGATORS
from zhiyun.exchange.patents.landscape.apart import TooManyLandscapes
from zhiyun.kernel.refusal import Refusal
from zhiyun.web import guards

View = Callable[..., HttpResponse]


def own_sets(view: View) -> View:
    """Ask for a login and a seat where the address names a set; another body's set is then not found."""
    drawing = _in_time(view)
    behind = guards.desk(*NAVIGATORS)(drawing)

    @functools.wraps(view)
    def guarded(request: HttpRequest, /, *args: object, **kwargs: object) -> HttpResponse:
        names_a_set = bool(request.GET.get("set") or request.GET.get("with-set"))
        if names_a_set:
            return behind(request, *args, **kwargs)
        try:
            return drawing(request, *args, **kwargs)
        except Refusal as refusal:
            return render(request, "refused.html", {"refusal": refusal}, status=409)

    return guarded


def _in_time(view: View) -> View:
    """Answer what was not drawn in time with a page that asks again, where the view has no better one."""

    @functools.wraps(view)
    def drawing(request: HttpRequest, /, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except TooManyLandscapes as late:
            page = {"desk": "patents", "late": late}
            return render(request, "zhiyun/navigation/landscape/late.html", page, status=503)

    return drawing
