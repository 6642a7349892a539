"""Answers to programs: JSON with its Chinese as it is, and refusals in the same shape everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse, JsonResponse

from zhiyun.kernel.said import Said
from zhiyun.web.public.conditional import asked_again
from zhiyun.web.speaking import spoken


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
        return refused(
            Said("不认识的参数：%(unknown)s；可用的有：%(known)s", unknown=names, known=tuple(known))
        )
    return None
