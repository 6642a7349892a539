"""How a reader wants the pages shown: language and 关怀版, remembered in two cookies and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

CARE_COOKIE = "care"
LANGUAGES = {"zh": "zh-hans", "en": "en"}
REMEMBERED_SECONDS = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Display:
    """One reader's wish: a language code and whether the larger, stronger 关怀版 is on."""

    language: str = "zh-hans"
    care: bool = False

    def wishing(self, wish: str) -> Display:
        """Apply one wish, ``zh``, ``en``, ``care`` or ``standard``; anything else changes nothing."""
        if wish in LANGUAGES:
            return replace(self, language=LANGUAGES[wish])
        return replace(self, care=wish == "care") if wish in ("care", "standard") else self

    @property
    def html_language(self) -> str:
        """The page's ``lang``."""
        return "zh-CN" if self.language == "zh-hans" else "en"


def display_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Show pages as the reader wished: Chinese first, whatever the browser prefers, until English is chosen.

    A wish comes as ``?display=…`` on a POST, so that the switch works on every page, answers to forms
    included, without losing what was typed.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        before = _remembered(request)
        wish = request.GET.get("display", "") if request.method == "POST" else ""
        display = before.wishing(wish)
        request.display = display  # read by the context processor below
        with translation.override(display.language):
            response = get_response(request)
        if display != before:
            _remember(response, display)
        response.headers.setdefault("Content-Language", display.html_language)
        patch_vary_headers(response, ["Cookie"])
        return response

    return middleware


def shown(request: HttpRequest) -> dict[str, object]:
    """Give every template the reader's wish as ``display``, and whether this is a demonstration."""
    return {"display": getattr(request, "display", Display()), "demo": settings.DEMO}


def _remembered(request: HttpRequest) -> Display:
    language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return Display(
        language if language in LANGUAGES.values() else "zh-hans",
        request.COOKIES.get(CARE_COOKIE) == "1",
    )


def _remember(response: HttpResponse, display: Display) -> None:
    for name, value in (
        (settings.LANGUAGE_COOKIE_NAME, display.language),
        (CARE_COOKIE, str(int(display.care))),
    ):
        response.set_cookie(
            name,
            value,
            max_age=REMEMBERED_SECONDS,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
