"""One case before the meeting: what the law says, what was proposed, who may speak, and what the meeting says."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from zhiyun.casework.actions import meeting_sessions
from zhiyun.casework.queries import meeting_cases as queries
from zhiyun.casework.roles import Role
from zhiyun.kernel.money import Money
from zhiyun.kernel.money_text import NotMoney, read_money
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.web import guards
from zhiyun.web.bureau.meetings import READERS, told
from zhiyun.web.form_key import new_key, sent_key
from zhiyun.web.seats import actor_of


@guards.desk(*READERS, sends=True)
def case(request: HttpRequest, reference: str, case: str) -> HttpResponse:
    """Show a case on the agenda with every ground; the secretary's form writes down what the meeting says."""
    page: dict[str, object] = {}
    status = 200
    if request.method == "POST":
        try:
            _conclude(request, reference, case)
        except Refusal as refusal:
            page, status = told(refusal, target="conclude")
        else:
            return redirect("meeting", reference)
    by = actor_of(request)
    found = queries.shown(by=by, reference=reference, case=case)
    page |= {
        "desk": "meetings",
        "shown": found,
        "may_conclude": by.role is Role.MEETING_SECRETARY and found.stage.value == "open",
        "typed": request.POST,
        "votes": {int(name[5:]): value for name, value in request.POST.items() if _is_vote(name)},
        "key": new_key(),
    }
    return render(request, "zhiyun/bureau/meetings/case.html", page, status=status)


def _is_vote(name: str) -> bool:
    return name.startswith("vote-") and name[5:].isascii() and name[5:].isdecimal()


def _conclude(request: HttpRequest, reference: str, case: str) -> None:
    sent = request.POST
    votes = None
    if sent.get("how") == "votes":
        votes = {int(name[5:]): value for name, value in sent.items() if _is_vote(name) and value}
    meeting_sessions.conclude(
        by=actor_of(request),
        meeting=reference,
        case=case,
        supports=sent.get("supports") == "yes",
        seen=sent.get("seen", ""),
        supported_fen=_amount(sent.get("amount", "")),
        votes=votes,
        because=sent.get("because", ""),
        words=sent.get("words", ""),
        key=sent_key(request),
    )


def _amount(text: str) -> int | None:
    if not text.strip():
        return None
    try:
        found: Money = read_money(text)
    except NotMoney as fault:
        raise Faulty([Fault(meeting_sessions.AMOUNT, fault.said)]) from fault
    return found.fen
