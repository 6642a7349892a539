"""Who may open a landscape: of a search everybody, of a set those who may see the set."""

from __future__ import annotations

import functools
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from zhiyun.casework.navigating.seen import NAVIGATORS
from zhiyun.web import guards

View = Callable[..., HttpResponse]


def own_sets(view: View) -> View:
    """Ask for a login and a seat where the address names a set; another body's set is then not found."""
    behind = guards.desk(*NAVIGATORS)(view)

    @functools.wraps(view)
    def guarded(request: HttpRequest, /, *args: object, **kwargs: object) -> HttpResponse:
        names_a_set = bool(request.GET.get("set") or request.GET.get("with-set"))
        return (behind if names_a_set else view)(request, *args, **kwargs)

    return guarded
