"""保存的检索: queries a body keeps, with what was found when, and how much is new since."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse

from zhiyun.casework.actions import patent_searches, patent_sets
from zhiyun.casework.actor import Actor
from zhiyun.casework.navigating.seen import NAVIGATORS, SeenPatent
from zhiyun.casework.queries import patent_work
from zhiyun.casework.refusals import NotFound
from zhiyun.exchange.patents import engines, kept_likes, likes, meaning, searching
from zhiyun.exchange.patents.kept_likes import Sought
from zhiyun.exchange.patents.likes import Likes
from zhiyun.exchange.patents.understood import counted
from zhiyun.gateways.search_engine import SearchEngine
from zhiyun.kernel.refusal import Faulty, Refusal
from zhiyun.web import faults, guards
from zhiyun.web.form_key import new_key, sent_key
from zhiyun.web.navigation import asking, shown
from zhiyun.web.navigation.news import lasting
from zhiyun.web.navigation.search import engine
from zhiyun.web.seats import actor_of
from zhiyun.web.sent_numbers import whole

MOST_PUT = 1_000
"""Hits of a search that go into a set at once."""
LONGEST_LIKE = 60
"""Characters of a text that say what a set is like."""


@guards.desk(*NAVIGATORS, sends=True)
def searches(request: HttpRequest) -> HttpResponse:
    """List saved searches; a form sent here saves one or drops one."""
    by = actor_of(request)
    if request.method == "POST":
        try:
            return _done(request, by)
        except Faulty as faulty:
            told = {"faults": faults.of_input(faulty.faults, target="name")}
            return _page(request, by, told | _typed(request), status=400)
    return _page(request, by, _typed(request))


@guards.desk(*NAVIGATORS, sends=True)
def put(request: HttpRequest) -> HttpResponse:
    """Put what a search finds, or the patents named, into a set; opened by hand it leads to the sets."""
    by = actor_of(request)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("patent-sets"))
    sent = QueryDict(request.POST.get("asked", ""))
    try:
        opened = engine()
        if named := list(filter(None, request.POST.getlist("publication")))[:MOST_PUT]:
            wholes = opened.wholes(named)
            patents = [wholes[each] for each in named if each in wholes]
            like = " ".join(request.POST.get("like", "").split())
            origin = f"与“{like[:LONGEST_LIKE]}”最像的" if like else ""
        else:
            asked = asking.asked(sent)
            patents = [
                each.patent
                for each in searching.every(
                    engine=opened, asked=asked, most=MOST_PUT, meaning=meaning.opened(home=settings.HOME)
                )
            ]
            origin = counted(query=searching.question_of(asked=asked).query) or asked.text or "*"
        made = patent_sets.fill(
            by=by,
            organisation=by.organisation_id,
            key=sent_key(request),
            name=request.POST.get("name", "") or request.POST.get("set", ""),
            origin=origin,
            patents=[
                SeenPatent(each.publication, shown.title_of(each), "；".join(each.applicants), each.filed_on)
                for each in patents
            ],
        )
    except Faulty as faulty:
        context = {
            "faults": faults.of_input(faulty.faults, target="set-name"),
            "sets": patent_work.sets(by=by),
        }
        page = {"desk": "patents", "key": new_key(), "asked": sent.urlencode(), "puts": True, **context}
        page |= {"publications": request.POST.getlist("publication"), "like": request.POST.get("like", "")}
        return render(request, "zhiyun/navigation/sets.html", page, status=400)
    return HttpResponseRedirect(reverse("patent-set", args=[int(made)]))


def _done(request: HttpRequest, by: Actor) -> HttpResponse:
    if request.POST.get("do") == "drop":
        number = request.POST.get("search", "")
        patent_searches.drop(
            by=by,
            organisation=by.organisation_id,
            key=sent_key(request),
            search=whole(number, 0),
        )
        return HttpResponseRedirect(reverse("saved-searches"))
    if request.POST.get("do") == "see":
        return _seen(request, by)
    asked = lasting(request.POST.get("asked", ""))
    opened = engine()
    answer = searching.answer(engine=opened, asked=asking.asked(QueryDict(asked)))
    patent_searches.save(
        by=by,
        organisation=by.organisation_id,
        key=sent_key(request),
        name=request.POST.get("name", ""),
        asked=asked,
        hits=answer.total,
        data_on=searching.data_on(engine=opened),
        batch=engines.batch(engine=opened),
    )
    return HttpResponseRedirect(reverse("saved-searches"))


def _seen(request: HttpRequest, by: Actor) -> HttpResponse:
    """Take down that the news of a search were seen, up to the batch that the page was shown with."""
    number, opened = whole(request.POST.get("search", ""), 0), engine()
    found = next((each for each in patent_work.searches(by=by) if each.id == number), None)
    if found is None:
        raise NotFound
    patent_searches.see(
        by=by,
        organisation=by.organisation_id,
        key=sent_key(request),
        search=number,
        hits=_hits(opened, found),
        data_on=searching.data_on(engine=opened),
        batch=min(whole(request.POST.get("batch", ""), 0), engines.batch(engine=opened)),
    )
    return HttpResponseRedirect(reverse("saved-searches"))


def _hits(opened: SearchEngine, search: patent_work.Search) -> int:
    if search.is_similar:
        return len(_likes(opened, search).found)
    return searching.answer(engine=opened, asked=asking.asked(QueryDict(search.asked))).total


def _likes(opened: SearchEngine, search: patent_work.Search) -> Likes:
    by_meaning = meaning.opened(home=settings.HOME)
    return kept_likes.answer(engine=opened, sought=Sought.read(search.asked), meaning=by_meaning)


def _typed(request: HttpRequest) -> dict[str, object]:
    asked = request.POST.get("asked", "") or request.GET.urlencode()
    return {"asked": asked, "name": request.POST.get("name", ""), "query": QueryDict(asked).get("q", "")}


def _page(request: HttpRequest, by: Actor, context: dict[str, object], *, status: int = 200) -> HttpResponse:
    page = {
        "desk": "patents",
        "lines": [_line(each) for each in patent_work.searches(by=by)],
        "key": new_key(),
        "batch": _batch(),
        "most": likes.MOST,
        **context,
    }
    return render(request, "zhiyun/navigation/saved.html", page, status=status)


def _batch() -> int:
    """Give the batch up to which what is new is counted on a page; 0 where there is no index."""
    try:
        return engines.batch(engine=engine())
    except Refusal:
        return 0


def _line(search: patent_work.Search) -> dict[str, object]:
    """Tell of a saved search: its address, its query, and how many hits came since."""
    fresh: int | None
    try:
        fresh = _fresh(search)
    except Refusal:
        fresh = None
    if search.is_similar:
        sought = Sought.read(search.asked)
        address = f"{reverse('patent-similar')}?kept={search.id}"
        query = sought.number or " ".join(sought.text.split())
        ticked = [each for each in (sought.classes, sought.before_on, sought.within) if each]
    else:
        sent = QueryDict(search.asked)
        address, query = f"{reverse('patents')}?{search.asked}", sent.get("q", "") or "*"
        ticked = [value for name in asking.FACETS for value in sent.getlist(name)]
    return {
        "search": search,
        "address": address,
        "news": f"{address}&since={search.batch}",
        "query": query,
        "ticked": len(ticked),
        "fresh": fresh,
    }


def _fresh(search: patent_work.Search) -> int:
    opened = engine()
    if search.is_similar:
        if engines.batch(engine=opened) <= search.batch:
            return 0
        found = _likes(opened, search)
        return len(kept_likes.fresh(engine=opened, found=found, since=search.batch))
    asked = asking.asked(QueryDict(search.asked))
    return searching.fresh(engine=opened, asked=asked, since=search.batch).total
