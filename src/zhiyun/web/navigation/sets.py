"""专题: sets of patents, combined, tagged, and screened by several people whose agreement is shown."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from zhiyun.casework.actions import patent_sets
from zhiyun.casework.actions.patent_sets import Join
from zhiyun.casework.actor import Actor
from zhiyun.casework.navigating.seen import NAVIGATORS
from zhiyun.casework.queries import patent_work, set_recall
from zhiyun.exchange.patents import set_workbook
from zhiyun.ip.screening import LEAST_DRAWN, LEAST_OF_EACH, Order
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Named, Said
from zhiyun.web import downloads, faults, guards
from zhiyun.web.form_key import new_key, sent_key
from zhiyun.web.navigation.search import XLSX
from zhiyun.web.seats import actor_of
from zhiyun.web.sent_numbers import whole
from zhiyun.web.speaking import spoken

SHOWS = ("", "unscreened", "in", "out", "disputed")
VERDICTS = {"in": True, "out": False, "none": None}
_PAGE = re.compile(r"[1-9][0-9]{0,3}")


@guards.desk(*NAVIGATORS, sends=True)
def sets(request: HttpRequest) -> HttpResponse:
    """List the sets of one's body; a form sent here combines two."""
    by = actor_of(request)
    context: dict[str, object] = {}
    status = 200
    if request.method == "POST":
        try:
            made = patent_sets.combine(
                by=by,
                organisation=by.organisation_id,
                key=sent_key(request),
                name=request.POST.get("name", ""),
                one=whole(request.POST.get("one"), 0),
                other=whole(request.POST.get("other"), 0),
                how=Join(request.POST.get("how", "or")) if request.POST.get("how") in set(Join) else Join.OR,
            )
        except Faulty as faulty:
            context, status = {"faults": faults.of_input(faulty.faults, target="name")}, 400
        else:
            return HttpResponseRedirect(reverse("patent-set", args=[int(made)]))
    page = {
        "desk": "patents",
        "sets": patent_work.sets(by=by),
        "key": new_key(),
        "typed": request.POST,
        **context,
    }
    return render(request, "zhiyun/navigation/sets.html", page, status=status)


@guards.desk(*NAVIGATORS, sends=True)
def one(request: HttpRequest, patent_set: int) -> HttpResponse:
    """Show a set a page at a time; forms sent here screen, tag, take out or drop."""
    by = actor_of(request)
    context: dict[str, object] = {}
    status = 200
    if request.method == "POST":
        try:
            made = _do(request, by, patent_set)
        except Faulty as faulty:
            wrong = faults.of_input(faulty.faults, target=_field(request))
            context, status = {"faults": wrong, "reasons": dict(_typed(request, "why-"))}, 400
        else:
            gone = request.POST.get("do") == "drop"
            return HttpResponseRedirect(made or (reverse("patent-sets") if gone else request.get_full_path()))
    show, page, order = (
        request.GET.get(name, otherwise) for name, otherwise in (("show", ""), ("page", "1"), ("order", ""))
    )
    if show not in SHOWS or not _PAGE.fullmatch(page) or order not in set(Order):
        raise Http404("no such page of a set")
    found = patent_work.one_set(
        by=by,
        number=patent_set,
        show=show,
        tag=request.GET.get("tag", "")[:30],
        page=int(page),
        order=Order(order),
    )
    known = whole(request.GET.get("known"), 0)
    shown = {
        "desk": "patents",
        "set": found,
        "show": show,
        "tag": request.GET.get("tag", ""),
        "order": order,
        "least": LEAST_OF_EACH,
        "least_drawn": LEAST_DRAWN,
        "ordered": f"&order={order}" if order else "",
        "narrowed": _kept(request, without=("page", "order")),
        "kept": _kept(request, without=("page",)),
        "narrowing": [(name, request.GET[name]) for name in ("show", "tag", "order") if name in request.GET],
        "known": known,
        "recall": set_recall.recall(by=by, number=patent_set, known=known) if known else None,
        "others": [each for each in patent_work.sets(by=by) if each.id != patent_set],
        "key": new_key(),
        "typed": request.POST,
        **context,
    }
    return render(request, "zhiyun/navigation/set.html", shown, status=status)


def _kept(request: HttpRequest, *, without: Iterable[str]) -> str:
    """Give what the address asks for, but for some of it, as another address goes on with it."""
    kept = request.GET.copy()
    for name in without:
        kept.pop(name, None)
    return kept.urlencode()


