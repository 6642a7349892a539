"""Answers to programs: JSON with its Chinese as it is, and refusals in the same shape everywhere."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from typing import ParamSpec

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from zhiyun.casework.refusals import NotFound
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said
from zhiyun.web import guards
from zhiyun.web.public.conditional import asked_again
from zhiyun.web.speaking import spoken

Asked = ParamSpec("Asked")


def for_programs(view: guards.View[Asked]) -> guards.View[Asked]:
    """Mark what programs read: anyone may, with GET only, and every refusal comes in the one shape.

    Nothing is stored, so a form sent here is told which methods there are instead of being asked for a token.
    """

    @functools.wraps(view)
    def refusing(request: HttpRequest, /, *args: Asked.args, **kwargs: Asked.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Refusal as refusal:
            guards.tell_turned_away(request, refusal)
            return refused(refusal.said, status=404 if isinstance(refusal, NotFound) else 409)

    open_to_all = guards.public(refusing)

    @functools.wraps(open_to_all)
    def answering(request: HttpRequest, /, *args: Asked.args, **kwargs: Asked.kwargs) -> HttpResponse:
        if request.method in guards.READ:
            return open_to_all(request, *args, **kwargs)
        allowed = ", ".join(guards.READ)
        answer = refused(
            Said("不能用 %(method)s，只能用 %(allowed)s", method=str(request.method)[:20], allowed=allowed),
            status=405,
        )
        answer.headers["Allow"] = allowed
        return answer

    return csrf_exempt(answering)


def told(request: HttpRequest, answer: dict[str, object]) -> HttpResponse:
    """Give an answer that may be kept as long as it is asked again."""
    return asked_again(request, JsonResponse(answer, json_dumps_params={"ensure_ascii": False}))


def refused(why: str, *, status: int = 400, faults: Sequence[dict[str, object]] = ()) -> HttpResponse:
    """Say why there is no answer; ``faults`` name places where there are some."""
    said: dict[str, object] = {"error": spoken(why)}
    if faults:
        said["faults"] = list(faults)
    return JsonResponse(said, status=status, json_dumps_params={"ensure_ascii": False})


def unknown(request: HttpRequest, known: Iterable[str]) -> HttpResponse | None:
    """Refuse a parameter that is not described, instead of answering as if it were not there."""
    known = sorted(known)
    if strange := sorted(set(request.GET) - set(known)):
        names = "、".join(strange)[:80]
        if not known:
            return refused(Said("不认识的参数：%(unknown)s；这个地址不带参数", unknown=names))
        return refused(
            Said("不认识的参数：%(unknown)s；可用的有：%(known)s", unknown=names, known=tuple(known))
        )
    return None
