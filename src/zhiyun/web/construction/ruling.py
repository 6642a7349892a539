"""The page on which a second person lets a proposal about a centre hold, or turns it down with a reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

from django.http import HttpRequest, HttpResponse

from zhiyun.casework.queries.construction_shown import Page
from zhiyun.web.accounts.forms import posted
from zhiyun.web.construction import forms
from zhiyun.web.construction.acting import Deed, act, seen_row
from zhiyun.web.construction.sides import BUREAU
from zhiyun.web.seats import actor_of


class Waiting(Protocol):
    """A proposal that waits: its row, and whether the one who looks has written it."""

    @property
    def key(self) -> int: ...

    @property
    def is_own(self) -> bool: ...


def rule(
    request: HttpRequest,
    shown: Page,
    deed: Deed,
    action: Callable[..., str],
    waiting: Waiting | None,
    **more: object,
) -> HttpResponse:
    """Show what waits, and have ``action`` rule on the very row that was seen; possible for who has not proposed it."""

    def do(given: dict[str, Any], sent: dict[str, Any]) -> object:
        return action(
            by=actor_of(request),
            construction=shown.reference,
            seen=seen_row(request),
            good=given["answer"] == "yes",
            reason=given["reason"],
            **sent,
        )

    told = replace(deed, possible=waiting is not None and not waiting.is_own)
    seen = 0 if waiting is None else waiting.key
    return act(request, BUREAU, shown, told, forms.RulingForm(posted(request)), do, seen=seen, **more)
