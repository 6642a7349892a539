"""Pages of one form and one verb: shown, checked, done, or shown again with every fault and what was typed."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from zhiyun.casework import refusals
from zhiyun.casework.throttling import TooManyTries
from zhiyun.kernel.refusal import Faulty, Refusal
from zhiyun.web import faults
from zhiyun.web.accounts.throttled import slow_down

Act = Callable[[dict[str, Any], str], "str | HttpResponse"]
"""Does what the form asks, with the form's key; gives the address to go on to, or the answer itself."""

_ANSWERED_AS_PAGES = (
    refusals.NeedsConfirmation,
    refusals.MandateEnded,
    refusals.NotFound,
    refusals.NotAllowed,
    refusals.InvitationSpent,
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands around a form: title, what will happen, the verb, and the page it belongs to."""

    title: str
    lead: str
    verb: str
    back: str = "account"
    back_words: str = ""


def one_form(request: HttpRequest, sheet: Sheet, form: forms.Form, act: Act, **more: object) -> HttpResponse:
    """Show the form, or do what it asks."""
    page = {"sheet": sheet, "form": form, "key": secrets.token_urlsafe(16), **more}
    if request.method != "POST":
        return _page(request, page)
    if not form.is_valid():
        return _page(request, page | {"faults": faults.of_form(form)}, 400)
    try:
        done = act(form.cleaned_data, request.POST.get("key", "")[:64])
    except TooManyTries as refusal:
        return slow_down(request, refusal)
    except Faulty as faulty:
        return _page(request, page | {"faults": faults.of_input(faulty.faults)}, 400)
    except _ANSWERED_AS_PAGES:
        raise
    except Refusal as refusal:
        return _page(request, page | {"faults": [faults.ShownFault("", str(refusal))]}, 409)
    return HttpResponseRedirect(done) if isinstance(done, str) else done


def _page(request: HttpRequest, page: dict[str, object], status: int = 200) -> HttpResponse:
    return render(request, "zhiyun/accounts/one_form.html", page, status=status)
