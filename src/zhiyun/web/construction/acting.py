"""A page of one deed about a centre: what it is about, a form, perhaps files; shown, checked, done or shown again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from zhiyun.casework.calls.publishing import KeptFile
from zhiyun.casework.queries.construction_shown import Page
from zhiyun.casework.refusals import MandateEnded, NeedsConfirmation, NotAllowed, NotFound
from zhiyun.kernel.refusal import Faulty, Refusal
from zhiyun.web import faults, kept_files
from zhiyun.web.construction.sides import Side
from zhiyun.web.form_key import new_key, sent_key
from zhiyun.web.sent_numbers import whole

Act = Callable[[dict[str, Any], dict[str, Any]], object]
"""Does what the form asks: the checked values, and what every action takes of a form (``key``, and ``files``)."""
_ANSWERED_AS_PAGES = (NeedsConfirmation, MandateEnded, NotFound, NotAllowed)


@dataclass(frozen=True, slots=True)
class Deed:
    """What stands around a form: its title and verb, what will happen, whether files may come with it.

    ``about`` names what the page shows of the centre; ``possible`` says whether it can be done now."""

    title: str
    lead: str
    verb: str
    takes_files: bool = False
    about: str = ""
    possible: bool = True


def act(
    request: HttpRequest, side: Side, shown: Page, deed: Deed, form: forms.Form, do: Act, **more: object
) -> HttpResponse:
    """Show a deed's page, or do it and go back to the centre's page."""
    page = {"side": side, "shown": shown, "deed": deed, "form": form, "key": new_key(), **more}
    page |= {"is_bureau": side.is_bureau, "desk": side.desk}
    if request.method != "POST":
        return _page(request, page)
    if not form.is_valid():
        return _page(request, page | {"faults": faults.of_form(form)}, 400)
    try:
        given: dict[str, Any] = {"key": sent_key(request)}
        if deed.takes_files:
            given["files"] = _taken_in(request)
        do(form.cleaned_data, given)
    except Faulty as faulty:
        return _page(request, page | {"faults": faults.of_input(faulty.faults)}, 400)
    except Refusal as refusal:
        if isinstance(refusal, _ANSWERED_AS_PAGES):
            raise
        return _page(request, page | {"refusal": refusal}, 409)
    return HttpResponseRedirect(side.address(shown.reference))


def seen_row(request: HttpRequest) -> int:
    """Read which row the page showed; 0, which none has, for anything else."""
    return whole(request.POST.get("seen"), 0)


def _taken_in(request: HttpRequest) -> list[tuple[str, KeptFile]]:
    uploads = [each for each in request.FILES.getlist("files") if isinstance(each, UploadedFile)]
    return [kept_files.taken_in(upload) for upload in uploads]


def _page(request: HttpRequest, page: dict[str, object], status: int = 200) -> HttpResponse:
    return render(request, "zhiyun/construction/act.html", page, status=status)
