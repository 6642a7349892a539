"""运营业务台账: handed in as a file or pasted, counted deal by deal, and given back as a file."""

from __future__ import annotations

import io

from django.http import HttpRequest, HttpResponse

from zhiyun.casework import table_workbooks
from zhiyun.casework.actions import ledgers
from zhiyun.casework.intake import deals as intake
from zhiyun.casework.queries import ledgers as found
from zhiyun.casework.queries.application_sections import SectionPage
from zhiyun.casework.roles import APPLICANT_ROLES
from zhiyun.web import guards
from zhiyun.web.applicant.tables import pages
from zhiyun.web.public.handing_in import workbook
from zhiyun.web.seats import actor_of
from zhiyun.web.sent_numbers import whole
from zhiyun.web.sheets import HandedIn

TEMPLATE = "zhiyun/applicant/tables/ledger.html"


def show(request: HttpRequest, page: SectionPage) -> HttpResponse:
    """Show the ledger counted by the law, or save the one handed in."""
    reference, problem = page.head.reference, None
    if request.method == "POST":
        problem = pages.handed(
            request, knows=intake.OWN_DEALS.knows, save=lambda table: _save(request, reference, table)
        )
        if problem is None:
            return pages.saved(page)
    asked = request.GET.get("page", "")
    view = found.ledger(
        by=actor_of(request),
        reference=reference,
        show=request.GET.get("show", "all"),
        page=whole(asked, 1, digits=5),
    )
    return pages.shown(request, page, TEMPLATE, {"view": view}, problem)


@guards.desk(*APPLICANT_ROLES)
def ledger_template(request: HttpRequest, reference: str) -> HttpResponse:
    """Give an empty ledger to fill in."""
    found.owner(by=actor_of(request), reference=reference)
    return workbook("运营业务台账模板.xlsx", lambda out: table_workbooks.write_ledger_template(target=out))


@guards.desk(*APPLICANT_ROLES)
def own_ledger(request: HttpRequest, reference: str) -> HttpResponse:
    """Give the applicant's own ledger, to be kept or handed in again."""
    deals = found.own_deals(by=actor_of(request), reference=reference)
    return workbook(
        f"{reference}运营业务台账.xlsx", lambda out: table_workbooks.write_ledger(target=out, deals=deals)
    )


def _save(request: HttpRequest, reference: str, table: HandedIn) -> tuple[str, ...]:
    by = actor_of(request)
    owner = found.owner(by=by, reference=reference)
    read = intake.read(stream=io.BytesIO(table.content), name=table.name, owner=owner)
    ledgers.replace(
        by=by,
        application=reference,
        key=pages.key_in(request),
        edition=pages.edition_in(request),
        deals=read.deals,
    )
    return read.remarks
