"""The scheme and the phases of a call's review, as forms of a few lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_datetime

from zhiyun.casework.actions import review_set_up
from zhiyun.casework.actions.review_set_up import Phase
from zhiyun.casework.actor import SHANGHAI
from zhiyun.casework.queries import review_board
from zhiyun.casework.refusals import NeedsConfirmation, NotAllowed, NotFound
from zhiyun.casework.reviewing import schemes
from zhiyun.casework.reviewing.schemes import Criterion
from zhiyun.casework.roles import Role
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.web import faults, guards
from zhiyun.web.form_key import new_key, sent_key
from zhiyun.web.seats import actor_of
from zhiyun.web.sent_numbers import whole

MORE_LINES = 2
"""Empty lines below what is there."""
CRITERION = ("code", "words", "cites", "most", "weight", "reason_below")
TEXTS = ("name", "begins_at", "ends_at")
TICKS = ("blind", "scoring", "scores_open")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a form as typed."""

    number: int
    typed: dict[str, Any]


@guards.desk(Role.ROUND_MANAGER, sends=True)
def scheme(request: HttpRequest, call: str) -> HttpResponse:
    """Show a call's scheme, or the starting point, and take in another."""
    by = actor_of(request)
    board = review_board.set_up(by=by, reference=call)
    if request.method != "POST":
        listed = board.criteria or schemes.STARTING_POINT
        points = board.scheme.joining.get("outlier_points") if board.scheme else schemes.OUTLIER_POINTS
        head = {
            "outlier_points": points,
            "passing_points": board.scheme.passing_points if board.scheme else None,
        }
        return _scheme_page(request, board, [_told(each) for each in listed], head)
    lines = _lines(request.POST, CRITERION, ("reason_needed",), "words")
    try:
        review_set_up.set_scheme(
            by=by,
            call=call,
            key=sent_key(request),
            criteria=[_criterion(number, line) for number, line in enumerate(lines, 1)],
            outlier_points=_whole(request.POST.get("outlier_points", "")),
            passing_points=_whole(request.POST["passing_points"])
            if request.POST.get("passing_points")
            else None,
        )
    except Faulty as faulty:
        told: dict[str, object] = {"faults": faults.of_input(faulty.faults, target="criteria")}
        return _scheme_page(request, board, lines, dict(request.POST.items()), told, 400)
    except (NotFound, NotAllowed, NeedsConfirmation):
        raise
    except Refusal as refusal:
        return _scheme_page(request, board, lines, dict(request.POST.items()), {"refusal": refusal}, 409)
    return HttpResponseRedirect(reverse("review-board", args=[call]))


@guards.desk(Role.ROUND_MANAGER, sends=True)
def phases(request: HttpRequest, call: str) -> HttpResponse:
    """Show a call's phases, and take in what they should be."""
    by = actor_of(request)
    board = review_board.set_up(by=by, reference=call)
    if request.method != "POST":
        listed = [
            {
                "name": each.name,
                "begins_at": _local(each.begins_at),
                "ends_at": _local(each.ends_at),
                "blind": each.blind,
                "scoring": each.scoring,
                "scores_open": each.scores_open,
            }
            for each in board.phases
        ]
        return _phases_page(request, board, listed)
    lines = _lines(request.POST, TEXTS, TICKS, "name")
    try:
        review_set_up.set_phases(
            by=by,
            call=call,
            key=sent_key(request),
            phases=[_phase(number, line) for number, line in enumerate(lines, 1)],
        )
    except Faulty as faulty:
        return _phases_page(
            request, board, lines, {"faults": faults.of_input(faulty.faults, target="phases")}, 400
        )
    except (NotFound, NotAllowed, NeedsConfirmation):
        raise
    except Refusal as refusal:
        return _phases_page(request, board, lines, {"refusal": refusal}, 409)
    return HttpResponseRedirect(reverse("review-board", args=[call]))


def _scheme_page(
    request: HttpRequest,
    board: review_board.SetUp,
    lines: list[dict[str, Any]],
    head: dict[str, Any],
    told: dict[str, object] | None = None,
    status: int = 200,
) -> HttpResponse:
    page = {
        "desk": "review",
        "board": board,
        "lines": _numbered(lines, {"reason_below": 60}),
        "typed": head,
        "key": new_key(),
        **(told or {}),
    }
    return render(request, "zhiyun/bureau/review/scheme.html", page, status=status)


def _phases_page(
    request: HttpRequest,
    board: review_board.SetUp,
    lines: list[dict[str, Any]],
    told: dict[str, object] | None = None,
    status: int = 200,
) -> HttpResponse:
    page = {
        "desk": "review",
        "board": board,
        "lines": _numbered(lines, {}),
        "key": new_key(),
        "now": actor_of(request).at,
        **(told or {}),
    }
    return render(request, "zhiyun/bureau/review/phases.html", page, status=status)


def _numbered(lines: list[dict[str, Any]], empty: dict[str, Any]) -> list[Line]:
    return [Line(number, line) for number, line in enumerate([*lines, *[empty] * MORE_LINES], 1)]


def _lines(
    sent: QueryDict, texts: tuple[str, ...], ticks: tuple[str, ...], needed: str
) -> list[dict[str, Any]]:
    """Read the lines of a form that say anything under ``needed``."""
    found = []
    for number in range(1, 40):
        line: dict[str, Any] = {name: sent.get(f"{name}-{number}", "").strip() for name in texts}
        line |= {name: f"{name}-{number}" in sent for name in ticks}
        if line[needed]:
            found.append(line)
    return found


def _told(each: Criterion) -> dict[str, Any]:
    [told] = schemes.told(listed=[each])
    return told


def _criterion(number: int, line: dict[str, Any]) -> Criterion:
    return Criterion(
        code=f"c{number}",
        words=line["words"],
        cites=line["cites"][:80],
        most=_whole(line["most"]),
        weight=_whole(line["weight"]),
        reason_needed=bool(line["reason_needed"]),
        reason_below=_whole(line["reason_below"] or "0"),
    )


def _phase(number: int, line: dict[str, Any]) -> Phase:
    return Phase(
        line["name"],
        _instant(number, line["begins_at"]),
        _instant(number, line["ends_at"]),
        line["blind"],
        line["scoring"],
        line["scores_open"],
    )


def _instant(number: int, text: str) -> datetime:
    """Read a local instant as a browser sends it."""
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    if found is None:
        place = Said("第%(number)s个阶段", number=number)
        raise Faulty([Fault(place, Said("请写起止时间，如 2026-07-01 09:00"))])
    return found.replace(tzinfo=SHANGHAI) if found.tzinfo is None else found


def _local(at: datetime) -> str:
    return f"{at.astimezone(SHANGHAI):%Y-%m-%dT%H:%M}"


def _whole(text: str) -> int:
    """Read a whole number; what is none is one that no rule takes."""
    return whole(text, -1, digits=4)
