"""What all sections of an application have in common on the screen: saving, conflicts, and where one goes next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from zhiyun.casework.queries.application_sections import SectionPage, section_page
from zhiyun.casework.receiving import LARGEST_FILE
from zhiyun.casework.refusals import Stale
from zhiyun.kernel.refusal import Faulty
from zhiyun.web import clock, faults, kept_typing
from zhiyun.web.applicant import paper_inputs
from zhiyun.web.form_key import new_key
from zhiyun.web.seats import actor_of
from zhiyun.web.sent_numbers import whole
from zhiyun.web.speaking import spoken

AUTOSAVE = "X-Autosave"
EDITION = "edition"


@dataclass(frozen=True)
class Editor:
    """How one kind of section is edited: its template, its form over a page, and how what is valid is saved.

    ``save`` gets the page, the form's valid values and the edition they were typed over, and gives the new edition.
    ``stored`` gives the values of the page as the form would clean them, to tell a real conflict from a repetition.
    """

    template: str
    form: Callable[[SectionPage, Any], forms.Form]
    save: Callable[[HttpRequest, SectionPage, dict[str, Any], int], str]
    stored: Callable[[SectionPage], Mapping[str, Any]]
    context: Callable[[SectionPage, forms.Form], dict[str, object]]


def edit(request: HttpRequest, page: SectionPage, editor: Editor) -> HttpResponse:
    """Show a section's form, or save whatever of it is valid and list the rest as faults."""
    if request.method != "POST":
        return _opened(request, page, editor)
    form = editor.form(page, request.POST)
    told = faults.of_form(form) if not form.is_valid() else []
    # A field that was not sent says nothing; only an emptied one says that it is to be empty.
    valid = {
        name: value
        for name, value in form.cleaned_data.items()
        if name in request.POST and name not in form.errors
    }
    typed_over = whole(request.POST.get(EDITION), 0)
    try:
        saved = editor.save(request, page, valid, typed_over)
    except Stale as stale:
        return _conflict(request, page, editor, form, stale, valid)
    except Faulty as faulty:
        told += faults.of_input(faulty.faults)
        return _faulty(request, page, editor, form, told, page.edition)
    if is_autosave(request):
        return autosaved(int(saved), faults=len(told))
    told += paper_inputs.taken(request, page)
    if told:
        fresh = section_page(by=actor_of(request), reference=page.head.reference, name=page.section.name)
        return _faulty(request, fresh, editor, form, told, int(saved))
    return HttpResponseRedirect(next_address(request, page))


def shown(
    request: HttpRequest,
    page: SectionPage,
    template: str,
    context: Mapping[str, object] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """Show a section's page with what stands on every one of them; ``context`` may say otherwise."""
    common = {
        "page": page,
        "head": page.head,
        "section": page.section,
        "edition": page.edition,
        "now": actor_of(request).at,
        "was_kept": getattr(request, "was_kept", False),
        "places": paper_inputs.drawn(page),
        "largest": LARGEST_FILE,
        "key": new_key(),
    }
    return render(request, template, common | dict(context or {}), status=status)


def next_address(request: HttpRequest, page: SectionPage) -> str:
    """Say where to go after saving: on, back, to the overview, or nowhere."""
    wanted = request.POST.get("do", "")
    reference = page.head.reference
    if wanted == "next":
        if page.following is None:
            return reverse("application", args=[reference])
        return reverse("section", args=[reference, page.following.name])
    if wanted == "overview":
        return reverse("application", args=[reference])
    return f"{reverse('section', args=[reference, page.section.name])}?saved"


def is_autosave(request: HttpRequest) -> bool:
    """Say whether a script saves while somebody is still typing."""
    return AUTOSAVE in request.headers


def autosaved(edition: int, *, faults: int = 0) -> JsonResponse:
    """Tell the script which edition its page holds now."""
    at = timezone.localtime(clock.now())
    return JsonResponse({"edition": edition, "saved_at": f"{at:%H:%M:%S}", "faults": faults})


def not_yet(request: HttpRequest, page: SectionPage) -> HttpResponse:
    """Show a section whose kind has no editor here."""
    return shown(request, page, "zhiyun/applicant/section.html")


def _opened(request: HttpRequest, page: SectionPage, editor: Editor) -> HttpResponse:
    """Show what is saved, or what was typed before a login ended, over the edition it was typed over."""
    typed = kept_typing.taken_up(request)
    if typed is None:
        return _answer(request, page, editor, editor.form(page, None))
    more = {"was_kept": True, "edition": whole(str(typed.get(EDITION, "")), 0)}
    return _answer(request, page, editor, editor.form(page, typed), more)


def _answer(
    request: HttpRequest,
    page: SectionPage,
    editor: Editor,
    form: forms.Form,
    more: Mapping[str, object] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "is_saved": "saved" in request.GET, **editor.context(page, form), **(more or {})}
    return shown(request, page, editor.template, context, status=status)


def _faulty(
    request: HttpRequest,
    page: SectionPage,
    editor: Editor,
    form: forms.Form,
    told: list[faults.ShownFault],
    edition: int,
) -> HttpResponse:
    if is_autosave(request):
        return autosaved(edition, faults=len(told))
    more = {"faults": told, "edition": edition}
    return _answer(request, page, editor, form, more, status=400)


def _conflict(
    request: HttpRequest,
    page: SectionPage,
    editor: Editor,
    form: forms.Form,
    stale: Stale,
    typed: Mapping[str, Any],
) -> HttpResponse:
    """Show what is saved beside what was typed; the same thing sent twice is no conflict."""
    fresh = section_page(by=actor_of(request), reference=page.head.reference, name=page.section.name)
    stored = editor.stored(fresh)
    differing = {name for name, value in typed.items() if (stored.get(name) or None) != (value or None)}
    if not differing and not form.errors:
        if is_autosave(request):
            return autosaved(fresh.edition)
        return HttpResponseRedirect(next_address(request, page))
    if is_autosave(request):
        return JsonResponse({"by": stale.by, "at": f"{stale.at:%H:%M:%S}", "told": spoken(stale)}, status=409)
    theirs = [bound for bound in editor.form(fresh, None) if bound.name in differing]
    mine = {bound.name: bound for bound in form}
    more = {
        "conflict": stale,
        "pairs": [(mine[bound.name], _words(mine[bound.name]), _words(bound)) for bound in theirs],
        "edition": fresh.edition,
    }
    return _answer(request, fresh, editor, form, more, status=409)


def _words(bound: forms.BoundField) -> str:
    """Say a saved value as a person reads it."""
    value = bound.value()
    choices = dict(getattr(bound.field, "choices", ()))
    return str(choices.get(value, value) if value not in (None, "") else "")
