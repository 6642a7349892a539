"""Answers a cache may keep only as long as it asks again each time: none can show yesterday's standing."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response


def asked_again(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Mark an answer with the digest of its bytes; whoever has these bytes already is told so.

    What is shown to somebody who has logged in bears their name, and is left for no cache at all.
    """
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        return answer
    answer.headers["ETag"] = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
    answer.headers["Cache-Control"] = "no-cache"
    told: HttpResponseBase | None = get_conditional_response(
        request, etag=answer.headers["ETag"], response=answer
    )
    assert isinstance(told, HttpResponse), "a page has its bytes"
    return told
