"""The report of a landscape: given to be saved, waited for while it is written, handed over to a record of navigation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from zhiyun.casework.roles import APPLICANT_ROLES
from zhiyun.exchange.patents.landscape import writing
from zhiyun.exchange.patents.landscape.report import TITLE
from zhiyun.exchange.patents.landscape.written import Written
from zhiyun.web import downloads, guards
from zhiyun.web.navigation.landscape import asked
from zhiyun.web.navigation.landscape.asked import Wanted, wanted
from zhiyun.web.navigation.landscape.opening import own_sets
from zhiyun.web.navigation.search import navigates
from zhiyun.web.seats import actor_of
from zhiyun.web.speaking import spoken

ENGLISH: Final = Path(__file__).parents[2].joinpath("locale/en/LC_MESSAGES/django.mo")
"""Where the sentences of screens stand in English, for the process that writes a report."""
FORMS: Final = {"pdf": downloads.PDF, "docx": downloads.WORD}
"""What a report is written as, by the ending of its name."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """A report that was asked for as its address says; ``written`` is None while it is being written."""

    asks: Wanted
    other: Wanted | None
    form: str
    made_on: date
    written: Written | None

    @property
    def name(self) -> str:
        """The name of its file, in the language of the page."""
        return f"{spoken(TITLE)}.{self.form}"


@guards.public
@own_sets
def report_as_pdf(request: HttpRequest) -> HttpResponse:
    """Give the report of everything that is drawn."""
    return _report(request, "pdf")


@guards.public
@own_sets
def report_as_word(request: HttpRequest) -> HttpResponse:
    """Give the report to go on writing in."""
    return _report(request, "docx")


def ordered(request: HttpRequest, form: str) -> Ordered:
    """Have the report written that an address asks for; one that was written is given again, the same bytes."""
    asks, other, today = wanted(request), asked.beside(request), actor_of(request).day
    written = writing.report(
        home=settings.HOME,
        subject=asks.subject,
        corrections=dict(asks.corrections),
        is_folded=asks.is_folded,
        made_on=today,
        is_demo=settings.DEMO,
        as_word=form == "docx",
        other=other.subject if other else None,
        catalogue=ENGLISH if get_language() == "en" else None,
    )
    return Ordered(asks, other, form, today, written)


def waited_for(request: HttpRequest, order: Ordered, *, is_handed_over: bool) -> HttpResponse:
    """Give the page that says a report is being written and asks again."""
    page = {
        "desk": "patents",
        "back": order.asks.address("landscape"),
        "is_handed_over": is_handed_over,
        "handing_over": {} if is_handed_over else handing_over(request, order.asks, order.other),
    }
    return render(request, "zhiyun/navigation/landscape/writing.html", page, status=202)


def handing_over(request: HttpRequest, asks: Wanted, other: Wanted | None = None) -> dict[str, str]:
    """Give the addresses that hand a report over to a record of navigation, by its form; none who keeps no records."""
    if not navigates(request) or actor_of(request).role not in APPLICANT_ROLES:
        return {}
    return {form: asks.address("navigation-report", beside=other, form=form) for form in FORMS}


def _report(request: HttpRequest, form: str) -> HttpResponse:
    """Give the report, or the page that waits for it."""
    order = ordered(request, form)
    if order.written is None:
        return waited_for(request, order, is_handed_over=False)
    return downloads.kept(
        content=order.written.content, name=order.name, media_type=FORMS[form], plain=f"landscape.{form}"
    )
