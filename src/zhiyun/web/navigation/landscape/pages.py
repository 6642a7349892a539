"""The pages of a landscape."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from zhiyun.casework.actions import patent_sets
from zhiyun.casework.navigating.seen import NAVIGATORS
from zhiyun.casework.queries import patent_work
from zhiyun.exchange.patents.landscape import apart
from zhiyun.exchange.patents.landscape.figures import (
    ONE,
    OTHER,
    PARTS,
    Figure,
    Landscape,
    source,
    source_of_both,
)
from zhiyun.exchange.patents.landscape.names import class_named
from zhiyun.exchange.patents.landscape.opened import Opened
from zhiyun.exchange.patents.landscape.subjects import Listed
from zhiyun.ip.landscape import EFFECTS, Effect
from zhiyun.ip.query import Misread
from zhiyun.kernel.refusal import Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.web import downloads, faults, guards
from zhiyun.web.form_key import new_key, sent_key
from zhiyun.web.navigation import asking, examples
from zhiyun.web.navigation import misread as misreading
from zhiyun.web.navigation.landscape import asked, reports
from zhiyun.web.navigation.landscape.asked import Wanted, wanted
from zhiyun.web.navigation.landscape.opening import own_sets
from zhiyun.web.navigation.landscape.shown import Shown, correcting, say, shown
from zhiyun.web.navigation.search import navigates
from zhiyun.web.navigation.shown import tongue
from zhiyun.web.seats import actor_of
from zhiyun.web.sent_numbers import whole
from zhiyun.web.speaking import spoken

MOST_PHRASES: Final = 24
_TYPED: Final = ("q", "set", "with", "with-set")
"""What is typed or chosen in the box; what else is sent goes along unseen."""


@guards.public_form
@own_sets
def landscape(request: HttpRequest) -> HttpResponse:
    """Draw one part of the landscape of what the address asks. A form that is sent leads to its address."""
    if request.method == "POST":
        address = asking.address("landscape", request.POST)
        return HttpResponseRedirect(address) if address else _page(request, _too_long(request))
    return _landscape(request, wanted(request))


@guards.desk(*NAVIGATORS, sends=True)
def correct(request: HttpRequest, patent_set: int) -> HttpResponse:
    """Sign that a phrase belongs to another effect of a set's matrix, or take that back; leads back to the matrix."""
    by = actor_of(request)
    asks = asked.of_set(request, number=patent_set, part="effects")
    if request.method == "POST":
        try:
            patent_sets.correct(
                by=by,
                organisation=by.organisation_id,
                key=sent_key(request),
                number=patent_set,
                phrase=request.POST.get("phrase", ""),
                effect="" if "back" in request.POST else request.POST.get("effect") or "-",
            )
        except Faulty as faulty:
            found = faults.of_input(faulty.faults, target="phrase")
            return _landscape(request, asks, {"faults": found, "sent": request.POST}, status=400)
    return HttpResponseRedirect(asks.address("landscape", part="effects") + "#correct")


def _landscape(
    request: HttpRequest, asks: Wanted, more: Mapping[str, object] | None = None, *, status: int = 200
) -> HttpResponse:
    page: dict[str, object] = {
        "key": new_key() if asks.patent_set else "",
        "sent": request.GET,
        **(more or {}),
        "desk": "patents",
        "typed": asks.typed,
        "wanted": asks,
        "part": asks.part,
        "parts": [(name, words, asks.address("landscape", part=name)) for name, words in PARTS.items()],
        "examples": examples.LANDSCAPES[tongue()],
        "effects": [each.value for each in EFFECTS],
        "fixes": [(f"{phrase}={effect}", phrase, effect) for phrase, effect in asks.fixes.items()],
        "kept": asks.kept,
        "of_set": asks.subject if asks.patent_set else None,
    }
    try:
        found = _drawn(asks)
    except Misread as misread:
        told = misreading.shown(typed=asks.typed, misread=misread)
        return _page(request, page | told | {"within": asks.without_condition()}, status=400)
    except apart.TooManyLandscapes as late:
        return _page(request, page | {"late": late, "searched": asks.searched()}, status=503)
    except Refusal as refusal:
        finds_nothing = isinstance(refusal, apart.NotDrawn) and refusal.finds_nothing
        instead = asks.searched() if finds_nothing else ""
        return _page(request, page | {"refusal": refusal, "instead": instead})
    return _page(
        request,
        page
        | {
            "landscape": found,
            **_laid_out([shown(each, asks, source(found=found)) for each in found.figures]),
            "patents": f"{found.totals.patents:,}",
            "sets": _sets(request),
            "handing_over": reports.handing_over(request, asks),
            "report": asks.address("landscape-report"),
            "report_docx": asks.address("landscape-report-docx"),
            "publications": f"{found.totals.publications:,}",
            "folded": f"{found.folded:,}" if found.folded else "",
            "other_count": asks.refolded().address("landscape", part=asks.part),
        },
        status=status,
    )


