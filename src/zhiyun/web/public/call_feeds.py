"""Published calls for readers that are programs: an Atom feed and a JSON list."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from zhiyun.casework.actor import SHANGHAI
from zhiyun.casework.queries import calls
from zhiyun.casework.refusals import NotFound
from zhiyun.kernel.said import Said
from zhiyun.web import clock, guards
from zhiyun.web.api.answers import for_programs, refused, unknown
from zhiyun.web.public.calls import BENEFITS, STATES, whole, words_in

MOST_IN_FEED = 30
API_SIZE = 50
PARAMETERS = frozenset({"benefit", "state", "q", "page", "size"})


@guards.public
def feed(request: HttpRequest) -> HttpResponse:
    """Give the calls published or changed last, the newest first."""
    made = Atom1Feed(
        title=_("知运：申报通知"),
        link=request.build_absolute_uri(reverse("calls")),
        description=_("重庆市知识产权运营资助与补贴的申报通知"),
        language="zh-CN",
        feed_url=request.build_absolute_uri(request.path),
    )
    for line in calls.newest(at=clock.now(), most=MOST_IN_FEED):
        address = request.build_absolute_uri(reverse("call", args=[line.reference]))
        window = f"{_moment(line.opens_at)}至{_moment(line.closes_at)}"
        made.add_item(
            title=printable(line.title),
            link=address,
            description=printable(f"{line.benefit.words}，{window}。{line.change_note}"),
            unique_id=f"{address}?version={line.version}",
            updateddate=line.published_at,
            pubdate=line.published_at,
            author_name=printable(line.issuer),
        )
    return HttpResponse(made.writeString("utf-8"), content_type=made.content_type)


@for_programs
def listing(request: HttpRequest) -> HttpResponse:
    """Give published calls as JSON; anything but the documented parameters is refused with 400."""
    if strange := unknown(request, PARAMETERS):
        return strange
    page, size = whole(request.GET.get("page", "1")), whole(request.GET.get("size", str(API_SIZE)))
    if page is None or size is None or size > calls.LARGEST_PAGE:
        return refused(Said("page 应是正整数，size 应是1至%(most)s之间的整数", most=calls.LARGEST_PAGE))
    benefit, state = request.GET.get("benefit", ""), request.GET.get("state", "")
    if (benefit and benefit not in BENEFITS) or (state and state not in STATES):
        return refused(
            Said(
                "benefit 可用：%(benefits)s；state 可用：%(states)s",
                benefits=tuple(BENEFITS),
                states=tuple(STATES),
            )
        )
    try:
        found = calls.published(
            at=clock.now(),
            benefit=BENEFITS.get(benefit),
            stage=STATES.get(state),
            words=words_in(request.GET.get("q", "")),
            page=page,
            size=size,
        )
    except NotFound:
        return refused(Said("没有这一页"), status=404)
    answer = {
        "at": _moment(clock.now()),
        "total": found.total,
        "page": found.page,
        "pages": found.pages,
        "calls": [_entry(request, line) for line in found.lines],
    }
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


def printable(text: str) -> str:
    """Leave out what XML cannot hold and what would steer a terminal."""
    kept = (each for each in text if unicodedata.category(each) not in ("Cc", "Cs") or each in "\n\t")
    return "".join(each for each in kept if each not in "\ufffe\uffff")


def _entry(request: HttpRequest, line: calls.CallLine) -> dict[str, object]:
    return {
        "reference": line.reference,
        "version": line.version,
        "title": line.title,
        "document": line.document,
        "issuer": line.issuer,
        "benefit": line.benefit.value,
        "state": next(name for name, stage in STATES.items() if stage is line.stage),
        "opens_at": _moment(line.opens_at),
        "closes_at": _moment(line.closes_at),
        "published_at": _moment(line.published_at),
        "url": request.build_absolute_uri(reverse("call", args=[line.reference])),
    }


def _moment(at: datetime) -> str:
    return at.astimezone(SHANGHAI).isoformat(timespec="seconds")
