"""The page of a patent without a class says which it is likely in, that this is a guess, and by what stands beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from tests.exchange.shelves import put
from tests.gateways.search_engine.corpus import BATTERY, FOUR
from zhiyun.exchange.patents import indexing
from zhiyun.web.api import described

BARE = replace(BATTERY, publication="CN109996760A", application="", family="", ipc=(), cpc=(), cites=())
UNKNOWN = replace(BARE, publication="US20190000001A1", office="US", title_zh="", title_en="", abstract_zh="")


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("patents")
    put(home, [*FOUR, BARE, UNKNOWN])
    indexing.reindex(home=home)
    return home


@pytest.fixture(autouse=True)
def here(indexed: Path, settings: Any) -> None:
    settings.HOME = indexed


def test_a_patent_without_a_class_is_told_likely_ones_as_a_guess_with_what_stands_beside(
    client: Client,
) -> None:
    page = client.get("/patents/CN109996760A/").content.decode()

    assert "来源没有给出分类。" in page
    assert "可能的小类：估计的，不是登记的分类，请核对" in page
    assert '<a href="/patents/?q=IPC%3DH01M">H01M</a>' in page
    assert '<a href="/patents/CN109996757A/">CN109996757A</a> <small>H01M</small>' in page


@pytest.mark.parametrize("number", ["CN109996757A", "CN305246987S", "US20190000001A1"])
def test_nothing_is_guessed_where_there_is_a_class_or_nothing_to_go_by(client: Client, number: str) -> None:
    assert "可能的小类" not in client.get(f"/patents/{number}/").content.decode()


def test_programs_are_told_the_same(client: Client) -> None:
    answer = client.get("/api/patents/CN109996760A/").json()

    document: Any = described.document(server="https://zhiyun.example")
    path = document["paths"]["/api/patents/{publication}/"]["get"]["responses"]["200"]
    Draft202012Validator(path["content"]["application/json"]["schema"]).validate(answer)
    assert answer["ipc"] == []
    assert answer["likely_subclasses"][0] == {"subclass": "H01M", "is_likely": True}
    assert client.get("/api/patents/CN109996757A/").json()["likely_subclasses"] == []
