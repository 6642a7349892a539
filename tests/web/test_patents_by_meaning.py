"""The search page where a model is installed: what is only alike in meaning is not told as found by the words."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client

from tests.gateways.search_engine.corpus import BATTERY, FOUR
from tests.gateways.vectors.letters import Letters
from zhiyun.exchange.patents import meaning
from zhiyun.gateways import vectors
from zhiyun.ip.patent import Patent

APPLICANT = BATTERY.applicants[1]
"""A name of which no title and no abstract has a word."""


@pytest.fixture
def patents() -> list[Patent]:
    return list(FOUR)


@pytest.fixture(autouse=True)
def installed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a small model installed that has read what is on the shelf."""
    monkeypatch.setattr(vectors, "installed", lambda: Letters.name)
    monkeypatch.setattr(vectors, "loaded", Letters)
    meaning.bring(home=home)


def page(client: Client, words: str) -> str:
    return unescape(client.get(f"/patents/?q={quote(words)}").content.decode())


def heading(html: str) -> str:
    [found] = re.findall(r'<h2 id="found">(.*?)</h2>', html)
    return re.sub("<.*", "", found)


def test_what_words_find_and_what_is_only_alike_are_counted_apart(client: Client) -> None:
    html = page(client, "隔膜")

    assert heading(html) == "含这些词的 1 件，意思相近的 2 件"
    assert "也按意思查（模型 letters 1）" in html
    assert "不含这些词，只是意思相近：" not in html


def test_where_no_words_are_found_it_says_so_and_how_to_ask_instead(client: Client) -> None:
    html = page(client, APPLICANT)

    assert heading(html) == "没有一件含这些词"
    instead = html.index(f'申请人="{APPLICANT}"')
    assert html.index("直接写的词只在标题和摘要里找。") < instead < html.index('<ol class="hits">')
    assert re.search(r"下面 \d+ 件不含这些词，只是意思相近：", html)


def test_in_english_as_well(client: Client) -> None:
    client.cookies["django_language"] = "en"

    assert heading(page(client, "隔膜")) == "1 with these words, 2 alike in meaning"
    assert "below have none of these words and are only alike in meaning:" in page(client, APPLICANT)


def test_programs_are_told_how_to_ask_instead(client: Client) -> None:
    answer = json.loads(client.get(f"/api/patents/?q={quote(APPLICANT)}").content)

    assert answer["total"] == answer["by_meaning"] > 0
    [remark] = [each for each in answer["remarks"] if each["kind"] == "words_in_texts_only"]
    assert remark["instead"][0]["hits"] == 2


def test_a_query_in_the_language_is_headed_as_ever(client: Client) -> None:
    assert heading(page(client, "标题=隔膜")) == "找到 1 件"
