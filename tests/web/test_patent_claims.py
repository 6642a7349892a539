"""Claims in the browser's place: on a patent's page, in search, in the export, to programs, in a document handed in."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.exchange.shelves import put
from tests.gateways.search_engine.corpus import BATTERY, PUMP, VEHICLE
from zhiyun.exchange.patents import indexing
from zhiyun.ip.patent import Claim
from zhiyun.web.navigation import claims

CLAIMED = replace(
    BATTERY,
    claims=(
        Claim(1, "A demo separator with boehmite.", "en"),
        Claim(1, "一种锂离子电池隔膜，包括勃姆石。", "zh"),
        Claim(2, "根据权利要求1所述的隔膜，厚2微米。", "zh"),
        Claim(3, "一种制备隔膜的方法。", "zh"),
    ),
    claim_count=3,
)


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("claims")
    put(home, [CLAIMED, PUMP, VEHICLE])
    indexing.reindex(home=home)
    return home


@pytest.fixture(autouse=True)
def here(indexed: Path, settings: Any) -> None:
    settings.HOME = indexed


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def test_a_page_has_the_independent_claims_first_and_folds_the_others(client: Client) -> None:
    found = page(client, "/patents/CN109996757A/")

    assert "共 3 项。" in found
    assert (
        found.index("一种制备隔膜的方法。")
        < found.index("从属的 1 项")
        < found.index("厚2微米")
        < found.index("boehmite")
    )
    assert "来源没有说" not in found
    assert "权利要求" not in page(client, "/patents/CN209078969U/")


def test_in_english_the_english_claims_come_first(client: Client) -> None:
    client.cookies["django_language"] = "en"

    found = page(client, "/patents/CN109996757A/")

    assert found.index("boehmite") < found.index("勃姆石")
    assert "3 claims in all." in found


def test_claims_too_long_for_a_page_are_counted_and_told_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "MOST_LETTERS", 10)

    chinese, english = claims.told(CLAIMED)

    assert [each.number for each in chinese.independent] == [1]
    assert (chinese.dependent, chinese.left_out) == ((), 2)
    assert (english.independent, english.left_out) == ((), 1)


def test_a_search_in_claims_marks_them_and_says_how_many_patents_have_none(client: Client) -> None:
    found = page(client, f"/patents/?q={quote('CL=勃姆石')}")

    assert "库中有 2 件没有权利要求" in found
    assert "<mark>勃姆石</mark>" in found
    assert "权利要求 “勃姆石”" in found
    assert "没有权利要求" not in page(client, f"/patents/?q={quote('TI=隔膜')}")
    told = client.get(f"/api/patents/?q={quote('权利要求=勃姆石')}").json()["remarks"]
    assert told == [
        {
            "kind": "without_claims",
            "message": "库中有2件没有权利要求，不能按权利要求查到",
            "instead": [],
        }
    ]


@pytest.mark.django_db
def test_an_export_has_how_many_claims_there_are_and_the_independent_ones(client: Client) -> None:
    answer = client.post("/patents/export/", {"asked": "q=*"})

    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content))["专利"].iter_rows(values_only=True))
    told = {row[0]: row[-2:] for row in rows}
    assert told["公开（公告）号"] == ("权利要求数", "独立权利要求")
    assert told["CN109996757A"] == (3, "1. 一种锂离子电池隔膜，包括勃姆石。\n3. 一种制备隔膜的方法。")
    assert told["CN209078969U"] == (None, "")


def test_programs_are_told_every_claim(client: Client) -> None:
    told = client.get("/api/patents/CN109996757A/").json()

    assert told["claim_count"] == 3
    assert told["claims"][2] == {
        "number": 2, "language": "zh", "is_independent": False, "text": "根据权利要求1所述的隔膜，厚2微米。",
    }  # fmt: skip


@pytest.mark.django_db
def test_of_an_application_handed_in_its_claims_are_asked(client: Client) -> None:
    text = (
        "说明书\n背景技术\n水泵的泵体内装有叶轮。"
        + "水泵。" * 50
        + "\n权利要求书\n1. 一种锂离子电池隔膜，其特征在于有陶瓷层。\n"
    )

    answer = client.post("/patents/similar/", {"document": SimpleUploadedFile("申请.txt", text.encode())})

    found = answer.content.decode()
    assert "只按其中的摘要和 1 项权利要求找" in found
    assert "/patents/CN109996757A/" in found
    assert "/patents/CN209078969U/" not in found, "what the description tells of a pump is not asked"
