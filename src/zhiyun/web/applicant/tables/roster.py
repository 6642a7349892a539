"""专职人员名册: handed in as a file, pasted or line by line; then shown counted."""

from __future__ import annotations

import io
from dataclasses import replace

from django.http import HttpRequest, HttpResponse

from zhiyun import law
from zhiyun.casework import table_workbooks
from zhiyun.casework.actions import rosters
from zhiyun.casework.intake import roster as intake
from zhiyun.casework.queries.application_sections import SectionPage
from zhiyun.casework.queries.rosters import roster as found
from zhiyun.casework.roles import APPLICANT_ROLES
from zhiyun.kernel.refusal import Fault
from zhiyun.web import guards
from zhiyun.web.applicant.tables import lines, pages
from zhiyun.web.applicant.tables.lines import Field, Typed
from zhiyun.web.public.handing_in import workbook
from zhiyun.web.seats import actor_of
from zhiyun.web.sheets import HandedIn

TEMPLATE = "zhiyun/applicant/tables/roster.html"
FIELDS = (
    Field("code", "人员代码", look="few"),
    Field("post", "岗位"),
    Field("engagement", "用工方式", tuple(each.value for each in law.Engagement)),
    Field("contract", "劳动合同", ("是", "否")),
    Field("insured_months", "社保缴纳月份"),
)


def show(request: HttpRequest, page: SectionPage) -> HttpResponse:
    """Show the roster, or save the one handed in."""
    reference, asked = page.head.reference, request.POST.get("do")
    if request.method != "POST":
        return _shown(request, page, None)
    if asked == "more":
        typed = lines.typed_in(request, FIELDS)
        again = pages.Problem({"drawn": lines.drawn(FIELDS, typed, more=2 * lines.MORE)}, status=200)
        return _shown(request, page, again)
    if asked == "lines":
        problem = _lines_saved(request, reference)
    else:
        problem = pages.handed(
            request, knows=intake.ROSTER.knows, save=lambda table: _save(request, reference, table)
        )
    return pages.saved(page) if problem is None else _shown(request, page, problem)


@guards.desk(*APPLICANT_ROLES)
def roster_template(request: HttpRequest, reference: str) -> HttpResponse:
    """Give an empty roster to fill in."""
    found(by=actor_of(request), reference=reference)
    return workbook("专职人员名册模板.xlsx", lambda out: table_workbooks.write_roster_template(target=out))


def _lines_saved(request: HttpRequest, reference: str) -> pages.Problem | None:
    typed = lines.typed_in(request, FIELDS)
    table = HandedIn("逐行填写", lines.as_table(FIELDS, typed))
    blank = all(map(lines.is_blank, typed))
    problem = pages.kept(
        lambda: _save(request, reference, None if blank else table),
        lines=lambda faulty: _drawn(typed, faulty.faults),
    )
    if problem is not None and "drawn" not in problem.context:
        return replace(problem, context={**problem.context, **_drawn(typed, ())})
    return problem


def _drawn(typed: list[Typed], faults: tuple[Fault, ...]) -> dict[str, object]:
    drawn = lines.drawn(FIELDS, typed, faults, first_row=2, more=0)
    return {"drawn": drawn, "faults": drawn.faults}


def _save(request: HttpRequest, reference: str, table: HandedIn | None) -> tuple[str, ...]:
    read = intake.read(stream=io.BytesIO(table.content), name=table.name) if table is not None else None
    rosters.replace(
        by=actor_of(request),
        application=reference,
        key=pages.key_in(request),
        edition=pages.edition_in(request),
        entries=read.entries if read is not None else (),
    )
    return read.remarks if read is not None else ()


def _shown(request: HttpRequest, page: SectionPage, problem: pages.Problem | None) -> HttpResponse:
    view = found(by=actor_of(request), reference=page.head.reference)
    typed = [
        {
            "code": member.code,
            "post": member.post,
            "engagement": member.engagement,
            "contract": "是" if member.contract else "否",
            "insured_months": "、".join(member.insured_months),
        }
        for member in view.members
    ]
    few = len(typed) + lines.MORE <= lines.MOST_TYPED
    drawn = lines.drawn(FIELDS, typed) if few and page.is_open else None
    return pages.shown(request, page, TEMPLATE, {"view": view, "drawn": drawn}, problem)
