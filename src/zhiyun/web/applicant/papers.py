"""One paper: its versions, a new version, taking it back; and giving a file out to whoever may have it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from zhiyun.casework.actions import papers as acts
from zhiyun.casework.queries import papers
from zhiyun.casework.receiving import LARGEST_FILE
from zhiyun.casework.roles import APPLICANT_ROLES, CASE_ROLES
from zhiyun.kernel.refusal import Faulty, Refusal
from zhiyun.web import guards
from zhiyun.web.faults import ShownFault, of_input
from zhiyun.web.form_key import new_key, sent_key
from zhiyun.web.keeping import given_out, taken_in
from zhiyun.web.seats import actor_of


@guards.desk(*CASE_ROLES)
def download(request: HttpRequest, reference: str, number: int, version: int | None = None) -> HttpResponse:
    """Give out one file, to be saved and never shown."""
    found = papers.download(by=actor_of(request), reference=reference, number=number, version=version)
    ending = found.name.rpartition(".")[2]
    ending = ending if ending.isascii() and ending.isalnum() else "bin"
    return given_out(
        sm3=found.sm3,
        name=found.name,
        ascii_name=f"{reference}-{number}.{ending}",
        media_type=found.media_type,
    )


@guards.desk(*APPLICANT_ROLES, sends=True)
def history(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Show a paper's versions; take in a new one, or take the paper back."""
    by = actor_of(request)
    seen = papers.paper(by=by, reference=reference, number=number)
    told: list[ShownFault] = []
    if request.method == "POST":
        try:
            return _changed(request, reference, number)
        except Faulty as faulty:
            told = of_input(faulty.faults, target="file")
        except Refusal as refusal:
            told = [ShownFault("", str(refusal), "file")]
    page = {
        "reference": reference,
        "paper": seen.line,
        "head": seen.head,
        "places": seen.places,
        "key": new_key(),
        "largest": LARGEST_FILE,
        "faults": told,
    }
    return render(request, "zhiyun/applicant/paper.html", page, status=400 if told else 200)


def _changed(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    by, key = actor_of(request), sent_key(request)
    if request.POST.get("do") == "remove":
        acts.remove(by=by, key=key, application=reference, paper=number)
        return HttpResponseRedirect(reverse("section", args=[reference, "materials"]))
    if request.POST.get("do") == "use":
        wanted, shown = set(request.POST.getlist("use")), set(request.POST.getlist("had"))
        acts.put_to_use(by=by, application=reference, paper=number, take=wanted - shown, drop=shown - wanted)
    upload = request.FILES.get("file")
    if upload is not None:
        acts.add_version(by=by, key=key, application=reference, paper=number, received=taken_in(upload))
    return HttpResponseRedirect(reverse("paper-history", args=[reference, number]))
