"""Writing a call's draft, and a second person's yes or no to it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from zhiyun.casework import calls
from zhiyun.casework.actions import calls as actions
from zhiyun.casework.queries import bureau_calls
from zhiyun.casework.queries.bureau_calls import InHand, Workbench
from zhiyun.casework.refusals import NotFound, Stale
from zhiyun.casework.second_person import SecondPersonNeeded
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.web import clock, faults, guards
from zhiyun.web.bureau.call_form import CallForm, data_of
from zhiyun.web.bureau.calls import OFFICERS, READERS, edition_in, new_key
from zhiyun.web.seats import actor_of


@guards.desk(*OFFICERS, sends=True)
def draft(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the draft as a form and keep what is typed, complete or not; every fault stands at its field."""
    found, hand = _in_hand(request, reference)
    if not hand.is_draft:
        return HttpResponseRedirect(reverse("bureau-call", args=[reference]))
    if request.method == "POST":
        return _save(request, found, hand)
    form = _form(found, data_of(words=hand.words))
    if {"saved", "check"} & request.GET.keys():
        form.blame(hand.faults)
    return _page(request, found, hand, form, {"was_saved": "saved" in request.GET})


@guards.desk(*READERS, sends=True)
def approve(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what publishing would do, and let a second person publish the version or send it back."""
    found, hand = _in_hand(request, reference)
    by, here = actor_of(request), reverse("bureau-call", args=[reference])
    if not hand.is_sent:
        return HttpResponseRedirect(here)
    page: dict[str, Any] = {}
    if request.method == "POST":
        key = request.POST.get("key", "")
        try:
            if request.POST.get("do") == "approve":
                actions.approve(by=by, version=hand.id, edition=edition_in(request), key=key)
                return HttpResponseRedirect(f"{here}?published")
            reason = request.POST.get("reason", "")
            actions.send_back(by=by, version=hand.id, reason=reason, key=key)
            return HttpResponseRedirect(f"{here}?done")
        except Faulty as faulty:
            page["faults"] = [_reason(fault) for fault in faulty.faults]
        except (Stale, actions.NothingChanged, SecondPersonNeeded) as refusal:
            page["refusal"] = refusal
    page |= {
        "desk": "bureau-calls",
        "call": found,
        "hand": hand,
        "shown": hand.view,
        "is_officer": by.role in OFFICERS,
        "reason": request.POST.get("reason", ""),
        "key": new_key(),
        "now": clock.now(),
    }
    status = 400 if "faults" in page else 409 if "refusal" in page else 200
    return render(request, "zhiyun/bureau/calls/approve.html", page, status=status)


def _save(request: HttpRequest, found: Workbench, hand: InHand) -> HttpResponse:
    form = _form(found, request.POST.dict())
    words = form.words()
    form.blame(calls.unkeepable(words=words))
    if not form.is_readable or form.faults():
        # Everything wrong is told at once, also what would only keep the draft from being sent.
        form.blame(calls.incomplete(words=words, measure=hand.view.measure, benefit=found.benefit))
        return _page(request, found, hand, form, {"edition": edition_in(request)}, status=400)
    try:
        actions.save(
            by=actor_of(request),
            version=hand.id,
            edition=edition_in(request),
            words=words,
            key=request.POST.get("key", ""),
        )
    except Faulty as faulty:
        form.blame(faulty.faults)
        return _page(request, found, hand, form, {"edition": edition_in(request)}, status=400)
    except Stale as stale:
        # The page now carries the other's edition: whoever saves again has seen what they change.
        shown = {"stale": stale, "others": calls.differences(before=hand.words, after=words)}
        return _page(request, found, hand, form, shown, status=409)
    return HttpResponseRedirect(f"{reverse('bureau-call-draft', args=[found.reference])}?saved")


def _form(found: Workbench, data: dict[str, str]) -> CallForm:
    return CallForm(benefit=found.benefit, data=data, is_change=found.current is not None)


def _page(
    request: HttpRequest,
    found: Workbench,
    hand: InHand,
    form: CallForm,
    more: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    page = {
        "desk": "bureau-calls",
        "call": found,
        "hand": hand,
        "form": form,
        "faults": form.faults(),
        "edition": hand.edition,
        "key": new_key(),
        "now": clock.now(),
        **more,
    }
    return render(request, "zhiyun/bureau/calls/draft.html", page, status=status)


def _in_hand(request: HttpRequest, reference: str) -> tuple[Workbench, InHand]:
    found = bureau_calls.workbench(by=actor_of(request), reference=reference)
    if found.in_hand is None:
        raise NotFound
    return found, found.in_hand


def _reason(fault: Fault) -> faults.ShownFault:
    return faults.ShownFault("", fault.message, "reason" if fault.place == "reason" else "")
