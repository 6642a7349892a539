"""共建单位: the partners of a centre built in cooperation, and what each has taken on."""

from __future__ import annotations

import io

from django.http import HttpRequest, HttpResponse

from zhiyun.casework.actions import co_builders as acts
from zhiyun.casework.intake import co_builders as intake
from zhiyun.casework.queries import co_builders as found
from zhiyun.casework.queries.application_sections import SectionPage
from zhiyun.web.applicant.tables import by_line, pages
from zhiyun.web.applicant.tables.lines import Field, Typed
from zhiyun.web.seats import actor_of
from zhiyun.web.sheets import HandedIn

FIELDS = (
    Field("name", "共建单位"),
    Field("credit_code", "统一社会信用代码", look="long"),
    Field("duties", "承担的职责和任务", look="words"),
)


def show(request: HttpRequest, page: SectionPage) -> HttpResponse:
    """Show the partners, or save those handed in, or their agreements."""
    if request.POST.get("do") == "papers":
        problem = pages.papers_taken(request, page)
        return pages.saved(page) if problem is None else by_line.shown(request, page, TABLE, problem)
    return by_line.edit(request, page, TABLE)


def _save(request: HttpRequest, page: SectionPage, table: HandedIn | None) -> tuple[str, ...]:
    read = None
    if table is not None:
        owner = found.owner(by=actor_of(request), reference=page.head.reference)
        read = intake.read(stream=io.BytesIO(table.content), name=table.name, owner=owner)
    acts.replace(entries=read.entries if read else (), **by_line.form_of(request, page))
    return read.remarks if read else ()


def _typed(view: found.CoBuilderView) -> list[Typed]:
    return [
        {"name": each.name, "credit_code": each.credit_code, "duties": each.duties} for each in view.partners
    ]


TABLE = by_line.LineTable(
    "zhiyun/applicant/tables/co_builders.html",
    FIELDS,
    intake.CO_BUILDERS.knows,
    _save,
    lambda request, page: found.co_builders(by=actor_of(request), reference=page.head.reference),
    _typed,
)
