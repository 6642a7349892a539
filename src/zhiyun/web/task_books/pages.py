"""What both sides do with a task book: read it, compare versions, propose a new one, keep a working copy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from zhiyun.casework.actions import task_books as acts
from zhiyun.casework.actor import Actor
from zhiyun.casework.queries import task_book_drafts as drafts
from zhiyun.casework.queries import task_book_files
from zhiyun.casework.queries import task_books as books
from zhiyun.casework.refusals import NeedsConfirmation, NotAllowed, NotFound
from zhiyun.casework.roles import APPLICANT_ROLES
from zhiyun.casework.task_books.signing import UNDERTAKING
from zhiyun.casework.task_books.typed import FIELDS, Typed, read_typed, written
from zhiyun.casework.task_books.writing import AnotherVersion
from zhiyun.casework.tongue import in_chinese
from zhiyun.gateways import e_seal, official_papers
from zhiyun.gateways.e_seal import Order, Seal
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.web import downloads, kept_typing
from zhiyun.web.accounts.confirming import need_confirmation
from zhiyun.web.form_key import new_key, sent_key
from zhiyun.web.public.workdays import calendar_on_file
from zhiyun.web.seats import actor_of
from zhiyun.web.sent_numbers import whole
from zhiyun.web.task_books import form

FOLDER = "zhiyun/task_books"


@dataclass(frozen=True, slots=True)
class Side:
    """From where a task book is looked at: the names of that side's addresses."""

    page: str
    propose: str
    sign: str
    differences: str
    docx: str
    ask: str
    change: str
    change_propose: str
    change_sign: str
    change_end: str


ENDS = (
    *("", "-propose", "-sign", "-differences", "-docx"),
    *("-change-ask", "-change", "-change-propose", "-change-sign", "-change-end"),
)
BUREAU = Side(*(f"bureau-task-book{end}" for end in ENDS))
APPLICANT = Side(*(f"task-book{end}" for end in ENDS))


def side_of(request: HttpRequest) -> Side:
    """Say from which side somebody looks."""
    return APPLICANT if actor_of(request).role in APPLICANT_ROLES else BUREAU


def number_in(told: str) -> int:
    """Read the number of a version from an address or a form; 0, which none has, for anything else."""
    return whole(told, 0, digits=4)


