"""专职人员名册: who works full-time, by codes only; then shown counted."""

from __future__ import annotations

import io

from django.http import HttpRequest, HttpResponse

from zhiyun import law
from zhiyun.casework import table_workbooks
from zhiyun.casework.actions import rosters
from zhiyun.casework.intake import roster as intake
from zhiyun.casework.queries.application_sections import SectionPage
from zhiyun.casework.queries.rosters import RosterView
from zhiyun.casework.queries.rosters import roster as found
from zhiyun.casework.roles import APPLICANT_ROLES
from zhiyun.web import guards
from zhiyun.web.applicant.tables import by_line
from zhiyun.web.applicant.tables.lines import Field, Typed
from zhiyun.web.public.handing_in import workbook
from zhiyun.web.seats import actor_of
from zhiyun.web.sheets import HandedIn

FIELDS = (
    Field("code", "人员代码", look="few"),
    Field("post", "岗位"),
    Field("engagement", "用工方式", tuple(each.value for each in law.Engagement)),
    Field("contract", "劳动合同", ("是", "否")),
    Field("insured_months", "社保缴纳月份", look="long"),
)


def show(request: HttpRequest, page: SectionPage) -> HttpResponse:
    """Show the roster, or save the one handed in."""
    return by_line.edit(request, page, TABLE)


@guards.desk(*APPLICANT_ROLES)
def roster_template(request: HttpRequest, reference: str) -> HttpResponse:
    """Give an empty roster to fill in."""
    found(by=actor_of(request), reference=reference)
    return workbook("专职人员名册模板.xlsx", lambda out: table_workbooks.write_roster_template(target=out))


def _save(request: HttpRequest, page: SectionPage, table: HandedIn | None) -> tuple[str, ...]:
    read = None if table is None else intake.read(stream=io.BytesIO(table.content), name=table.name)
    rosters.replace(entries=read.entries if read else (), **by_line.form_of(request, page))
    return read.remarks if read else ()


def _typed(view: RosterView) -> list[Typed]:
    return [
        {
            "code": member.code,
            "post": member.post,
            "engagement": member.engagement,
            "contract": "是" if member.contract else "否",
            "insured_months": "、".join(member.insured_months),
        }
        for member in view.members
    ]


TABLE = by_line.LineTable(
    "zhiyun/applicant/tables/roster.html",
    FIELDS,
    intake.ROSTER.knows,
    _save,
    lambda request, page: found(by=actor_of(request), reference=page.head.reference),
    _typed,
)
