"""Drawing a panel, and looking at how it was drawn: seed, pool, rules and the same draw once more."""

from __future__ import annotations

import secrets

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from zhiyun.casework.actions import review_panels
from zhiyun.casework.queries import review_board, review_panel
from zhiyun.casework.refusals import NeedsConfirmation, NotAllowed, NotFound
from zhiyun.casework.roles import Role
from zhiyun.kernel.refusal import Faulty, Refusal
from zhiyun.web import faults, guards
from zhiyun.web.bureau.review import READERS
from zhiyun.web.form_key import new_key, sent_key
from zhiyun.web.seats import actor_of
from zhiyun.web.sent_numbers import whole

USUAL_SIZE = "5"


@guards.desk(Role.ROUND_MANAGER, sends=True)
def draw(request: HttpRequest, call: str) -> HttpResponse:
    """Show who could be drawn, and draw: the seed is made by chance at that moment and kept."""
    by = actor_of(request)
    if request.method != "POST":
        return _draw_page(request, call, {})
    size = request.POST.get("size", "")
    try:
        reference = review_panels.draw(
            by=by,
            call=call,
            key=sent_key(request),
            name=request.POST.get("name", ""),
            size=whole(size, 0, digits=3),
            fields=request.POST.getlist("field"),
            seed=secrets.token_hex(32),
        )
    except Faulty as faulty:
        return _draw_page(request, call, {"faults": faults.of_input(faulty.faults, target="name")}, 400)
    except (NotFound, NotAllowed, NeedsConfirmation):
        raise
    except Refusal as refusal:
        return _draw_page(request, call, {"refusal": refusal}, 409)
    return HttpResponseRedirect(reverse("review-panel", args=[reference]))


@guards.desk(*READERS, sends=True)
def panel(request: HttpRequest, panel: str) -> HttpResponse:
    """Show a panel and its draw; let the next of the lot step in for who leaves."""
    by = actor_of(request)
    told: dict[str, object] = {}
    if request.method == "POST":
        expert = request.POST.get("expert", "")
        try:
            review_panels.replace(
                by=by,
                panel=panel,
                key=sent_key(request),
                expert=whole(expert, 0),
                because=request.POST.get("because", ""),
                application=request.POST.get("application", "")[:20],
            )
            return _replaced(request, panel)
        except Faulty as faulty:
            told = {"faults": faults.of_input(faulty.faults, target="because")}
        except (NotFound, NotAllowed, NeedsConfirmation):
            raise
        except Refusal as refusal:
            told = {"refusal": refusal}
    page = {
        "desk": "review",
        "panel": review_panel.panel(by=by, reference=panel),
        "key": new_key(),
        "typed": request.POST or request.GET,
        **told,
    }
    status = 400 if told.get("faults") else 409 if told else 200
    return render(request, "zhiyun/bureau/review/panel.html", page, status=status)


def _replaced(request: HttpRequest, panel: str) -> HttpResponse:
    """Lead back to the one case it was done for, or stay with the panel."""
    case = request.POST.get("application", "")[:20]
    where = ("review-case", case) if case else ("review-panel", panel)
    return redirect(*where)


def _draw_page(request: HttpRequest, call: str, told: dict[str, object], status: int = 200) -> HttpResponse:
    by = actor_of(request)
    page = {
        "desk": "review",
        "board": review_board.set_up(by=by, reference=call),
        "found": review_panel.drawable(by=by, reference=call),
        "key": new_key(),
        "size": request.POST.get("size", USUAL_SIZE),
        "name": request.POST.get("name", ""),
        "chosen": request.POST.getlist("field"),
        **told,
    }
    return render(request, "zhiyun/bureau/review/draw.html", page, status=status)
