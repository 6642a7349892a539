"""One file: the declaration that opens it, what it says, and its papers where the phase gives them out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from zhiyun.casework.actions import review_conflicts
from zhiyun.casework.queries import expert_case
from zhiyun.casework.reviewing.access import NotDeclared
from zhiyun.casework.roles import Role
from zhiyun.kernel.refusal import Faulty
from zhiyun.web import faults, guards
from zhiyun.web.form_key import new_key, sent_key
from zhiyun.web.keeping import given_out
from zhiyun.web.seats import actor_of


@guards.desk(Role.EXPERT)
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a file; one that was not declared on yet leads to the declaration."""
    try:
        found = expert_case.case(by=actor_of(request), reference=reference)
    except NotDeclared:
        return redirect("expert-declare", reference)
    return render(request, "zhiyun/expert/case.html", {"desk": "expert", "file": found, "head": found.head})


@guards.desk(Role.EXPERT, sends=True)
def declare(request: HttpRequest, reference: str) -> HttpResponse:
    """Take the expert's word on their ties to this file: none opens it, some closes it at once."""
    by, told = actor_of(request), []
    found = expert_case.named(by=by, reference=reference)
    if request.method == "POST":
        conflicted = request.POST.get("conflicted", "")
        if conflicted not in ("yes", "no"):
            told = [faults.ShownFault("", review_conflicts.CHOOSE, "conflicted")]
        else:
            try:
                review_conflicts.declare(
                    by=by,
                    assignment=reference,
                    key=sent_key(request),
                    conflicted=conflicted == "yes",
                    words=request.POST.get("words", ""),
                )
                where = ("expert-desk", ()) if conflicted == "yes" else ("expert-case", (reference,))
                return HttpResponseRedirect(reverse(where[0], args=where[1]))
            except Faulty as faulty:
                told = faults.of_input(faulty.faults, target="words")
    page = {
        "desk": "expert",
        "named": found,
        "head": found.head,
        "faults": told,
        "typed": request.POST,
        "key": new_key(),
    }
    return render(request, "zhiyun/expert/declare.html", page, status=400 if told else 200)


@guards.desk(Role.EXPERT)
def download(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Give out one file of an open phase, to be saved and never shown."""
    found = expert_case.download(by=actor_of(request), reference=reference, number=number)
    ending = found.name.rpartition(".")[2]
    ending = ending if ending.isascii() and ending.isalnum() else "bin"
    return given_out(
        sm3=found.sm3,
        name=found.name,
        ascii_name=f"{reference}-{number}.{ending}",
        media_type=found.media_type,
    )
