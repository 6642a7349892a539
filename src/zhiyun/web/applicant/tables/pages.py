"""What every page of a table has: its sheet, its edition, a key for the form, and a way to hand a table in."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from zhiyun.casework.queries.application_sections import SectionPage, section_page
from zhiyun.casework.refusals import Stale
from zhiyun.kernel.refusal import Faulty
from zhiyun.web import faults, guards
from zhiyun.web.applicant import paper_inputs, section_pages
from zhiyun.web.public.handing_in import handed_in
from zhiyun.web.seats import actor_of
from zhiyun.web.sent_numbers import whole
from zhiyun.web.sheets import HandedIn


@dataclass(frozen=True)
class Problem:
    """What the page shows besides the table as it stands: why nothing was saved, or what to know of what was.

    ``keeps_edition`` says that the form still stands on the edition it was made from.
    """

    context: Mapping[str, Any] = field(default_factory=dict)
    status: int = 400
    keeps_edition: bool = True


def edition_in(request: HttpRequest) -> int:
    """Give the edition the form was made from; what is no number was made from none."""
    return whole(request.POST.get("edition"), 0)


def key_in(request: HttpRequest) -> str:
    """Give the form's key; what no page of ours ever held is none."""
    told = request.POST.get("key", "")
    return told[:40] if told.isascii() and told.isprintable() else ""


def handed(
    request: HttpRequest, *, knows: Callable[[str], bool], save: Callable[[HandedIn], tuple[str, ...]]
) -> Problem | None:
    """Take a table handed in and save it; what keeps it from being saved is told where it stands in the table.

    ``save`` gives what to know about a file that was saved all the same, such as columns nobody asked for.
    """
    try:
        table = handed_in(request, sample="", knows=knows)
    except Faulty as faulty:
        return Problem({"faults": faults.of_input(faulty.faults, target="table")})
    try:
        remarks = save(table)
    except Faulty as faulty:
        drawing = table.drawn(faulty.faults, knows=knows)
        shown = {"faults": drawing.faults, "unlisted": faulty.unlisted, "drawing": drawing, "handed": table}
        return Problem(shown)
    except Stale as stale:
        return Problem({"stale": stale, "handed": table}, status=409, keeps_edition=False)
    if remarks:
        # Loading this answer again sends the same key again, so it saves nothing twice.
        return Problem({"remarks": remarks, "is_saved": True, "typed": ""}, status=200, keeps_edition=False)
    return None


def kept(save: Callable[[], object], *, lines: Callable[[Faulty], Mapping[str, Any]]) -> Problem | None:
    """Save what was typed; ``lines`` draws it again with its faults when it is refused."""
    try:
        save()
    except Faulty as faulty:
        return Problem({"unlisted": faulty.unlisted, **lines(faulty)})
    except Stale as stale:
        return Problem({"stale": stale}, status=409, keeps_edition=False)
    return None


def papers_taken(request: HttpRequest, page: SectionPage) -> Problem | None:
    """Take in the papers chosen for a table's places; what is refused is told, the rest is kept."""
    told = paper_inputs.taken(request, page)
    return Problem({"faults": told}, keeps_edition=False) if told else None


def saved(page: SectionPage) -> HttpResponse:
    """Answer a form that was saved: the page anew, so that loading it again saves nothing."""
    address = reverse("section", args=[page.head.reference, page.section.name])
    return HttpResponseRedirect(f"{address}?saved")


def shown(
    request: HttpRequest,
    page: SectionPage,
    template: str,
    context: Mapping[str, Any],
    problem: Problem | None,
) -> HttpResponse:
    """Show a table's page as it stands now, with what went wrong when something did."""
    if request.method == "POST":
        fresh = section_page(by=actor_of(request), reference=page.head.reference, name=page.section.name)
        page = replace(fresh, places=fresh.places or page.places)
    # Once another's work has been shown, saving again is meant; before that, the edition stays what it was.
    keeps = problem is not None and problem.keeps_edition
    more = {
        "edition": edition_in(request) if keeps else page.edition,
        "key": secrets.token_urlsafe(18),
        "limit": guards.UPLOAD_LIMIT,
        "is_saved": "saved" in request.GET,
        "typed": request.POST.get("table", ""),
        **context,
        **({} if problem is None else problem.context),
    }
    status = 200 if problem is None else problem.status
    return section_pages.shown(request, page, template, more, status=status)
