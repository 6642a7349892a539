"""申请人归并: pairs of applicants that may be one, what people decided of them, and when it takes effect."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zhiyun.casework.actions import applicant_decisions as acts
from zhiyun.casework.actions.patent_files import BRINGS_IN
from zhiyun.casework.navigating.seen import NAVIGATORS
from zhiyun.casework.queries import applicant_decisions as queries
from zhiyun.exchange.patents import merging, places, regrouping, written_names
from zhiyun.exchange.patents.merging import Proposed
from zhiyun.exchange.patents.written_names import Written
from zhiyun.ip.applicants import Counting, Verdict, group_of
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said
from zhiyun.web import faults, guards
from zhiyun.web.form_key import new_key, sent_key
from zhiyun.web.seats import actor_of

PAGE = 15
GROUPS_SHOWN = 10
CHOICES = (
    ("same", _("是同一单位，归入后者")),
    ("same-second", _("是同一单位，后者归入前者")),
    ("former", _("前者是后者的曾用名")),
    ("former-second", _("后者是前者的曾用名")),
    ("apart", _("不是同一单位")),
)
"""What a person answers of two names; ``-second`` turns the two around."""
_NUMBER = re.compile(r"[1-9][0-9]{0,2}")


@guards.desk(*NAVIGATORS, sends=True)
def applicants(request: HttpRequest) -> HttpResponse:
    """Show pairs to decide on and what was decided; forms sent here decide, or put what is decided into effect."""
    wrong: list[faults.ShownFault] = []
    if request.method == "POST":
        try:
            _done(request)
        except Faulty as faulty:
            is_taking_out = request.POST.get("do") == "take-out"
            wrong = faults.of_input(faulty.faults, target="rules" if is_taking_out else "first")
        else:
            return HttpResponseRedirect(_back(request))
    return _page(request, wrong)


def _done(request: HttpRequest) -> None:
    by = actor_of(request)
    if request.POST.get("do") == "effect":
        acts.put_into_effect(by=by, organisation=by.organisation_id, key=sent_key(request))
        found = queries.decided(by=by)
        regrouping.begin(
            home=settings.HOME, merged=merging.merged(decisions=found.count, counting=found.counting)
        )
        return
    if request.POST.get("do") == "take-out":
        _take_out(request)
        return
    if not request.POST.get("verdict"):
        raise Faulty([Fault(Said("认定"), Said("请选择是不是同一单位"))])
    answer, _dash, is_turned = request.POST.get("verdict", "").partition("-")
    if answer not in {each.value for each in Verdict}:
        raise Http404("no such verdict")
    names = request.POST.get("first", ""), request.POST.get("second", "")
    first, second = reversed(names) if is_turned else names
    acts.decide(
        by=by,
        organisation=by.organisation_id,
        key=sent_key(request),
        first=first,
        second=second,
        verdict=Verdict(answer),
        because=request.POST.get("because", ""),
    )


def _take_out(request: HttpRequest) -> None:
    """Decide that the ticked names are another applicant than the others of their group on the page."""
    by = actor_of(request)
    found = written_names.group(home=settings.HOME, key=request.POST.get("group", ""))
    if found is None:
        raise Http404("no such group of names")
    counting = queries.decided(by=by).counting
    names = [each.name for each in _still_in(found, counting)]
    ticked = set(request.POST.getlist("name"))
    acts.take_out(
        by=by,
        organisation=by.organisation_id,
        key=sent_key(request),
        names=[name for name in names if name in ticked],
        others=[name for name in names if name not in ticked],
        because=request.POST.get("because", ""),
    )


@dataclass(frozen=True, slots=True)
class Together:
    """A group of the rules as the page lists it; ``more`` names are too many to be listed."""

    key: str
    name: str
    names: tuple[Written, ...]
    more: int
    patents: int


def _together(words: str, counting: Counting) -> list[Together]:
    """Give groups that the rules made, without the names that were taken out of them since."""
    found = []
    for each in written_names.together(home=settings.HOME, words=words, most=GROUPS_SHOWN):
        names = _still_in(each, counting)
        if len(names) > 1:
            more = each.count - len(each.names)
            found.append(Together(each.key, group_of(names[0].name).name, names, more, each.patents))
    return found


def _still_in(group: written_names.Together, counting: Counting) -> tuple[Written, ...]:
    return tuple(each for each in group.names if group_of(each.name, apart=counting.apart).key == group.key)


def _back(request: HttpRequest) -> str:
    """Lead back to the same pairs, or to what was decided."""
    words = request.GET.get("q", "")[:100]
    page = request.GET.get("page", "")
    kept = {name: value for name, value in (("q", words), ("page", page)) if value}
    return f"{reverse('patent-applicants')}{'?' if kept else ''}{urlencode(kept)}"


def _page(request: HttpRequest, wrong: list[faults.ShownFault]) -> HttpResponse:
    by = actor_of(request)
    decided = queries.decided(by=by)
    words, page = request.GET.get("q", "").strip()[:100], request.GET.get("page", "1")
    if not _NUMBER.fullmatch(page):
        raise Http404("no such page of pairs")
    open_pairs = [each for each in regrouping.proposed(home=settings.HOME) if _is_open(each, decided, words)]
    last = max(1, -(-len(open_pairs) // PAGE))
    number = min(int(page), last)
    in_effect = merging.in_effect(shelf=places.shelf_folder(home=settings.HOME)).decisions
    shown = {
        "desk": "patents",
        "pairs": open_pairs[PAGE * (number - 1) : PAGE * number],
        "total": len(open_pairs),
        "page": number,
        "last": last,
        "kept": urlencode({"q": words}) if words else "",
        "words": words,
        "choices": CHOICES,
        "decided": decided,
        "in_effect": in_effect,
        "waiting": decided.count - in_effect,
        "so_far": regrouping.progress(home=settings.HOME),
        "may_put_into_effect": by.role in BRINGS_IN,
        "key": new_key(),
        "together": _together(words, decided.counting),
        "ticked": request.POST.getlist("name"),
        "typed": request.POST or request.GET,
        "faults": wrong,
    }
    return render(request, "zhiyun/navigation/applicants.html", shown, status=400 if wrong else 200)


def _is_open(pair: Proposed, decided: queries.Decided, words: str) -> bool:
    """Say whether a pair is still to be decided, and is asked for."""
    keys = pair.first.key, pair.second.key
    one, other = (decided.counting.under.get(key, key) for key in keys)
    is_asked = words in pair.first.name or words in pair.second.name
    return is_asked and one != other and frozenset(keys) not in decided.pairs
