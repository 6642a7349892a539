"""Where the office looks through its cases: the list, the board, and accepting many at once."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from zhiyun.casework import bulk
from zhiyun.casework.case_filters import Filters
from zhiyun.casework.queries import cases as case_queries
from zhiyun.casework.queries import saved_views
from zhiyun.casework.queries.cases import Tally
from zhiyun.casework.roles import BUREAU_ROLES, Role
from zhiyun.casework.stages import Stage
from zhiyun.kernel.refusal import Faulty
from zhiyun.web import faults, guards
from zhiyun.web.bureau import case_form, case_lines
from zhiyun.web.seats import actor_of
from zhiyun.web.sent_numbers import whole

READERS = tuple(sorted({*BUREAU_ROLES, Role.DISTRICT_OFFICER}))


@guards.desk(*READERS)
def cases(request: HttpRequest) -> HttpResponse:
    """Show one page of the cases asked for; what cannot be asked is listed on top and nothing is shown."""
    by = actor_of(request)
    form = case_form.FiltersForm(request.GET)
    context: dict[str, object] = {
        "desk": "cases",
        "choices": case_form.choices(request.GET, case_queries.origins(by=by)),
        "typed": request.GET,
        "may_decide": by.role is Role.CASE_OFFICER,
        "views": saved_views.views(by=by),
    }
    if not form.is_valid():
        return _page(request, context | {"faults": faults.of_form(form), "filters": Filters()}, status=400)
    filters = form.filters()
    page = case_queries.page(by=by, filters=filters, number=whole(request.GET.get("page"), 1, digits=6))
    context |= {"page": page, "filters": filters, "query": _query(request)}
    return _page(request, context | {"lines": [case_lines.shown(line) for line in page.lines]})


@guards.desk(*READERS)
def waiting(request: HttpRequest, call: str, stage: str) -> HttpResponse:
    """Lead from a task to the cases it is about."""
    return redirect(f"{reverse('cases')}?{urlencode({'call': call, 'stage': stage})}")


@guards.desk(*READERS)
def board(request: HttpRequest) -> HttpResponse:
    """Show how many cases stand where, by benefit and by call."""
    tallies = case_queries.tallies(by=actor_of(request))
    stages = case_queries.STAGES
    by_benefit: dict[tuple[str, str], dict[Stage, int]] = {}
    by_call: dict[tuple[str, str], dict[Stage, int]] = {}
    for each in tallies:
        _add(by_benefit, (each.benefit.value, each.benefit.words), each)
        _add(by_call, (each.call, each.title), each)
    context = {
        "desk": "cases",
        "stages": stages,
        "benefits": _rows(by_benefit),
        "calls": _rows(by_call),
        "total": sum(each.number for each in tallies),
        "now": actor_of(request).at,
    }
    return render(request, "zhiyun/bureau/cases/board.html", context)


@guards.desk(Role.CASE_OFFICER, sends=True)
def accept_many(request: HttpRequest) -> HttpResponse:
    """Show what accepting the chosen cases would come to, then do it, one answer for each."""
    if request.method != "POST":
        return redirect("cases")
    by = actor_of(request)
    try:
        if request.POST.get("do") == "accept":
            answers = bulk.accept_each(by=by, seen=_seen(request.POST), key=request.POST.get("key", ""))
            return render(request, "zhiyun/bureau/cases/accepted.html", {"desk": "cases", "answers": answers})
        foreseen = bulk.foresee_accepting(by=by, references=request.POST.getlist("application"))
    except Faulty as faulty:
        context = {"desk": "cases", "faults": faults.of_input(faulty.faults)}
        return render(request, "zhiyun/bureau/cases/foreseen.html", context, status=400)
    context = {
        "desk": "cases",
        "ready": [each for each in foreseen if not each.why_not],
        "not_ready": [each for each in foreseen if each.why_not],
        "key": secrets.token_urlsafe(12),
    }
    return render(request, "zhiyun/bureau/cases/foreseen.html", context)


def _seen(sent: Mapping[str, str]) -> dict[str, int]:
    """Read which submission of which application the preview showed."""
    named = {name.removeprefix("seen-"): text for name, text in sent.items() if name.startswith("seen-")}
    read = ((reference, whole(text, None, digits=4)) for reference, text in named.items())
    return {reference: number for reference, number in read if number is not None}


def _query(request: HttpRequest) -> str:
    """Give the address's query without its page."""
    kept = request.GET.copy()
    kept.pop("page", None)
    return kept.urlencode()


def _add(rows: dict[tuple[str, str], dict[Stage, int]], name: tuple[str, str], tally: Tally) -> None:
    row = rows.setdefault(name, dict.fromkeys(case_queries.STAGES, 0))
    row[tally.stage] += tally.number


def _rows(
    rows: dict[tuple[str, str], dict[Stage, int]],
) -> list[tuple[tuple[str, str], list[tuple[Stage, int]], int]]:
    return [(name, list(row.items()), sum(row.values())) for name, row in rows.items()]


def _page(request: HttpRequest, context: dict[str, object], *, status: int = 200) -> HttpResponse:
    return render(request, "zhiyun/bureau/cases/list.html", context, status=status)