def book(
    request: HttpRequest, reference: str, more: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """Show a task book: the version asked for, else the newest."""
    asked = request.GET.get("version")
    number = None if asked is None else number_in(asked)
    shown = books.task_book(
        by=actor_of(request), reference=reference, calendar=calendar_on_file(), number=number
    )
    return drawn(request, "book", {"book": shown, **(more or {})}, status)


def differences(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what one version says otherwise than another; unless asked otherwise, the newest two."""
    by = actor_of(request)
    newest = books.opened(by=by, reference=reference).versions.count()
    after = number_in(request.GET.get("after", "")) or newest
    before = number_in(request.GET.get("before", "")) or max(1, after - 1)
    shown = books.compared(by=by, reference=reference, before=before, after=after)
    return drawn(request, "differences", {"shown": shown})


def docx(request: HttpRequest, reference: str) -> HttpResponse:
    """Give one version as a working copy for Word."""
    by, number = actor_of(request), number_in(request.GET.get("version", ""))
    number = number or books.opened(by=by, reference=reference).versions.count()
    paper = task_book_files.draft_paper(by=by, reference=reference, number=number, is_demo=settings.DEMO)
    return downloads.kept(
        content=official_papers.docx(paper),
        name=f"任务书-{reference}-第{number}版.docx",
        plain=f"task-book-{reference}-{number}.docx",
        media_type=downloads.WORD,
    )


def propose(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the newest version to be changed, or make a new one of what was typed."""
    by = actor_of(request)
    kept_typing.drawn_again(request)
    shown = books.task_book(by=by, reference=reference, calendar=calendar_on_file())
    seen = number_in(request.POST.get("seen", "")) or shown.newest
    page = {"book": shown, "seen": seen, "heads": shown.heads}
    if request.method != "POST":
        return _form(request, page, written(content=shown.content))
    typed = form.typed_in(request)
    if request.POST.get("do") == "more":
        return _form(request, page, typed, more=3 * form.MORE)
    content, faults = read_typed(typed=typed)
    if faults:
        further = drafts.faults(by=by, reference=reference, content=content, is_first=False)
        return _form(request, page, typed, apart(faults, further), status=400)
    try:
        acts.propose(
            by=by,
            key=sent_key(request),
            task_book=reference,
            content=content,
            note=request.POST.get("note", ""),
            seen=seen,
        )
    except Faulty as faulty:
        return _form(request, page, typed, faulty.faults, status=400)
    except Refusal as refusal:
        pass_on(refusal)
        # Once the newer version has been shown, what was typed may be sent again on top of it.
        newer = isinstance(refusal, AnotherVersion)
        page |= {"refusal": refusal, "seen": shown.newest if newer else seen}
        return _form(request, page, typed, status=409)
    return HttpResponseRedirect(reverse(side_of(request).page, args=[reference]))


def begin(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the first draft, or make the first version of what was typed."""
    by = actor_of(request)
    kept_typing.drawn_again(request)
    first = drafts.first(by=by, reference=reference)
    page = {"first": first, "heads": first.heads}
    if request.method != "POST":
        return _form(request, page, written(content=first.content))
    typed = form.typed_in(request)
    if request.POST.get("do") == "more":
        return _form(request, page, typed, more=3 * form.MORE)
    content, faults = read_typed(typed=typed)
    if faults:
        further = drafts.faults(by=by, reference=reference, content=content, is_first=True)
        return _form(request, page, typed, apart(faults, further), status=400)
    try:
        acts.begin(
            by=by,
            key=sent_key(request),
            application=reference,
            content=content,
            note=request.POST.get("note", ""),
        )
    except Faulty as faulty:
        return _form(request, page, typed, faulty.faults, status=400)
    return HttpResponseRedirect(reverse(BUREAU.page, args=[reference]))


def sign(request: HttpRequest, reference: str) -> HttpResponse:
    """Say exactly what signing does, and sign the version that was shown."""
    by = actor_of(request)
    if request.method != "POST":
        shown = books.task_book(by=by, reference=reference, calendar=calendar_on_file())
        if shown.may_sign:
            need_confirmation(request)
        return _sign_page(request, shown)
    seen = number_in(request.POST.get("seen", ""))
    digest = books.sealed_text(by=by, reference=reference, seen=seen)
    seal = sealed(by=by, digest=digest)
    send: dict[str, Any] = {
        "by": by,
        "key": sent_key(request),
        "task_book": reference,
        "seen": seen,
        "seal": seal,
    }
    try:
        if by.role in APPLICANT_ROLES:
            acts.sign_for_applicant(**send, undertaken=request.POST.get("undertaken") == "yes")
        else:
            acts.sign_for_bureau(**send)
    except Refusal as refusal:
        pass_on(refusal)
        shown = books.task_book(by=by, reference=reference, calendar=calendar_on_file())
        return _sign_page(request, shown, refusal, status=409)
    return HttpResponseRedirect(reverse(side_of(request).page, args=[reference]))


def sealed(*, by: Actor, digest: str) -> Seal:
    """Ask for a seal over a text; it may come from far away, so that is done before the door opens its transaction."""
    with in_chinese():
        order = Order(digest, by.organisation_name, by.role.label, by.at.isoformat(timespec="seconds"))
    return e_seal.sealer(settings.E_SEAL).seal(order)


def _sign_page(
    request: HttpRequest, shown: books.Page, refusal: Refusal | None = None, *, status: int = 200
) -> HttpResponse:
    is_simulated = settings.E_SEAL == e_seal.SIMULATED
    page = {"book": shown, "refusal": refusal, "undertaking": UNDERTAKING, "is_simulated": is_simulated}
    return drawn(request, "sign", page, status)


def _form(
    request: HttpRequest,
    page: dict[str, Any],
    typed: Typed,
    faults: tuple[Fault, ...] = (),
    *,
    more: int = form.MORE,
    status: int = 200,
) -> HttpResponse:
    made = form.drawn(
        typed=typed,
        faults=faults,
        judges=side_of(request) is BUREAU,
        note=request.POST.get("note", ""),
        more=more,
    )
    return drawn(request, "form", {**page, "form": made, "faults": made.faults}, status)


def apart(unread: tuple[Fault, ...], further: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """Tell further faults only where what they rest on could be read."""
    places = {fault.place for fault in unread}
    tables = {place.filled.get("table") for place in places if isinstance(place, Said)}
    days = {FIELDS["begins"], FIELDS["last_on"]} & places
    kept = [
        fault
        for fault in further
        if fault.place not in places
        and fault.place not in tables
        and not (days and "建设期" in f"{fault.place}{fault.message}")
    ]
    return (*unread, *kept)


def pass_on(refusal: Refusal) -> None:
    """Let refusals that are answered by a page of their own go on."""
    if isinstance(refusal, NotFound | NotAllowed | NeedsConfirmation):
        raise refusal


def drawn(request: HttpRequest, template: str, page: dict[str, Any], status: int = 200) -> HttpResponse:
    """Draw one page of a task book as its side sees it."""
    side = side_of(request)
    made = {
        "side": side,
        "is_bureau": side is BUREAU,
        "desk": "cases" if side is BUREAU else "applications",
        "key": new_key(),
        **page,
    }
    return render(request, f"{FOLDER}/{template}.html", made, status=status)
