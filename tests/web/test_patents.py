"""Patent search in the browser's place: what is typed, what is found and marked, what narrows it, what is refused."""

from __future__ import annotations

import io
import re
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import docx
import openpyxl
import pytest
import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.exchange.shelves import put
from tests.gateways.search_engine.corpus import BATTERY, FOUR, PUMP
from zhiyun.casework import throttling
from zhiyun.exchange.patents import importing, indexing
from zhiyun.gateways.patent_shelf import Shelf
from zhiyun.gateways.safekeeping import Store
from zhiyun.gateways.search_engine import embedded
from zhiyun.ip.patent import Cited, LegalEvent

GRANTED = replace(
    BATTERY, publication="CN109996757B", kind="B", title_zh="=锂离子电池隔膜", title_en="", cites=()
)
KEEPS = {"q": "标题=隔膜"}


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("patents")
    put(home, [*FOUR, GRANTED])
    indexing.reindex(home=home)
    return home


@pytest.fixture(autouse=True)
def here(indexed: Path, settings: Any) -> None:
    settings.HOME = indexed


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def test_what_is_typed_becomes_an_address_to_keep(client: Client) -> None:
    answer = client.post("/patents/", {"q": " 标题=隔膜 "})

    assert answer.status_code == 302
    assert parse_qs(urlsplit(answer["Location"]).query) == {"q": ["标题=隔膜"]}


def test_publications_of_an_invention_are_one_row_with_marks_and_the_query_as_read(client: Client) -> None:
    found = page(client, f"/patents/?q={quote('TI=隔膜')}")

    assert "找到 2 件" in found
    assert "并为 1 项发明" in found
    assert "<code>标题=隔膜</code>" in found
    assert "<mark>隔膜</mark>" in found
    assert found.count('class="hit"') == 1
    assert "/patents/CN109996757A/" in found
    assert "/patents/CN109996757B/" in found


def test_in_english_a_query_is_read_back_in_codes(client: Client, settings: Any) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    found = page(client, f"/patents/?q={quote('标题=隔膜')}")

    assert '<code>TI=<span lang="zh-CN">隔膜</span></code>' in found
    assert "Yubei District, Chongqing" in found
    assert "Yubei District, Chongqing" in page(client, "/patents/CN109996757A/")
    alone = page(client, "/patents/?q=RG=Yubei")
    assert 'to ask by division write "Yubei District, Chongqing"' in unescape(alone)


def test_in_english_what_applicants_are_is_said_in_english(client: Client, settings: Any) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    found = page(client, f"/patents/?q={quote('申请人类型=(企业 OR 高校)')}")

    assert "<code>AT=COMPANY OR AT=UNIVERSITY</code>" in found
    wrong = page(client, "/patents/?q=AT=UNI", status=400)
    assert "COMPANY, UNIVERSITY, INSTITUTE, HOSPITAL, PERSON, OTHER" in unescape(wrong)
    assert "Universities" in found.split('id="filters"')[-1]
    assert "高校" not in re.sub(r'(value|href)="[^"]*"', "", found).replace("(企业 OR 高校)", "")


def test_plain_words_are_ranked_and_nothing_typed_shows_the_newest(client: Client) -> None:
    words, everything = page(client, f"/patents/?q={quote('电池 隔膜')}"), page(client, "/patents/")

    assert "按相关程度查这些词" in words
    assert "库中共有 5 件" in everything


def test_a_ticked_value_narrows_and_can_be_unticked(client: Client) -> None:
    wide = page(client, "/patents/?q=*")
    narrow = page(client, f"/patents/?q=*&right={quote('实用新型')}")

    assert f"right={quote('实用新型')}" in wide
    assert "找到 1 件" in narrow
    assert PUMP.title_zh in narrow
    assert "已选，点击去掉：" in narrow
    assert f"right={quote('实用新型')}&amp;right={quote('发明')}" in narrow, "another value can be ticked too"


