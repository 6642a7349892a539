"""Handling objections: who objects is shown to who handles it, and to nobody else."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from zhiyun.casework import door
from zhiyun.casework.actions import objections as actions
from zhiyun.casework.publicity import seen, tracking
from zhiyun.casework.publicity.handling import OUTCOMES, Answered
from zhiyun.casework.queries import bureau_notices, objections
from zhiyun.casework.queries.objections import OUTCOME_WORDS
from zhiyun.casework.refusals import ConflictOfInterest, NeedsConfirmation, NotAllowed, NotFound
from zhiyun.kernel.money_text import NotMoney, read_money
from zhiyun.kernel.refusal import Faulty, Refusal
from zhiyun.web import clock, faults, guards, kept_files
from zhiyun.web.form_key import new_key, sent_key
from zhiyun.web.public.objection_form import PaperObjectionForm
from zhiyun.web.public.workdays import calendar_on_file
from zhiyun.web.seats import actor_of

TARGETS = {
    "办理结果": "outcome",
    "答复理由": "reasons",
    "涉及单位": "about",
    "处理": "effect",
    "改为金额": "amount",
    "异议的内容": "summary",
    "被异议单位": "party",
}
_PAGES = (NotFound, NotAllowed, NeedsConfirmation, ConflictOfInterest)


@guards.desk(*seen.READERS)
def listing(request: HttpRequest) -> HttpResponse:
    """List the office's objections, those that wait first."""
    page = {
        "desk": "bureau-notices",
        "objections": objections.inbox(by=actor_of(request)),
        "now": clock.now(),
    }
    return render(request, "zhiyun/bureau/notices/objections.html", page)


@guards.desk(*seen.READERS, sends=True)
def objection(request: HttpRequest, reference: str) -> HttpResponse:
    """Show an objection; its forms put the substance to the other party and answer it."""
    context: dict[str, object] = {}
    if request.method == "POST":
        try:
            return HttpResponseRedirect(_done(request, reference))
        except _PAGES:
            raise
        except Faulty as faulty:
            context["faults"] = [
                faults.ShownFault(each.place, each.message, TARGETS.get(str(each.place), "outcome"))
                for each in faulty.faults
            ]
        except Refusal as refusal:
            context["refusal"] = refusal
    by = actor_of(request)
    found = objections.objection(by=by, reference=reference)
    page = {
        "desk": "bureau-notices",
        "found": found,
        "outcomes": [(each, OUTCOME_WORDS[each]) for each in OUTCOMES],
        "typed": request.POST,
        "key": new_key(),
        "must_confirm": not door.is_confirmed(by=by),
        "now": clock.now(),
        **context,
    }
    status = 400 if context.get("faults") else 409 if context else 200
    return render(request, "zhiyun/bureau/notices/objection.html", page, status=status)


@guards.desk(*seen.HANDLERS)
def objection_file(request: HttpRequest, reference: str, number: int) -> FileResponse:
    """Hand a file of an objection to who handles it, to be saved and never opened in the page."""
    file = objections.file_of(by=actor_of(request), reference=reference, number=number)
    return kept_files.handed_out(sm3=file["sm3"], name=file["name"], media_type=file["media_type"])


@sensitive_post_parameters("name", "identity", "contact", "words")
@guards.desk(*seen.HANDLERS, sends=True)
def take_down(request: HttpRequest, reference: str) -> HttpResponse:
    """Take down an objection that came on paper, and give its code for the paper receipt, once."""
    by, calendar = actor_of(request), calendar_on_file()
    own = bureau_notices.own_notice(by=by, reference=reference, calendar=calendar)
    context: dict[str, object] = {"desk": "bureau-notices", "notice": own.page, "now": clock.now()}
    if request.method != "POST":
        form = PaperObjectionForm(own.page, initial={"received_on": by.day})
        return _paper(request, form, context, 200)
    form = PaperObjectionForm(own.page, request.POST, request.FILES)
    status = 400
    if form.is_valid():
        uploads = [each for each in request.FILES.getlist("files") if isinstance(each, UploadedFile)]
        try:
            made = actions.take_down(
                by=by,
                publication=reference,
                written=form.written(uploads),
                received_on=form.day,
                calendar=calendar,
                key=sent_key(request),
            )
        except _PAGES:
            raise
        except Faulty as faulty:
            form.tell(faulty.faults)
        except Refusal as refusal:
            context["refusal"], status = refusal, 409
        else:
            code = tracking.code_of(reference=made)
            told = objections.tracked(code=code, at=by.at)
            page = {**context, "objection": told, "code": tracking.spelt(code=code)}
            return render(request, "zhiyun/public/notices/objected.html", page)
    context["faults"] = faults.of_form(form)
    return _paper(request, form, context, status)


def _paper(
    request: HttpRequest, form: PaperObjectionForm, context: dict[str, object], status: int
) -> HttpResponse:
    page = {**context, "form": form, "key": new_key()}
    return render(request, "zhiyun/bureau/notices/take_down.html", page, status=status)


def _done(request: HttpRequest, reference: str) -> str:
    """Do what a form asks, and give the address to go on at."""
    by, key, sent = actor_of(request), sent_key(request), request.POST
    if sent.get("do") == "put":
        actions.put_to_party(
            by=by,
            objection=reference,
            words=sent.get("summary", ""),
            about=sent.get("party", ""),
            calendar=calendar_on_file(),
            key=key,
        )
    elif sent.get("do") == "answer":
        actions.answer(by=by, objection=reference, answered=_answered(request), key=key)
    else:
        raise NotFound
    return f"{reverse('bureau-objection', args=[reference])}?done"


def _answered(request: HttpRequest) -> Answered:
    sent = request.POST
    typed = sent.get("amount", "")[:40]
    try:
        amount = read_money(typed).fen if typed.strip() else None
    except NotMoney:
        amount = -1
    return Answered(
        outcome=sent.get("outcome", ""),
        words=sent.get("reasons", ""),
        about=sent.get("about", ""),
        effect=sent.get("effect", ""),
        verified_fen=amount,
    )
