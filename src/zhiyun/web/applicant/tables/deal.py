"""One deal of the ledger: added, changed or taken out in a form."""

from __future__ import annotations

import io
from dataclasses import replace
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from zhiyun.casework.actions import ledgers
from zhiyun.casework.asking import deal_place
from zhiyun.casework.intake import deals as intake
from zhiyun.casework.queries import ledgers as found
from zhiyun.casework.queries.application_sections import SectionPage, section_page
from zhiyun.casework.refusals import NotFound, Stale
from zhiyun.casework.roles import APPLICANT_ROLES
from zhiyun.kernel.refusal import Faulty
from zhiyun.kernel.said import Said
from zhiyun.web import guards, kept_typing
from zhiyun.web.applicant.tables import deal_form, lines, pages
from zhiyun.web.applicant.tables.deal_form import DealForm
from zhiyun.web.seats import actor_of

TEMPLATE = "zhiyun/applicant/tables/deal.html"


@guards.desk(*APPLICANT_ROLES, sends=True, keeps=kept_typing.keep)
def deal(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the form of one deal, named by ``?deal=``, or of a new one; or save what was typed into it."""
    by = actor_of(request)
    page = section_page(by=by, reference=reference, name=ledgers.SECTION)
    kept_typing.drawn_again(request)
    if request.method != "POST":
        kept = found.deal(by=by, reference=reference, number=request.GET.get("deal", ""))
        return _shown(request, page, kept.deal if kept else "", deal_form.of_deal(kept), None)
    number, asked = request.POST.get("instead_of", ""), request.POST.get("do", "")
    if asked == "papers":
        return _proofs_taken(request, page, number)
    typed = deal_form.typed_in(request)
    try:
        if asked == "remove":
            ledgers.remove_deal(by=by, application=reference, number=number, **_form(request))
        elif asked != "more":
            _put(request, reference, typed, number)
    except Faulty as faulty:
        problem = pages.Problem(typed.drawn(faulty.faults, more=0))
    except Stale as stale:
        problem = pages.Problem({"stale": stale}, status=409, keeps_edition=False)
    else:
        if asked != "more":
            return pages.saved(page)
        problem = pages.Problem(typed.drawn(more=2 * lines.MORE), status=200)
    return _shown(request, page, number, typed, problem)


def _proofs_taken(request: HttpRequest, page: SectionPage, number: str) -> HttpResponse:
    kept = found.deal(by=actor_of(request), reference=page.head.reference, number=number)
    if kept is None:
        raise NotFound
    problem = pages.papers_taken(request, _with_place(page, number))
    if problem is not None:
        return _shown(request, page, number, deal_form.of_deal(kept), problem)
    address = reverse("deal", args=[page.head.reference])
    return HttpResponseRedirect(f"{address}?{urlencode({'deal': number, 'saved': ''})}")


def _with_place(page: SectionPage, number: str) -> SectionPage:
    return replace(page, places=(deal_place(number=number),) if number else ())


def _put(request: HttpRequest, reference: str, typed: DealForm, number: str) -> None:
    by = actor_of(request)
    owner = found.owner(by=by, reference=reference)
    [read] = intake.read(stream=io.BytesIO(typed.content), name=Said("业务"), owner=owner).deals
    ledgers.put_deal(by=by, application=reference, deal=read, instead_of=number, **_form(request))


def _form(request: HttpRequest) -> dict[str, object]:
    return {"edition": pages.edition_in(request), "key": pages.key_in(request)}


def _shown(
    request: HttpRequest, page: SectionPage, number: str, typed: DealForm, problem: pages.Problem | None
) -> HttpResponse:
    context = {"number": number, **typed.drawn(more=lines.MORE)}
    return pages.shown(request, _with_place(page, number), TEMPLATE, context, problem)
