"""What both sides do with a change of a task book: ask for it, propose versions of it, sign it, end it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from zhiyun.casework.actions import task_book_changes as acts
from zhiyun.casework.queries import task_book_changes as changes
from zhiyun.casework.queries import task_book_drafts as drafts
from zhiyun.casework.roles import APPLICANT_ROLES
from zhiyun.casework.task_books.signing import UNDERTAKING
from zhiyun.casework.task_books.typed import Typed, read_typed, written
from zhiyun.casework.task_books.writing import AnotherVersion
from zhiyun.gateways import e_seal
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.web import faults as shown_faults
from zhiyun.web import kept_typing
from zhiyun.web.accounts.confirming import need_confirmation
from zhiyun.web.form_key import sent_key
from zhiyun.web.seats import actor_of
from zhiyun.web.task_books import form, pages


def change(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Show a change."""
    shown = changes.change(by=actor_of(request), reference=reference, number=number)
    return pages.drawn(request, "change", {"book": shown})


def ask(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the version in force to be changed, or ask for the change of what was typed."""
    return _write(request, reference, 0)


def propose(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Show a change's newest version to be changed again, or make a new one of what was typed."""
    return _write(request, reference, number)


def sign(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Say exactly what signing does, and sign the version that was shown."""
    by = actor_of(request)
    if request.method != "POST":
        shown = changes.change(by=by, reference=reference, number=number)
        if shown.may_sign:
            need_confirmation(request)
        return _sign_page(request, shown)
    seen = pages.number_in(request.POST.get("seen", ""))
    digest = changes.sealed_text(by=by, reference=reference, number=number, seen=seen)
    send: dict[str, Any] = {
        "by": by,
        "key": sent_key(request),
        "change": changes.named(by=by, reference=reference, number=number),
        "seen": seen,
        "seal": pages.sealed(by=by, digest=digest),
    }
    try:
        if by.role in APPLICANT_ROLES:
            acts.sign_for_applicant(**send, undertaken=request.POST.get("undertaken") == "yes")
        else:
            acts.sign_for_bureau(**send)
    except Refusal as refusal:
        pages.pass_on(refusal)
        shown = changes.change(by=by, reference=reference, number=number)
        return _sign_page(request, shown, refusal, status=409)
    return _to_change(request, reference, number)


def end(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """End a change that is not agreed, with words."""
    by = actor_of(request)
    shown = changes.change(by=by, reference=reference, number=number)
    page: dict[str, Any] = {"book": shown, "words": request.POST.get("words", "")}
    if request.method != "POST":
        return pages.drawn(request, "change_end", page)
    try:
        acts.end(by=by, key=sent_key(request), change=shown.change, words=page["words"])
    except Faulty as faulty:
        page["faults"] = shown_faults.of_input(faulty.faults, target="words")
        return pages.drawn(request, "change_end", page, 400)
    except Refusal as refusal:
        pages.pass_on(refusal)
        return pages.drawn(request, "change_end", {**page, "refusal": refusal}, 409)
    return _to_change(request, reference, number)


def _write(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    by = actor_of(request)
    kept_typing.drawn_again(request)
    shown = changes.asking(by=by, reference=reference, number=number)
    seen = pages.number_in(request.POST.get("seen", "")) or shown.seen
    heads = drafts.heads_of(by=by, reference=reference)
    page: dict[str, Any] = {"book": shown, "seen": seen, "heads": heads, "number": number}
    if request.method != "POST":
        return _form(request, page, written(content=shown.content))
    typed = form.typed_in(request)
    typed = Typed({**typed.fields, "begins": shown.content.begins.isoformat()}, typed.tables)
    if request.POST.get("do") == "more":
        return _form(request, page, typed, more=3 * form.MORE)
    content, unread = read_typed(typed=typed)
    try:
        if unread:
            further = changes.faults(by=by, reference=reference, content=content)
            return _form(request, page, typed, pages.apart(unread, further), status=400)
        number = _send(request, reference, number, content=content, seen=seen)
    except Faulty as faulty:
        return _form(request, page, typed, faulty.faults, status=400)
    except Refusal as refusal:
        pages.pass_on(refusal)
        # Once the newer version has been shown, what was typed may be sent again on top of it.
        newer = isinstance(refusal, AnotherVersion)
        page |= {"refusal": refusal, "seen": shown.seen if newer else seen}
        return _form(request, page, typed, status=409)
    return _to_change(request, reference, number)


def _send(request: HttpRequest, reference: str, number: int, **told: Any) -> int:
    """Ask for a change, or propose a version of one there is; give its number."""
    by, key, words = actor_of(request), sent_key(request), request.POST.get("note", "")
    if not number:
        answer = acts.ask(by=by, key=key, task_book=reference, reason=words, **told)
        return int(answer.rsplit("-", 1)[1])
    named = changes.named(by=by, reference=reference, number=number)
    acts.propose(by=by, key=key, change=named, note=words, **told)
    return number


def _to_change(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    return HttpResponseRedirect(reverse(pages.side_of(request).change, args=[reference, number]))


def _sign_page(
    request: HttpRequest, shown: changes.ChangePage, refusal: Refusal | None = None, *, status: int = 200
) -> HttpResponse:
    is_simulated = settings.E_SEAL == e_seal.SIMULATED
    page = {"book": shown, "refusal": refusal, "undertaking": UNDERTAKING, "is_simulated": is_simulated}
    return pages.drawn(request, "change_sign", page, status)


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
        judges=pages.side_of(request) is pages.BUREAU,
        note=request.POST.get("note", ""),
        more=more,
        asks=not page["number"],
    )
    return pages.drawn(request, "change_form", {**page, "form": made, "faults": made.faults}, status)
