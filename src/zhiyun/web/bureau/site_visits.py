"""On-site assessments on screen: planned, recorded with photographs, signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime

from zhiyun.casework.actions import site_visits
from zhiyun.casework.actions.site_visits import Attendee, Seen
from zhiyun.casework.actor import SHANGHAI
from zhiyun.casework.queries import review_case
from zhiyun.casework.receiving import LARGEST_FILE
from zhiyun.casework.refusals import NeedsConfirmation, NotAllowed, NotFound
from zhiyun.casework.roles import Role
from zhiyun.kernel.refusal import Faulty, Refusal
from zhiyun.web import faults, guards
from zhiyun.web.accounts.confirming import need_confirmation
from zhiyun.web.bureau.review import READERS
from zhiyun.web.form_key import new_key, sent_key
from zhiyun.web.keeping import given_out, taken_in
from zhiyun.web.seats import actor_of

HANDLES = (Role.CASE_OFFICER, Role.ROUND_MANAGER)
PLACES = range(1, 9)
"""Lines for people who were there."""
AGREES = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class PointRow:
    """A point of the checklist and what was typed for it."""

    number: int
    point: str
    agrees: str
    words: str


@guards.desk(*HANDLES, sends=True)
def plan(request: HttpRequest, reference: str) -> HttpResponse:
    """Plan a visit."""
    by, told = actor_of(request), []
    shown = review_case.case(by=by, reference=reference)
    if request.method == "POST":
        try:
            key = site_visits.plan(
                by=by,
                application=reference,
                key=sent_key(request),
                planned_at=_instant(request.POST.get("planned_at", "")),
                place=request.POST.get("place", ""),
                why=request.POST.get("why", ""),
                checklist=request.POST.get("checklist", "").splitlines(),
            )
            return HttpResponseRedirect(reverse("visit", args=[int(key)]))
        except Faulty as faulty:
            told = faults.of_input(faulty.faults, target="planned_at")
    page = {"desk": "review", "case": shown, "typed": request.POST, "faults": told, "key": new_key()}
    return render(request, "zhiyun/bureau/review/visit_plan.html", page, status=400 if told else 200)


@guards.desk(*READERS, sends=True)
def visit(request: HttpRequest, visit: int) -> HttpResponse:
    """Show a visit, and take in its record."""
    by = actor_of(request)
    shown, found = review_case.visit(by=by, key=visit)
    told: dict[str, object] = {}
    if request.method == "POST":
        try:
            if request.POST.get("do") == "scan":
                return _scan(request, visit)
            site_visits.record(
                by=by,
                visit=visit,
                key=sent_key(request),
                visited_at=_instant(request.POST.get("visited_at", "")),
                findings=_findings(request, len(found.checklist)),
                attendees=_attendees(request),
                photographs=[
                    taken_in(each)
                    for each in request.FILES.getlist("photographs")
                    if isinstance(each, UploadedFile) and each.size
                ],
            )
            return HttpResponseRedirect(reverse("visit", args=[visit]))
        except Faulty as faulty:
            told = {"faults": faults.of_input(faulty.faults, target="visited_at")}
        except (NotFound, NotAllowed, NeedsConfirmation):
            raise
        except Refusal as refusal:
            told = {"refusal": refusal}
    page = {
        "desk": "review",
        "case": shown,
        "visit": found,
        "points": [
            PointRow(
                number,
                point,
                request.POST.get(f"agrees-{number}", ""),
                request.POST.get(f"words-{number}", ""),
            )
            for number, point in enumerate(found.checklist, 1)
        ],
        "people": [
            (number, *(request.POST.get(f"{part}-{number}", "") for part in ("name", "body", "post")))
            for number in PLACES
        ],
        "typed": request.POST,
        "key": new_key(),
        "largest": LARGEST_FILE,
        **told,
    }
    status = 400 if told.get("faults") else 409 if told else 200
    return render(request, "zhiyun/bureau/review/visit.html", page, status=status)


def _scan(request: HttpRequest, visit: int) -> HttpResponse:
    """Take in the record sheet as signed on paper."""
    upload = request.FILES.get("file")
    site_visits.scan(
        by=actor_of(request),
        visit=visit,
        key=sent_key(request),
        file=taken_in(upload) if isinstance(upload, UploadedFile) and upload.size else None,
        signed_by=request.POST.getlist("signed_by"),
    )
    return HttpResponseRedirect(reverse("visit", args=[visit]))


@guards.desk(*READERS)
def scan(request: HttpRequest, visit: int, number: int) -> HttpResponse:
    """Give out a scan of a record signed on paper, to be saved."""
    found = review_case.scan(by=actor_of(request), key=visit, number=number)
    return given_out(
        sm3=found.sm3,
        name=found.name,
        ascii_name=f"visit-{visit}-scan-{number}",
        media_type=found.media_type,
    )


@guards.desk(*HANDLES, sends=True)
def sign(request: HttpRequest, visit: int) -> HttpResponse:
    """Sign a record; the secret is asked for beforehand."""
    by = actor_of(request)
    if request.method != "POST":
        need_confirmation(request)
        return redirect("visit", visit)
    site_visits.sign(by=by, visit=visit, key=sent_key(request), remark=request.POST.get("remark", ""))
    return HttpResponseRedirect(reverse("visit", args=[visit]))


@guards.desk(*READERS)
def photograph(request: HttpRequest, visit: int, number: int) -> HttpResponse:
    """Give out one photograph, to be saved."""
    found = review_case.photograph(by=actor_of(request), key=visit, number=number)
    ending = "png" if found.media_type == "image/png" else "jpg"
    return given_out(
        sm3=found.sm3,
        name=found.name,
        ascii_name=f"visit-{visit}-{number}.{ending}",
        media_type=found.media_type,
    )


def _findings(request: HttpRequest, points: int) -> list[Seen]:
    sent = request.POST
    return [
        Seen(AGREES.get(sent.get(f"agrees-{number}", "")), sent.get(f"words-{number}", ""))
        for number in range(1, points + 1)
    ]


def _attendees(request: HttpRequest) -> list[Attendee]:
    sent = request.POST
    return [
        Attendee(
            sent.get(f"name-{number}", "")[:50],
            sent.get(f"body-{number}", "")[:100],
            sent.get(f"post-{number}", "")[:50],
        )
        for number in PLACES
    ]


def _instant(text: str) -> datetime | None:
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found.replace(tzinfo=SHANGHAI) if found is not None and found.tzinfo is None else found
