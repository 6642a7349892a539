"""The office's questions to an applicant about its ledger: asked, extended, reminded of, and their answers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from zhiyun.casework.actions import inquiries as acts
from zhiyun.casework.queries import inquiries
from zhiyun.casework.refusals import NotAllowed, NotFound
from zhiyun.kernel.refusal import Faulty, Refusal
from zhiyun.web import faults, guards, kept_typing
from zhiyun.web.bureau.verification import READERS
from zhiyun.web.form_key import new_key, sent_key
from zhiyun.web.public.workdays import calendar_on_file
from zhiyun.web.seats import actor_of
from zhiyun.web.sent_numbers import whole

USUAL_WORKDAYS = 5


@guards.desk(*READERS, sends=True, keeps=kept_typing.keep)
def office(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the inquiries of an application; ask, extend or remind."""
    inquiries.office(by=actor_of(request), reference=reference)
    told: dict[str, object] = {}
    status = 200
    kept_typing.typed_again(request)
    if request.method == "POST":
        try:
            _sent(request, reference)
        except (NotFound, NotAllowed):
            raise
        except Faulty as faulty:
            told, status = {"faults": faults.of_input(faulty.faults, target=_target(request))}, 400
        except Refusal as refusal:
            told, status = {"refusal": refusal}, 409
        else:
            return redirect("verification-inquiries", reference)
    context = {
        "desk": "verification",
        "seen": inquiries.office(by=actor_of(request), reference=reference),
        "key": new_key(),
        "typed": request.POST,
        "typed_number": _number(request),
        "deal": request.POST.get("deal", request.GET.get("deal", "")),
        "usual": USUAL_WORKDAYS,
        **told,
    }
    return render(request, "zhiyun/bureau/verification/inquiries.html", context, status=status)


def _sent(request: HttpRequest, reference: str) -> None:
    sent, by, key = request.POST, actor_of(request), sent_key(request)
    do = sent.get("do", "")
    if do == "ask":
        acts.ask(
            by=by,
            application=reference,
            words=sent.get("words", ""),
            deal=sent.get("deal", ""),
            workdays=whole(sent.get("workdays"), 0),
            calendar=calendar_on_file(),
            key=key,
        )
    elif do == "extend":
        acts.extend(
            by=by,
            application=reference,
            number=_number(request),
            workdays=whole(sent.get("workdays"), 0),
            reason=sent.get("reason", ""),
            calendar=calendar_on_file(),
            key=key,
        )
    elif do == "remind":
        acts.remind(by=by, application=reference, number=_number(request), key=key)
    else:
        raise NotFound


def _target(request: HttpRequest) -> str:
    return "ask" if request.POST.get("do") == "ask" else f"inquiry-{_number(request)}"


def _number(request: HttpRequest) -> int:
    """Read which inquiry a form is about; 0, which none is, for anything else."""
    return whole(request.POST.get("number"), 0)
