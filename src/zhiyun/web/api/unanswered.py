"""What no view answers, an address that is not here among it: programs are told in the shape of every other refusal,
people by a page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views import defaults

from zhiyun.kernel.said import Said
from zhiyun.web.api.answers import refused


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such address."""
    if not _is_of_a_program(request):
        return defaults.page_not_found(request, exception)
    return refused(Said("没有这个地址；全部接口见 %(document)s", document=reverse("openapi")), status=404)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that a request cannot be read: a foreign host, headers that break off."""
    if not _is_of_a_program(request):
        return defaults.bad_request(request, exception)
    return refused(Said("没有读懂这次请求：请核对网站的地址和请求头"))


def broken(request: HttpRequest) -> HttpResponse:
    """Say that the mistake is ours, and nothing of what it was."""
    if not _is_of_a_program(request):
        return defaults.server_error(request)
    return refused(Said("是我们的差错，请稍后再问"), status=500)


def _is_of_a_program(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("api")) or request.path.endswith(".json")
