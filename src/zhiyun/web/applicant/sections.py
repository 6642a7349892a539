"""The sections of an application: one address for all, and one view for each kind.

To add a kind of section, write a view that takes the request and the `SectionPage`, and name it in `VIEWS`; its
template extends ``zhiyun/applicant/section.html`` and is shown with `section_pages.shown`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from django.http import HttpRequest, HttpResponse

from zhiyun.casework.queries.application_sections import SectionPage, section_page
from zhiyun.casework.roles import APPLICANT_ROLES
from zhiyun.casework.sections import SectionKind
from zhiyun.web import guards, kept_typing
from zhiyun.web.applicant import condition, materials, particulars, section_pages
from zhiyun.web.applicant.tables import budget, co_builders, ledger, roster
from zhiyun.web.seats import actor_of

SectionView = Callable[[HttpRequest, SectionPage], HttpResponse]

VIEWS: Final[Mapping[SectionKind, SectionView]] = {
    SectionKind.PARTICULARS: particulars.show,
    SectionKind.CONDITION: condition.show,
    SectionKind.ROSTER: roster.show,
    SectionKind.CO_BUILDERS: co_builders.show,
    SectionKind.BUDGET: budget.show,
    SectionKind.DEALS: ledger.show,
    SectionKind.MATERIALS: materials.show,
}

DRAWN_AGAIN: Final[Mapping[SectionKind, str]] = {
    SectionKind.ROSTER: "POST",
    SectionKind.CO_BUILDERS: "POST",
    SectionKind.BUDGET: "POST",
    SectionKind.DEALS: "GET",
}
"""Tables that draw typed lines again, and how they are asked to; a ledger only has what was pasted."""


@guards.desk(*APPLICANT_ROLES, sends=True, keeps=kept_typing.keep)
def section(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Show a section to be filled in, or save it."""
    page = section_page(by=actor_of(request), reference=reference, name=name)
    if page.section.kind in DRAWN_AGAIN:
        kept_typing.drawn_again(request, method=DRAWN_AGAIN[page.section.kind])
    return VIEWS.get(page.section.kind, section_pages.not_yet)(request, page)