@guards.desk(*NAVIGATORS)
def export(request: HttpRequest, patent_set: int) -> HttpResponse:
    """Hand out a set as a workbook: its patents, tags, and what each person holds of them."""
    by = actor_of(request)
    line, members = patent_work.members(by=by, number=patent_set)
    people = {each.person_id: each.person for member in members for each in member.others}
    target = io.BytesIO()
    set_workbook.write(
        target=target,
        name=line.name,
        facts=[
            (Named("", "专题", "Set"), line.name),
            (Said("来源"), line.origin),
            (Said("建立"), f"{line.made_by} {line.made_at:%Y-%m-%d}"),
            (Said("件数"), f"{line.patents:,}"),
            (
                Said("筛查"),
                Said("别人怎么说、结论是什么，只写自己筛查过的各件；有分歧、没有定下来的没有结论"),
            ),
            (Said("导出时间"), f"{by.at:%Y-%m-%d %H:%M}"),
        ],
        say=spoken,
        people=[by.name, *people.values()],
        rows=[
            (
                member.publication,
                member.title,
                member.applicants,
                member.filed_on,
                "；".join(member.tags),
                [member.own, *_said_by(member, people)],
                member.conclusion,
                _why(member),
            )
            for member in members
        ],
    )
    return downloads.kept(
        content=target.getvalue(),
        name=f"{spoken(Named('', '专题', 'Set'))}-{line.name}.xlsx",
        media_type=XLSX,
        plain=f"patent-set-{line.id}.xlsx",
    )


def _said_by(member: patent_work.Member, people: Iterable[int]) -> list[bool | None]:
    said = {each.person_id: each.belongs for each in member.others} if member.is_seen else {}
    return [said.get(person) for person in people]


def _why(member: patent_work.Member) -> str:
    settled = member.settled
    return f"{settled.because}（{settled.by} {settled.at:%Y-%m-%d}）" if settled else ""


def _typed(request: HttpRequest, name: str) -> list[tuple[str, str]]:
    """Give what was typed into the fields of a name, by the patent each belongs to."""
    return [
        (field.removeprefix(name), value)
        for field, value in request.POST.items()
        if field.startswith(name) and value.strip()
    ]


def _field(request: HttpRequest) -> str:
    """Name the field that a fault of what was sent leads to; empty where there is none."""
    deed = request.POST.get("do", "")
    for begins, field in (("settle-in-", "why-"), ("settle-out-", "why-"), ("tag-", "word-")):
        if deed.startswith(begins):
            return field + deed.removeprefix(begins)
    if deed == "screen":
        return next((f"why-{publication}" for publication, _ in _typed(request, "why-")), "")
    return "conclude-name" if deed == "conclude" else ""


def _do(request: HttpRequest, by: Actor, number: int) -> str:
    """Do what the form says to the set; give the address of another that it made."""
    deed, publication = request.POST.get("do", ""), request.POST.get("publication", "")
    to = {"by": by, "organisation": by.organisation_id, "key": sent_key(request), "number": number}
    said = {
        name.removeprefix("said-"): VERDICTS[value]
        for name, value in request.POST.items()
        if name.startswith("said-") and value in VERDICTS
    }
    if deed == "screen":
        patent_sets.screen(**to, verdicts=said)
        # Enter in any field of the page comes here: a tag that was typed is one to add, a reason does not say for what.
        for publication, word in _typed(request, "word-"):
            key = to["key"] and f"{to['key']}-tag-{publication}"
            patent_sets.tag(**to | {"key": key}, publication=publication, word=word)
        if _typed(request, "why-"):
            raise Faulty([Fault(Said("理由"), Said("理由写了，还没有定：请按“定为相关”或者“定为不相关”"))])
        return ""
    # Whoever ticks and then presses another button of the page means what they ticked.
    own = patent_work.own_verdicts(by=by, number=number) if said else {}
    if changed := {number: belongs for number, belongs in said.items() if own.get(number) != belongs}:
        patent_sets.screen(**to | {"key": to["key"] and f"{to['key']}-screen"}, verdicts=changed)
    if deed.startswith("tag-"):
        publication = deed.removeprefix("tag-")
        word = request.POST.get(f"word-{publication}", "")
        patent_sets.tag(**to, publication=publication, word=word)
    elif deed.startswith(("settle-in-", "settle-out-")):
        how, _dash, publication = deed.removeprefix("settle-").partition("-")
        because = request.POST.get(f"why-{publication}", "")
        patent_sets.settle(**to, publication=publication, belongs=how == "in", because=because)
    elif deed == "untag":
        patent_sets.tag(**to, publication=publication, word=request.POST.get("word", ""))
    elif deed.startswith("remove-"):
        patent_sets.remove(**to, publications=[deed.removeprefix("remove-")])
    elif deed == "drop":
        patent_sets.drop(**to)
    elif deed == "conclude":
        made = patent_sets.conclude(**to, name=request.POST.get("name", ""))
        return reverse("patent-set", args=[int(made)])
    else:
        raise Http404("nothing is done so")
    return ""
