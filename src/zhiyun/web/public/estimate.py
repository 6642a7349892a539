"""测算: an applicant fills in a short form the law wrote, and hears every ground."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from zhiyun import __version__, law
from zhiyun.casework import asking
from zhiyun.casework import estimate as estimates
from zhiyun.kernel.refusal import Refusal
from zhiyun.web import faults, guards
from zhiyun.web.public import estimate_form
from zhiyun.web.public.shelf import published_call, shelf


@guards.public
def benefits(request: HttpRequest) -> HttpResponse:
    """Let the applicant choose what to estimate."""
    return render(
        request, "zhiyun/public/estimate/benefits.html", {"desk": "estimate", "benefits": list(law.Benefit)}
    )


@guards.public_form
def estimate(request: HttpRequest, benefit: str) -> HttpResponse:
    """Show the form, or answer it; a filled form stays on the page above its answer."""
    asked_for = _benefit_or_404(benefit)
    today = timezone.localdate()
    try:
        measure = law.in_force(authority=law.CHONGQING, on=today)
        wanted = (request.POST or request.GET).get("round", "")
        named = published_call(wanted, asked_for)
        calls = (*((named,) if named is not None else ()), *shelf().calls_for(asked_for))
        call = next((each for each in calls if each.id == wanted), None)
        round_ = call.over(measure) if call is not None else None
    except Refusal as refusal:
        return _page(request, asked_for, {"refusal": refusal}, status=422)
    sections = estimates.questionnaire(measure=measure, benefit=asked_for, round_=round_)
    answering = bool({"do", "answered"} & request.POST.keys())
    # A half-filled form that only changes its look is shown again as typed, and not yet judged.
    form = estimate_form.make(
        sections,
        request.POST if answering else None,
        typed={"applied_on": today, "closes_on": round_ and round_.closes_on, **request.POST.dict()},
        money=not asked_for.is_construction,
    )
    context: dict[str, object] = {
        "measure": measure,
        "form": form,
        "sections": [estimate_form.shown(form, section) for section in sections],
        "judge": estimates.judge(measure=measure, benefit=asked_for),
        "today": today,
        "calls": calls,
        "round": round_,
    }
    if not answering:
        return _page(request, asked_for, context)
    if not form.is_valid():
        return _page(
            request, asked_for, context | {"faults": faults.of_form(form), "answered": True}, status=400
        )
    try:
        on_the_day = law.in_force(authority=law.CHONGQING, on=form.cleaned_data["applied_on"])
        answer = _answer(on_the_day, asked_for, form.cleaned_data, sections, round_)
    except Refusal as refusal:
        return _page(request, asked_for, context | {"refusal": refusal, "answered": True}, status=422)
    return _page(request, asked_for, context | {"answer": answer, "answered": True, "version": __version__})


def _answer(
    measure: law.Measure,
    benefit: law.Benefit,
    typed: dict[str, Any],
    sections: tuple[estimates.Section, ...],
    round_: law.Round | None,
) -> estimates.Estimate:
    applied_on = typed["applied_on"]
    assert isinstance(applied_on, date)
    # An unticked box says nothing has been handed in yet, which is not knowing rather than a no.
    told = {key.name: typed[key.name] for section in sections for key in (*section.facts, *section.follow_up)}
    told = {
        name: None if value is False and law.BY_NAME[name].asks.startswith(asking.HANDED_IN) else value
        for name, value in told.items()
    }
    return estimates.estimate(
        measure=measure,
        benefit=benefit,
        facts=law.Facts(str(typed["applicant"]), estimates.stated(values=told, on=applied_on)),
        applied_on=applied_on,
        closes_on=typed["closes_on"] or applied_on,
        operating_amount=typed.get("operating_amount"),
        round_=round_,
    )


def _benefit_or_404(name: str) -> law.Benefit:
    for benefit in law.Benefit:
        if benefit.value == name:
            return benefit
    raise Http404(f"no benefit {name}")


def _page(
    request: HttpRequest, benefit: law.Benefit, context: dict[str, object], *, status: int = 200
) -> HttpResponse:
    page = {"desk": "estimate", "benefit": benefit, "entry_form": "entry", **context}
    return render(request, "zhiyun/public/estimate/estimate.html", page, status=status)
