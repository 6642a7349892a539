"""One patent: everything known of it, as printed beside as cleaned, what it cites, and what is like it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from zhiyun.exchange.patents import classes, labels, likely_classes, likes, searching
from zhiyun.gateways.search_engine import Question, SearchEngine
from zhiyun.ip import applicants, classification, numbers
from zhiyun.ip import places as districts
from zhiyun.ip.patent import Patent
from zhiyun.ip.query import read
from zhiyun.kernel.refusal import Refusal
from zhiyun.web import guards
from zhiyun.web.form_key import new_key
from zhiyun.web.navigation import claims, examples, shown, words
from zhiyun.web.navigation.search import engine, navigates

MOST_LIKE = 8
MOST_CITED = 100
MOST_SHOWN_CITED = 12
MOST_EVENTS = 8


@dataclass(frozen=True, slots=True)
class Applicant:
    """An applicant as printed, the name of its group, and what kind it is."""

    printed: str
    group: str
    key: str
    kind: Promise


@dataclass(frozen=True, slots=True)
class Classed:
    """A class with the title of the nearest class above it that has one."""

    symbol: str
    above: str
    title: str


@dataclass(frozen=True, slots=True)
class CitedHere:
    """A document that is cited: whether an examiner named it, whether it is here to be opened, its title if one is known."""

    publication: str
    by_examiner: bool | None
    is_here: bool
    title: str


@guards.public
def patent(request: HttpRequest, publication: str) -> HttpResponse:
    """Show a document; 404 where the index has none of that number."""
    opened = engine()
    found = _found(opened, publication)
    also = searching.siblings(engine=opened, patents=[found]).get(found.publication, ())
    alike = likes.of_patent(engine=opened, patent=found, most=MOST_LIKE)
    events = tuple(reversed(found.legal_events))
    place = districts.place(found.address)
    cites = _cites(opened, found)
    page = {
        "desk": "patents",
        "patent": found,
        "title": shown.title_of(found),
        "claims": claims.told(found),
        "events": events[:MOST_EVENTS],
        "earlier_events": events[MOST_EVENTS:],
        "is_only_cited": not (found.any_title or found.applicants),
        "navigates": navigates(request),
        "key": new_key(),
        "right": words.RIGHTS[found.right],
        "kind": labels.KINDS.get(found.kind, "") if found.office == "CN" else "",
        "also": also,
        "applicants": list(_applicants(opened, found)),
        "place": labels.place(code=found.district or found.city or found.province),
        "no_district": words.NO_DISTRICT[place.because] if place.because and found.address else "",
        "ipc": list(_classes(found.ipc)),
        "cpc": list(_classes(found.cpc)),
        "likely": _likely(opened, found),
        "locarno": [(each, classification.locarno_title(each)) for each in found.locarno],
        "cites": cites[:MOST_SHOWN_CITED],
        "more_cites": cites[MOST_SHOWN_CITED:],
        "cited_by": opened.count(read(f"CT={found.publication}")),
        "learned": examples.LEARNED[shown.tongue()],
        "likes": [shown.like(each) for each in alike],
        "data_on": searching.data_on(engine=opened),
    }
    return render(request, "zhiyun/navigation/patent.html", page)


def _found(opened: SearchEngine, publication: str) -> Patent:
    try:
        wanted = numbers.publication(publication)
    except Refusal:
        wanted = publication.upper()
    found = opened.whole(wanted)
    if found is None:
        raise Http404(f"no patent {publication[:40]!r}")
    return found


def _applicants(opened: SearchEngine, found: Patent) -> Iterator[Applicant]:
    names = labels.group_names(engine=opened, keys=found.applicant_groups)
    for printed, key in zip(found.applicants, found.applicant_groups, strict=False):
        kind = applicants.kind_of(applicants.clean(printed))
        yield Applicant(printed, names.get(key, key), key, words.KINDS[kind])


def _classes(symbols: Sequence[str]) -> Iterator[Classed]:
    for symbol in symbols:
        yield Classed(symbol, symbol[:4], labels.class_title(symbol=symbol, language=shown.tongue()))


def _likely(opened: SearchEngine, found: Patent) -> dict[str, object] | None:
    """Say which subclasses a patent without a class is likely in, and what stands beside it in the gazette."""
    learned = classes.opened(home=settings.HOME)
    suggested = likely_classes.of_patent(engine=opened, patent=found, learned=learned)
    if suggested is None:
        return None
    place = suggested.place
    beside = (*place.before[:1], *place.after[:1]) if place else ()
    return {
        "classes": [
            (each, labels.class_title(symbol=each.subclass, language=shown.tongue()))
            for each in suggested.classes
        ],
        "beside": [(each.publication, "、".join(each.subclasses)) for each in beside],
    }


def _cites(opened: SearchEngine, found: Patent) -> list[CitedHere]:
    """Give what is cited, those first of which more is known than their numbers."""
    cited = found.cites[:MOST_CITED]
    if not cited:
        return []
    asked = " OR ".join(f"PN={each.publication}" for each in cited)
    try:
        hits = opened.search(Question(query=read(asked), most=2 * MOST_CITED, is_explained=False)).hits
    except Refusal:
        hits = ()
    titles = {
        hit.patent.publication: shown.title_of(hit.patent) if hit.patent.any_title else "" for hit in hits
    }
    told = [
        CitedHere(
            each.publication, each.by_examiner, each.publication in titles, titles.get(each.publication, "")
        )
        for each in cited
    ]
    return sorted(told, key=lambda each: not each.title)
