"""A table that is handed in as a file, pasted, or filled in line by line: one way for all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from zhiyun.casework.queries.application_sections import SectionPage
from zhiyun.kernel.refusal import Fault
from zhiyun.web.applicant.tables import lines, pages
from zhiyun.web.applicant.tables.lines import Field, Typed
from zhiyun.web.seats import actor_of
from zhiyun.web.sheets import HandedIn


@dataclass(frozen=True)
class LineTable:
    """How one table is edited: its template, its columns, how it is saved and how it is shown.

    ``save`` gets the request, the page and the table, None for one without a line, and gives what to know about it.
    ``view`` gives what the page shows of what is saved, ``typed`` writes it into the lines.
    """

    template: str
    fields: tuple[Field, ...]
    knows: Callable[[str], bool]
    save: Callable[[HttpRequest, SectionPage, HandedIn | None], tuple[str, ...]]
    view: Callable[[HttpRequest, SectionPage], Any]
    typed: Callable[[Any], list[Typed]]


def edit(request: HttpRequest, page: SectionPage, table: LineTable) -> HttpResponse:
    """Show a table, or save the one handed in."""
    asked = request.POST.get("do")
    if request.method != "POST":
        return shown(request, page, table, None)
    if asked == "more":
        typed = lines.typed_in(request, table.fields)
        drawn = lines.drawn(table.fields, typed, more=2 * lines.MORE)
        return shown(request, page, table, pages.Problem({"drawn": drawn}, status=200))
    if asked == "lines":
        problem = _lines_saved(request, page, table)
    else:
        problem = pages.handed(
            request, knows=table.knows, save=lambda handed: table.save(request, page, handed)
        )
    return pages.saved(page) if problem is None else shown(request, page, table, problem)


def _lines_saved(request: HttpRequest, page: SectionPage, table: LineTable) -> pages.Problem | None:
    typed = lines.typed_in(request, table.fields)
    written = HandedIn(_("逐行填写"), lines.as_table(table.fields, typed))
    blank = all(map(lines.is_blank, typed))
    problem = pages.kept(
        lambda: table.save(request, page, None if blank else written),
        lines=lambda faulty: _drawn(table, typed, faulty.faults),
    )
    if problem is not None and "drawn" not in problem.context:
        return replace(problem, context={**problem.context, **_drawn(table, typed, ())})
    return problem


def _drawn(table: LineTable, typed: Sequence[Typed], faults: Sequence[Fault]) -> dict[str, object]:
    drawn = lines.drawn(table.fields, typed, faults, first_row=2, more=0)
    return {"drawn": drawn, "faults": drawn.faults}


def shown(
    request: HttpRequest, page: SectionPage, table: LineTable, problem: pages.Problem | None
) -> HttpResponse:
    """Show a table as it is saved, with what went wrong when something did."""
    view = table.view(request, page)
    typed = table.typed(view)
    few = len(typed) + lines.MORE <= lines.MOST_TYPED
    drawn = lines.drawn(table.fields, typed) if few and page.is_open else None
    return pages.shown(request, page, table.template, {"view": view, "drawn": drawn}, problem)


def form_of(request: HttpRequest, page: SectionPage) -> dict[str, Any]:
    """Give what every action on a table is called with."""
    return {
        "by": actor_of(request),
        "application": page.head.reference,
        "key": pages.key_in(request),
        "edition": pages.edition_in(request),
    }