def test_an_applicants_group_is_counted_under_a_name(client: Client) -> None:
    found = page(client, f"/patents/?q=*&applicant={quote('演示甲')}")

    assert "演示甲电池有限公司" in found
    assert "找到 2 件" in found


def test_every_fault_of_a_query_points_at_its_place(client: Client) -> None:
    found = page(client, f"/patents/?q={quote('TI=(隔膜 OR AND XX=5')}", status=400)

    assert '<mark id="spot-1">(</mark>' in found
    assert '<a href="#spot-2">' in found
    assert "没有「XX」这个字段" in found
    assert 'value="TI=(隔膜 OR AND XX=5"' in found, "what was typed stays"


@pytest.mark.parametrize(
    "hostile",
    [
        " OR ".join(f"TI=词{number}" for number in range(10_000)),
        "(" * 5_000 + "电池 AND" + ")" * 5_000,
        " OR ".join(f"TI=a{chr(97 + number % 26)}*" for number in range(400)),
        "/(a+)+$/ AND " + "a" * 5_000,
        "电" * 120_000,
        "NOT " * 3_000 + "电池",
    ],
    ids=["10,000 clauses", "brackets", "beginnings", "regex", "endless", "negations"],
)
@pytest.mark.django_db
def test_hostile_queries_are_answered_within_a_second(client: Client, hostile: str) -> None:
    client.get("/patents/?q=*")
    began = time.process_time()

    answer = client.post("/patents/", {"q": hostile}, follow=True)

    assert time.process_time() - began < 1
    assert answer.status_code in (400, 409)


def test_who_asks_too_many_dear_questions_waits(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttling, "PER_ADDRESS", 2)

    answers = [client.post("/patents/similar/", {"text": "锂离子电池的隔膜涂有陶瓷"}) for _ in range(3)]

    assert [each.status_code for each in answers] == [200, 200, 429]
    assert client.get("/patents/?q=*").status_code == 200, "asking by an address stays open"


@pytest.mark.django_db
def test_an_export_holds_what_is_seen_and_never_a_formula(client: Client) -> None:
    asked = f"q={quote('TI=隔膜')}&sort=published"

    answer = client.post("/patents/export/", {"asked": asked})

    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    rows = list(book["专利"].iter_rows())
    assert {row[0].value for row in rows[1:]} == {"CN109996757A", "CN109996757B"}
    titles = {row[0].value: row[2] for row in rows[1:]}
    assert (titles["CN109996757B"].value, titles["CN109996757B"].data_type) == ("=锂离子电池隔膜", "s")
    told = {row[0].value: row[1].value for row in book["检索条件"].iter_rows()}
    assert (told["检索式"], told["件数"], told["数据截至"]) == ("标题=隔膜", "共 2 件", "2019-07-12")
    assert client.get("/patents/export/").status_code == 302


@pytest.mark.django_db
def test_what_is_like_something_is_exported_as_seen_with_what_it_is_like(client: Client) -> None:
    page = client.get("/patents/similar/?number=CN109996757A&within=PD<2030-01-01").content.decode()
    form = page.split('action="/patents/export/"', 1)[1].split("</form>", 1)[0]
    shown = re.findall(r'name="publication" value="([^"]+)"', form)

    sent = {
        name: unescape(value) for name, value in re.findall(r'name="(like|within)" value="([^"]*)"', form)
    }
    answer = client.post("/patents/export/", {"publication": [*shown, "CN109996757A", "CN1X"], **sent})

    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert [row[0].value for row in book["专利"].iter_rows()][1:] == [*shown, "CN109996757A"]
    told = {row[0].value: row[1].value for row in book["检索条件"].iter_rows()}
    assert (told["与之最像"], told["件数"]) == ("CN109996757A", f"共 {len(shown) + 1} 件")
    assert told["另须符合"] == sent["within"] != ""
    assert told["数据截至"] == "2019-07-12"


