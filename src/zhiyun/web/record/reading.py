"""Reading the record: events by person, action and day, one chain with its proof, and the daily roots."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhiyun.casework.queries import chains
from zhiyun.web import guards
from zhiyun.web.seats import actor_of
from zhiyun.web.sent_numbers import whole


@guards.desk(*chains.READERS)
def events(request: HttpRequest) -> HttpResponse:
    """List events, newest first, as far as this reader may."""
    by, page = actor_of(request), _page(request)
    asked = chains.Filters(
        name=request.GET.get("name", "")[:50].strip(),
        action=request.GET.get("action", "")[:60],
        day=_day(request.GET.get("day", "")),
    )
    found, has_more = chains.events(by=by, filters=asked, page=page)
    shown = {"desk": "record", "found": found, "has_more": has_more, "page": page, "asked": asked}
    return render(request, "zhiyun/record/events.html", shown | {"actions": chains.actions(by=by)})


@guards.desk(*chains.READERS)
def chain(request: HttpRequest, name: str) -> HttpResponse:
    """Show one chain in its order, and whether it is whole."""
    page = _page(request)
    found = chains.chain(by=actor_of(request), name=name, page=page)
    shown = {"desk": "record", "chain": found, "page": page, "has_more": found.has_more}
    return render(request, "zhiyun/record/chain.html", shown)


@guards.desk(*chains.READERS)
def roots(request: HttpRequest) -> HttpResponse:
    """List the daily roots."""
    page = _page(request)
    found, has_more = chains.roots(by=actor_of(request), page=page)
    return render(
        request,
        "zhiyun/record/roots.html",
        {"desk": "record", "found": found, "page": page, "has_more": has_more},
    )


def _page(request: HttpRequest) -> int:
    return whole(request.GET.get("page"), 1, digits=6)


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
