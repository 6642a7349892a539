"""The public's calls: list, page, feed, data and files, without anything that is not published."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from tests.casework import city
from tests.casework.notices import NOTICE, changed, published, sent, written
from tests.web.visitors import at, seated
from zhiyun.casework.actions import calls as actions
from zhiyun.casework.calls.publishing import ADDRESS, DESK_ADDRESS
from zhiyun.casework.roles import Role
from zhiyun.records.models import CallVersion

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def town(settings: LazySettings) -> city.City:
    """A city at noon of 2026-06-15."""
    at(settings, city.NOON)
    return city.city()


def page_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_messages_lead_to_addresses_that_exist() -> None:
    assert reverse("call", args=["TZ-2026-1"]) == ADDRESS.format("TZ-2026-1")
    assert reverse("bureau-call", args=["TZ-2026-1"]) == DESK_ADDRESS.format("TZ-2026-1")


def test_a_published_call_can_be_read_whole(client: Client, town: city.City) -> None:
    published(town)

    page = page_of(client, "/calls/TZ-2026-1/")

    for words in (
        NOTICE.title,
        NOTICE.document,
        "2026-07-01 09:00:00",
        "2026-07-31 18:00:00",
        "渝知发〔2021〕65号",
        'href="/law/cq-2021-65/8/',
        "演示知发〔2026〕7号第一条第8项",
        "场所是否满足服务需要",
        "真实性承诺书",
        "保险合同、保费发票",
        NOTICE.contact,
        "距开始还有",
        'href="/estimate/performance_subsidy/?round=TZ-2026-1"',
    ):
        assert words in page, words
    assert "开始申报" not in page


@pytest.mark.parametrize(
    ("before", "state", "told"),
    [
        (timedelta(seconds=0), "已截止", ""),
        (timedelta(days=1, hours=2, minutes=3, seconds=30), "申报中", "1 天 2 小时 3 分"),
    ],
)
def test_what_remains_is_told_by_the_servers_clock(
    client: Client, town: city.City, settings: LazySettings, before: timedelta, state: str, told: str
) -> None:
    published(town)
    assert NOTICE.closes_at is not None
    at(settings, NOTICE.closes_at - before)

    page = page_of(client, "/calls/TZ-2026-1/")

    assert state in page
    assert told in page
    assert ('href="/applications/begin/TZ-2026-1/"' in page) == bool(told)
    assert ("开始申报" in page) == bool(told)


@pytest.mark.parametrize("stage", ["draft", "sent"])
def test_no_draft_shows_on_any_public_address_attack_13_attack_19(
    client: Client, town: city.City, settings: LazySettings, stage: str
) -> None:
    secret = replace(NOTICE, title="尚未公开的标题")
    version = written(town, secret) if stage == "draft" else sent(town, secret)
    officer = seated(town, Role.CASE_OFFICER, settings)

    for browser in (client, officer):
        for address in ("/calls/", "/calls/?q=尚未公开", "/calls/feed.atom", "/calls/calls.json"):
            answer = browser.get(address)
            assert answer.status_code == 200
            assert "标题" not in answer.content.decode().replace("标题和正文里的词", "")
            assert version.call.reference not in answer.content.decode()
        assert browser.get(f"/calls/{version.call.reference}/").status_code == 404


def test_the_version_being_written_is_not_reached_by_its_number(client: Client, town: city.City) -> None:
    call = published(town)
    changed(town, call, at=city.NOON, title="尚未公开的标题")

    assert "尚未公开" not in page_of(client, "/calls/TZ-2026-1/")
    assert client.get("/calls/TZ-2026-1/?version=2").status_code == 404


def test_an_older_version_stays_readable_and_what_changed_is_shown(client: Client, town: city.City) -> None:
    call = published(town)
    assert NOTICE.closes_at is not None
    version = changed(town, call, at=city.NOON, closes_at=NOTICE.closes_at + timedelta(seconds=1))
    actions.send(by=town.by(Role.CASE_OFFICER), version=version.pk, edition=2)
    actions.approve(by=town.by(Role.ROUND_MANAGER), version=version.pk, edition=2)

    page, older = page_of(client, "/calls/TZ-2026-1/"), page_of(client, "/calls/TZ-2026-1/?version=1")

    assert "<del>2026-07-31 18:00:00</del>" in page
    assert "<ins>2026-07-31 18:00:01</ins>" in page
    assert "这是第 1 版，现行的是第 2 版" in older


def test_whatever_is_typed_is_shown_as_text_attack_37(client: Client, town: city.City) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    published(town, replace(NOTICE, title=evil, body=evil, contact=evil))

    for address in ("/calls/", "/calls/TZ-2026-1/", f"/calls/?q={evil}"[:60]):
        page = page_of(client, address)
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)" in page_of(client, "/calls/TZ-2026-1/")


@pytest.mark.parametrize("count", [1, 30])
def test_the_public_list_takes_at_most_four_questions_and_no_session(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    town = city.city()
    for _ in range(count):
        city.call(town)

    with django_assert_max_num_queries(4):
        answer = client.get("/calls/?q=演示")

    assert answer.status_code == 200
    assert answer.cookies == {}
    assert answer.content.decode().count("<tr>") == min(count, 20) + 1


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=-1", "page=2", "page=2.7e27", "page=%D9%A1", "page=1e3", "benefit=all", "state=draft"],
)
def test_a_page_or_filter_there_is_none_of_is_not_found_attack_50(
    client: Client, town: city.City, query: str
) -> None:
    assert client.get(f"/calls/?{query}").status_code == 404


def test_filters_stay_in_the_address_when_the_page_is_turned(client: Client) -> None:
    town = city.city()
    for _ in range(21):
        city.call(town)

    page = page_of(client, "/calls/?state=closed&q=演示&order_by=issuer__name")

    assert 'href="?state=closed&amp;q=%E6%BC%94%E7%A4%BA' in page
    assert "第 1 页，共 2 页" in page


def test_strange_letters_are_sought_and_not_found(client: Client, town: city.City) -> None:
    for typed in ("%00", "%", "_", "'; DROP TABLE", "字" * 5000):
        assert client.get("/calls/", {"q": typed}).status_code == 200


def test_the_feed_is_well_formed_whatever_stands_in_a_title_attack_43(
    client: Client, town: city.City
) -> None:
    call = city.call(town)
    version = CallVersion.objects.create(
        call=call,
        number=2,
        measure="cq_2021_65",
        measure_sha256=call.current.measure_sha256,
        document="演示",
        title="题\x1b[31m\x00\ufffe目<&>",
        overlay=call.current.overlay,
        opens_at=call.current.opens_at,
        closes_at=call.current.closes_at,
        edited_by=call.current.edited_by,
        edited_at=city.NOON,
        sent_by=call.current.sent_by,
        sent_at=city.NOON,
        approved_by=call.current.approved_by,
        published_at=city.NOON,
    )
    call.current = version
    call.save()

    answer = client.get("/calls/feed.atom")

    assert answer["Content-Type"].startswith("application/atom+xml")
    [entry] = ET.fromstring(answer.content.decode()).iter(f"{ATOM}entry")  # noqa: S314 - our own feed
    assert entry.findtext(f"{ATOM}title") == "题[31m目<&>"


def test_the_data_lists_what_the_page_lists(client: Client, town: city.City) -> None:
    published(town)

    answer = client.get("/calls/calls.json")

    listed = json.loads(answer.content)
    assert {name: listed[name] for name in ("total", "page", "pages")} == {"total": 1, "page": 1, "pages": 1}
    assert listed["calls"] == [
        {
            "reference": "TZ-2026-1",
            "version": 1,
            "title": NOTICE.title,
            "document": NOTICE.document,
            "issuer": "演示市知识产权局",
            "benefit": "performance_subsidy",
            "state": "announced",
            "opens_at": "2026-07-01T09:00:00+08:00",
            "closes_at": "2026-07-31T18:00:00+08:00",
            "published_at": "2026-06-15T12:00:00+08:00",
            "url": "http://testserver/calls/TZ-2026-1/",
        }
    ]
    assert answer.cookies == {}


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("page=2.7e27", 400),
        ("page=0", 400),
        ("page=99999999999999999999", 400),
        ("page=2", 404),
        ("size=101", 400),
        ("size=-1", 400),
        ("order_by=title", 400),
        ("ordering=issuer__mandates__person__email", 400),
        ("current__title__startswith=a", 400),
        ("benefit=x", 400),
        ("state=unpublished", 400),
    ],
)
def test_the_data_takes_only_what_is_documented_attack_41_attack_50(
    client: Client, town: city.City, query: str, status: int
) -> None:
    answer = client.get(f"/calls/calls.json?{query}")

    assert answer.status_code == status
    assert json.loads(answer.content)["error"]


def test_the_calculator_uses_the_round_of_a_published_call(client: Client, town: city.City) -> None:
    published(town)

    page = page_of(client, "/estimate/performance_subsidy/?round=TZ-2026-1")

    assert "场所是否满足服务需要" in page
    assert '<option value="TZ-2026-1" selected lang="zh-CN">' in page


def test_the_calculator_takes_no_round_of_another_benefit(client: Client, town: city.City) -> None:
    published(town)

    page = page_of(client, "/estimate/municipal_centre/?round=TZ-2026-1")

    assert "场所是否满足服务需要" not in page
    assert '<option value="TZ-2026-1"' not in page


def test_the_calculator_knows_no_round_of_a_draft(client: Client, town: city.City) -> None:
    written(town)

    page = page_of(client, "/estimate/performance_subsidy/?round=TZ-2026-1")

    assert "场所是否满足服务需要" not in page


INSURANCE = "编号,申报单位,业务类型,是否关联,到账日期,到账金额\n例1,演示甲,保险,否,2025-05-01,10万元\n"
"""Insurance counts only where a call lists it (reading A5)."""


@pytest.mark.parametrize(("reference", "outcome"), [("TZ-2026-1", "met"), ("", "not_met")])
def test_a_ledger_is_counted_under_a_published_call(
    client: Client, town: city.City, reference: str, outcome: str
) -> None:
    published(town)
    asked = {"do": "count", "table": INSURANCE, "year": "2025", "show": "all", "round": reference}

    page = client.post("/count/", asked).content.decode()

    assert re.findall(r'class="outcome (\w+)"', page.partition('id="by-deal"')[2]) == [outcome]


def test_the_ledger_offers_published_calls_and_is_offered_on_their_page(
    client: Client, town: city.City
) -> None:
    published(town)

    offered = page_of(client, "/count/?round=TZ-2026-1")

    assert f'<option value="TZ-2026-1" selected>{NOTICE.title}（TZ-2026-1）</option>' in offered
    assert 'href="/count/?round=TZ-2026-1"' in page_of(client, "/calls/TZ-2026-1/")


def test_no_ledger_is_counted_under_a_draft(client: Client, town: city.City) -> None:
    written(town)
    asked = {"do": "count", "table": INSURANCE, "year": "2025", "round": "TZ-2026-1"}

    answer = client.post("/count/", asked)

    assert answer.status_code == 400
    assert "没有收录这一轮通知" in answer.content.decode()
