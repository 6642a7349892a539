"""Files to the bank and back on screen: sending approved orders, downloading the file, taking receipts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhiyun.casework.actions import bank_files as acts
from zhiyun.casework.queries import payments as queries
from zhiyun.casework.refusals import MandateEnded, NeedsConfirmation, NotAllowed, NotFound
from zhiyun.casework.roles import Role
from zhiyun.kernel.refusal import Refusal
from zhiyun.web import downloads, guards
from zhiyun.web.accounts.confirming import need_confirmation
from zhiyun.web.accounts.forms import posted
from zhiyun.web.accounts.one_form import Sheet, one_form
from zhiyun.web.bureau.money_forms import ReceiptsForm
from zhiyun.web.form_key import sent_key
from zhiyun.web.seats import actor_of

CSV = "text/csv; charset=utf-8"


@guards.desk(Role.FINANCE, sends=True)
def send(request: HttpRequest) -> HttpResponse:
    """Write the chosen orders into one file for the bank."""
    if request.method != "POST":
        return redirect("payments")
    by = actor_of(request)
    try:
        made = acts.send(
            by=by,
            organisation=by.organisation_id,
            key=sent_key(request),
            references=request.POST.getlist("order"),
        )
    except NeedsConfirmation:
        # What was chosen is a tick or two: it is chosen again on the page they come back to.
        return redirect(f"{reverse('confirm')}?next={reverse('payments')}")
    except (MandateEnded, NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        return render(request, "refused.html", {"refusal": refusal}, status=409)
    return redirect(f"{reverse('payments')}?made={made}#files")


@guards.desk(Role.FINANCE)
def download(request: HttpRequest, file: str) -> HttpResponse:
    """Give a file for the bank, which holds accounts in clear."""
    found, content = queries.file(by=actor_of(request), reference=file)
    name = f"拨付-{found.reference}-{found.sm3[:8]}.csv"
    plain = f"payments-{found.reference}-{found.sm3[:8]}.csv"
    return downloads.kept(content=content.encode(), name=name, media_type=CSV, plain=plain)


@guards.desk(Role.FINANCE, sends=True)
def receipts(request: HttpRequest) -> HttpResponse:
    """Take a file of receipts; the same one again changes nothing."""
    need_confirmation(request)
    by = actor_of(request)
    lead = _("逐行核对指令编号和金额，有一处不对就整份不收；同一份文件、同一流水号只记一次。")
    sheet = Sheet(_("导入银行回单"), lead, _("导入银行回单"), "payments", _("拨付"))
    sent = request.FILES if request.method == "POST" else None

    def act(given: dict[str, Any], key: str) -> str:
        file = given["file"]
        made = acts.take(by=by, organisation=by.organisation_id, key=key, content=file.read(), name=file.name)
        known = any(each.reference == made and each.at < by.at for each in queries.files(by=by))
        return f"{reverse('payments')}?{'known' if known else 'made'}={made}#files"

    return one_form(request, sheet, ReceiptsForm(posted(request), sent), act)
