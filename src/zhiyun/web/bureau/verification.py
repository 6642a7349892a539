"""The verification desk: a subsidy's ledger deal by deal beside its evidence, decided, checked and closed."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from zhiyun import law
from zhiyun.casework import door, receiving
from zhiyun.casework.queries import verification_desk
from zhiyun.casework.queries.verification_desk import Desk, OpenDeal
from zhiyun.casework.refusals import NeedsConfirmation, NotAllowed, NotFound
from zhiyun.casework.roles import BUREAU_ROLES
from zhiyun.casework.verifying_deals.filters import Filters, Show
from zhiyun.casework.verifying_deals.standings import DealStage, Standing
from zhiyun.kernel.finding import Outcome
from zhiyun.kernel.money import Money
from zhiyun.kernel.refusal import Faulty, Refusal
from zhiyun.web import faults, guards, kept_typing
from zhiyun.web.bureau import verification_deeds
from zhiyun.web.form_key import new_key
from zhiyun.web.seats import actor_of
from zhiyun.web.sent_numbers import whole
from zhiyun.web.templatetags.zhiyun import figure

READERS = tuple(sorted(BUREAU_ROLES))


@guards.desk(*READERS, sends=True, keeps=kept_typing.keep)
def desk(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the desk of one application, or do what one of its forms asks and come back to it."""
    if request.method != "POST":
        kept_typing.typed_again(request)
        return _page(request, _desk(request, reference))
    try:
        verification_deeds.done(request, reference)
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        told = _refused(request, refusal)
        return _page(request, _desk(request, reference), told, status=400 if told["faults"] else 409)
    return redirect(_back(request, reference))


def filters_of(request: HttpRequest) -> Filters:
    """Read what the list is narrowed to; what is no filter narrows nothing."""
    show = request.GET.get("show", "")
    known = {each.value for each in Show}
    return Filters(Show(show) if show in known else Show.ALL, request.GET.get("words", "")[:60])


def _desk(request: HttpRequest, reference: str) -> Desk:
    page = request.GET.get("page", "1")
    return verification_desk.desk(
        by=actor_of(request),
        reference=reference,
        filters=filters_of(request),
        number=whole(page, 1, digits=4),
        deal=request.GET.get("deal") or request.POST.get("deal", ""),
    )


def _refused(request: HttpRequest, refusal: Refusal) -> dict[str, object]:
    listed = refusal.faults if isinstance(refusal, Faulty) else ()
    return {
        "faults": faults.of_input(listed, target=verification_deeds.target(request)),
        "refusal": None if listed else refusal,
        "must_confirm": isinstance(refusal, NeedsConfirmation),
    }


def _back(request: HttpRequest, reference: str) -> str:
    """Give the desk's address as it was filtered, at the next deal where one was decided."""
    query = request.GET.copy()
    query.pop("page", None)
    query.pop("deal", None)
    if upcoming := request.POST.get("next", ""):
        query["deal"] = upcoming
    elif request.POST.get("do") == "check" and (deal := request.POST.get("deal")):
        query["deal"] = deal
    address = reverse("verification-case", args=[reference])
    part = {"decide": "#deal", "check": "#deal", "judge": "#questions"}.get(request.POST.get("do", ""), "")
    return f"{address}?{query.urlencode()}{part}" if query else f"{address}{part}"


def _page(
    request: HttpRequest, seen: Desk, told: dict[str, object] | None = None, *, status: int = 200
) -> HttpResponse:
    filters = seen.filters
    kept = {"show": filters.show.value, "words": filters.words}
    query = urlencode({name: value for name, value in kept.items() if value not in ("", "all")})
    context: dict[str, object] = {
        "desk": "verification",
        "seen": seen,
        "figures": _figures(seen),
        "stages": [(stage, seen.totals.deals[stage]) for stage in DealStage],
        "shows": [(each, each is filters.show) for each in Show],
        "lines": [line_shown(each) for each in seen.lines],
        "open": None if seen.deal is None else open_shown(seen.deal),
        "query": query,
        "asked": f"{query}&" if query else "",
        "measure": seen.opened.pinned.measure.id,
        "confirm_first": seen.may_decide and not door.is_confirmed(by=actor_of(request)),
        "key": new_key(),
        "typed": request.POST,
        **(told or {}),
    }
    return render(request, "zhiyun/bureau/verification/desk.html", context, status=status)


def _figures(seen: Desk) -> dict[str, Money]:
    totals = seen.totals
    return {
        "claimed": Money(totals.claimed),
        "law": Money(totals.law),
        "verified": Money(totals.verified),
        "not_counted": Money(totals.not_counted),
        "open": Money(totals.open),
    }


@dataclass(frozen=True, slots=True)
class LineShown:
    """One deal of the list, as its row says it; figures are written out, because a page has many."""

    standing: Standing
    number: str
    kind: str
    outcome: Outcome
    claimed: str
    law: str
    counted: str
    stage: str


def line_shown(each: Standing) -> LineShown:
    """Say one deal of the list."""
    written = each.written
    return LineShown(
        each,
        each.number,
        each.line.stated.kind.words,
        law.outcome_of(each.ruling),
        figure(Money(each.line.claimed_fen)),
        figure(Money(each.law_fen)),
        "—" if written is None else figure(Money(written.counted_fen)),
        each.stage.words,
    )


def open_shown(opened: OpenDeal) -> dict[str, object]:
    """Say one opened deal: its own words as submitted, its evidence, the law's grounds, and what a verdict may say."""
    standing, deal = opened.standing, opened.standing.line.stated
    return {
        "deal": opened,
        "line": line_shown(standing),
        "stated": deal,
        "payments": [
            {
                "on": payment.on,
                "amount": None if payment.amount_fen is None else Money(payment.amount_fen),
                "currency": payment.currency,
                "rate": payment.rate,
            }
            for payment in deal.payments
        ],
        "contract": None if deal.contract_fen is None else Money(deal.contract_fen),
        "share": standing.line.ruling.deal.share,
        "ceiling": Money(standing.line.ceiling_fen),
        "grounds": [
            {
                "outcome": objection.ground.outcome,
                "words": str(objection),
                "article": objection.ground.article,
            }
            for objection in standing.ruling.objections
        ],
        "notes": standing.ruling.notes,
        "papers": [_paper(paper) for paper in opened.papers],
        "others": [_paper(paper) for paper in opened.others],
        "history": [(each, Money(each.counted_fen)) for each in opened.history],
    }


def _paper(paper: dict[str, object]) -> dict[str, object]:
    return {**paper, "kind_words": receiving.kind_words(kind=str(paper["kind"]))}
