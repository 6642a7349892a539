"""The bureau's desk: every centre's results with their drafts, uses and proofs; nothing to do but read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from zhiyun.casework.queries import navigations
from zhiyun.casework.roles import BUREAU_ROLES
from zhiyun.web import guards, kept_files
from zhiyun.web.navigation_records import sides
from zhiyun.web.navigation_records.sides import BUREAU
from zhiyun.web.seats import actor_of


@guards.desk(*BUREAU_ROLES)
def listing(request: HttpRequest) -> HttpResponse:
    """List all results."""
    asked = sides.asked(request)
    found = navigations.listed(by=actor_of(request), kind=asked.kind, words=asked.words, page=asked.page)
    return sides.show_list(request, BUREAU, found, asked)


@guards.desk(*BUREAU_ROLES)
def navigation(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a result."""
    return sides.show(request, BUREAU, navigations.navigation(by=actor_of(request), reference=reference))


@guards.desk(*BUREAU_ROLES)
def file(request: HttpRequest, reference: str, of: str, row: int, place: int) -> HttpResponse:
    """Give a report or a proof."""
    sm3, name, media_type = navigations.kept_file(
        by=actor_of(request), reference=reference, of=of, row=row, place=place
    )
    return kept_files.handed_out(sm3=sm3, name=name, media_type=media_type)
