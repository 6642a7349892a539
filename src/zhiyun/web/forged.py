"""A form whose token is not this session's: refused, but what was typed into our own page is not lost for it.

Whoever logs in again in another window leaves the token of the first window stale. Nothing such a form says is
done; if it came from a page of this very site, what was typed waits for its page to take it up again.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.csrf import csrf_failure

from zhiyun.web import kept_typing


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form without the right token."""
    asked = request.resolver_match
    if asked is None or asked.url_name not in ("section", "deal") or not _is_ours(request):
        return csrf_failure(request, reason)
    kept_typing.keep(request, str(asked.kwargs["reference"]))
    return HttpResponseRedirect(request.path)


def _is_ours(request: HttpRequest) -> bool:
    """Believe only the browser's own word of where a form came from; without it, nothing is kept."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
