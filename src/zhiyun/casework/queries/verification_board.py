"""How far the verification of a call's applications has come, each application and the whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Sum
from django.utils.translation import gettext as _

from zhiyun import law
from zhiyun.casework import sight
from zhiyun.casework.actor import Actor
from zhiyun.casework.queries.verification_desk import READERS
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import Role
from zhiyun.casework.stages import Stage, standing
from zhiyun.casework.tasks import Task
from zhiyun.records.models import DealVerdict, Inquiry, StepKind, Verification

PAGE = 50
"""Applications a page."""


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One application: its deals, how many have a verdict and a check, and its sums in fen."""

    reference: str
    applicant: str
    call: str
    stage: Stage
    deals: int
    decided: int
    checked: int
    claimed_fen: int
    law_fen: int
    verified_fen: int
    unanswered: int
    closed: int


@dataclass(frozen=True, slots=True)
class CallChoice:
    """A call with applications to verify."""

    reference: str
    title: str


@dataclass(frozen=True, slots=True)
class Board:
    """One page of a call's applications, and the sums of all of them."""

    calls: tuple[CallChoice, ...]
    call: str
    lines: tuple[BoardLine, ...]
    all: BoardLine
    total: int
    number: int
    last: int


def board(*, by: Actor, call: str = "", number: int = 1) -> Board:
    """Give one page of the board, of the newest call unless one is named; what is foreign is not found."""
    if by.role not in READERS:
        raise NotFound
    rows = _accepted(by)
    calls = tuple(
        CallChoice(*row)
        for row in rows.order_by("-call_id").values_list("call__reference", "call__current__title").distinct()
    )
    chosen = call or (calls[0].reference if calls else "")
    if call and call not in {each.reference for each in calls}:
        raise NotFound
    lines = tuple(_lines(rows.filter(call__reference=chosen))) if chosen else ()
    last = max(1, -(-len(lines) // PAGE))
    number = min(max(number, 1), last)
    shown = lines[(number - 1) * PAGE : number * PAGE]
    return Board(calls, chosen, shown, _sum(lines), len(lines), number, last)


def tasks(*, by: Actor) -> Iterator[Task]:
    """List, for who decides or checks, each call with ledgers that wait."""
    if by.role not in (Role.CASE_OFFICER, Role.ROUND_MANAGER):
        return
    waiting = (
        _accepted(by)
        .filter(last_step=StepKind.ACCEPTED)
        .values("call__reference", "call__current__title")
        .annotate(number=Count("pk"))
        .order_by("call_id")
    )
    for each in waiting:
        yield Task(
            what=_("%(title)s：%(number)s件的台账等待核定和审结")
            % {"title": each["call__current__title"], "number": each["number"]},
            why=_("逐笔核定业务金额，由第二人复核，签署判断，然后审结，才能提交局长办公会。"),
            cites="第十条第2项",
            verb=_("核定这些台账"),
            address=("verification-call", each["call__reference"]),
        )


def _accepted(by: Actor) -> Any:
    return sight.applications(by=by).filter(
        call__benefit=law.Benefit.PERFORMANCE_SUBSIDY.value, last_step__in=sight.SINCE_ACCEPTANCE
    )


def _lines(rows: Any) -> Iterator[BoardLine]:
    told = list(
        rows.order_by("organisation__name", "id").values_list(
            *("pk", "reference", "organisation__name", "call__reference", "last_step"),
            *("last_submission_id", "last_submission__deals", "last_submission__claimed_fen"),
            "last_submission__counted_fen",
        )
    )
    decided = _decided(rows)
    unanswered = dict(
        Inquiry.objects.filter(application__in=rows.values("pk"), answer=None)
        .values_list("application_id")
        .annotate(number=Count("pk"))
    )
    closed = dict(
        Verification.objects.filter(application__in=rows.values("pk"))
        .values_list("application_id")
        .annotate(number=Count("pk"))
    )
    for key, reference, name, call, step, submission, deals, claimed, counted in told:
        number, checked, verified = decided.get(submission, (0, 0, 0))
        yield BoardLine(
            reference=reference,
            applicant=name,
            call=call,
            stage=standing(step=step, closed=True),
            deals=deals or 0,
            decided=number,
            checked=checked,
            claimed_fen=claimed or 0,
            law_fen=counted or 0,
            verified_fen=verified,
            unanswered=unanswered.get(key, 0),
            closed=closed.get(key, 0),
        )


def _decided(rows: Any) -> dict[int, tuple[int, int, int]]:
    """Count, by submission, the deals with a verdict and those a second person agreed to, and sum these."""
    newer = DealVerdict.objects.filter(
        submission=OuterRef("submission"), deal=OuterRef("deal"), id__gt=OuterRef("id")
    )
    agreed = Q(check_by_second__agrees=True)
    found = (
        DealVerdict.objects.filter(submission__in=rows.values("last_submission"))
        .filter(~Exists(newer))
        .values_list("submission_id")
        .annotate(
            decided=Count("pk"),
            checked=Count("pk", filter=agreed),
            verified=Sum("counted_fen", filter=agreed, default=0),
        )
    )
    return {submission: (decided, checked, verified) for submission, decided, checked, verified in found}


def _sum(lines: tuple[BoardLine, ...]) -> BoardLine:
    return BoardLine(
        reference="",
        applicant="",
        call="",
        stage=Stage.ACCEPTED,
        deals=sum(each.deals for each in lines),
        decided=sum(each.decided for each in lines),
        checked=sum(each.checked for each in lines),
        claimed_fen=sum(each.claimed_fen for each in lines),
        law_fen=sum(each.law_fen for each in lines),
        verified_fen=sum(each.verified_fen for each in lines),
        unanswered=sum(each.unanswered for each in lines),
        closed=sum(each.closed > 0 for each in lines),
    )
