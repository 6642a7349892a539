"""异议: anyone objects under their real name, and follows what becomes of it by a code only they have."""

from __future__ import annotations

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from zhiyun.casework import throttling
from zhiyun.casework.actions import objections as actions
from zhiyun.casework.actor import public
from zhiyun.casework.publicity import tracking
from zhiyun.casework.publicity.objecting import MOST_FILES
from zhiyun.casework.queries import notices, objections
from zhiyun.casework.refusals import WrongStage
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.web import clock, faults, guards, seats
from zhiyun.web.accounts.throttled import slow_down
from zhiyun.web.public.objection_form import ObjectionForm
from zhiyun.web.public.workdays import calendar_on_file

LONGEST_CODE = 100


@sensitive_post_parameters("name", "identity", "contact", "words")
@guards.visitor_form
def file(request: HttpRequest, reference: str) -> HttpResponse:
    """Take an objection; whoever is logged in objects as anyone does, so that no desk tells who it was."""
    at = clock.now()
    found = notices.notice(at=at, reference=reference)
    context: dict[str, object] = {"desk": "notices", "notice": found, "now": at}
    if request.method != "POST":
        context["form"] = ObjectionForm(found)
        return render(request, "zhiyun/public/notices/object.html", context)
    form = ObjectionForm(found, request.POST, request.FILES)
    context["form"] = form
    status = 400
    if form.is_valid():
        try:
            objection = _filed(request, form, reference, at)
        except throttling.TooManyTries as refusal:
            return slow_down(request, refusal)
        except Faulty as faulty:
            form.tell(faulty.faults)
        except (actions.ListReplaced, actions.ObjectedTooLate, WrongStage) as refusal:
            context["refusal"], status = refusal, 409
        except Refusal as refusal:
            form.add_error("files", str(refusal))
        else:
            code = tracking.code_of(reference=objection)
            told = objections.tracked(code=code, at=at)
            page = {**context, "objection": told, "code": tracking.spelt(code=code)}
            return render(request, "zhiyun/public/notices/objected.html", page)
    context["faults"] = faults.of_form(form)
    return render(request, "zhiyun/public/notices/object.html", context, status=status)


@sensitive_post_parameters("code")
@guards.visitor_form
def track(request: HttpRequest) -> HttpResponse:
    """Tell what became of an objection to who has its code; the code is sent, never part of an address."""
    context: dict[str, object] = {"desk": "notices", "typed": ""}
    if request.method != "POST":
        return render(request, "zhiyun/public/notices/track.html", context)
    at, address = clock.now(), seats.address_of(request)
    typed = request.POST.get("code", "")[:LONGEST_CODE]
    try:
        attempt = throttling.begin(secret=throttling.TRACKING, account="", address=address, at=at)
    except throttling.TooManyTries as refusal:
        return slow_down(request, refusal)
    code = tracking.code_in(typed=typed)
    found = objections.tracked(code=code, at=at) if code is not None else None
    if found is None:
        told = _("没有这个查询码。查询码在收据上，共20位字母和数字；请核对后再输入")
        context |= {"faults": [faults.ShownFault(_("查询码"), told, "code")], "typed": typed}
        return render(request, "zhiyun/public/notices/track.html", context, status=404)
    throttling.succeed(attempt=attempt)
    return render(request, "zhiyun/public/notices/track.html", {**context, "objection": found, "now": at})


def _filed(request: HttpRequest, form: ObjectionForm, reference: str, at: datetime) -> str:
    """File what a checked form says and give its reference; nothing of an address goes into the record."""
    throttling.begin(secret=throttling.OBJECTION, account="", address=seats.address_of(request), at=at)
    uploads = [each for each in request.FILES.getlist("files") if isinstance(each, UploadedFile)]
    if len(uploads) > MOST_FILES:
        raise Faulty([Fault(Said("证明材料"), Said("最多%(most)s个文件，请合并后再上传", most=MOST_FILES))])
    return actions.file(
        by=public(at=at),
        publication=reference,
        written=form.written(uploads),
        calendar=calendar_on_file(),
    )
