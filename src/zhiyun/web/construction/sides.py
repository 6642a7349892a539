"""From where a centre is looked at: the names of that side's addresses, and its page."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from zhiyun.casework import holidays
from zhiyun.casework.queries import constructions
from zhiyun.casework.queries.construction_shown import Page
from zhiyun.web import kept_files
from zhiyun.web.seats import actor_of


@dataclass(frozen=True, slots=True)
class Side:
    """One side: the names of its page and of its files, and where it stands in the navigation."""

    page: str
    file: str
    desk: str
    is_bureau: bool

    def address(self, reference: str) -> str:
        """Give the address of a centre's page."""
        return reverse(self.page, args=[reference])


BUREAU = Side("bureau-construction", "bureau-construction-file", "cases", is_bureau=True)
APPLICANT = Side("construction", "construction-file", "applications", is_bureau=False)


def shown_to(request: HttpRequest, reference: str) -> Page:
    """Give a centre as its page shows it."""
    return constructions.construction(by=actor_of(request), reference=reference, calendar=holidays.on_file())


def page(request: HttpRequest, side: Side, reference: str) -> HttpResponse:
    """Show a centre."""
    shown = shown_to(request, reference)
    told = {"shown": shown, "side": side, "is_bureau": side.is_bureau, "desk": side.desk}
    return render(request, "zhiyun/construction/page.html", told | {"role": actor_of(request).role.value})


def file(request: HttpRequest, reference: str, of: str, row: int, place: int) -> HttpResponse:
    """Give a file handed in."""
    sm3, name, media_type = constructions.kept_file(
        by=actor_of(request), reference=reference, of=of, row=row, place=place
    )
    return kept_files.handed_out(sm3=sm3, name=name, media_type=media_type)
