"""Where the office sees how far each ledger is verified, and decides or checks many deals at once."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from zhiyun.casework.actions import deal_verdicts
from zhiyun.casework.queries import verification_board, verification_desk
from zhiyun.casework.queries.verification_board import BoardLine
from zhiyun.casework.refusals import NotAllowed, NotFound
from zhiyun.casework.roles import Role
from zhiyun.casework.verifying_deals import bulk
from zhiyun.kernel.money import Money
from zhiyun.kernel.refusal import Refusal
from zhiyun.web import guards
from zhiyun.web.bureau.verification import READERS, line_shown
from zhiyun.web.form_key import new_key, sent_key
from zhiyun.web.seats import actor_of
from zhiyun.web.sent_numbers import whole

BULK_SHOWN = 500
"""Deals a preview lists; a ledger has hardly more."""


@dataclass(frozen=True, slots=True)
class Row:
    """One application on the board, with its sums as money."""

    line: BoardLine
    claimed: Money
    law: Money
    verified: Money


@guards.desk(*READERS)
def board(request: HttpRequest, call: str = "") -> HttpResponse:
    """Show the applications of a call, the newest unless one is named."""
    page = request.GET.get("page", "1")
    seen = verification_board.board(
        by=actor_of(request),
        call=call or request.GET.get("call", "")[:20],
        number=whole(page, 1, digits=4),
    )
    context = {
        "desk": "verification",
        "seen": seen,
        "rows": [_row(line) for line in seen.lines],
        "all": _row(seen.all),
    }
    return render(request, "zhiyun/bureau/verification/board.html", context)


@guards.desk(Role.CASE_OFFICER, Role.ROUND_MANAGER, sends=True)
def many(request: HttpRequest, reference: str, what: str) -> HttpResponse:
    """Show which deals would be decided or checked at once, then do exactly that."""
    refusal: Refusal | None = None
    if request.method == "POST":
        deed = deal_verdicts.count_plain if what == "count" else deal_verdicts.check_all
        try:
            deed(
                by=actor_of(request),
                application=reference,
                seen=request.POST.get("seen", ""),
                key=sent_key(request),
            )
        except (NotFound, NotAllowed):
            raise
        except Refusal as caught:
            refusal = caught
        else:
            return redirect("verification-case", reference)
    seen = verification_desk.desk(by=actor_of(request), reference=reference)
    chosen = seen.plain if what == "count" else seen.to_check
    context = {
        "desk": "verification",
        "seen": seen,
        "what": what,
        "lines": [line_shown(each) for each in chosen[:BULK_SHOWN]],
        "number": len(chosen),
        "sum": Money(sum(each.written.counted_fen if each.written else each.law_fen for each in chosen)),
        "digest": bulk.digest(chosen=chosen),
        "key": new_key(),
        "refusal": refusal,
    }
    status = 409 if refusal is not None else 200
    return render(request, "zhiyun/bureau/verification/many.html", context, status=status)


def _row(line: BoardLine) -> Row:
    return Row(line, Money(line.claimed_fen), Money(line.law_fen), Money(line.verified_fen))
