"""The desk, the seats, and the words received."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from zhiyun.casework import messages
from zhiyun.casework.queries import desk as desks
from zhiyun.casework.refusals import NotFound
from zhiyun.web import guards, seats
from zhiyun.web.accounts import entering
from zhiyun.web.navigation.own_district import own_district
from zhiyun.web.next_page import next_page


@guards.signed_in
def desk(request: HttpRequest) -> HttpResponse:
    """Show what waits for the person on this seat, and what was written to them."""
    if not request.session.get(seats.SECOND_FACTOR) and entering.must_enrol(request.user):
        return HttpResponseRedirect(reverse("second-factor"))
    by = seats.actor_of(request)
    page = {
        "tasks": [(task, reverse(task.address[0], args=task.address[1:])) for task in desks.waiting(by=by)],
        "words": messages.unread(by=by),
        "has_seat": bool(request.person_seats()),
        "own": own_district(by),
    }
    return render(request, "zhiyun/accounts/desk.html", page)


@guards.signed_in
def choose_seat(request: HttpRequest) -> HttpResponse:
    """Let the person sit down on another of their seats."""
    if request.method == "POST":
        wanted = request.POST.get("seat", "")
        seat = next((one for one in request.person_seats() if str(one.mandate_id) == wanted), None)
        if seat is None:
            raise NotFound
        seats.take(request, seat)
        return HttpResponseRedirect(next_page(request) or reverse("desk"))
    page = {"seats": request.person_seats(), "taken": seats.actor_of(request).mandate_id}
    return render(request, "zhiyun/accounts/seats.html", page)


@guards.signed_in
def words(request: HttpRequest) -> HttpResponse:
    """List what was written to the person; a form marks all of it read."""
    by = seats.actor_of(request)
    received = messages.received(by=by)
    if request.method == "POST":
        messages.mark_read(by=by, messages=tuple(word.id for word in received))
        return HttpResponseRedirect(reverse("messages"))
    return render(request, "zhiyun/accounts/messages.html", {"words": received})


@guards.signed_in
def word(request: HttpRequest, message: int) -> HttpResponse:
    """Show one message; a form marks it read and goes on to what it is about."""
    by = seats.actor_of(request)
    found = messages.word(by=by, message=message)
    if request.method == "POST":
        messages.mark_read(by=by, messages=(found.id,))
        return HttpResponseRedirect(found.link or reverse("desk"))
    return render(request, "zhiyun/accounts/message.html", {"word": found})
