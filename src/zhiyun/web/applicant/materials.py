"""申报材料: the checklist by article, each material with its papers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from zhiyun.casework.queries.application_sections import SectionPage, section_page
from zhiyun.web.applicant import paper_inputs, section_pages
from zhiyun.web.seats import actor_of

TEMPLATE = "zhiyun/applicant/materials.html"


def show(request: HttpRequest, page: SectionPage) -> HttpResponse:
    """Show the checklist, or take in what was chosen for it."""
    if request.method != "POST":
        return section_pages.shown(request, page, TEMPLATE, {"is_saved": "saved" in request.GET})
    told = paper_inputs.taken(request, page)
    if not told:
        return HttpResponseRedirect(section_pages.next_address(request, page))
    fresh = section_page(by=actor_of(request), reference=page.head.reference, name=page.section.name)
    return section_pages.shown(request, fresh, TEMPLATE, {"faults": told}, status=400)
