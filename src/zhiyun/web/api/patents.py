"""Patents for programs: the same query, order and filters as the search page, the same documents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from zhiyun.exchange.patents import (
    addresses,
    classes,
    engines,
    labels,
    likely_classes,
    likes,
    meaning,
    searching,
)
from zhiyun.ip import numbers
from zhiyun.ip.claims import is_independent
from zhiyun.ip.numbers import NotANumber
from zhiyun.ip.patent import Patent
from zhiyun.ip.query import Misread, TooDeep, TooLong, TooManyClauses
from zhiyun.kernel.days import NotADay, read_day
from zhiyun.kernel.refusal import Faulty
from zhiyun.kernel.said import Said
from zhiyun.web.api import remarks
from zhiyun.web.api.answers import for_programs, refused, told, unknown
from zhiyun.web.navigation import asking
from zhiyun.web.speaking import spoken

PARAMETERS = frozenset({"q", "sort", "page", *asking.FACETS})
WRONGLY_ASKED = (addresses.NotAsked, addresses.TooManyChosen, TooDeep, TooLong, TooManyClauses)


@for_programs
def listing(request: HttpRequest) -> HttpResponse:
    """Answer a query a page at a time; one invention an entry, with the counts that narrow it."""
    if strange := unknown(request, PARAMETERS):
        return strange
    try:
        asked = addresses.read(sent=dict(request.GET.lists()))
        engine = engines.opened(home=settings.HOME)
        answer = searching.answer(engine=engine, asked=asked, meaning=meaning.opened(home=settings.HOME))
        data_on = searching.data_on(engine=engine)
    except WRONGLY_ASKED as wrong:
        return refused(wrong.said)
    except Misread as misread:
        return refused(Said("检索式有误"), faults=_faults(misread))
    if answer.page > answer.pages:
        return refused(
            Said("没有第%(page)s页，共%(pages)s页", page=answer.page, pages=answer.pages), status=404
        )
    return told(
        request,
        {
            "data_on": _day(data_on),
            "read": str(answer.read),
            "total": answer.total,
            "inventions": answer.inventions,
            "model": answer.model,
            "by_meaning": answer.by_meaning,
            "remarks": list(remarks.told(engine=engine, asked=asked, answer=answer)),
            "page": answer.page,
            "pages": answer.pages,
            "facets": {
                name: [
                    {
                        "value": each.value,
                        "label": spoken(each.label),
                        "hits": each.hits,
                        "is_estimate": each.is_estimate,
                    }
                    for each in answer.facets.get(facet, ())
                ]
                for name, facet in asking.FACETS.items()
            },
            "patents": [
                {
                    **_short(request, row.patent),
                    "also": [each.publication for each in row.also],
                }
                for row in answer.rows
            ],
        },
    )


@for_programs
def one(request: HttpRequest, publication: str) -> HttpResponse:
    """Give all that is known of one document, named by its publication number."""
    found = _found(request, publication)
    if isinstance(found, HttpResponse):
        return found
    suggested = likely_classes.of_patent(
        engine=engines.opened(home=settings.HOME), patent=found, learned=classes.opened(home=settings.HOME)
    )
    likely = [
        {"subclass": each.subclass, "is_likely": each.is_likely}
        for each in (suggested.classes if suggested else ())
    ]
    return told(request, {**_whole(request, found), "likely_subclasses": likely})


@for_programs
def similar(request: HttpRequest, publication: str) -> HttpResponse:
    """Give what is most like a document, with what makes it so in percent."""
    found = _found(request, publication, besides=("within", "before"))
    if isinstance(found, HttpResponse):
        return found
    engine = engines.opened(home=settings.HOME)
    try:
        before_on = read_day(written) if (written := request.GET.get("before", "")) else None
        within = likes.condition(engine=engine, text=request.GET.get("within", ""))
    except Misread as misread:
        return refused(Said("检索式有误"), faults=_faults(misread))
    except NotADay as wrong:
        return refused(Said("before：%(why)s", why=wrong.said))
    except (Faulty, TooDeep, TooLong, TooManyClauses) as wrong:
        return refused(wrong.said)
    alike = likes.of_patent(
        engine=engine,
        patent=found,
        before_on=before_on,
        within=within,
        meaning=meaning.opened(home=settings.HOME),
    )
    return told(
        request,
        {
            "data_on": _day(searching.data_on(engine=engine)),
            "also": list(alike.also),
            "model": alike.model,
            "patents": [
                {
                    **_short(request, each.patent),
                    **each.parts,
                    "shared": list(each.shared),
                    "also": [other.publication for other in each.also],
                }
                for each in alike
            ],
        },
    )


def _found(request: HttpRequest, publication: str, besides: Sequence[str] = ()) -> Patent | HttpResponse:
    """Give the document that an address names, or the answer that says why there is none."""
    if strange := unknown(request, besides):
        return strange
    try:
        number = numbers.publication(publication)
    except NotANumber as wrong:
        return refused(wrong.said, status=404)
    found = engines.opened(home=settings.HOME).whole(number)
    return found or refused(Said("库里没有这件专利"), status=404)


def _short(request: HttpRequest, patent: Patent) -> dict[str, object]:
    return {
        "publication": patent.publication,
        "application": patent.application,
        "office": patent.office,
        "kind": patent.kind,
        "right": patent.right.name.lower(),
        "title": {"zh": patent.title_zh, "en": patent.title_en, "original": patent.title},
        "applicants": list(patent.applicants),
        "filed_on": _day(patent.filed_on),
        "published_on": _day(patent.published_on),
        "ipc": list(patent.ipc),
        "region": _region(patent),
        "legal_status": patent.legal_status,
        "url": request.build_absolute_uri(reverse("patent", args=[patent.publication])),
    }


def _whole(request: HttpRequest, patent: Patent) -> dict[str, object]:
    return {
        **_short(request, patent),
        "abstract": {"zh": patent.abstract_zh, "en": patent.abstract_en, "original": patent.abstract},
        "claim_count": patent.claim_count,
        "claims": [
            {
                "number": each.number or None,
                "language": each.language,
                "is_independent": is_independent(each.text),
                "text": each.text,
            }
            for each in patent.claims
        ],
        "granted_on": _day(patent.granted_on),
        "priority_on": _day(patent.priority_on),
        "owners": list(patent.owners),
        "inventors": list(patent.inventors),
        "address": patent.address,
        "cpc": list(patent.cpc),
        "locarno": list(patent.locarno),
        "family": patent.family,
        "legal_status_on": _day(patent.legal_status_on),
        "cites": [
            {"publication": each.publication, "by_examiner": each.by_examiner} for each in patent.cites
        ],
        "legal_events": [
            {"on": each.on.isoformat(), "code": each.code, "words": each.words}
            for each in patent.legal_events
        ],
    }


def _region(patent: Patent) -> dict[str, str]:
    code = patent.district or patent.city or patent.province
    return {"code": code, "name": str(labels.place(code=code)) if code else ""}


def _faults(misread: Misread) -> list[dict[str, object]]:
    return [
        {"at": spot.at, "until": spot.until, "place": spoken(fault.place), "message": spoken(fault.message)}
        for spot, fault in zip(misread.spots, misread.faults, strict=True)
    ]


def _day(on: date | None) -> str | None:
    return on.isoformat() if on else None
