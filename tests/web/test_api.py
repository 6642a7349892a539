"""What programs read is what its description says, and what is wrong with a question is answered in its shape."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from jsonschema import Draft202012Validator

from tests.casework import city, noticed
from tests.exchange.shelves import put
from tests.gateways.search_engine.corpus import FOUR
from tests.web import visitors
from zhiyun.casework import clock
from zhiyun.exchange.patents import engines, indexing
from zhiyun.web.api import described

DOCUMENT: Any = described.document(server="https://zhiyun.example")


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("patents")
    put(home, FOUR)
    indexing.reindex(home=home)
    return home


@pytest.fixture(autouse=True)
def here(indexed: Path, settings: Any) -> None:
    settings.HOME = indexed


def asked(client: Client, address: str, status: int = 200) -> Any:
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


def schema(path: str, answer: str = "200") -> Draft202012Validator:
    return Draft202012Validator(
        DOCUMENT["paths"][path]["get"]["responses"][answer]["content"]["application/json"]["schema"]
    )


def test_every_address_of_json_is_described(client: Client) -> None:
    open_to_programs = {
        route
        for route in routes(get_resolver().url_patterns)
        if route.startswith("/api/patents/") or route.endswith(".json")
    }

    assert open_to_programs - {"/api/openapi.json"} == {normal(path) for path in DOCUMENT["paths"]}
    assert asked(client, "/api/openapi.json")["openapi"] == "3.1.0"
    assert client.get("/api/").headers["Location"] == "/api/openapi.json"


def routes(patterns: list[URLPattern | URLResolver], before: str = "/") -> Iterator[str]:
    for each in patterns:
        here = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from routes(each.url_patterns, here)
        else:
            yield normal(here)


def normal(route: str) -> str:
    """Write ``<slug:reference>`` and ``{reference}`` alike."""
    return route.replace("<slug:", "{").replace(">", "}")


def test_what_is_found_is_as_described_and_leads_to_the_document(client: Client) -> None:
    found = asked(client, f"/api/patents/?q={quote('标题=隔膜')}")

    schema("/api/patents/").validate(found)
    assert (found["read"], found["total"], found["page"]) == ("标题=隔膜", 1, 1)
    [patent] = found["patents"]
    document = asked(client, f"/api/patents/{patent['publication']}/")
    schema("/api/patents/{publication}/").validate(document)
    assert document["title"] == patent["title"]
    assert "隔膜" in document["title"]["zh"]


@pytest.mark.parametrize(
    ("typed", "kinds", "words"),
    [
        ("标题=隔膜", [], ""),
        ("PN=CN10999A", ["no_number", "number_not_here"], "“CN10999A”有5位数字"),
        ("CN199999999A", ["number_not_here"], "库里没有这个号码"),
        (
            "CN109996757A CN199999999A、CN199999998A",
            ["not_held"],
            "写了3个号码，库里没有其中2个：CN199999999A、CN199999998A",
        ),
        ("CN109996757A CN109996757A", [], ""),
        (" ".join(f"CN1999999{at:02}A" for at in range(22)), ["not_held"], "CN199999919A，还有2个"),
        (
            "公开号 CN 109996757 A CN 209078969 U 无 CN305246987S CN109996757A CN109996757B US10000001B2",
            ["not_held", "no_number"],
            "写了6个号码，库里没有其中2个：CN109996757B、无",
        ),
        ("PN=CN109996757A OR AN=201910198342.1", [], ""),
        ("地区=重庆市渝北区演示路", ["beyond_region"], "「演示路」不是行政区划"),
        ("地区=鼓楼区", ["region_without_province"], "没有写明省市"),
        ("地区=哪里也不是", ["no_region"], "「哪里也不是」不是行政区划"),
        ("渝北区", ["words_in_texts_only"], "只在标题和摘要里找"),
        ("电池 隔膜 渝北区", ["place_in_words"], "要找这个地区的专利"),
        ("TI=电池 AND TI=飞机", ["too_narrow"], "这样写找得到"),
    ],
)
def test_an_answer_remarks_what_the_page_remarks(
    client: Client, typed: str, kinds: list[str], words: str
) -> None:
    found = asked(client, f"/api/patents/?q={quote(typed)}")

    schema("/api/patents/").validate(found)
    assert [each["kind"] for each in found["remarks"]] == kinds
    assert words in "".join(each["message"] for each in found["remarks"])
    for instead in (other for each in found["remarks"] for other in each["instead"]):
        assert asked(client, f"/api/patents/?q={quote(instead['q'])}")["total"] == instead["hits"] > 0


def test_what_is_like_a_document_says_what_makes_it_so(client: Client) -> None:
    found = asked(client, "/api/patents/CN109996757A/similar/")

    schema("/api/patents/{publication}/similar/").validate(found)
    american = next(each for each in found["patents"] if each["publication"] == "US10000001B2")
    assert "lithium" in found["also"]
    assert american["by_other_language"] > 0
    assert american["by_words"] + american["by_other_language"] in (99, 100, 101)
    assert (american["by_classes"], american["by_meaning"], american["shared"]) == (0, 0, [])
    asked(client, "/api/patents/CN199999999A/similar/", 404)
    among = asked(client, f"/api/patents/CN109996757A/similar/?within={quote('国别=CN')}")
    assert "US10000001B2" not in [each["publication"] for each in among["patents"]]
    wrong = asked(client, "/api/patents/CN109996757A/similar/?within=AT%3D%E5%A4%A7", 400)
    assert wrong["faults"][0]["at"] == 3
    nothing = asked(client, f"/api/patents/CN109996757A/similar/?within={quote('国别=JP')}", 400)
    assert "库里没有一件符合" in nothing["error"]
    day = american["published_on"]
    for before, is_there in ((day, False), ("2099-01-01", True)):
        among = asked(client, f"/api/patents/CN109996757A/similar/?before={before}")
        assert ("US10000001B2" in [each["publication"] for each in among["patents"]]) == is_there
    assert "before" in asked(client, "/api/patents/CN109996757A/similar/?before=x", 400)["error"]


def test_filters_and_order_are_those_of_the_page(client: Client) -> None:
    everything = asked(client, "/api/patents/?sort=filed")

    for name, count in (("right", 0), ("applicant_kind", 0), ("applicant_kind", 1)):
        facet = everything["facets"][name][count]
        narrowed = asked(client, f"/api/patents/?sort=filed&{name}={quote(facet['value'])}")
        assert narrowed["total"] == facet["hits"] < everything["total"]
    assert [(each["value"], each["label"]) for each in everything["facets"]["applicant_kind"]] == [
        ("企业", "企业"),
        ("高校", "高校"),
    ]
    filed = [each["filed_on"] for each in everything["patents"] if each["filed_on"]]
    assert filed == sorted(filed, reverse=True)


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/api/patents/?page=0", 400, "page 应是从1起的整数，不是“0”"),
        ("/api/patents/?page=2", 404, "没有第2页，共1页"),
        ("/api/patents/?page=99999", 409, "只能翻到第10000条"),
        ("/api/patents/?sort=best", 400, "sort 没有“best”这种取值；可用的有：relevance、filed、"),
        ("/api/patents/?" + "&".join(f"year={each}" for each in range(41)), 400, "最多勾40项"),
        ("/api/openapi.json?q=1", 400, "不认识的参数：q；这个地址不带参数"),
        ("/api/patents/?size=5", 400, "不认识的参数：size"),
        ("/api/patents/CN1/", 404, "CN1"),
        ("/api/nothing/", 404, "/api/openapi.json"),
        ("/api/patents/CN199999999A/", 404, "库里没有这件专利"),
        ("/api/patents/CN109996757A/?q=1", 400, "不认识的参数：q"),
    ],
)
def test_what_cannot_be_answered_says_why(client: Client, address: str, status: int, words: str) -> None:
    refused = asked(client, address, status)

    schema("/api/patents/", "default").validate(refused)
    assert words in refused["error"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
@pytest.mark.parametrize("address", ["/api/", "/api/patents/CN109996757A/", "/calls/calls.json"])
def test_another_method_is_told_which_there_are_without_being_asked_for_a_token(
    method: str, address: str
) -> None:
    answer = Client(enforce_csrf_checks=True).generic(method, address, "{}", content_type="application/json")

    schema("/api/patents/", "405").validate(answer.json())
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
    assert method in answer.json()["error"]


def test_what_no_view_answers_is_refused_in_the_same_shape(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(**_: object) -> None:
        raise RuntimeError("口令 s3cret")

    foreign = client.get("/api/patents/", headers={"host": "elsewhere.example"})
    monkeypatch.setattr(engines, "opened", breaks)
    client.raise_request_exception = False
    broken = client.get("/api/patents/")

    elsewhere = client.get("/calls/calls.json", headers={"host": "elsewhere.example"})
    assert (foreign.status_code, elsewhere.status_code, broken.status_code) == (400, 400, 500)
    for answer in (foreign, elsewhere, broken):
        schema("/api/patents/", "default").validate(answer.json())
    assert broken.json()["error"] == "是我们的差错，请稍后再问"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/notices/GS-2026-9/list.json", "/results/TZ-2026-9/result.json"])
def test_a_list_that_is_not_here_is_refused_in_the_same_shape(client: Client, address: str) -> None:
    schema("/notices/{reference}/list.json", "404").validate(asked(client, address, 404))


def test_a_query_with_faults_names_the_place_of_each(client: Client) -> None:
    refused = asked(client, f"/api/patents/?q={quote('标题=隔膜 AND (')}", 400)

    schema("/api/patents/", "default").validate(refused)
    assert refused["error"] == "检索式有误"
    assert {"at", "until", "place", "message"} == set(refused["faults"][0])


@pytest.mark.django_db
def test_calls_are_as_described(client: Client, settings: Any) -> None:
    settings.DEMO = True
    city.call(city.city())
    clock.move(to=city.NOON, real=timezone.now())

    schema("/calls/calls.json").validate(asked(client, "/calls/calls.json"))


@pytest.mark.django_db
def test_a_list_and_its_result_are_as_described(client: Client, settings: Any) -> None:
    made = noticed.as_rows(city.city(), "confirmed")
    visitors.at(settings, noticed.at(date(2026, 10, 12)))
    result = f"/results/{made.resolution.call.reference}/result.json"

    schema("/results/{reference}/result.json").validate(asked(client, result))
    schema("/notices/{reference}/list.json").validate(asked(client, f"/notices/{made.reference}/list.json"))
