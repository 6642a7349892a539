"""A demonstration: who lives here, entering as one of them, moving the clock, and a guided tour.

None of it exists outside a demonstration: every address answers 404.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from zhiyun.casework import clock as demo_clock
from zhiyun.casework import demo
from zhiyun.casework.actor import SHANGHAI
from zhiyun.casework.refusals import NotFound
from zhiyun.web import downloads, guards
from zhiyun.web.clock import now
from zhiyun.web.demo.tour import STOPS, Stop
from zhiyun.web.demo.walk import WALK
from zhiyun.web.seats import CONFIRMED_AT, SEAT, SECOND_FACTOR

BACKEND = "zhiyun.web.accounts.backend.EmailBackend"
MOST_DAYS_AWAY = 3650


@guards.public
def city(request: HttpRequest) -> HttpResponse:
    """Show everyone whose seat a visitor may take, the clock, and the tour."""
    _only_in_a_demonstration()
    people, places, shown = demo.characters(), demo.places(), now()
    page = {
        "desk": "demo",
        "people": people,
        "password": demo.PASSWORD,
        "shown": shown.astimezone(SHANGHAI),
        "stops": [_shown(stop, people, places, shown) for stop in STOPS],
        "walk": [_shown(stop, people, places, shown) for stop in WALK] if places else [],
    }
    return render(request, "zhiyun/demo/city.html", page)


@guards.visitor_form
def enter(request: HttpRequest) -> HttpResponse:
    """Take a seat of the demonstration with one click; only people of the demonstration can be entered as."""
    _only_in_a_demonstration()
    if request.method != "POST":
        return redirect("demo")
    chosen = request.POST.get("seat", "")
    character = next((one for one in demo.characters() if str(one.mandate_id) == chosen), None)
    if character is None:
        raise NotFound
    if (to := _wished(request)) is not None and to > now():
        demo_clock.move(to=to, real=timezone.now())
    login(request, get_user_model().objects.get(pk=character.person_id), backend=BACKEND)
    request.session[SEAT] = character.mandate_id
    request.session[SECOND_FACTOR] = True
    request.session[CONFIRMED_AT] = now().isoformat()
    return HttpResponseRedirect(_next(request))


@guards.visitor_form
def clock(request: HttpRequest) -> HttpResponse:
    """Move the demonstration's clock: to a day and time, by some hours, or back to where the story begins."""
    _only_in_a_demonstration()
    if request.method == "POST" and (to := _wished(request)) is not None:
        demo_clock.move(to=to, real=timezone.now())
    return HttpResponseRedirect(_next(request))


@guards.public
def bank(request: HttpRequest) -> HttpResponse:
    """Play the bank: a file of receipts that says of everything sent to it that it was paid today."""
    _only_in_a_demonstration()
    content = demo.word_of_the_bank(at=now())
    return downloads.kept(
        content=content, name="演示银行回单.csv", media_type="text/csv; charset=utf-8", plain="receipts.csv"
    )


def _shown(
    stop: Stop, people: tuple[demo.Character, ...], places: Mapping[str, str], at: datetime
) -> dict[str, object]:
    """Say one stop: who one becomes, where it leads, and to when the clock moves, if it stands earlier."""
    moves = stop.at is not None and stop.at > at
    return {
        "stop": stop,
        "who": stop.who(people),
        "where": stop.where(places),
        "moves": stop.at if moves else None,
    }


def _wished(request: HttpRequest) -> datetime | None:
    """Read the instant wished for; nothing readable, or one years away, moves nothing."""
    hours, told = request.POST.get("hours", ""), request.POST.get("to", "")
    if request.POST.get("begin"):
        return demo.STARTS_AT
    if hours.removeprefix("-").isdecimal() and len(hours) <= len("-9999"):
        return now() + timedelta(hours=int(hours))
    try:
        wished = datetime.fromisoformat(told).replace(tzinfo=SHANGHAI)
    except ValueError:
        return None
    return wished if abs(wished - demo.STARTS_AT) < timedelta(days=MOST_DAYS_AWAY) else None


def _next(request: HttpRequest) -> str:
    wished = request.POST.get("next", "")
    mine = url_has_allowed_host_and_scheme(wished, allowed_hosts=None) and wished.startswith("/")
    return wished if mine else reverse("demo")


def _only_in_a_demonstration() -> None:
    if not settings.DEMO:
        raise NotFound
