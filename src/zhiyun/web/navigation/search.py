"""专利检索: one box for words and for the query language, its answer page by page, and the answer as a workbook."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise

from zhiyun.casework.actor import Actor
from zhiyun.casework.navigating.seen import NAVIGATORS
from zhiyun.exchange.patents import engines, likes, loosening, meaning, rewording, searching, workbook
from zhiyun.gateways.search_engine import Facet, SearchEngine
from zhiyun.ip.patent import Patent
from zhiyun.ip.query import Field, Misread, listed
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said
from zhiyun.web import clock, downloads, guards, seats
from zhiyun.web.form_key import new_key
from zhiyun.web.navigation import asking, examples, news, shown
from zhiyun.web.navigation import misread as misreading
from zhiyun.web.navigation.own_district import own_district
from zhiyun.web.speaking import spoken

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_TOLD = 2_000
"""Characters of a text or query that a workbook tells of: a condition has no more."""


@dataclass(frozen=True, slots=True)
class Ticked:
    """A value of a facet with the address that ticks it, or ticks it no more."""

    label: str | Said
    value: str
    hits: int
    is_estimate: bool
    is_chosen: bool
    address: str

    @property
    def count(self) -> str:
        """How many hits have it, written with thousands."""
        return f"{self.hits:,}"


@dataclass(frozen=True, slots=True)
class Ticks:
    """A facet on the page."""

    name: str
    title: Promise
    values: tuple[Ticked, ...]
    is_opened: bool


def engine() -> SearchEngine:
    """Give the engine of this installation; refuses where there is no index."""
    return engines.opened(home=settings.HOME)


@guards.public_form
def search(request: HttpRequest) -> HttpResponse:
    """Answer what the address asks. What is sent as a form comes back as an address that can be kept and shared,
    unless it is too long for one; then it is answered at once."""
    if request.method == "POST":
        sent = QueryDict(mutable=True)
        if typed := request.POST.get("q", "").strip():
            sent["q"] = typed
        address = asking.address("patents", sent)
        return HttpResponseRedirect(address) if address else _answered(request, sent, is_long=True)
    return _answered(request, request.GET, is_long=False)


@guards.public_form
def export(request: HttpRequest) -> HttpResponse:
    """Hand out what was found, in its order, as a workbook of plain texts; asked by hand it leads to the search.

    What is most like something comes by its numbers, with what it is like.
    """
    if request.method != "POST":
        return HttpResponseRedirect(reverse("patents"))
    if named := list(filter(None, request.POST.getlist("publication")))[: likes.MOST]:
        return _likes_exported(request, named)
    sent = QueryDict(request.POST.get("asked", ""))
    try:
        asked = asking.asked(sent)
        opened = engine()
        by_meaning = meaning.opened(home=settings.HOME)
        answer = searching.answer(engine=opened, asked=asked, tongue=shown.tongue(), meaning=by_meaning)
        hits = list(searching.every(engine=opened, asked=asked, most=workbook.MOST, meaning=by_meaning))
    except Refusal as refusal:
        return _page(request, {"refusal": refusal, "typed": sent.get("q", "")}, status=409)
    patents = searching.with_claims(engine=opened, patents=[each.patent for each in hits])
    return _workbook(patents, list(_told(opened, sent, asked, answer)), answer.total)


def _likes_exported(request: HttpRequest, named: list[str]) -> HttpResponse:
    try:
        opened = engine()
    except Refusal as refusal:
        return _page(request, {"refusal": refusal}, status=409)
    wholes = opened.wholes(named)
    found = [wholes[each] for each in named if each in wholes]
    told: list[tuple[object, object]] = [(Said("与之最像"), request.POST.get("like", "")[:LONGEST_TOLD])]
    if within := request.POST.get("within", "")[:LONGEST_TOLD]:
        told.append((Said("另须符合"), within))
    told.append((Said("数据截至"), str(searching.data_on(engine=opened) or "")))
    return _workbook(found, told, len(found))


def _workbook(patents: list[Patent], told: list[tuple[object, object]], total: int) -> HttpResponse:
    target = io.BytesIO()
    at = clock.now().astimezone()
    workbook.write(target=target, patents=patents, asked=told, total=total, at=at, say=spoken)
    return downloads.kept(
        content=target.getvalue(),
        name=f"{spoken(Said('专利检索结果'))}.xlsx",
        media_type=XLSX,
        plain="patents.xlsx",
    )


@guards.public
def language(request: HttpRequest) -> HttpResponse:
    """Tell the query language: fields with their names, operators, limits."""
    fields = [(each, each.names[2:]) for each in Field]
    return render(
        request,
        "zhiyun/navigation/language.html",
        {"desk": "patents", "fields": fields, "examples": examples.SEARCHES[shown.tongue()]},
    )


def navigates(request: HttpRequest) -> bool:
    """Say whether the visitor has a desk where searches and sets are kept."""
    return navigator(request) is not None


def navigator(request: HttpRequest) -> Actor | None:
    """Give the visitor who has such a desk."""
    if not request.session.session_key:
        return None
    by = seats.actor_of(request)
    return by if by.organisation_id is not None and by.role in NAVIGATORS else None


def _answered(request: HttpRequest, sent: QueryDict, *, is_long: bool) -> HttpResponse:
    page: dict[str, object] = {"typed": sent.get("q", "").strip(), "is_long": is_long}
    try:
        asked = asking.asked(sent)
        opened = engine()
        by_meaning = meaning.opened(home=settings.HOME)
        answer = searching.answer(engine=opened, asked=asked, tongue=shown.tongue(), meaning=by_meaning)
    except Misread as misread:
        told = misreading.shown(typed=asked.text, misread=misread)
        return _page(request, page | told | {"within": asking.without(sent, "within")}, status=400)
    except Refusal as refusal:
        return _page(request, page | {"refusal": refusal}, status=409)
    page |= {
        "answer": answer,
        "numbers": len(listed(answer.query)),
        "total": f"{answer.total:,}",
        "by_words": f"{answer.by_words:,}",
        "unclaimed": f"{answer.unclaimed:,}",
        "hits": [shown.hit(row.hit, also=row.also) for row in answer.rows],
        "facets": list(_facets(answer, sent)),
        "has_estimates": any(each.is_estimate for values in answer.facets.values() for each in values),
        "chosen": list(_chosen(answer, sent)),
        "orders": list(asking.orders(sent)),
        "kept": asking.without_page(sent),
        "since": asking.without(sent, "since") if asked.since else "",
        "within": asking.without(sent, "within") if asked.within else "",
        "condition": asked.within,
        "not_across": asking.with_(sent, "across", "0") if answer.also else "",
        "across": asking.without(sent, "across") if not asked.is_across else "",
        "most_exported": workbook.MOST,
        "data_on": searching.data_on(engine=opened),
        "is_narrowed": bool(asked.text or asked.chosen or asked.since or asked.within),
    }
    if not (asked.chosen or asked.since or asked.within):
        others = rewording.in_regions if answer.by_words else rewording.rewordings
        page["rewordings"] = others(engine=opened, typed=asked.text)
        if not answer.total:
            in_codes = shown.tongue() == "en"
            page["loosened"] = loosening.loosened(engine=opened, query=answer.query, in_codes=in_codes)
    by = navigator(request) if asked.since else None
    if by is not None:
        batch = engines.batch(engine=opened)
        page |= news.looked_at(by=by, sent=sent, since=asked.since, batch=batch)
    if not answer.total:
        page["is_number"] = rewording.is_number(query=answer.query)
    return _page(request, page)


def _page(request: HttpRequest, context: dict[str, object], *, status: int = 200) -> HttpResponse:
    by = navigator(request)
    page = {
        "desk": "patents",
        "examples": examples.SEARCHES[shown.tongue()],
        "navigates": by is not None,
        "own": own_district(by) if by else None,
        "key": new_key(),
    }
    return render(request, "zhiyun/navigation/search.html", page | context, status=status)


def _facets(answer: searching.Answer, sent: QueryDict) -> Iterator[Ticks]:
    for name, facet in asking.FACETS.items():
        values = answer.facets.get(facet, ())
        if facet is Facet.YEAR:
            values = tuple(sorted(values, key=lambda each: each.value, reverse=True))
        if len(values) > 1 or any(each.is_chosen for each in values):
            ticked = tuple(_ticked(sent, name, each) for each in values)
            is_opened = name in ("right", "year", "applicant") or any(each.is_chosen for each in values)
            yield Ticks(name, asking.TITLES[name], ticked, is_opened)


def _chosen(answer: searching.Answer, sent: QueryDict) -> Iterator[tuple[Promise, Ticked]]:
    for name, facet in asking.FACETS.items():
        for each in answer.facets.get(facet, ()):
            if each.is_chosen:
                yield asking.TITLES[name], _ticked(sent, name, each)


def _ticked(sent: QueryDict, name: str, value: searching.Value) -> Ticked:
    return Ticked(
        value.label,
        value.value,
        value.hits,
        value.is_estimate,
        value.is_chosen,
        asking.toggled(sent, name, value.value),
    )


def _told(
    opened: SearchEngine, sent: QueryDict, asked: searching.Asked, answer: searching.Answer
) -> Iterator[tuple[object, object]]:
    yield Said("检索式"), answer.read or asked.text or Said("全部专利")
    if asked.within:
        yield Said("另须符合"), asked.within
    for name, facet in asking.FACETS.items():
        values = [each for each in answer.facets.get(facet, ()) if each.is_chosen]
        if values:
            yield (
                str(asking.TITLES[name]),
                "；".join(f"{spoken(each.label or '')} {each.value}".strip() for each in values),
            )
    yield Said("排列"), str(asking.ORDERS[asking.sorted_by(sent)])
    yield Said("数据截至"), str(searching.data_on(engine=opened) or "")
