"""经费预算: what the money asked for goes to, by the uses Article 11 names."""

from __future__ import annotations

import io
from dataclasses import replace

from django.http import HttpRequest, HttpResponse

from zhiyun.casework.actions import budgets
from zhiyun.casework.intake import budget as intake
from zhiyun.casework.queries.application_sections import SectionPage
from zhiyun.casework.queries.budgets import BudgetView
from zhiyun.casework.queries.budgets import budget as found
from zhiyun.web.applicant.tables import by_line
from zhiyun.web.applicant.tables.lines import Field, Typed
from zhiyun.web.seats import actor_of
from zhiyun.web.sheets import HandedIn

HEAD = Field("head", "支出用途")
FIELDS = (
    HEAD,
    Field("purpose", "具体内容"),
    Field("public", "申请资助金额", look="money"),
    Field("own", "自筹金额", look="money"),
)


def show(request: HttpRequest, page: SectionPage) -> HttpResponse:
    """Show the budget, or save the one handed in; the uses the measure names are offered where one is typed."""
    view = found(by=actor_of(request), reference=page.head.reference)
    fields = (replace(HEAD, offers=view.heads), *FIELDS[1:])
    return by_line.edit(request, page, replace(TABLE, fields=fields))


def _save(request: HttpRequest, page: SectionPage, table: HandedIn | None) -> tuple[str, ...]:
    read = None if table is None else intake.read(stream=io.BytesIO(table.content), name=table.name)
    budgets.replace(entries=read.entries if read else (), **by_line.form_of(request, page))
    return read.remarks if read else ()


def _typed(view: BudgetView) -> list[Typed]:
    return [
        {
            "head": row.head,
            "purpose": row.purpose,
            "public": row.public.plain if row.public else "",
            "own": row.own.plain if row.own else "",
        }
        for row in view.rows
    ]


TABLE = by_line.LineTable(
    "zhiyun/applicant/tables/budget.html",
    FIELDS,
    intake.BUDGET.knows,
    _save,
    lambda request, page: found(by=actor_of(request), reference=page.head.reference),
    _typed,
)
