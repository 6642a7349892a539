"""Documents of every kind as the real actions issue them in the invented city."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from tests.casework import books, centres, city, filling, meeting_room, onward, panels
from zhiyun.casework import deciding
from zhiyun.casework.actions import first_look, payments, review_opinions, submitting, year_books
from zhiyun.casework.actor import Actor
from zhiyun.casework.issuing import PaperKind
from zhiyun.casework.papers import call as calls
from zhiyun.casework.roles import Role
from zhiyun.gateways import holiday_notices
from zhiyun.records.models import Application, Call, IssuedPaper

LOOKED_AT = datetime(2026, 7, 1, 2, 0, tzinfo=UTC)
"""2026-07-01 10:00 in Chongqing, the day after the call closed."""


def document(town: city.City, kind: PaperKind, *, under: Call | None = None) -> IssuedPaper:
    """Issue a document of a kind, under a call of the city."""
    under = under or city.call(town)
    if kind is PaperKind.CALL:
        return call(under)
    if kind is PaperKind.MINUTES:
        return minutes(town, under)
    if kind in (PaperKind.PANEL_OPINION, PaperKind.SITE_RECORD):
        return of_review(town, kind)
    if kind in (PaperKind.APPROVAL, PaperKind.REFUSAL):
        return letter(town, under, kind)
    if kind in (PaperKind.PAYMENT_ORDER, PaperKind.YEAR_BOOK):
        return of_money(town, kind)
    if kind in (PaperKind.CENTRE_PASSED, PaperKind.CENTRE_FAILED, PaperKind.RECOVERY):
        return of_construction(town, kind)
    case = filling.filled(city.application(town, under))
    paper = submitted(town, case)
    return paper if kind is PaperKind.RECEIPT else notice(town, case, kind)


def call(under: Call, *, changes: tuple[str, ...] = ()) -> IssuedPaper:
    """Issue a call's current version."""
    version = under.current
    assert version is not None
    assert version.published_at is not None
    by = Actor(at=version.published_at, person_id=version.approved_by_id)
    return calls.issue(version=version, changes=changes, by=by)


def submitted(town: city.City, case: Application, *, at: datetime = city.NOON) -> IssuedPaper:
    """Hand an application in, and give its receipt."""
    by = town.by(Role.LEGAL_REPRESENTATIVE, at=at)
    number = submitting.submit(by=by, application=case.reference, undertaken=True)
    return IssuedPaper.objects.get(number=number)


def notice(town: city.City, case: Application, kind: PaperKind) -> IssuedPaper:
    """Answer a submission the day after the call has closed, and give the notice."""
    asked = {"by": town.by(Role.CASE_OFFICER, at=LOOKED_AT), "application": case.reference, "seen": 1}
    if kind is PaperKind.ACCEPTANCE:
        number = first_look.accept(**asked)
    elif kind is PaperKind.CORRECTION:
        reasons = {"roster": "名册缺6月社保，请补交。", "materials": "缺主体资格材料原件，请补交。"}
        calendar = holiday_notices.load(None)
        number = first_look.return_for_correction(**asked, reasons=reasons, calendar=calendar)
    else:
        articles = ("第八条第2项", "第八条第3项")
        number = first_look.refuse_to_accept(**asked, reason="人员不足，运营机制没有说明", articles=articles)
    return IssuedPaper.objects.get(number=number)


def letter(town: city.City, under: Call, kind: PaperKind) -> IssuedPaper:
    """Decide on the city's applicant, publish the list, and give its letter."""
    facts = {} if kind is PaperKind.APPROVAL else {"on_dishonest_list": True}
    case = onward.accepted(town, under, facts=facts)
    onward.judged(town, case)
    onward.reviewed(town, case, 3_750_000_000)
    by = town.by(Role.ROUND_MANAGER, at=LOOKED_AT)
    onward.funded(town, under)
    resolution = deciding.freeze(computed=deciding.compute(call=under, by=by), by=by)
    [paper] = deciding.letters(publication=onward.published(town, resolution), by=by)
    return paper


def of_review(town: city.City, kind: PaperKind) -> IssuedPaper:
    """Review the city's applicant, once on site, and give a paper of its review."""
    panel, [case] = panels.at_work(town)
    panels.visited(town, case)
    panels.ready(town, panel, case)
    panels.agreed(town, panel, case)
    review_opinions.close(by=panels.manager(town), application=case.reference)
    return IssuedPaper.objects.get(kind=kind.value)


def minutes(town: city.City, under: Call) -> IssuedPaper:
    """Hold a meeting on the city's applicant, and give its minutes."""
    case = onward.accepted(town, under)
    onward.judged(town, case)
    onward.reviewed(town, case, 3_750_000_000)
    onward.funded(town, under)
    meeting_room.held(town, under)
    return IssuedPaper.objects.get(kind=PaperKind.MINUTES.value)


def of_money(town: city.City, kind: PaperKind) -> IssuedPaper:
    """Pay a subsidy of the town's applicant, and give its order, or the year's book."""
    at = onward.AFTER + timedelta(days=12)
    books.appropriated(town, 500_000_000)
    maker = town.by(Role.FINANCE, at=at)
    if kind is PaperKind.YEAR_BOOK:
        asked = {"pot": "performance_subsidy", "year": 2026, "on": at.date()}
        return IssuedPaper.objects.get(code=year_books.issue(by=maker, organisation=town.bureau.pk, **asked))
    case = books.committed(town, 123_400).decisions.get().application
    books.account(town, case)
    checker = city.confirmed(city.seat(Role.FINANCE, town.bureau, at=at))
    order = payments.prepare(by=maker, application=case.reference)
    payments.approve(by=checker, payment_order=order)
    return IssuedPaper.objects.get(kind=kind.value)


def of_construction(town: city.City, kind: PaperKind) -> IssuedPaper:
    """Accept a centre of the town's applicant, fail it once, or revoke it and order its money back."""
    made = centres.centre(town)
    if kind is PaperKind.RECOVERY:
        made.fail_twice()
        made.propose(date(2026, 4, 22))
        made.order(date(2026, 4, 24))
    else:
        made.comes_to(centres.FIRST_FAILED, passed=kind is PaperKind.CENTRE_PASSED)
    return IssuedPaper.objects.get(kind=kind.value)
