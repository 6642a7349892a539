"""The answer to whoever tries too often."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhiyun.casework.throttling import TooManyTries


def slow_down(request: HttpRequest, refusal: TooManyTries) -> HttpResponse:
    """Say when the next try is heard: 429 with Retry-After."""
    response = render(request, "429.html", {"refusal": refusal}, status=429)
    response.headers["Retry-After"] = str(refusal.wait_seconds)
    return response
