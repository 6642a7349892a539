"""Questions of the office to an applicant: read, answered with files, and kept as a draft until sent."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from zhiyun.casework.actions import inquiries as acts
from zhiyun.casework.queries import inquiries
from zhiyun.casework.receiving import LARGEST_FILE
from zhiyun.casework.refusals import NotAllowed, NotFound
from zhiyun.casework.roles import APPLICANT_ROLES, BUREAU_ROLES
from zhiyun.kernel.refusal import Faulty, Refusal
from zhiyun.web import faults, guards
from zhiyun.web.form_key import new_key, sent_key
from zhiyun.web.keeping import given_out, taken_in
from zhiyun.web.seats import actor_of
from zhiyun.web.sent_numbers import whole


@guards.desk(*APPLICANT_ROLES, sends=True)
def own(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the inquiries of one's application; save a draft or send an answer."""
    inquiries.own(by=actor_of(request), reference=reference)
    told: dict[str, object] = {}
    status = 200
    if request.method == "POST":
        try:
            _sent(request, reference)
        except (NotFound, NotAllowed):
            raise
        except Faulty as faulty:
            told, status = (
                {"faults": faults.of_input(faulty.faults, target=f"answer-{_number(request)}")},
                400,
            )
        except Refusal as refusal:
            told, status = {"refusal": refusal}, 409
        else:
            return redirect("inquiries", reference)
    context = {
        "seen": inquiries.own(by=actor_of(request), reference=reference),
        "key": new_key(),
        "largest": LARGEST_FILE,
        "typed": request.POST if status != 200 else {},
        "typed_number": _number(request),
        **told,
    }
    return render(request, "zhiyun/applicant/inquiries.html", context, status=status)


@guards.desk(*sorted(APPLICANT_ROLES | BUREAU_ROLES))
def file(request: HttpRequest, reference: str, number: int, place: int) -> HttpResponse:
    """Give out one file of an answer, to be saved and never shown."""
    found = inquiries.download(by=actor_of(request), reference=reference, number=number, place=place)
    ending = found.name.rpartition(".")[2]
    ending = ending if ending.isascii() and ending.isalnum() else "bin"
    return given_out(
        sm3=found.sm3,
        name=found.name,
        ascii_name=f"{reference}-inquiry-{number}-{place}.{ending}",
        media_type=found.media_type,
    )


def _sent(request: HttpRequest, reference: str) -> None:
    number, words = _number(request), request.POST.get("words", "")
    add = [taken_in(upload) for upload in request.FILES.getlist("file")[: acts.MOST_FILES]]
    drop, by = request.POST.getlist("drop"), actor_of(request)
    if request.POST.get("do") != "answer":
        acts.save(by=by, application=reference, number=number, words=words, add=add, drop=drop)
        return
    try:
        acts.answer(
            by=by,
            application=reference,
            number=number,
            words=words,
            add=add,
            drop=drop,
            key=sent_key(request),
        )
    except acts.InquiryOverdue:
        # Nothing of a late answer is lost: it stays as a draft, to be sent once there is more time.
        acts.save(by=by, application=reference, number=number, words=words, add=add, drop=drop)
        raise


def _number(request: HttpRequest) -> int:
    return whole(request.POST.get("number"), 0, digits=5)
