"""The bureau's calls: the list, and a call's workbench with what is in hand and what was done."""

from __future__ import annotations

import secrets

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from zhiyun import law
from zhiyun.casework.actions import calls as actions
from zhiyun.casework.actions import discarding
from zhiyun.casework.queries import bureau_calls
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import Role
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.web import clock, faults, guards, kept_files
from zhiyun.web.seats import actor_of
from zhiyun.web.sent_numbers import whole

OFFICERS = (Role.CASE_OFFICER, Role.ROUND_MANAGER)
READERS = (*OFFICERS, Role.AUDITOR)


@guards.desk(*READERS, sends=True)
def listing(request: HttpRequest) -> HttpResponse:
    """List the bureau's calls, with ``?discarded`` those given up; a form begins one."""
    by = actor_of(request)
    page = {
        "desk": "bureau-calls",
        "benefits": list(law.Benefit),
        "may_begin": by.role in OFFICERS,
        "key": new_key(),
        "now": clock.now(),
    }
    status = 200
    if request.method == "POST":
        try:
            reference = actions.begin(
                by=by,
                organisation=by.organisation_id,
                benefit=request.POST.get("benefit", ""),
                key=request.POST.get("key", ""),
            )
        except Faulty as faulty:
            page["faults"], status = faults.of_input(faulty.faults, target="benefit"), 400
        else:
            return HttpResponseRedirect(reverse("bureau-call-draft", args=[reference]))
    page["discarded"] = "discarded" in request.GET
    page["calls"] = bureau_calls.bureau_calls(by=by, discarded="discarded" in request.GET)
    return render(request, "zhiyun/bureau/calls/list.html", page, status=status)


@guards.desk(*READERS, sends=True)
def workbench(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a call with its version in hand, its files and its history; forms send, change, attach, detach and discard."""
    problem: Refusal | None = None
    if request.method == "POST":
        try:
            return HttpResponseRedirect(_done(request, reference))
        except Faulty as faulty:
            if request.POST.get("do") == "send":
                # What a draft lacks is told at its fields.
                return HttpResponseRedirect(f"{reverse('bureau-call-draft', args=[reference])}?check")
            problem = faulty
        except (actions.NothingChanged, actions.ChangeInHand, discarding.AnothersDraft) as refusal:
            problem = refusal
    return bench(request, reference, problem)


@guards.desk(*READERS)
def preview(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the version in hand as everyone will see it."""
    found = bureau_calls.workbench(by=actor_of(request), reference=reference)
    if found.in_hand is None:
        raise NotFound
    page = {"desk": "bureau-calls", "call": found, "shown": found.in_hand.view, "hand": found.in_hand}
    return render(request, "zhiyun/bureau/calls/preview.html", page)


@guards.desk(*READERS)
def attachment(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Hand out a file of the bureau's own call, in whatever stage."""
    found = bureau_calls.workbench(by=actor_of(request), reference=reference)
    versions = [each for each in (found.in_hand, found.current) if each is not None]
    files = [file for version in versions for file in version.words.attachments if file.number == number]
    if not files:
        raise NotFound
    return kept_files.handed_out(sm3=files[0].sm3, name=files[0].name, media_type="application/octet-stream")


def bench(request: HttpRequest, reference: str, problem: Refusal | None) -> HttpResponse:
    """Show the workbench, with what was refused when something was."""
    by = actor_of(request)
    listed = _listed(request, problem) if isinstance(problem, Faulty) else []
    page = {
        "desk": "bureau-calls",
        "call": bureau_calls.workbench(by=by, reference=reference),
        "is_officer": by.role in OFFICERS,
        "key": new_key(),
        "now": clock.now(),
        "faults": listed,
        "refusal": None if listed else problem,
        "limit": kept_files.LARGEST,
        "reason": request.POST.get("reason", ""),
    }
    status = 200 if problem is None else 400 if listed else 409
    return render(request, "zhiyun/bureau/calls/workbench.html", page, status=status)


def _listed(request: HttpRequest, faulty: Faulty) -> list[faults.ShownFault]:
    if request.POST.get("do") == "discard":
        return [faults.ShownFault("", fault.message, "reason") for fault in faulty.faults]
    return faults.of_input(faulty.faults, target="file")


def new_key() -> str:
    """Give a form what tells a second click from a second wish."""
    return secrets.token_urlsafe(18)


def edition_in(request: HttpRequest) -> int:
    """Read the edition a page was made from; what is none matches none."""
    return whole(request.POST.get("edition"), 0)


def version_of(request: HttpRequest, reference: str) -> int:
    """Give the version in hand of the bureau's own call; refuses where there is none."""
    found = bureau_calls.workbench(by=actor_of(request), reference=reference)
    if found.in_hand is None:
        raise NotFound
    return found.in_hand.id


def _done(request: HttpRequest, reference: str) -> str:
    """Do what the form asks, and give the address to go on at."""
    by, key, asked = actor_of(request), request.POST.get("key", ""), request.POST.get("do", "")
    here = reverse("bureau-call", args=[reference])
    if asked == "change":
        actions.change(by=by, call=reference, key=key)
        return reverse("bureau-call-draft", args=[reference])
    if asked == "discard":
        discarding.discard(by=by, call=reference, reason=request.POST.get("reason", ""), key=key)
        return f"{here}?done"
    version = version_of(request, reference)
    if asked == "send":
        actions.send(by=by, version=version, edition=edition_in(request), key=key)
    elif asked == "attach":
        _attach(request, version, key)
    elif asked == "detach":
        number = request.POST.get("number", "")
        known = whole(number, 0)
        actions.detach(by=by, version=version, number=known, key=key)
    else:
        raise NotFound
    return f"{here}?done"


def _attach(request: HttpRequest, version: int, key: str) -> None:
    upload = request.FILES.get("file")
    if upload is None:
        raise Faulty([Fault("", Said("没有选择文件，请选择后再添加"))])
    name, kept = kept_files.taken_in(upload)
    actions.attach(by=actor_of(request), version=version, name=name, file=kept, key=key)
