"""Deals that several applicants claim: who claims which, and the shares settled once for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from zhiyun.casework.actions import paper_agreements
from zhiyun.casework.actions import shared_rights as acts
from zhiyun.casework.queries import shared_rights
from zhiyun.casework.queries.shared_rights import Claim, Shared
from zhiyun.casework.refusals import ConflictOfInterest, NotAllowed, NotFound
from zhiyun.kernel.money import Money
from zhiyun.kernel.refusal import Faulty, Refusal
from zhiyun.web import faults, guards
from zhiyun.web.bureau.verification import READERS
from zhiyun.web.form_key import new_key, sent_key
from zhiyun.web.keeping import given_out, taken_in
from zhiyun.web.seats import actor_of
from zhiyun.web.sent_numbers import whole


@dataclass(frozen=True, slots=True)
class ClaimShown:
    """One claimant's line, its field's name, and what stands in it."""

    claim: Claim
    claimed: Money
    counted: Money
    field: str
    typed: str


@guards.desk(*READERS, sends=True)
def shared(request: HttpRequest, call: str) -> HttpResponse:
    """Show a call's shared deals, or settle one of them and come back."""
    told: dict[str, object] = {}
    status = 200
    if request.method == "POST":
        try:
            _DEEDS.get(request.POST.get("do", ""), _settle)(request, call)
        except (NotFound, NotAllowed, ConflictOfInterest):
            raise
        except Faulty as faulty:
            told, status = {"faults": faults.of_input(faulty.faults, target="deals")}, 400
        except Refusal as refusal:
            told, status = {"refusal": refusal}, 409
        else:
            return redirect(reverse("verification-shared", args=[call]))
    page = request.GET.get("page", "1")
    seen = shared_rights.page(
        by=actor_of(request),
        call=call,
        number=whole(page, 1, digits=4),
    )
    context = {
        "desk": "verification",
        "seen": seen,
        "rows": [(each, _claims(request, each)) for each in seen.deals],
        "key": new_key(),
        "typed": request.POST,
        "chosen": request.POST.getlist("evidence"),
        **told,
    }
    return render(request, "zhiyun/bureau/verification/shared.html", context, status=status)


def _settle(request: HttpRequest, call: str) -> None:
    sent = request.POST
    lines = zip(sent.getlist("application"), sent.getlist("deal"), sent.getlist("share"), strict=False)
    acts.settle(
        by=actor_of(request),
        call=call,
        right=sent.get("right", ""),
        seen=sent.get("seen", ""),
        shares={(reference, deal): share[:40] for reference, deal, share in lines},
        reason=sent.get("reason", ""),
        evidence=sent.getlist("evidence"),
        key=sent_key(request),
    )


def _scan(request: HttpRequest, call: str) -> None:
    upload = request.FILES.get("file")
    paper_agreements.scan(
        by=actor_of(request),
        call=call,
        right=request.POST.get("right", ""),
        title=request.POST.get("title", ""),
        signed_on=_day(request.POST.get("signed_on", "")),
        parties=request.POST.getlist("party"),
        file=taken_in(upload) if isinstance(upload, UploadedFile) and upload.size else None,
        key=sent_key(request),
    )


def _check(request: HttpRequest, call: str) -> None:
    told = request.POST.get("agreement", "")
    paper_agreements.check(
        by=actor_of(request),
        call=call,
        agreement=whole(told, 0),
        good=request.POST.get("good") == "yes",
        reason=request.POST.get("reason", ""),
        key=sent_key(request),
    )


_DEEDS = {"scan": _scan, "check": _check}


@guards.desk(*READERS)
def agreement(request: HttpRequest, call: str, agreement: int) -> HttpResponse:
    """Give out the scan of an agreement signed on paper, to be saved."""
    found = shared_rights.agreement_file(by=actor_of(request), call=call, agreement=agreement)
    return given_out(
        sm3=found.sm3,
        name=found.name,
        ascii_name=f"agreement-{agreement}",
        media_type=found.media_type,
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _claims(request: HttpRequest, each: Shared) -> list[ClaimShown]:
    typed = request.POST.getlist("share") if request.POST.get("right") == each.key else []
    return [
        ClaimShown(
            claim,
            Money(claim.line.claimed_fen),
            Money(claim.line.law_fen),
            f"{each.digest[:8]}-{place}",
            typed[place] if place < len(typed) else str(claim.settled or ""),
        )
        for place, claim in enumerate(each.claims)
    ]
