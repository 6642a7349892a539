"""Handing in and taking back: what will happen, the undertaking, the receipt, and the whole in words before it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from zhiyun.casework.actions import applications as acts
from zhiyun.casework.actions import submitting
from zhiyun.casework.actor import Actor
from zhiyun.casework.queries import applications as own
from zhiyun.casework.queries import corrections, previews, receipts
from zhiyun.casework.refusals import WrongStage
from zhiyun.casework.roles import APPLICANT_ROLES
from zhiyun.casework.sections import Section
from zhiyun.kernel.refusal import Refusal
from zhiyun.web import guards
from zhiyun.web.accounts.confirming import need_confirmation
from zhiyun.web.faults import ShownFault
from zhiyun.web.form_key import new_key, sent_key
from zhiyun.web.seats import actor_of


@guards.desk(*APPLICANT_ROLES, sends=True)
def submit(request: HttpRequest, reference: str) -> HttpResponse:
    """Say exactly what handing in does, and do it when the legal representative undertakes the truth."""
    by = actor_of(request)
    if request.method != "POST":
        return _page(request, reference)
    head = own.head(by=by, reference=reference)
    hand_in = submitting.resubmit if head.is_correction else submitting.submit
    try:
        hand_in(
            by=by,
            key=sent_key(request),
            application=reference,
            undertaken=request.POST.get("undertaken") == "yes",
        )
    except submitting.Incomplete:
        return _page(request, reference, status=400)
    except submitting.NotUndertaken as refusal:
        told = [ShownFault("", str(refusal), "undertaken")]
        return _page(request, reference, faults=told, status=400)
    except WrongStage as refusal:
        if head.is_handed_in:
            return HttpResponseRedirect(reverse("receipt", args=[reference]))
        return _page(request, reference, refusal=refusal, status=409)
    return HttpResponseRedirect(reverse("receipt", args=[reference]))


@guards.desk(*APPLICANT_ROLES)
def preview(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the whole application on one page, to look over and to print."""
    by = actor_of(request)
    seen = previews.preview(by=by, reference=reference)
    return render(request, "zhiyun/applicant/preview.html", {"seen": seen, "head": seen.head, "now": by.at})


@guards.desk(*APPLICANT_ROLES)
def correction(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what must be corrected, why, and until when."""
    by = actor_of(request)
    seen = corrections.correction(by=by, reference=reference)
    return render(
        request, "zhiyun/applicant/correction.html", {"seen": seen, "head": seen.head, "now": by.at}
    )


@guards.desk(*APPLICANT_ROLES, sends=True)
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Say exactly what taking back does, and do it."""
    by = actor_of(request)
    if request.method == "POST":
        acts.withdraw(
            by=by,
            key=sent_key(request),
            application=reference,
            reason=request.POST.get("reason", ""),
        )
        return HttpResponseRedirect(reverse("application", args=[reference]))
    seen = own.overview(by=by, reference=reference)
    if seen.head.may_withdraw:
        need_confirmation(request)
    page = {"head": seen.head, "now": by.at, "key": new_key()}
    return render(request, "zhiyun/applicant/withdraw.html", page)


@guards.desk(*APPLICANT_ROLES)
def receipt(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what was handed in, when and by whom, with every file and its hash."""
    by = actor_of(request)
    page = {"receipts": receipts.receipts(by=by, reference=reference), "reference": reference, "now": by.at}
    return render(request, "zhiyun/applicant/receipt.html", page)


def _page(
    request: HttpRequest,
    reference: str,
    *,
    faults: list[ShownFault] | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    by = actor_of(request)
    seen = own.overview(by=by, reference=reference)
    if seen.head.may_sign and seen.head.is_editable and request.method != "POST":
        need_confirmation(request)
    page = {
        "seen": seen,
        "head": seen.head,
        "undertaking": submitting.UNDERTAKING,
        "untouched": _untouched(by, reference) if seen.head.is_correction else (),
        "key": new_key(),
        "now": by.at,
        "faults": faults,
        "refusal": refusal,
    }
    return render(request, "zhiyun/applicant/submit.html", page, status=status)


def _untouched(by: Actor, reference: str) -> tuple[Section, ...]:
    """Name the sections a correction asked for and nobody has changed since."""
    asked = corrections.correction(by=by, reference=reference).sections
    return tuple(each.section for each in asked if each.saved_at is None)
