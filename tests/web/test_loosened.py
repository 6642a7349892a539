"""Where a whole query finds nothing: the page lists what does, in the reader's language, and a click asks it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from tests.exchange.shelves import put
from tests.gateways.search_engine.corpus import FOUR
from zhiyun.exchange.patents import indexing


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("patents")
    put(home, FOUR)
    indexing.reindex(home=home)
    return home


@pytest.fixture(autouse=True)
def here(home: Path, settings: Any) -> None:
    settings.HOME = home


def asked(client: Client, query: str) -> str:
    return unescape(client.get(f"/patents/?q={quote(query)}").content.decode())


def test_what_finds_something_is_listed_and_asked_by_a_click(client: Client) -> None:
    html = asked(client, "标题=隔膜 AND 标题=飞机")
    [(address, written)] = re.findall(r"这样写找得到：</p><ul><li><a href=\"([^\"]*)\">(.*?)</a>", html)

    assert written == "标题=隔膜"
    assert "有 1 件专利" in html
    assert "没有找到" not in client.get(address).content.decode()


def test_in_english_fields_are_written_by_their_codes(client: Client) -> None:
    client.cookies["django_language"] = "en"

    html = asked(client, "标题=隔膜 AND 标题=飞机")

    assert "Written like this, something is found:" in html
    assert f"?q={quote('TI=隔膜', safe='')}" in html


@pytest.mark.parametrize("address", ["q=标题=飞机", "q=标题=隔膜", "q=标题=隔膜 AND 标题=飞机&year=2019"])
def test_nothing_is_listed_where_nothing_helps_or_a_tick_narrows(client: Client, address: str) -> None:
    assert "这样写找得到：" not in client.get(f"/patents/?{address}").content.decode()


def test_a_landscape_of_nothing_leads_to_the_search_page_that_says_how_to_ask(client: Client) -> None:
    html = client.get(f"/patents/landscape/?q={quote('标题=隔膜 AND 标题=飞机')}").content.decode()
    [address] = re.findall(r'<a href="([^"]*)">在检索页看怎样写找得到</a>', html)

    assert "没有符合检索式的专利" in html
    assert "这样写找得到：" in client.get(unescape(address)).content.decode()
