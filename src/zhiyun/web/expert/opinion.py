"""The panel's opinion: the chair writes it, everyone signs or dissents."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from zhiyun import law
from zhiyun.casework.actions import review_opinions
from zhiyun.casework.actions.review_opinions import Answer, Opinion
from zhiyun.casework.queries import expert_case
from zhiyun.casework.queries.expert_case import OpinionPage
from zhiyun.casework.refusals import NeedsConfirmation, NotAllowed, NotFound
from zhiyun.casework.roles import Role
from zhiyun.kernel.money import Money
from zhiyun.kernel.money_text import NotMoney, read_money
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.web import faults, guards, kept_typing
from zhiyun.web.accounts.confirming import need_confirmation
from zhiyun.web.form_key import new_key, sent_key
from zhiyun.web.seats import actor_of
from zhiyun.web.sent_numbers import whole

ANSWERS = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Row:
    """A question, how the sheets answer it, and what the chair typed."""

    number: int
    question: law.Question
    yes: int
    no: int
    met: str
    words: str


@guards.desk(Role.EXPERT, sends=True, keeps=kept_typing.keep)
def opinion(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the opinion; take the chair's text, or a member's signature. The secret is asked for beforehand."""
    by = actor_of(request)
    found = expert_case.opinion(by=by, reference=reference)
    if request.method != "POST":
        need_confirmation(request)
        kept_typing.typed_again(request)
        return _page(request, found, [], None)
    try:
        if request.POST.get("do") == "write":
            review_opinions.write(
                by=by, assignment=reference, key=sent_key(request), opinion=_typed(request, found)
            )
        else:
            _sign(request, reference)
    except (NotFound, NotAllowed, NeedsConfirmation):
        raise
    except Faulty as faulty:
        return _page(request, found, faults.of_input(faulty.faults, target="opinion-form"), None)
    except Refusal as refusal:
        return _page(request, found, [], refusal)
    return HttpResponseRedirect(reverse("expert-opinion", args=[reference]))


def _sign(request: HttpRequest, reference: str) -> None:
    number = request.POST.get("number", "")
    review_opinions.sign(
        by=actor_of(request),
        assignment=reference,
        key=sent_key(request),
        number=whole(number, 0, digits=4),
        agrees=request.POST.get("do") == "agree",
        dissent=request.POST.get("dissent", ""),
    )


def _typed(request: HttpRequest, found: OpinionPage) -> Opinion:
    sent = request.POST
    proposed = sent.get("proposed", "").strip()
    try:
        amount = read_money(proposed).fen if proposed else None
    except NotMoney as fault:
        raise Faulty([Fault(Said("建议金额"), fault.said)]) from fault
    return Opinion(
        ANSWERS.get(sent.get("supports", "")),
        amount,
        sent.get("words", ""),
        tuple(
            Answer(ANSWERS.get(sent.get(f"met-{number}", "")), sent.get(f"answer-{number}", ""))
            for number in range(1, len(found.questions) + 1)
        ),
    )


def _page(
    request: HttpRequest, found: OpinionPage, told: list[faults.ShownFault], refusal: Refusal | None
) -> HttpResponse:
    page = {
        "desk": "expert",
        "head": found.head,
        "opinion": found,
        "rows": [_row(request, found, number, each) for number, each in enumerate(found.questions, 1)],
        "faults": told,
        "refusal": refusal,
        "typed": request.POST,
        "proposed": Money(found.written.proposed_fen) if found.written else None,
        "key": new_key(),
    }
    return render(
        request, "zhiyun/expert/opinion.html", page, status=400 if told else 409 if refusal else 200
    )


def _row(request: HttpRequest, found: OpinionPage, number: int, question: law.Question) -> Row:
    """Start each answer from what most sheets say."""
    said = [bool(each.answers[number - 1]["met"]) for each in found.others if len(each.answers) >= number]
    yes, no = said.count(True), said.count(False)
    most = "" if not said or yes == no else "yes" if yes > no else "no"
    return Row(
        number,
        question,
        yes,
        no,
        request.POST.get(f"met-{number}", most),
        request.POST.get(f"answer-{number}", ""),
    )
