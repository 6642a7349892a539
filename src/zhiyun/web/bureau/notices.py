"""The office's lists: what is ready for the public, what runs, what objections ask, and the confirmation."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhiyun.casework import door
from zhiyun.casework.actions import notices as actions
from zhiyun.casework.publicity import seen
from zhiyun.casework.publicity.words import NoticeWords
from zhiyun.casework.queries import bureau_notices
from zhiyun.casework.refusals import NeedsConfirmation, NotAllowed, NotFound
from zhiyun.kernel.refusal import Faulty, Refusal
from zhiyun.web import clock, faults, guards
from zhiyun.web.accounts.confirming import need_confirmation
from zhiyun.web.form_key import new_key, sent_key
from zhiyun.web.public.workdays import calendar_on_file
from zhiyun.web.seats import actor_of
from zhiyun.web.sent_numbers import whole

TARGETS = {"业务联系方式": "business", "监督联系方式": "supervision", "异议办理期限": "handling_workdays"}
_PAGES = (NotFound, NotAllowed, NeedsConfirmation)
"""Refusals answered as pages of their own."""


@guards.desk(*seen.READERS)
def board(request: HttpRequest) -> HttpResponse:
    """Show what is on its way to the public, and the objections that wait."""
    page = {"desk": "bureau-notices", "board": bureau_notices.board(by=actor_of(request)), "now": clock.now()}
    return render(request, "zhiyun/bureau/notices/board.html", page)


@guards.desk(*seen.PUBLISHERS, sends=True)
def publish(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a list as the public will see it; its form publishes it, once the secret has been given again."""
    by, calendar = actor_of(request), calendar_on_file()
    if request.method != "POST":
        typed = bureau_notices.last_words(by=by)
        found = bureau_notices.preview(by=by, reference=reference, words=typed, calendar=calendar)
        if found.line.may_publish:
            need_confirmation(request)
        return _publishing(request, found, typed, {})
    typed = _words(request)
    try:
        made = actions.publish(
            by=by, resolution=reference, words=typed, calendar=calendar, key=sent_key(request)
        )
    except _PAGES:
        raise
    except Faulty as faulty:
        context: dict[str, object] = {
            "faults": [
                faults.ShownFault(each.place, each.message, TARGETS.get(str(each.place), "business"))
                for each in faulty.faults
            ]
        }
    except Refusal as refusal:
        context = {"refusal": refusal}
    else:
        return HttpResponseRedirect(f"{reverse('bureau-notice', args=[made])}?done")
    safe = replace(typed, handling_workdays=min(max(typed.handling_workdays, 1), 30))
    found = bureau_notices.preview(by=by, reference=reference, words=safe, calendar=calendar)
    return _publishing(request, found, typed, context)


@guards.desk(*seen.READERS, sends=True)
def notice(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a notice with its days and objections; its forms revise, count again and confirm."""
    context: dict[str, object] = {}
    if request.method == "POST":
        try:
            return HttpResponseRedirect(_done(request, reference))
        except _PAGES:
            raise
        except Faulty as faulty:
            context["faults"] = faults.of_input(faulty.faults, target="because")
        except Refusal as refusal:
            context["refusal"] = refusal
    by = actor_of(request)
    found = bureau_notices.own_notice(by=by, reference=reference, calendar=calendar_on_file())
    page = {
        "desk": "bureau-notices",
        "own": found,
        "notice": found.page,
        "key": new_key(),
        "typed": request.POST.get("because", _suggested(found)),
        "must_confirm": not door.is_confirmed(by=by),
        "may_take_down": by.role in seen.HANDLERS and found.page.stage.value in ("running", "ended"),
        "now": clock.now(),
        **context,
    }
    status = 400 if context.get("faults") else 409 if context else 200
    return render(request, "zhiyun/bureau/notices/notice.html", page, status=status)


def _publishing(
    request: HttpRequest,
    found: bureau_notices.Preview,
    typed: NoticeWords,
    context: dict[str, object],
) -> HttpResponse:
    page = {
        "desk": "bureau-notices",
        "preview": found,
        "told": found.content,
        "typed": typed,
        "key": new_key(),
        "now": clock.now(),
        **context,
    }
    status = 400 if context.get("faults") else 409 if context else 200
    return render(request, "zhiyun/bureau/notices/publish.html", page, status=status)


def _words(request: HttpRequest) -> NoticeWords:
    told = request.POST.get("handling_workdays", "")
    days = whole(told, 0, digits=3)
    return NoticeWords(request.POST.get("business", ""), request.POST.get("supervision", ""), days)


def _done(request: HttpRequest, reference: str) -> str:
    """Do what a form asks, and give the address to go on at."""
    by, key, because = actor_of(request), sent_key(request), request.POST.get("because", "")
    asked, calendar = request.POST.get("do", ""), calendar_on_file()
    if asked == "revise":
        made = actions.revise(by=by, publication=reference, because=because, calendar=calendar, key=key)
    elif asked == "recount":
        made = actions.recount(by=by, publication=reference, because=because, calendar=calendar, key=key)
    elif asked == "confirm":
        made = actions.confirm(by=by, publication=reference, calendar=calendar, key=key)
    else:
        raise NotFound
    return f"{reverse('bureau-notice', args=[made])}?done"


def _suggested(found: bureau_notices.OwnNotice) -> str:
    if found.revision is not None:
        return _("公示期间的异议经核实成立，名单相应更正")
    return _("国务院办公厅公布新的放假安排，公示期重新计算") if found.moved_to is not None else ""
