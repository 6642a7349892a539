"""The description of what is open to programs, as OpenAPI 3.1: written from the very names the answers use.

Source: OpenAPI Specification 3.1.0; a schema in it is a JSON Schema of draft 2020-12.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from zhiyun.casework.queries import calls
from zhiyun.exchange.patents import addresses
from zhiyun.exchange.patents.searching import PAGE
from zhiyun.ip.patent import Right
from zhiyun.web.api import remarks
from zhiyun.web.api.answers import for_programs, told, unknown
from zhiyun.web.navigation import asking
from zhiyun.web.public.calls import BENEFITS, STATES

TEXT: dict[str, object] = {"type": "string"}
WHOLE: dict[str, object] = {"type": "integer", "minimum": 0}
TRUTH: dict[str, object] = {"type": ["boolean", "null"]}
DAY: dict[str, object] = {"type": ["string", "null"], "format": "date"}
MOMENT: dict[str, object] = {"type": "string", "format": "date-time"}
TEXTS: dict[str, object] = {"type": "array", "items": TEXT}


def rows(**columns: object) -> dict[str, object]:
    """Give the schema of a list of objects that have all these fields and no other."""
    return {"type": "array", "items": whole(**columns)}


def whole(**fields: object) -> dict[str, object]:
    """Give the schema of an object that has all these fields and no other."""
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


LANGUAGES = whole(zh=TEXT, en=TEXT, original=TEXT)
SHORT: dict[str, object] = {
    "publication": TEXT,
    "application": TEXT,
    "office": TEXT,
    "kind": TEXT,
    "right": {"enum": [each.name.lower() for each in Right]},
    "title": LANGUAGES,
    "applicants": TEXTS,
    "filed_on": DAY,
    "published_on": DAY,
    "ipc": TEXTS,
    "region": whole(code=TEXT, name=TEXT),
    "legal_status": TEXT,
    "url": {"type": "string", "format": "uri"},
}
PATENT = whole(
    **SHORT,
    abstract=LANGUAGES,
    claim_count={"type": ["integer", "null"]},
    claims=rows(number={"type": ["integer", "null"]}, language=TEXT, is_independent=TRUTH, text=TEXT),
    granted_on=DAY,
    priority_on=DAY,
    owners=TEXTS,
    inventors=TEXTS,
    address=TEXT,
    cpc=TEXTS,
    locarno=TEXTS,
    family=TEXT,
    legal_status_on=DAY,
    cites=rows(publication=TEXT, by_examiner=TRUTH),
    legal_events=rows(on=DAY, code=TEXT, words=TEXT),
    likely_subclasses=rows(subclass=TEXT, is_likely=TRUTH),
)
FOUND = whole(
    data_on=DAY,
    read=TEXT,
    total=WHOLE,
    inventions={"type": ["integer", "null"]},
    model=TEXT,
    by_meaning=WHOLE,
    remarks=rows(kind={"enum": list(remarks.KINDS)}, message=TEXT, instead=rows(q=TEXT, hits=WHOLE)),
    page=WHOLE,
    pages=WHOLE,
    facets=whole(**dict.fromkeys(asking.FACETS, rows(value=TEXT, label=TEXT, hits=WHOLE, is_estimate=TRUTH))),
    patents=rows(**SHORT, also=TEXTS),
)
LIKES = whole(
    data_on=DAY,
    also=TEXTS,
    model=TEXT,
    patents=rows(
        **SHORT,
        by_words=WHOLE,
        by_other_language=WHOLE,
        by_classes=WHOLE,
        by_meaning=WHOLE,
        shared=TEXTS,
        also=TEXTS,
    ),
)
CALLS = whole(
    at=MOMENT,
    total=WHOLE,
    page=WHOLE,
    pages=WHOLE,
    calls=rows(
        reference=TEXT,
        version=WHOLE,
        title=TEXT,
        document=TEXT,
        issuer=TEXT,
        benefit={"enum": list(BENEFITS)},
        state={"enum": list(STATES)},
        opens_at=MOMENT,
        closes_at=MOMENT,
        published_at=MOMENT,
        url={"type": "string", "format": "uri"},
    ),
)
SEALED: dict[str, object] = {"type": "object", "description": "名单的原文，与公布时的杂凑值一致"}
RESULT = whole(
    notice=TEXT,
    sm3=TEXT,
    confirmed_on=TEXT,
    list=SEALED,
    paid_fen={"type": "object", "additionalProperties": WHOLE},
)
REFUSED: dict[str, object] = {
    "type": "object",
    "properties": {"error": TEXT, "faults": rows(at=WHOLE, until=WHOLE, place=TEXT, message=TEXT)},
    "required": ["error"],
    "additionalProperties": False,
}

REFUSES = {
    400: "参数或者检索式有误",
    404: "没有这一件、这一页或者这一份",
    405: "不是 GET 或者 HEAD；Allow 写明可用的",
    409: "没有索引，检索式太宽，或者翻到第1万项以后",
}

ABOUT = (
    '不用登录，没有令牌，只用 GET。例如 /api/patents/?q=机器人。有误的答复是 {"error": …}；'
    "专利数据以各受理局公布的为准，来源见 /about/。"
)


@for_programs
def entrance(request: HttpRequest) -> HttpResponse:
    """Lead who looks for the interface to its description."""
    return HttpResponseRedirect(reverse("openapi"))


@for_programs
def described(request: HttpRequest) -> HttpResponse:
    """Give the description, with this installation's address."""
    if strange := unknown(request, ()):
        return strange
    return told(request, document(server=request.build_absolute_uri("/").rstrip("/")))


