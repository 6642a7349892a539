"""The pages of a landscape."""

from __future__ import annotations

import csv
import io

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from zhiyun.exchange.patents.landscape import apart
from zhiyun.exchange.patents.landscape.figures import PARTS, Landscape
from zhiyun.ip.landscape import EFFECTS, Effect
from zhiyun.kernel.refusal import Faulty, Refusal
from zhiyun.web import downloads, guards
from zhiyun.web.navigation.landscape.asked import Wanted, wanted
from zhiyun.web.navigation.landscape.shown import say, shown

EXAMPLES = ("IPC=H01M", "地区=重庆", "TI=机器人 AND AD>=2017")


@guards.public
def landscape(request: HttpRequest) -> HttpResponse:
    """Draw one part of the landscape of what the address asks."""
    asks = wanted(request.GET)
    page: dict[str, object] = {
        "desk": "patents",
        "typed": asks.asked.text,
        "wanted": asks,
        "part": asks.part,
        "parts": [(name, words, asks.address("landscape", part=name)) for name, words in PARTS.items()],
        "examples": EXAMPLES,
        "effects": [each.value for each in EFFECTS],
        "fixes": [(f"{phrase}={effect}", phrase, effect) for phrase, effect in asks.fixes.items()],
        "kept": asks.kept,
    }
    try:
        found = _drawn(asks)
    except Faulty as faulty:
        return _page(request, page | {"faults": faulty.faults}, status=400)
    except apart.TooManyLandscapes as refusal:
        return _page(request, page | {"refusal": refusal}, status=503)
    except Refusal as refusal:
        return _page(request, page | {"refusal": refusal})
    return _page(
        request,
        page
        | {
            "landscape": found,
            "figures": [shown(each, asks) for each in found.figures],
            "patents": f"{found.totals.patents:,}",
            "report": asks.address("landscape-report"),
            "report_docx": asks.address("landscape-report-docx"),
            "publications": f"{found.totals.publications:,}",
        },
    )


@guards.public
def cell(request: HttpRequest) -> HttpResponse:
    """List the patents of one cell of the technology-effect matrix, with the words that brought them there."""
    asks = wanted(request.GET)
    technology, effect = request.GET.get("technology", ""), request.GET.get("effect", "")
    if effect not in Effect.__members__:
        raise Http404("no such effect")
    found = apart.cell_apart(
        home=settings.HOME,
        asked=asks.asked,
        technology=technology,
        effect=effect,
        corrections=asks.fixes,
    )
    return render(
        request,
        "zhiyun/navigation/landscape/cell.html",
        {
            "desk": "patents",
            "technology": technology[:8],
            "effect": Effect[effect].value,
            "found": [(number, reverse("patent", args=[number]), words) for number, words in found],
            "back": asks.address("landscape", part="effects"),
        },
    )


@guards.public
def table(request: HttpRequest, key: str) -> HttpResponse:
    """Give the rows of one figure as a table to keep."""
    asks = wanted(request.GET)
    found = _drawn(asks)
    figure = next((each for each in found.figures if each.key == key), None)
    if figure is None:
        raise Http404("no such figure")
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow([say(each.title) for each in figure.columns])
    rows.writerows(
        [each if isinstance(each, int) else say(each) for each in row.values] for row in figure.rows
    )
    name = f"{figure.title}.csv"
    return downloads.kept(
        content=("\ufeff" + text.getvalue()).encode(), name=name, media_type="text/csv", plain=f"{key}.csv"
    )


@guards.public
def report_as_pdf(request: HttpRequest) -> HttpResponse:
    """Give the report of everything that is drawn."""
    return downloads.kept(
        content=_report(request, as_word=False),
        name="专利导航分析报告.pdf",
        media_type=downloads.PDF,
        plain="landscape.pdf",
    )


@guards.public
def report_as_word(request: HttpRequest) -> HttpResponse:
    """Give the report to go on writing in."""
    return downloads.kept(
        content=_report(request, as_word=True),
        name="专利导航分析报告.docx",
        media_type=downloads.WORD,
        plain="landscape.docx",
    )


def _report(request: HttpRequest, *, as_word: bool) -> bytes:
    asks = wanted(request.GET)
    return apart.report_apart(
        home=settings.HOME,
        asked=asks.asked,
        corrections=asks.fixes,
        made_on=timezone.localdate(),
        is_demo=settings.DEMO,
        as_word=as_word,
    )


def _drawn(asks: Wanted) -> Landscape:
    return apart.drawn_apart(home=settings.HOME, asked=asks.asked, parts=(asks.part,), corrections=asks.fixes)


def _page(request: HttpRequest, page: dict[str, object], *, status: int = 200) -> HttpResponse:
    return render(request, "zhiyun/navigation/landscape/landscape.html", page, status=status)
