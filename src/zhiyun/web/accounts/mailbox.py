"""A demonstration's mailbox: the letters that would have gone out. Elsewhere there is no such page."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from zhiyun.casework import mailing
from zhiyun.web import guards


@guards.public
def mailbox(request: HttpRequest) -> HttpResponse:
    """Show the letters, with their links; only where everything is invented."""
    if not settings.DEMO or settings.SMTP:
        raise Http404
    return render(request, "zhiyun/accounts/mailbox.html", {"letters": mailing.kept()})
