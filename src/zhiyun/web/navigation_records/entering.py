"""A page on which something is put on file: a form and its files, all faults at once, then the result's page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise

from zhiyun.casework.calls.publishing import KeptFile
from zhiyun.casework.navigations import WrittenReport
from zhiyun.casework.queries.navigations import Page
from zhiyun.casework.refusals import MandateEnded, NeedsConfirmation, NotAllowed, NotFound
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.web import kept_files
from zhiyun.web.form_key import new_key, sent_key
from zhiyun.web.navigation_records.forms import EntryForm
from zhiyun.web.navigation_records.sides import CENTRE

Files = list[tuple[str, KeptFile]]
_ANSWERED_AS_PAGES = (NeedsConfirmation, MandateEnded, NotFound, NotAllowed)


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands around a form: its title, lead and verb, and what its files are.

    ``find`` gives the faults of what is typed, for when the files alone stop it.
    """

    title: str | Promise
    lead: str | Promise
    verb: str | Promise
    files: Said
    files_hint: str | Promise
    find: Callable[[], list[Fault]]


def enter(
    request: HttpRequest,
    entry: Entry,
    form: EntryForm,
    do: Callable[[dict[str, Any]], str],
    *,
    shown: Page | None = None,
    report: WrittenReport | None = None,
) -> HttpResponse:
    """Show the page, or do what is asked and go to the page of the result whose reference ``do`` gives.

    A ``report`` that was handed over goes with what is sent, unless it is no longer ticked.
    """
    is_ticked = request.method != "POST" or "with-report" in request.POST
    page: dict[str, object] = {
        "entry": entry,
        "form": form,
        "shown": shown,
        # What was sent is shown again as it was: who was overtaken looks at the newest draft first.
        "seen": request.POST.get("seen") or (shown.number if shown is not None else 0),
        "side": CENTRE,
        "desk": CENTRE.desk,
        "key": new_key(),
        "report": report,
        "is_ticked": is_ticked,
        "handed": request.GET.get("report", ""),
    }
    if request.method != "POST":
        return _page(request, page)
    assert form.is_valid(), "a form that only carries takes everything"
    files, wrong = _taken_in(request, entry.files)
    try:
        if wrong:
            raise Faulty([*entry.find(), *wrong])
        handed: dict[str, Any] = {"report": report} if report and is_ticked else {}
        reference = do({"key": sent_key(request), "files": files, **handed})
    except Faulty as faulty:
        return _page(request, page | {"faults": form.tell(faulty.faults)}, 400)
    except Refusal as refusal:
        if isinstance(refusal, _ANSWERED_AS_PAGES):
            raise
        return _page(request, page | {"refusal": refusal}, 409)
    return HttpResponseRedirect(reverse(CENTRE.page, args=[reference]))


def _taken_in(request: HttpRequest, place: Said) -> tuple[Files, list[Fault]]:
    """Keep what was uploaded, and tell of every file that is not taken."""
    kept: Files = []
    wrong: list[Fault] = []
    for upload in request.FILES.getlist("files"):
        assert isinstance(upload, UploadedFile)
        try:
            kept.append(kept_files.taken_in(upload))
        except Faulty as faulty:
            wrong += faulty.faults
        except Refusal as refusal:
            wrong.append(Fault(place, refusal.said))
    return kept, wrong


def _page(request: HttpRequest, page: dict[str, object], status: int = 200) -> HttpResponse:
    return render(request, "zhiyun/navigation_records/entry.html", page, status=status)
