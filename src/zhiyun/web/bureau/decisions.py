"""What was decided: the list, a resolution with its computation, one applicant's decision, what if, and replay."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from zhiyun.casework.queries import decided as outcomes
from zhiyun.casework.queries import resolutions as queries
from zhiyun.casework.refusals import NotFound
from zhiyun.kernel.money import Money
from zhiyun.kernel.money_text import NotMoney, read_money
from zhiyun.kernel.refusal import Faulty, Refusal
from zhiyun.web import faults, guards
from zhiyun.web.bureau.meetings import READERS
from zhiyun.web.faults import ShownFault
from zhiyun.web.seats import actor_of

PREFIX = "reading-"


@guards.desk(*READERS)
def listing(request: HttpRequest) -> HttpResponse:
    """List the bureau's resolutions."""
    found = queries.listing(by=actor_of(request))
    return render(request, "zhiyun/bureau/decisions/list.html", {"desk": "meetings", "resolutions": found})


@guards.desk(*READERS)
def decision(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a resolution, or one applicant's decision in it; ``replay`` asked for computes it again beside."""
    by = actor_of(request)
    if reference.count("-") > 2:
        found = outcomes.of_decision(by=by, reference=reference)
        return render(
            request, "zhiyun/bureau/decisions/decision.html", {"desk": "meetings", "decided": found}
        )
    page: dict[str, object] = {
        "desk": "meetings",
        "shown": queries.shown(by=by, reference=reference),
        "replay": queries.replay_shown(by=by, reference=reference) if "replay" in request.GET else None,
    }
    return render(request, "zhiyun/bureau/decisions/resolution.html", page)


@guards.desk(*READERS)
def what_if(request: HttpRequest, reference: str) -> HttpResponse:
    """Compute what would have come out under another reading, without an applicant, or with another pot."""
    by = actor_of(request)
    asked = request.GET
    shown = queries.shown(by=by, reference=reference)
    chosen = {name.removeprefix(PREFIX): asked[name] for name in asked if name.startswith(PREFIX)}
    page: dict[str, object] = {
        "desk": "meetings",
        "shown": shown,
        "in_play": [
            (choice.reading, chosen.get(choice.reading.id, choice.key))
            for choice in queries.choices_in_play(by=by, reference=reference)
        ],
        "without": asked.getlist("without"),
        "pot": asked.get("pot", ""),
        "measure": {"id": shown.measure},
    }
    status = 200
    if asked:
        try:
            page["tried"] = queries.what_if(
                by=by,
                reference=reference,
                readings=chosen,
                without=asked.getlist("without"),
                pot=_pot(asked.get("pot", "")),
            )
        except NotMoney as fault:
            page["faults"], status = [ShownFault(_("可分总额"), fault.said, "pot")], 400
        except NotFound:
            raise
        except Faulty as faulty:
            page["faults"], status = faults.of_input(faulty.faults, target="readings"), 400
        except Refusal as refusal:
            page["refusal"], status = refusal, 409
    return render(request, "zhiyun/bureau/decisions/what_if.html", page, status=status)


def _pot(text: str) -> Money | None:
    return read_money(text) if text.strip() else None