@pytest.mark.django_db
def test_an_export_in_english_is_english_and_an_import_reads_it(
    client: Client, settings: Any, tmp_path: Path
) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    answer = client.post("/patents/export/", {"asked": f"q={quote('TI=隔膜')}&right={quote('发明')}"})

    assert "Patent%20search%20results.xlsx" in answer["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    head, *rows = [[cell.value for cell in row] for row in book["Patents"].iter_rows()]
    by_name = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    told = {row[0].value: row[1].value for row in book["What was asked"].iter_rows()}
    assert by_name["CN109996757A"]["Right"] == "Invention"
    assert by_name["CN109996757A"]["Kind"] == "A Application published"
    assert by_name["CN109996757A"]["Region"] == "Yubei District, Chongqing"
    assert told["Query"] == "TI=隔膜"
    assert told["Sorted by"] == "Relevance"
    kept = tmp_path / "patents.xlsx"
    kept.write_bytes(answer.content)
    shelf = Shelf(tmp_path / "shelf")
    store = Store(tmp_path / "files")
    importing.import_file(
        shelf=shelf, store=store, path=kept, name=kept.name, columns={}, tell=lambda _: None
    )
    (again,) = shelf.by_number(["CN109996757A"])
    for field in ("applicants", "filed_on", "published_on", "ipc", "legal_status"):
        assert getattr(again, field) == getattr(BATTERY, field), field


def test_one_patent_tells_all_of_it(client: Client) -> None:
    found = page(client, "/patents/cn109996757a/")

    for told in (
        BATTERY.title_zh,
        BATTERY.abstract_zh,
        "401120重庆市渝北区演示路1号",
        "重庆市渝北区",
        "H01M10/0525",
        "用于直接转变化学能为电能的方法或装置",
        "审查员引用",
        "CN109996757B",
        "演示一、演示二",
        "<br><small>Battery management of electric vehicles</small>",
    ):
        assert told in found, told
    assert page(client, "/patents/US10000001B2/").count("库中有 1 件引证了它") == 1
    assert client.get("/patents/CN999999999A/").status_code == 404
    assert client.get("/patents/nonsense/").status_code == 404


def test_of_many_documents_cited_those_with_titles_come_first_and_the_rest_are_folded(
    client: Client, settings: Any, tmp_path: Path
) -> None:
    cited = [*(Cited(f"US{number}A") for number in range(5_000_000, 5_000_012)), Cited(PUMP.publication)]
    put(tmp_path, [replace(BATTERY, cites=tuple(cited)), PUMP])
    indexing.reindex(home=tmp_path)
    settings.HOME = tmp_path

    shown, _, folded = page(client, "/patents/CN109996757A/").partition("<summary>其余的 1 件</summary>")

    assert shown.index(">CN209078969U</a><br><small>水泵</small>") < shown.index("<li>US5000000A</li>")
    assert "US5000011A" not in shown
    assert "<li>US5000011A</li>" in folded


def test_a_long_register_shows_the_newest_and_folds_the_rest(
    client: Client, settings: Any, tmp_path: Path
) -> None:
    events = tuple(LegalEvent(date(2019, 1, day), "X", f"演示事件{day}。") for day in range(1, 12))
    put(tmp_path, [replace(BATTERY, legal_events=events)])
    indexing.reindex(home=tmp_path)
    settings.HOME = tmp_path

    shown, _, folded = page(client, "/patents/CN109996757A/").partition("<details>")

    assert "更早的 3 项" in folded
    assert shown.index("演示事件11。") < shown.index("演示事件4。")
    assert "演示事件3。" not in shown
    assert "演示事件1。" in folded


def test_similar_to_a_number_leaves_the_patent_itself_and_its_publications_out(client: Client) -> None:
    found = page(client, "/patents/similar/?number=CN109996757A")

    assert "与 CN109996757A 最像的" in found
    assert found.count('href="/patents/CN109996757B/"') == 0
    assert "库里没有这一件" in page(client, "/patents/similar/?number=CN105823694B", status=400)
    assert "与 CN109996757A 最像的" in page(client, "/patents/similar/?number=201910000001.1")
    none = page(client, f"/patents/similar/?number={quote('电池123')}", status=400)
    assert "「电池123」不是号码" in none
    assert "个字：" not in none


@pytest.mark.django_db
def test_similar_to_a_text_or_a_document_that_is_read_and_not_kept(client: Client) -> None:
    words = "锂离子电池的隔膜与电极之间涂有陶瓷层，提高安全性"
    written = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(words)
    document.save(written)
    handed = {
        "交底书.docx": written.getvalue(),
        "交底书.txt": words.encode("gb18030"),
        "交底书.pdf": typst.compile(words.encode()),
    }

    answers = [client.post("/patents/similar/", {"text": words})] + [
        client.post("/patents/similar/", {"document": SimpleUploadedFile(name, content)})
        for name, content in handed.items()
    ]

    english = client.post(
        "/patents/similar/", {"text": "management of the battery and the cells in a vehicle"}
    )
    assert "<mark>vehicle" in english.content.decode()
    assert "<mark>the</mark>" not in english.content.decode()
    assert "也查了另一种语言的词：" in english.content.decode()
    assert "没有用语义模型" in english.content.decode()
    assert "另一种语言的词 " in english.content.decode().split("像在：")[-1], (
        "a Chinese patent, by Chinese words"
    )
    assert "可能的国际分类" in answers[0].content.decode()
    assert "/patents/?q=IPC%3DH01M" in answers[0].content.decode()
    for answer in answers:
        assert answer.status_code == 200, answer.content.decode()
        assert "/patents/CN109996757A/" in answer.content.decode()
        kept = re.search(r"<textarea[^>]*>(.*?)</textarea>", answer.content.decode(), re.DOTALL)
        assert kept is not None
        assert "".join(kept[1].split()) == words, "to be asked again with a class"


@pytest.mark.django_db
def test_a_class_that_is_suggested_is_asked_with_by_a_click(client: Client) -> None:
    words = {"text": "锂离子电池的隔膜，隔膜与电极之间涂有陶瓷层"}

    before = unescape(client.post("/patents/similar/", words).content.decode())
    after = unescape(
        client.post("/patents/similar/", words | {"classes": "F04D", "add": "H01M"}).content.decode()
    )
    strange = client.post("/patents/similar/", words | {"add": "不是"})

    assert re.search(r'<button[^>]*form="like" name="add" value="H01M">', before)
    assert '<form id="like"' in before
    assert re.search(r'<input[^>]*name="classes" value="F04D H01M"', after)
    assert "和分类号一起找： <code>F04D H01M</code>" in after
    assert "共有的分类" in after
    assert "共有的分类" not in before
    assert strange.status_code == 400


@pytest.mark.django_db
def test_similar_is_found_among_what_a_query_finds(client: Client) -> None:
    words = {"text": "电池管理单元测量车辆电池的各个电芯 battery pump vehicle"}

    def found(**besides: str) -> tuple[int, str]:
        answer = client.post("/patents/similar/", words | besides)
        return answer.status_code, unescape(answer.content.decode())

    wide, narrow = found()[1], found(within="申请人类型=高校")[1]
    assert "/patents/US10000001B2/" in wide
    assert "/patents/CN109996757A/" in narrow
    assert "/patents/US10000001B2/" not in narrow
    assert "<code>申请人类型=高校</code>" in narrow
    linked = unescape(page(client, "/patents/CN109996757A/"))
    address = re.search(r'href="(/patents/similar/\?number=CN109996757A&within=[^"]*)"', linked)
    assert address is not None
    assert "申请人类型=高校 OR 申请人类型=科研单位" in page(client, address[1])
    for wrong, said in (
        ("AT=(", "另须符合的条件第"),
        ("AT=大企业", "没有「大企业」这种类型"),
        ("PN=CN199999999A", "库里没有一件符合"),
        ("TA=a*b", "另须符合的条件第4个字"),
    ):
        status, told = found(within=wrong)
        assert status == 400, wrong
        assert said in told
        assert 'href="#id_within"' in told
        assert words["text"] in told, "nothing that was typed is lost"


@pytest.mark.django_db
def test_all_that_is_wrong_is_said_at_once_and_what_a_file_told_is_kept(client: Client) -> None:
    words = "锂离子电池的隔膜与电极之间涂有陶瓷层"
    document = SimpleUploadedFile("交底书.txt", words.encode())

    wrong = client.post(
        "/patents/similar/", {"document": document, "classes": "锂电池", "within": "AT=大企业"}
    )
    picture = client.post(
        "/patents/similar/",
        {"document": SimpleUploadedFile("图.png", b"\x89PNG\r\n\x1a\n no"), "within": "AT=大企业"},
    )

    told, unread = (unescape(each.content.decode()) for each in (wrong, picture))
    assert (wrong.status_code, picture.status_code) == (400, 400)
    for field in ("id_within", "id_classes"):
        assert f'href="#{field}"' in told
    assert re.search(rf"<textarea[^>]*>\s*{words}\s*</textarea>", told)
    assert "文件里读到的文字已经填在下面" in told
    for field in ("id_within", "id_document"):
        assert f'href="#{field}"' in unread


@pytest.mark.django_db
def test_what_no_text_can_be_read_from_is_refused(client: Client) -> None:
    short = client.post("/patents/similar/", {"text": "电池"})
    picture = client.post(
        "/patents/similar/", {"document": SimpleUploadedFile("图.png", b"\x89PNG\r\n\x1a\n not one")}
    )
    nothing = client.post("/patents/similar/", {})

    assert [each.status_code for each in (short, picture, nothing)] == [400, 400, 400]
    assert "太短" in short.content.decode()
    assert "请写一个专利号码、贴一段文字，或者选一个文件" in nothing.content.decode()


def test_without_an_index_the_page_says_what_to_do(client: Client, settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path

    assert "zhiyun patents reindex" in page(client, "/patents/", status=409)
    assert client.get("/patents/CN109996757A/").status_code == 409


def test_counts_of_very_many_hits_say_that_they_are_about_so_many(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    exact = client.get("/patents/", {"q": "国别=CN"}).content.decode()
    monkeypatch.setattr("zhiyun.gateways.search_engine.asking.COUNTED_WHOLE", 0)
    monkeypatch.setattr(embedded.Tantivy, "_sampled", embedded.Tantivy._at_once)
    about = client.get("/patents/", {"q": "国别=CN"}).content.decode()
    told = client.get("/api/patents/", {"q": "国别=CN"}).json()

    assert "约 " not in exact
    assert "十六分之一" in about
    assert "约 " in about
    assert {each["is_estimate"] for each in told["facets"]["right"]} == {True}


def test_a_page_on_paper_is_dated_by_the_clock_of_the_screens(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhiyun.web.clock.real", lambda: datetime(2031, 3, 1, 17, tzinfo=UTC))

    assert "网页地址（2031-03-02 打开）" in page(client, "/patents/?q=隔膜")


@pytest.mark.parametrize(
    ("typed", "leads"),
    [
        ("演示大学", '申请人="演示大学"'),
        ("隔膜 重庆", '"隔膜" AND 地区=重庆'),
        ("水泵 钢琴", '标题摘要="水泵" OR 标题摘要="钢琴"'),
        ("渝北区", "地区=重庆市渝北区"),
        ("Yubei", 'RG="Yubei District, Chongqing"'),
        ("隔膜 Chongqing", '"隔膜" AND RG="Chongqing"'),
        ("隔膜 渝北区", '"隔膜" AND 地区=重庆市渝北区'),
        ("演示大学 隔膜", '"隔膜" AND 申请人="演示大学"'),
        ("隔膜 演示大学", '"隔膜" AND 申请人="演示大学"'),
        ("重庆 院校 隔膜", '"隔膜" AND 地区=重庆 AND 申请人类型=高校'),
        ("隔膜 university", '"隔膜" AND AT=UNIVERSITY'),
    ],
)
def test_plain_words_that_find_nothing_are_offered_in_the_fields_where_they_stand(
    typed: str, leads: str, client: Client
) -> None:
    nothing = page(client, f"/patents/?q={quote(typed)}")

    assert "没有找到" in nothing
    assert f"<code>{typed}</code><br>网页地址（" in nothing
    assert f"?q={quote(leads, safe='')}" in nothing
    assert "找到 0 件" not in page(client, f"/patents/?q={quote(leads)}")


def test_a_number_that_is_not_here_is_said_to_be_missing(client: Client) -> None:
    nothing = page(client, "/patents/?q=CN109999999A")

    assert "库里没有这个号码" in nothing
    assert "AND 换成 OR" not in nothing
    assert "AND 换成 OR" in page(client, f"/patents/?q={quote('TI=钢琴 AND TI=隔膜')}")


def test_a_list_of_numbers_is_counted_and_those_that_are_missing_are_named(client: Client) -> None:
    some = page(client, "/patents/?q=CN109996757A,CN109999999A;cn109999998a")
    none = page(client, "/patents/?q=CN109999999A CN109999998A")

    assert "读作 3 个号码，每个按公开号和申请号查" in some
    assert "写了3个号码，库里没有其中2个：CN109999999A、CN109999998A" in some
    assert "/patents/CN109996757A/" in some
    assert "库里没有这些号码" in none
    assert "AND 换成 OR" not in none
    assert "库里没有这个号码" not in none


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("AN=CN12345", "“CN12345”有5位"),
        ("AN=201880000003.9", "应为"),
        ("PN=CN10999A", "“CN10999A”有5位数字"),
        ("PN=201880000002X", "是申请号而不是公开（公告）号"),
        ("2018800000039", "应为"),
        ("地区=重庆市渝北区龙溪街道", "「龙溪街道」不是行政区划，查的是重庆市渝北区的地址里写着它的"),
        ("地区=渝北区", "按行政区划查请写重庆市渝北区"),
    ],
)
def test_what_is_asked_otherwise_than_it_reads_is_told(typed: str, said: str, client: Client) -> None:
    assert said in page(client, f"/patents/?q={quote(typed)}")


@pytest.mark.parametrize("typed", ["PN=109996757", "AN=201910000001.1", "地区=重庆市渝北区", "PN=CN1099*"])
def test_of_what_is_asked_as_it_reads_nothing_is_told(typed: str, client: Client) -> None:
    found = page(client, f"/patents/?q={quote(typed)}")

    assert "/patents/CN109996757A/" in found
    assert "不是行政区划" not in found
    assert "位" not in found.split("<main")[1].split('id="filters"')[0]


def test_a_place_among_words_that_find_something_is_offered_as_the_region(client: Client) -> None:
    found = page(client, f"/patents/?q={quote('电池 隔膜 渝北区')}")

    assert "/patents/CN109996757A/" in found
    leads = '"电池" AND "隔膜" AND 地区=重庆市渝北区'
    assert f"?q={quote(leads, safe='')}" in found


def test_a_value_is_ticked_whole_and_more_than_are_answered_are_refused(client: Client) -> None:
    long = "演" * 300
    ticks = "&".join(f"year={year}" for year in range(1980, 2021))

    assert f">申请人 {long} <" in page(client, f"/patents/?q=a&applicant={long}")
    for address in ("/patents/?q=a&", "/patents/landscape/?"):
        assert "一组筛选里最多勾40项" in page(client, f"{address}{ticks}", 409)
    assert page(client, f"/patents/?q=a&{ticks.removesuffix('&year=2020')}")
