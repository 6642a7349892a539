"""An address that is not here: programs are told in the shape of every other refusal, people by a page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views import defaults

from zhiyun.kernel.said import Said
from zhiyun.web.api.answers import refused


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such address."""
    if not request.path.startswith(reverse("api")):
        return defaults.page_not_found(request, exception)
    return refused(Said("没有这个地址；全部接口见 %(document)s", document=reverse("openapi")), status=404)
