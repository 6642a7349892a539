"""Results of navigation anyone may read: the newest draft of each that its centre made public, and its report."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from zhiyun.casework.queries import navigations
from zhiyun.web import guards, kept_files
from zhiyun.web.navigation_records import sides
from zhiyun.web.navigation_records.sides import PUBLIC


@guards.public
def listing(request: HttpRequest) -> HttpResponse:
    """List what is public."""
    asked = sides.asked(request)
    found = navigations.in_public(kind=asked.kind, words=asked.words, page=asked.page)
    return sides.show_list(request, PUBLIC, found, asked)


@guards.public
def navigation(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a public result."""
    return sides.show(request, PUBLIC, navigations.one_in_public(reference=reference))


@guards.public
def file(request: HttpRequest, reference: str, place: int) -> HttpResponse:
    """Give a file of a public report."""
    sm3, name, media_type = navigations.file_in_public(reference=reference, place=place)
    return kept_files.handed_out(sm3=sm3, name=name, media_type=media_type)
