"""申报通知: what is published, to everyone: a list, a page a call, and its files."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from zhiyun import law
from zhiyun.casework.queries import calls, issued
from zhiyun.casework.stages import CallStage
from zhiyun.web import clock, guards, kept_files

STATES = {"announced": CallStage.ANNOUNCED, "open": CallStage.OPEN, "closed": CallStage.CLOSED}
BENEFITS = {benefit.value: benefit for benefit in law.Benefit}

Known = TypeVar("Known")

_WHOLE = re.compile(r"[1-9][0-9]{0,5}")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]")


@guards.public
def listing(request: HttpRequest) -> HttpResponse:
    """List published calls; ``?benefit=``, ``?state=`` and ``?q=`` narrow the list, ``?page=`` turns it."""
    asked = {name: request.GET.get(name, "") for name in ("benefit", "state")}
    sought = words_in(request.GET.get("q", ""))
    at = clock.now()
    found = calls.published(
        at=at,
        benefit=_one_of(BENEFITS, asked["benefit"]),
        stage=_one_of(STATES, asked["state"]),
        words=sought,
        page=_page_or_404(request.GET.get("page", "1")),
    )
    kept = request.GET.copy()
    kept.pop("page", None)
    page = {
        "desk": "calls",
        "found": found,
        "asked": {**asked, "q": sought},
        "is_narrowed": any((sought, *asked.values())),
        "benefits": list(law.Benefit),
        "now": at,
        "query": kept.urlencode(),
    }
    return render(request, "zhiyun/public/calls/list.html", page)


@guards.public
def call(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a call, what remains of its window by the server's clock, and all its versions."""
    at = clock.now()
    asked = request.GET.get("version")
    number = _page_or_404(asked) if asked is not None else None
    found = calls.call(at=at, reference=reference, number=number)
    page = {
        "desk": "calls",
        "call": found,
        "shown": found.shown,
        "document": issued.of_call(reference=found.shown.reference, version=found.shown.number),
        "now": at,
        "remaining": remaining(found, at),
        "is_open": found.stage is CallStage.OPEN,
        "is_announced": found.stage is CallStage.ANNOUNCED,
    }
    return render(request, "zhiyun/public/calls/call.html", page)


@guards.public
def attachment(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Hand out a file of a published version, to be saved and never opened in the page."""
    file, media_type = calls.attachment(at=clock.now(), reference=reference, number=number)
    return kept_files.handed_out(sm3=file.sm3, name=file.name, media_type=media_type)


def words_in(typed: str) -> str:
    """Give what was sought, printable and of bounded length."""
    return _UNPRINTABLE.sub(" ", typed).strip()[: calls.LONGEST_SEARCH]


def whole(text: str) -> int | None:
    """Read a number that counts from 1, or None; nothing else passes for one."""
    return int(text) if _WHOLE.fullmatch(text) else None


def remaining(found: calls.CallPage, at: datetime) -> dict[str, int] | None:
    """Say how long until the call opens or closes: days, hours, minutes, seconds; None once it is over."""
    words = found.shown.words
    until = words.opens_at if found.stage is CallStage.ANNOUNCED else words.closes_at
    assert until is not None, "a published call has its times"
    left = until - at
    if left <= timedelta(0):
        return None
    minutes, seconds = divmod(left.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return {"days": left.days, "hours": hours, "minutes": minutes, "seconds": seconds}


def _page_or_404(text: str) -> int:
    number = whole(text)
    if number is None:
        raise Http404(f"no page {text[:20]!r}")
    return number


def _one_of(known: dict[str, Known], name: str) -> Known | None:
    if name and name not in known:
        raise Http404(f"nothing is called {name[:40]!r}")
    return known.get(name)
