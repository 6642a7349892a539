"""The score sheet: saved while it is typed, looked over, signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from zhiyun import law
from zhiyun.casework.actions import review_sheets
from zhiyun.casework.queries import expert_case
from zhiyun.casework.queries.expert_case import SheetPage
from zhiyun.casework.refusals import NeedsConfirmation, NotAllowed, NotFound, Stale
from zhiyun.casework.reviewing.access import NotDeclared
from zhiyun.casework.reviewing.schemes import Criterion
from zhiyun.casework.roles import Role
from zhiyun.kernel.refusal import Fault, Refusal
from zhiyun.web import clock, faults, guards, kept_typing
from zhiyun.web.accounts.confirming import need_confirmation
from zhiyun.web.form_key import new_key, sent_key
from zhiyun.web.seats import actor_of
from zhiyun.web.sent_numbers import whole

AUTOSAVE = "X-Autosave"


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """A criterion with what was typed and what is wrong there."""

    criterion: Criterion
    points: str
    reason: str
    fault: str


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question of the measure with what was typed and what is wrong there."""

    number: int
    question: law.Question
    met: str
    opinion: str
    fault: str


@guards.desk(Role.EXPERT, sends=True, keeps=kept_typing.keep)
def sheet(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the sheet, or save it as typed; a script saves while somebody types."""
    by = actor_of(request)
    try:
        found = expert_case.sheet(by=by, reference=reference)
    except NotDeclared:
        return redirect("expert-declare", reference)
    if request.method != "POST":
        if kept_typing.typed_again(request):
            edition = whole(request.POST.get("edition"), 0)
            return _page(request, found, found.form.kept(_sent(request)), edition)
        return _page(request, found, dict(found.typed), found.edition)
    try:
        saved = review_sheets.save(
            by=by, assignment=reference, typed=_sent(request), edition=whole(request.POST.get("edition"), 0)
        )
    except Stale as stale:
        if AUTOSAVE in request.headers:
            return JsonResponse({"told": str(stale)}, status=409)
        return _page(request, found, found.form.kept(_sent(request)), found.edition, refusal=stale)
    if AUTOSAVE in request.headers:
        at = timezone.localtime(clock.now())
        return JsonResponse({"edition": int(saved), "saved_at": f"{at:%H:%M:%S}", "faults": 0})
    if request.POST.get("do") == "sign":
        return _checked(request, reference)
    return HttpResponseRedirect(f"{reverse('expert-sheet', args=[reference])}?saved")


@guards.desk(Role.EXPERT, sends=True)
def sign(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the whole sheet as it will be signed, and sign it; the secret is asked for beforehand."""
    by = actor_of(request)
    found = expert_case.sheet(by=by, reference=reference)
    if found.checked is None:
        return redirect("expert-sheet", reference)
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            review_sheets.sign(
                by=by,
                assignment=reference,
                key=sent_key(request),
                edition=whole(request.POST.get("edition"), 0),
            )
            return HttpResponseRedirect(reverse("expert-desk"))
        except (NotFound, NotAllowed, NeedsConfirmation):
            raise
        except Refusal as refused:
            refusal = refused
    else:
        need_confirmation(request)
    page = {
        "desk": "expert",
        "head": found.head,
        "sheet": found,
        "rows": [(each, found.checked.points[each.code]) for each in found.form.criteria],
        "refusal": refusal,
        "key": new_key(),
    }
    return render(request, "zhiyun/expert/sign.html", page, status=409 if refusal else 200)


def _checked(request: HttpRequest, reference: str) -> HttpResponse:
    """Lead on to signing, or back to the form with every fault."""
    fresh = expert_case.sheet(by=actor_of(request), reference=reference)
    if fresh.checked is not None:
        return HttpResponseRedirect(reverse("expert-sign", args=[reference]))
    return _page(request, fresh, dict(fresh.typed), fresh.edition, told=list(fresh.faults))


def _page(
    request: HttpRequest,
    found: SheetPage,
    typed: dict[str, Any],
    edition: int,
    *,
    told: list[tuple[str, Fault]] | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    at = {place: fault.message for place, fault in reversed(told or [])}
    points, reasons = typed.get("points", {}), typed.get("reasons", {})
    met, words = typed.get("met", {}), typed.get("opinions", {})
    page = {
        "desk": "expert",
        "head": found.head,
        "sheet": found,
        "edition": edition,
        "is_saved": "saved" in request.GET,
        "remark": typed.get("remark", ""),
        "faults": [
            faults.ShownFault(fault.place, fault.message, place.replace(":", "-"))
            for place, fault in told or ()
        ],
        "refusal": refusal,
        "criteria": [
            CriterionRow(
                each,
                points.get(each.code, ""),
                reasons.get(each.code, ""),
                at.get(f"points:{each.code}", "") or at.get(f"reasons:{each.code}", ""),
            )
            for each in found.form.criteria
        ],
        "questions": [
            QuestionRow(
                number,
                each,
                met.get(str(number), ""),
                words.get(str(number), ""),
                at.get(f"met:{number}", "") or at.get(f"opinions:{number}", ""),
            )
            for number, each in enumerate(found.form.questions, 1)
        ],
    }
    status = 400 if told else 409 if refusal else 200
    return render(request, "zhiyun/expert/sheet.html", page, status=status)


def _sent(request: HttpRequest) -> dict[str, str]:
    return {name: str(value) for name, value in request.POST.items()}