def _laid_out(figures: list[Shown]) -> dict[str, object]:
    """Part the figures that have rows from those that only say why they have none."""
    return {
        "figures": [each for each in figures if each.lines],
        "idle": [each for each in figures if not each.lines],
    }


@guards.public
@own_sets
def cell(request: HttpRequest) -> HttpResponse:
    """List the patents of one cell of the technology-effect matrix, with the words that brought them there."""
    asks = wanted(request)
    technology, effect = request.GET.get("technology", ""), request.GET.get("effect", "")
    if effect not in Effect.__members__:
        raise Http404("no such effect")
    found = apart.cell_apart(
        home=settings.HOME,
        subject=asks.subject,
        technology=technology,
        effect=effect,
        corrections=asks.corrections,
        is_folded=asks.is_folded,
    )
    return render(
        request,
        "zhiyun/navigation/landscape/cell.html",
        {
            "desk": "patents",
            "technology": technology[:8],
            "named": say(class_named(code=technology[:8])),
            "effect": Effect[effect].value,
            "found": found,
            "phrases": [(each, correcting(wanted=asks, phrase=each)) for each in _phrases(found)],
            "back": asks.address("landscape", part="effects"),
        },
    )


def _phrases(found: tuple[Opened, ...]) -> list[str]:
    """Give the phrases that brought documents into a cell, each once, as they come."""
    return list(dict.fromkeys(word for each in found for word in each.phrases))[:MOST_PHRASES]


@guards.public
@own_sets
def topic(request: HttpRequest) -> HttpResponse:
    """List the patents of one topic of the map."""
    asks, name = wanted(request), request.GET.get("name", "")[:200]
    found = apart.topic_apart(home=settings.HOME, subject=asks.subject, name=name, is_folded=asks.is_folded)
    if not found:
        raise Http404("no such topic")
    return render(
        request,
        "zhiyun/navigation/landscape/topic.html",
        {"desk": "patents", "name": name, "found": found, "back": asks.address("landscape", part="topics")},
    )


@guards.public
@own_sets
def row(request: HttpRequest) -> HttpResponse:
    """List the patents of a set that one row of a figure counts; a search's rows lead to the search."""
    asks = wanted(request)
    if not isinstance(asks.subject, Listed):
        raise Http404("of a set only")
    condition = asked.condition(request.GET)
    found = frozenset(apart.within_apart(home=settings.HOME, subject=asks.subject, asks=condition))
    return render(
        request,
        "zhiyun/navigation/landscape/row.html",
        {
            "desk": "patents",
            "condition": condition,
            "name": asks.subject.name,
            "found": [each for each in asks.members if each.publication in found],
            "back": asks.address("landscape"),
        },
    )