def document(*, server: str) -> dict[str, object]:
    """Write the whole description."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "知运公开数据接口",
            "version": "1",
            "description": ABOUT,
        },
        "servers": [{"url": server}],
        "paths": {
            reverse("api-patents"): _get("专利检索", FOUND, *_patent_parameters(), refuses=(400, 404, 409)),
            _template("api-patent", "publication"): _get(
                "一件专利",
                PATENT,
                _in_path("publication", "公开号，如 CN105823694B"),
                refuses=(400, 404, 409),
            ),
            _template("api-patent-similar", "publication"): _get(
                "与一件专利最像的",
                LIKES,
                _in_path("publication", "公开号，如 CN105823694B"),
                _in_query("within", "只在符合这条检索式的里面找", TEXT),
                _in_query(
                    "before", "只看这一天以前公开的，如 2026-03-01", {"type": "string", "format": "date"}
                ),
                refuses=(400, 404, 409),
            ),
            reverse("calls-json"): _get("申报通知", CALLS, *_call_parameters(), refuses=(400, 404)),
            _template("notice-json", "reference"): _get(
                "公示名单的原文", SEALED, _in_path("reference", "公示编号"), refuses=(404,)
            ),
            _template("result-json", "reference"): _get(
                "一轮的结果和已拨付", RESULT, _in_path("reference", "申报通知编号"), refuses=(404,)
            ),
        },
    }


def _get(
    summary: str, schema: dict[str, object], *parameters: dict[str, object], refuses: Sequence[int]
) -> dict[str, object]:
    content = {"application/json": {"schema": REFUSED}}
    return {
        "get": {
            "summary": summary,
            "parameters": list(parameters),
            "responses": {
                "200": {"description": summary, "content": {"application/json": {"schema": schema}}},
                **{
                    f"{status}": {"description": REFUSES[status], "content": content}
                    for status in (*refuses, 405)
                },
                "default": {"description": "为什么没有答复", "content": content},
            },
        }
    }


def _patent_parameters() -> list[dict[str, object]]:
    many = {"type": "array", "items": TEXT, "maxItems": asking.MOST_CHOSEN}
    return [
        _in_query("q", "检索式，或者几个词", TEXT),
        _in_query("sort", "排序", {"enum": list(addresses.ORDERS)}),
        _in_query("page", f"页，从1起，每页{PAGE}项", {"type": "integer", "minimum": 1}),
        *(_in_query(name, str(asking.TITLES[name]), many) for name in asking.FACETS),
    ]


def _call_parameters() -> list[dict[str, object]]:
    size = {"type": "integer", "minimum": 1, "maximum": calls.LARGEST_PAGE}
    return [
        _in_query("benefit", "资助或者补贴", {"enum": list(BENEFITS)}),
        _in_query("state", "进度", {"enum": list(STATES)}),
        _in_query("q", "标题和正文里的词", TEXT),
        _in_query("page", "页，从1起", {"type": "integer", "minimum": 1}),
        _in_query("size", "每页几份", size),
    ]


def _in_query(name: str, words: str, schema: dict[str, object]) -> dict[str, object]:
    return {"name": name, "in": "query", "description": words, "schema": schema}


def _in_path(name: str, words: str) -> dict[str, object]:
    return {"name": name, "in": "path", "required": True, "description": words, "schema": TEXT}


def _template(route: str, name: str) -> str:
    return reverse(route, args=["0"]).replace("/0/", f"/{{{name}}}/")
