"""The bureau's desk for task books: the list, the first draft, negotiating, signing, and releasing tranches."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from zhiyun.casework.actions import tranches
from zhiyun.casework.queries import task_book_files, task_book_lists
from zhiyun.casework.queries import task_books as books
from zhiyun.casework.refusals import NotAllowed, NotFound
from zhiyun.casework.roles import BUREAU_ROLES, Role
from zhiyun.kernel.refusal import Faulty, Refusal
from zhiyun.web import faults, guards, kept_files, kept_typing
from zhiyun.web.form_key import new_key, sent_key
from zhiyun.web.public.workdays import calendar_on_file
from zhiyun.web.seats import actor_of
from zhiyun.web.task_books import changes, pages

EDITORS = (Role.CASE_OFFICER, Role.ROUND_MANAGER)
MOST_FILES = 10


@guards.desk(*BUREAU_ROLES)
def task_books(request: HttpRequest) -> HttpResponse:
    """List the bureau's task books, those still to be begun first."""
    listed = task_book_lists.listed(by=actor_of(request))
    page = {"books": listed, "begins": actor_of(request).role is Role.CASE_OFFICER, "desk": "cases"}
    return render(request, "zhiyun/task_books/list.html", page)


@guards.desk(*BUREAU_ROLES)
def book(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a task book."""
    return pages.book(request, reference)


@guards.desk(*BUREAU_ROLES)
def differences(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what differs between two versions."""
    return pages.differences(request, reference)


@guards.desk(*EDITORS)
def docx(request: HttpRequest, reference: str) -> HttpResponse:
    """Give a version as a working copy for Word."""
    return pages.docx(request, reference)


@guards.desk(Role.CASE_OFFICER, sends=True, keeps=kept_typing.keep)
def begin(request: HttpRequest, reference: str) -> HttpResponse:
    """Draft a task book."""
    return pages.begin(request, reference)


@guards.desk(*EDITORS, sends=True, keeps=kept_typing.keep)
def propose(request: HttpRequest, reference: str) -> HttpResponse:
    """Propose a new version for the bureau."""
    return pages.propose(request, reference)


@guards.desk(Role.ROUND_MANAGER, sends=True)
def sign(request: HttpRequest, reference: str) -> HttpResponse:
    """Sign for the bureau."""
    return pages.sign(request, reference)


@guards.desk(*EDITORS, sends=True, keeps=kept_typing.keep)
def change_ask(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for a change of the task book in force."""
    return changes.ask(request, reference)


@guards.desk(*BUREAU_ROLES)
def change(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Show a change."""
    return changes.change(request, reference, number)


@guards.desk(*EDITORS, sends=True, keeps=kept_typing.keep)
def change_propose(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Propose a new version of a change for the bureau."""
    return changes.propose(request, reference, number)


@guards.desk(Role.ROUND_MANAGER, sends=True)
def change_sign(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Sign a change for the bureau."""
    return changes.sign(request, reference, number)


@guards.desk(*EDITORS, sends=True)
def change_end(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """End a change that is not agreed."""
    return changes.end(request, reference, number)


@guards.desk(Role.CASE_OFFICER, sends=True)
def release(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Let the officer state that what a tranche waits for has happened."""
    if request.method != "POST":
        return _release_page(request, reference, number)
    try:
        uploads = [each for each in request.FILES.getlist("files") if isinstance(each, UploadedFile)]
        kept = [kept_files.taken_in(upload) for upload in uploads[:MOST_FILES]]
        tranches.release(
            by=actor_of(request),
            key=sent_key(request),
            task_book=reference,
            number=number,
            words=request.POST.get("words", ""),
            files=kept,
        )
    except Faulty as faulty:
        told: dict[str, object] = {"faults": faults.of_input(faulty.faults, target="words")}
        return _release_page(request, reference, number, told, status=400)
    except Refusal as refusal:
        if isinstance(refusal, NotFound | NotAllowed):
            raise
        return _release_page(request, reference, number, {"refusal": refusal}, status=409)
    return HttpResponseRedirect(reverse("bureau-task-book", args=[reference]))


@guards.desk(*BUREAU_ROLES)
def tranche_file(request: HttpRequest, reference: str, number: int, place: int) -> HttpResponse:
    """Give a file an officer's statement rests on."""
    found = task_book_files.released_file(
        by=actor_of(request), reference=reference, number=number, place=place
    )
    return kept_files.handed_out(sm3=found.sm3, name=found.name, media_type=found.media_type)


def _release_page(
    request: HttpRequest,
    reference: str,
    number: int,
    told: dict[str, object] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    shown = books.task_book(by=actor_of(request), reference=reference, calendar=calendar_on_file())
    tranche = next((each for each in shown.tranches if each.number == number), None)
    if tranche is None or shown.starts_on is None:
        raise NotFound
    page = {
        "book": shown,
        "tranche": tranche,
        "key": new_key(),
        "words": request.POST.get("words", ""),
        "desk": "cases",
        **(told or {}),
    }
    return render(request, "zhiyun/task_books/release.html", page, status=status)