@guards.public_form
@own_sets
def compare(request: HttpRequest) -> HttpResponse:
    """Draw two sets or searches side by side. A form that is sent leads to its address."""
    if request.method == "POST":
        address = asking.address("landscape-compare", request.POST)
        return HttpResponseRedirect(address) if address else _compared(request, _too_long(request))
    asks, other = wanted(request), asked.beside(request)
    page: dict[str, object] = {
        "desk": "patents",
        "one": asks,
        "other": other,
        "sets": _sets(request),
        "kept": [each for each in asks.kept if each[0] not in ("q", "set")],
    }
    if other is None:
        return _compared(request, page)
    try:
        found = apart.comparison_apart(
            home=settings.HOME, subject=asks.subject, other=other.subject, is_folded=asks.is_folded
        )
    except Faulty as faulty:
        return _compared(request, page | {"faults": faulty.faults}, status=400)
    except apart.TooManyLandscapes as late:
        return _compared(request, page | {"late": late, "searched": asks.searched()}, status=503)
    except Refusal as refusal:
        return _compared(request, page | {"refusal": refusal})
    sides = [
        (name, side, each.address("landscape"), f"{side.totals.patents:,}")
        for name, side, each in ((ONE, found.one, asks), (OTHER, found.other, other))
    ]
    return _compared(
        request,
        page
        | {
            "sides": sides,
            "both": f"{found.both:,}",
            **_laid_out([shown(each, asks, source_of_both(beside=found), other) for each in found.figures]),
            "report": asks.address("landscape-report", beside=other),
            "report_docx": asks.address("landscape-report-docx", beside=other),
            "handing_over": reports.handing_over(request, asks, other),
        },
    )


@guards.public
@own_sets
def table(request: HttpRequest, key: str) -> HttpResponse:
    """Give the rows of one figure as a table to keep; what is wrong is said in plain text, a page would be no table."""
    try:
        figures = _figures(request)
    except (*guards.TURNED_AWAY, apart.TooManyLandscapes):
        raise
    except Refusal as refusal:
        return _in_text(refusal)
    figure = next((each for each in figures if each.key == key), None)
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


def _figures(request: HttpRequest) -> tuple[Figure, ...]:
    """Draw the part that an address asks for, or its comparison."""
    asks, other = wanted(request), asked.beside(request)
    if other is None:
        return _drawn(asks).figures
    return apart.comparison_apart(
        home=settings.HOME, subject=asks.subject, other=other.subject, is_folded=asks.is_folded
    ).figures


def _in_text(refusal: Refusal) -> HttpResponse:
    """Say a refusal in lines of plain text, one for each fault with its place, as the page names it."""
    said: list[object] = [refusal.said]
    status = 409
    if isinstance(refusal, Faulty):
        said, status = [Said("检索式有误"), *refusal.faults], 400
    text = "".join(f"{spoken(each)}\n" for each in said)
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")


def _too_long(request: HttpRequest) -> dict[str, object]:
    """Show again what was typed, and lead to its search."""
    sent = request.POST
    typed, beside = sent.get("q", "").strip(), sent.get("with", "").strip()
    sides = ((ONE, typed), (OTHER, beside)) if "with" in sent else (("", typed),)
    return {
        "desk": "patents",
        "typed": typed,
        "one": {"typed": typed, "patent_set": whole(sent.get("set"), 0)},
        "other": {"typed": beside, "patent_set": whole(sent.get("with-set"), 0)},
        "part": sent.get("part", "overview"),
        "sets": _sets(request),
        "kept": [(name, each) for name, told in sent.lists() if name not in _TYPED for each in told],
        "examples": examples.LANDSCAPES[tongue()],
        "navigates": navigates(request),
        "is_too_long": True,
        "too_long": [(side, text) for side, text in sides if text],
    }


def _drawn(asks: Wanted) -> Landscape:
    return apart.drawn_apart(
        home=settings.HOME,
        subject=asks.subject,
        parts=(asks.part,),
        corrections=asks.corrections,
        is_folded=asks.is_folded,
    )


def _sets(request: HttpRequest) -> tuple[patent_work.SetLine, ...]:
    return patent_work.sets(by=actor_of(request)) if navigates(request) else ()


def _compared(request: HttpRequest, page: dict[str, object], *, status: int = 200) -> HttpResponse:
    return render(request, "zhiyun/navigation/landscape/compare.html", page, status=status)


def _page(request: HttpRequest, page: dict[str, object], *, status: int = 200) -> HttpResponse:
    return render(request, "zhiyun/navigation/landscape/landscape.html", page, status=status)
