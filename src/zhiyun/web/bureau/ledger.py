"""The ledger on screen: a bureau's books, one book on any day, the book as a workbook and as a paper."""

from __future__ import annotations

import io
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from zhiyun.casework.actions import year_books as issuing
from zhiyun.casework.ledger import workbook
from zhiyun.casework.queries import year_books
from zhiyun.casework.roles import Role
from zhiyun.web import downloads, guards
from zhiyun.web.form_key import new_key, sent_key
from zhiyun.web.seats import actor_of
from zhiyun.web.sent_numbers import whole

READERS = tuple(sorted(year_books.READERS))
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@guards.desk(*READERS)
def ledger(request: HttpRequest) -> HttpResponse:
    """List the books of one's bureau, and the budgets that wait for a second person."""
    by = actor_of(request)
    page = {
        "desk": "ledger",
        "books": year_books.books(by=by),
        "waiting": year_books.waiting(by=by),
        "may_enter": by.role is Role.FINANCE,
        "may_check": by.role in (Role.FINANCE, Role.ROUND_MANAGER),
    }
    return render(request, "zhiyun/bureau/money/ledger.html", page)


@guards.desk(*READERS)
def book(request: HttpRequest, pot: str, year: int) -> HttpResponse:
    """Show a book as it stood at the end of a day, today unless the address names another."""
    by = actor_of(request)
    on, wrong = _day(request, by.day)
    number = request.GET.get("page", "1")
    applicant = request.GET.get("applicant", "")[:50].strip()
    found = year_books.book(
        by=by,
        pot=pot,
        year=year,
        on=on,
        applicant=applicant,
        page=whole(number, 1, digits=6),
    )
    page = {
        "desk": "ledger",
        "found": found,
        "applicant": applicant,
        "typed": request.GET.get("on", ""),
        "wrong": wrong,
        "is_today": on == by.day,
        "page": whole(number, 1, digits=6),
        "has_more": found.has_more,
        "may_issue": by.role is Role.FINANCE,
        "key": new_key(),
    }
    return render(request, "zhiyun/bureau/money/book.html", page, status=400 if wrong else 200)


@guards.desk(*READERS)
def export(request: HttpRequest, pot: str, year: int) -> HttpResponse:
    """Give a book as a workbook, as it stood at the end of a day."""
    by = actor_of(request)
    on, _wrong = _day(request, by.day)
    found = year_books.row(by=by, pot=pot, year=year)
    target = io.BytesIO()
    workbook.write(target=target, book=found, on=on)
    name = f"年度资金台账-{pot}-{year}-{on}.xlsx"
    return downloads.kept(
        content=target.getvalue(), name=name, media_type=WORKBOOK, plain=f"year-book-{pot}-{year}-{on}.xlsx"
    )


@guards.desk(Role.FINANCE, sends=True)
def issue(request: HttpRequest, pot: str, year: int) -> HttpResponse:
    """Issue a book as a paper, and lead to it."""
    by = actor_of(request)
    if request.method != "POST":
        return redirect("ledger-book", pot, year)
    on, wrong = _day(request, by.day)
    if wrong:
        return redirect("ledger-book", pot, year)
    code = issuing.issue(
        by=by, organisation=by.organisation_id, pot=pot, year=year, on=on, key=sent_key(request)
    )
    return redirect("issued", code)


def _day(request: HttpRequest, today: date) -> tuple[date, bool]:
    """Read the day asked about; what is none, or has not come, is wrong and answered with today."""
    typed = request.POST.get("on", "") or request.GET.get("on", "")
    if not typed:
        return today, False
    try:
        on = date.fromisoformat(typed)
    except ValueError:
        return today, True
    return (on, False) if on <= today else (today, True)
