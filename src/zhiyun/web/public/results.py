"""结果: who got how much under which article; every round can be computed again from the published figures."""

from __future__ import annotations

import csv
import io

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from zhiyun.casework.queries import results
from zhiyun.casework.refusals import NotFound
from zhiyun.kernel.money import Money
from zhiyun.kernel.money_text import NotMoney, read_money
from zhiyun.kernel.said import Said, word
from zhiyun.web import clock, faults, guards
from zhiyun.web.api.answers import for_programs
from zhiyun.web.public.calls import whole
from zhiyun.web.public.conditional import asked_again
from zhiyun.web.public.notice_files import COLUMNS, csv_file, plain, safe_cell

LONGEST_AMOUNT = 40
A_PAGE = 50
"""Units a page; its form holds as many, and the others keep their published figures."""


@guards.public
def listing(request: HttpRequest) -> HttpResponse:
    """List confirmed rounds by year and benefit."""
    at = clock.now()
    page = {"desk": "notices", "years": results.rounds(at=at), "now": at}
    return render(request, "zhiyun/public/results/list.html", page)


@guards.public_form
def result(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a round with what is paid so far; its form shares the pot again, with the published figures or others.

    ``?page=`` turns: the table and the form show as many units, the sums and the shares are of all.
    """
    at = clock.now()
    try:
        found = results.result(at=at, call=reference)
    except NotFound:
        return render(request, "404.html", status=404)
    number, last = whole(request.GET.get("page", "1")), max(1, -(-len(found.lines) // A_PAGE))
    if number is None or number > last:
        raise Http404("no such page")
    page = slice((number - 1) * A_PAGE, number * A_PAGE)
    context: dict[str, object] = {"desk": "notices", "result": found, "notice": found.notice, "now": at}
    told = context["told"] = found.notice.content
    context["heading"] = Said("%(year)s年度%(item)s结果", year=told["year"], item=word(told["benefit_words"]))
    context |= {"lines": found.lines[page], "number": number, "last": last}
    if found.is_shared:
        context |= _computed(request, found, page)
    answer = render(
        request, "zhiyun/public/results/result.html", context, status=400 if context.get("faults") else 200
    )
    return asked_again(request, answer) if request.method != "POST" else answer


@for_programs
def as_json(request: HttpRequest, reference: str) -> HttpResponse:
    """Give a round's list as it was sealed, and beside it what is paid so far."""
    found = results.result(at=clock.now(), call=reference)
    told = {
        "notice": found.notice.reference,
        "sm3": found.notice.sm3,
        "confirmed_on": found.notice.confirmed_on.isoformat() if found.notice.confirmed_on else "",
        "list": found.notice.content,
        "paid_fen": {line.named.credit_code: line.paid.fen for line in found.lines},
    }
    return asked_again(request, JsonResponse(told, json_dumps_params={"ensure_ascii": False}))


@guards.public
def as_csv(request: HttpRequest, reference: str) -> HttpResponse:
    """Give a round's lines as a table, with what is paid so far."""
    found = results.result(at=clock.now(), call=reference)
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\r\n")
    write.writerow((*COLUMNS, "已拨付（元）"))
    for line in found.lines:
        named = line.named
        texts = (named.applicant, named.credit_code, named.item, named.article)
        money = (named.verified, named.entitled, named.amount, line.paid)
        write.writerow((named.number, *map(safe_cell, texts), *map(plain, money)))
    return csv_file(request, out.getvalue(), f"{reference}.csv")


def _computed(request: HttpRequest, found: results.ResultPage, page: slice) -> dict[str, object]:
    """Share again: on reading the page with what was published, on sending the form with what stands in it."""
    lines = [line.named for line in found.lines]
    shown = [plain(line.verified) for line in lines]
    pot = plain(Money(found.notice.content["pot_fen"]))
    if request.method == "POST":
        shown = [request.POST.get(f"amount-{line.number}", "")[:LONGEST_AMOUNT] for line in lines]
        pot = request.POST.get("pot", "")[:LONGEST_AMOUNT]
    read, listed = _read(found, shown, pot)
    typed = list(zip(lines, shown, strict=True))[page]
    if listed:
        return {"faults": listed, "typed": typed, "pot": pot, "is_tried": True}
    again = results.recomputed(notice=found.notice, amounts=read[1:], pot=read[0])
    tried = {"again": again, "rows": again.rows[page], "is_tried": request.method == "POST"}
    return tried | {"typed": typed, "pot": pot}


def _read(
    found: results.ResultPage, shown: list[str], pot: str
) -> tuple[list[Money | None], list[faults.ShownFault]]:
    """Read the pot and every amount; what is none is listed. An empty field stands for the published figure."""
    asked = [(_("年度总额"), "pot", pot)]
    asked += [
        (line.applicant, f"amount-{line.number}", text)
        for line, text in zip((line.named for line in found.lines), shown, strict=True)
    ]
    read: list[Money | None] = []
    listed = []
    for label, target, text in asked:
        try:
            read.append(read_money(text) if text.strip() else None)
        except NotMoney as fault:
            listed.append(faults.ShownFault(label, str(fault), target))
            read.append(None)
        else:
            if read[-1] is not None and read[-1].fen < 0:
                listed.append(faults.ShownFault(label, _("不能为负数"), target))
    return read, listed
