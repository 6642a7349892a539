"""The demonstration's round for a walk: one accepted ledger, everything ready for whoever follows the tour to the bank.

What the tour's links lead to is found by `places`, because references are drawn by chance.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from zhiyun.casework.demo import calls, handing_in, past_calls, patent_work, paying, verifying
from zhiyun.casework.demo.bodies import Bodies
from zhiyun.casework.demo.calls import at
from zhiyun.casework.demo.filling import Story
from zhiyun.gateways.safekeeping import Store
from zhiyun.kernel.money import wan
from zhiyun.kernel.workdays import Calendar
from zhiyun.records.models import Application, Call, Meeting, PaymentOrder, Publication, Resolution

NAME = "涪江"
OPERATED = (640, 385, 210)


def make(*, city: Bodies, store: Store, calendar: Calendar) -> None:
    """Accept the ledger, answer all questions but the last, and verify the account."""
    call = past_calls.subsidy(city=city, run=past_calls.SUPPLEMENT)
    case = handing_in.accepted(
        city=city,
        name=NAME,
        call=call,
        store=store,
        story=Story(7, operated=tuple(wan(each) for each in OPERATED)),
        days=("2026-06-02", "2026-06-09", "2026-06-18"),
    )
    verifying.judge(city=city, case=case, at=at(day="2026-06-24", time="11:10"), but_last=True)
    body = city.applicant(NAME)
    paying.account(city=city, body=body, at=at(day="2026-06-22", time="14:30"), calendar=calendar)


def places() -> dict[str, str]:
    """Give the references of the walk as far as it has come: case, call, meeting, resolution, notice, order; and
    under ``shared`` the call in which two claim one deal, under ``objected`` who was asked about an objection, and what
    `patent_work.places` names.
    """
    run = past_calls.SUPPLEMENT
    case = Application.objects.filter(call__current__title=run.title).select_related("call").first()
    if case is None:
        return {}
    known = {
        "case": case.reference,
        "call": case.call.reference,
        "meeting": _newest(Meeting.objects.filter(items__call=case.call)) or _next_meeting(),
        "resolution": _newest(Resolution.objects.filter(call=case.call)),
        "notice": _newest(Publication.objects.filter(resolution__call=case.call)),
        "order": _newest(PaymentOrder.objects.filter(application=case)),
        "objected": _newest(Application.objects.exclude(objection_questions=None)),
        "shared": _newest(Call.objects.filter(current__title=calls.FIRST_BATCH)),
    }
    return {name: reference for name, reference in known.items() if reference} | patent_work.places()


def _next_meeting() -> str:
    """Give the meeting whose agenda already has something and that has not been held."""
    waiting = Meeting.objects.filter(opened_at=None).exclude(items=None).order_by("held_at").first()
    return waiting.reference if waiting is not None else ""


def _newest(rows: QuerySet[Any]) -> str:
    return str(rows.order_by("-id").values_list("reference", flat=True).first() or "")
