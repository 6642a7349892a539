"""The centre's own task book: read, propose changes, sign by the legal representative."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from zhiyun.casework.roles import APPLICANT_ROLES
from zhiyun.web import guards, kept_typing
from zhiyun.web.task_books import changes, pages


@guards.desk(*APPLICANT_ROLES)
def book(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the task book."""
    return pages.book(request, reference)


@guards.desk(*APPLICANT_ROLES)
def differences(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what differs between two versions."""
    return pages.differences(request, reference)


@guards.desk(*APPLICANT_ROLES)
def docx(request: HttpRequest, reference: str) -> HttpResponse:
    """Give a version as a working copy for Word."""
    return pages.docx(request, reference)


@guards.desk(*APPLICANT_ROLES, sends=True, keeps=kept_typing.keep)
def propose(request: HttpRequest, reference: str) -> HttpResponse:
    """Propose a new version for the centre."""
    return pages.propose(request, reference)


@guards.desk(*APPLICANT_ROLES, sends=True)
def sign(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what signing does; the legal representative signs."""
    return pages.sign(request, reference)


@guards.desk(*APPLICANT_ROLES, sends=True, keeps=kept_typing.keep)
def change_ask(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for a change of the task book in force."""
    return changes.ask(request, reference)


@guards.desk(*APPLICANT_ROLES)
def change(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Show a change."""
    return changes.change(request, reference, number)


@guards.desk(*APPLICANT_ROLES, sends=True, keeps=kept_typing.keep)
def change_propose(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Propose a new version of a change for the centre."""
    return changes.propose(request, reference, number)


@guards.desk(*APPLICANT_ROLES, sends=True)
def change_sign(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Sign a change for the centre."""
    return changes.sign(request, reference, number)


@guards.desk(*APPLICANT_ROLES, sends=True)
def change_end(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """End a change that is not agreed."""
    return changes.end(request, reference, number)
