"""The two answers that need more than a button: returning a case for correction, and refusing to accept it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from zhiyun.casework.actions import first_look
from zhiyun.casework.queries import case as case_queries
from zhiyun.casework.queries.case import Case
from zhiyun.casework.refusals import NeedsConfirmation
from zhiyun.casework.roles import Role
from zhiyun.casework.sections import Section
from zhiyun.kernel.finding import Finding, Outcome
from zhiyun.kernel.refusal import Faulty, Refusal
from zhiyun.kernel.said import Said, word
from zhiyun.web import faults, guards
from zhiyun.web.accounts.confirming import need_confirmation
from zhiyun.web.bureau.case import page, refused, seen
from zhiyun.web.public.workdays import calendar_on_file
from zhiyun.web.seats import actor_of

OPEN = (Outcome.NOT_MET, Outcome.NO_EVIDENCE)


@dataclass(frozen=True, slots=True)
class ToCorrect:
    """A section the officer may reopen: what the law found open in it, and what was typed."""

    section: Section
    open_grounds: tuple[Finding, ...]
    is_chosen: bool
    reason: str
    fault: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article a refusal may stand on, with what the law found under it."""

    cites: str
    because: tuple[str, ...]
    is_open: bool
    is_chosen: bool


@guards.desk(Role.CASE_OFFICER, sends=True)
def return_for_correction(request: HttpRequest, reference: str) -> HttpResponse:
    """Let the officer choose the sections to be corrected, each with its reason; send the case back once."""
    if request.method != "POST":
        return _return_page(request, reference, {})
    try:
        first_look.return_for_correction(
            by=actor_of(request),
            application=reference,
            seen=seen(request),
            reasons=_reasons(request.POST),
            calendar=calendar_on_file(),
            key=request.POST.get("key", ""),
        )
    except Faulty as faulty:
        return _return_page(request, reference, {fault.place: fault.message for fault in faulty.faults})
    except Refusal as refusal:
        return _return_page(request, reference, {}, refused(refusal, target=""))
    return redirect("case", reference)


@guards.desk(Role.CASE_OFFICER, sends=True)
def refuse(request: HttpRequest, reference: str) -> HttpResponse:
    """Let the officer refuse to accept a case, for a reason and by articles; the secret is asked for beforehand."""
    if request.method != "POST":
        need_confirmation(request)
        return _refuse_page(request, reference)
    try:
        first_look.refuse_to_accept(
            by=actor_of(request),
            application=reference,
            seen=seen(request),
            reason=request.POST.get("reason", ""),
            articles=request.POST.getlist("article"),
            key=request.POST.get("key", ""),
        )
    except NeedsConfirmation as refusal:
        return _refuse_page(request, reference, {"refusal": refusal, "must_confirm": True})
    except Faulty as faulty:
        listed = [
            faults.ShownFault(
                fault.place,
                fault.message,
                "reason" if fault.place == first_look.REASON else "articles",
            )
            for fault in faulty.faults
        ]
        return _refuse_page(request, reference, {"faults": listed})
    except Refusal as refusal:
        return _refuse_page(request, reference, refused(refusal, target=""))
    return redirect("case", reference)


def _return_page(
    request: HttpRequest,
    reference: str,
    told: dict[str, str],
    context: dict[str, object] | None = None,
) -> HttpResponse:
    case = case_queries.case(by=actor_of(request), reference=reference)
    rows = [_to_correct(case, section, request.POST, told) for section in case.sections]
    targets = {row.section.title: f"reason-{row.section.name}" for row in rows}
    listed = [
        faults.ShownFault(place, message, targets.get(place, "sections")) for place, message in told.items()
    ]
    made = {"rows": rows, "faults": listed, "workdays": case.correction_workdays, **(context or {})}
    return page(request, case, made, status=_status(made), template="return")


def _refuse_page(
    request: HttpRequest, reference: str, context: dict[str, object] | None = None
) -> HttpResponse:
    case = case_queries.case(by=actor_of(request), reference=reference)
    made = {"articles": _articles(case, request.POST.getlist("article")), **(context or {})}
    return page(request, case, made, status=_status(made), template="refuse")


def _status(made: dict[str, object]) -> int:
    if made.get("faults"):
        return 400
    return 409 if made.get("refusal") else 200


def _reasons(sent: QueryDict) -> dict[str, str]:
    return {name: sent.get(f"reason-{name}", "") for name in sent.getlist("section")}


def _to_correct(case: Case, section: Section, sent: QueryDict, told: dict[str, str]) -> ToCorrect:
    grounds = tuple(
        leaf for leaf in case.heard.leaves() if leaf.cites == section.cites and leaf.outcome in OPEN
    )
    return ToCorrect(
        section,
        grounds if section.condition is not None or section.name == "materials" else (),
        section.name in sent.getlist("section"),
        sent.get(f"reason-{section.name}", ""),
        told.get(section.title, ""),
    )


def _articles(case: Case, chosen: list[str]) -> list[Article]:
    """List every article the law was heard on, those with something open first."""
    heard: dict[str, list[Finding]] = {}
    for leaf in case.heard.leaves():
        heard.setdefault(str(leaf.cites), []).append(leaf)
    listed = [
        Article(
            cites,
            tuple(map(_told, leaves)),
            any(leaf.outcome in OPEN for leaf in leaves),
            cites in chosen,
        )
        for cites, leaves in heard.items()
    ]
    return sorted(listed, key=lambda article: not article.is_open)


def _told(leaf: Finding) -> Said:
    """Say a ground with its outcome; what is left to people says so itself."""
    outcome = leaf.outcome.words
    if leaf.because.startswith(outcome):
        return leaf.because
    return Said("%(outcome)s：%(detail)s", outcome=word(outcome), detail=leaf.because)
