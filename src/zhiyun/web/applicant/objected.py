"""What the office asks an applicant after an objection: the substance in the office's words, and the answer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from zhiyun.casework.actions import objections as actions
from zhiyun.casework.queries import objections
from zhiyun.casework.refusals import NotAllowed, NotFound
from zhiyun.casework.roles import Role
from zhiyun.kernel.refusal import Faulty, Refusal
from zhiyun.web import clock, faults, guards
from zhiyun.web.form_key import new_key, sent_key
from zhiyun.web.seats import actor_of

REPLIERS = (Role.PREPARER, Role.LEGAL_REPRESENTATIVE)


@guards.desk(*REPLIERS, sends=True)
def objected(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what is asked about a case; its form answers. Who objected is told nowhere."""
    by = actor_of(request)
    context: dict[str, object] = {}
    asked = objections.put_to(by=by, reference=reference)
    if request.method == "POST":
        number = request.POST.get("question", "")
        if not any(str(each.id) == number for each in asked):
            raise NotFound
        try:
            actions.reply(
                by=by, question=int(number), words=request.POST.get("words", ""), key=sent_key(request)
            )
        except (NotFound, NotAllowed):
            raise
        except Faulty as faulty:
            context["faults"] = faults.of_input(faulty.faults, target=f"words-{number}")
        except Refusal as refusal:
            context["refusal"] = refusal
        else:
            return HttpResponseRedirect(f"{reverse('objected', args=[reference])}?done")
    page = {
        "desk": "applications",
        "reference": reference,
        "asked": asked,
        "typed": request.POST.get("words", ""),
        "number": request.POST.get("question", ""),
        "key": new_key(),
        "now": clock.now(),
        **context,
    }
    status = 400 if context.get("faults") else 409 if context else 200
    return render(request, "zhiyun/applicant/objected.html", page, status=status)
