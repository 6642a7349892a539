"""From where results of navigation are looked at: the names of that side's addresses, and its list and page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from zhiyun.casework.navigations import NavigationKind, WrittenReport
from zhiyun.casework.queries.navigations import Listing, Page
from zhiyun.exchange.patents import labels
from zhiyun.web.navigation.shown import tongue
from zhiyun.web.public.calls import whole


@dataclass(frozen=True, slots=True)
class Side:
    """One side: the names of its list, page and files, and where it stands in the navigation."""

    listing: str
    page: str
    file: str
    desk: str
    is_centre: bool = False
    is_public: bool = False


CENTRE = Side("navigations", "navigation", "navigation-file", "navigations", is_centre=True)
BUREAU = Side("bureau-navigations", "bureau-navigation", "bureau-navigation-file", "bureau-navigations")
PUBLIC = Side("public-navigations", "public-navigation", "public-navigation-file", "patents", is_public=True)


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address narrows a list by; 404 for a class or a page there is not."""

    kind: str
    words: str
    page: int
    kept: str

    @property
    def is_narrowed(self) -> bool:
        """Say whether anything is narrowed."""
        return bool(self.kind or self.words)


def asked(request: HttpRequest) -> Asked:
    """Read what the address asks."""
    kind, page = request.GET.get("kind", ""), whole(request.GET.get("page", "1"))
    if (kind and kind not in list(NavigationKind)) or page is None:
        raise Http404("no such list")
    kept = request.GET.copy()
    kept.pop("page", None)
    return Asked(kind, request.GET.get("q", "").strip(), page, kept.urlencode())


def show_list(
    request: HttpRequest, side: Side, found: Listing, narrowed: Asked, report: WrittenReport | None = None
) -> HttpResponse:
    """Show a side's list; where a ``report`` is handed over, each line leads to its correction with it."""
    page = {
        "side": side,
        "desk": side.desk,
        "found": found,
        "asked": narrowed,
        "handed": request.GET["report"] if report else "",
        "kinds": [(each.value, each.words) for each in NavigationKind],
    }
    return render(request, "zhiyun/navigation_records/list.html", page)


def show(request: HttpRequest, side: Side, shown: Page) -> HttpResponse:
    """Show a result on a side."""
    page = {"side": side, "desk": side.desk, "shown": shown, "classes": list(_classes(shown))}
    return render(request, "zhiyun/navigation_records/page.html", page)


def _classes(shown: Page) -> Iterator[tuple[str, str]]:
    """Give each class with the title of the nearest one above it that has one."""
    for symbol in shown.classes:
        yield symbol, labels.class_title(symbol=symbol, language=tongue())
