"""公示: every public list, its page, and the forms programs read it in."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from zhiyun import law
from zhiyun.casework.queries import notices, results
from zhiyun.web import clock, guards
from zhiyun.web.public.calls import whole
from zhiyun.web.public.conditional import asked_again

BENEFITS = {benefit.value: benefit for benefit in law.Benefit}


@guards.public
def listing(request: HttpRequest) -> HttpResponse:
    """List public lists, the newest first; ``?year=`` and ``?benefit=`` narrow, ``?page=`` turns."""
    asked = {name: request.GET.get(name, "") for name in ("year", "benefit")}
    year = _whole_or_404(asked["year"]) if asked["year"] else None
    if asked["benefit"] and asked["benefit"] not in BENEFITS:
        raise Http404(f"no benefit {asked['benefit'][:40]!r}")
    at = clock.now()
    found = notices.published(
        at=at,
        page=_whole_or_404(request.GET.get("page", "1")),
        year=year,
        benefit=BENEFITS.get(asked["benefit"]),
    )
    kept = request.GET.copy()
    kept.pop("page", None)
    page = {
        "desk": "notices",
        "found": found,
        "asked": asked,
        "is_narrowed": any(asked.values()),
        "benefits": list(law.Benefit),
        "now": at,
        "query": kept.urlencode(),
    }
    return render(request, "zhiyun/public/notices/list.html", page)


@guards.public
def notice(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a public list as it was sealed, where it stands now, and the lists before and after it."""
    at = clock.now()
    found = notices.notice(at=at, reference=reference)
    page = {"desk": "notices", "notice": found, "told": found.content, "now": at}
    if results.is_shared(notice=found):
        page["again"] = results.recomputed(notice=found)
    return asked_again(request, render(request, "zhiyun/public/notices/notice.html", page))


def _whole_or_404(text: str) -> int:
    number = whole(text)
    if number is None:
        raise Http404(f"no number {text[:20]!r}")
    return number
