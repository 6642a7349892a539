"""The papers of a meeting to take along: one PDF, and one archive with its manifest."""

from __future__ import annotations

import tempfile

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from zhiyun.casework.meetings import packet as packets
from zhiyun.gateways import official_papers
from zhiyun.web import downloads, guards
from zhiyun.web.bureau.meetings import READERS
from zhiyun.web.seats import actor_of


@guards.desk(*READERS)
def packet(request: HttpRequest, reference: str) -> HttpResponse:
    """Give a meeting's papers as one PDF."""
    laid_out = packets.paper(by=actor_of(request), reference=reference, is_demo=settings.DEMO)
    return downloads.kept(
        content=official_papers.pdf_apart(laid_out),
        name=f"会议材料-{reference}.pdf",
        media_type=downloads.PDF,
        plain=f"packet-{reference}.pdf",
    )


@guards.desk(*READERS)
def archive(request: HttpRequest, reference: str) -> HttpResponse:
    """Give a meeting's papers as one archive with a manifest."""
    by = actor_of(request)
    laid_out = packets.paper(by=by, reference=reference, is_demo=settings.DEMO)
    with tempfile.TemporaryFile() as target:
        packets.write(target=target, by=by, reference=reference, packet=official_papers.pdf_apart(laid_out))
        target.seek(0)
        content = target.read()
    return downloads.kept(
        content=content,
        name=f"会议材料-{reference}.zip",
        media_type="application/zip",
        plain=f"packet-{reference}.zip",
    )
