"""The measure on the screen: every article with its own words, its numbers, readings and questions."""

import html
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from zhiyun import law

MEASURE = law.measure("cq_2021_65")
HOME = "/law/cq-2021-65/"

DISTRICT = """
[measure]
id = "demo_district"
base = "cq_2021_65"
number = "演示发〔2026〕1号"
title = "演示区知识产权运营补贴办法"
authority = "演示区知识产权局"
in_force_from = 2026-01-01
document = "渝知发〔2021〕65号第二十一条"
dated = 2025-12-01
[numbers."13.annual_cap"]
value = "200万元"
cites = "演示区办法第五条"
[readings.A9]
adopts = "largest_remainder"
cites = "演示区办法第六条"
"""


def words(page: str) -> str:
    """Give what a reader reads, without marks and white space."""
    return "".join(html.unescape(re.sub(r"<[^>]+>", "", page)).split())


@pytest.mark.parametrize("article", MEASURE.articles, ids=lambda article: article.title)
def test_every_article_stands_in_its_own_words(client: Client, article: law.Article) -> None:
    page = client.get(f"{HOME}{article.number}/").content.decode()

    text = page.partition('<section class="article-text"')[2].partition(">")[2].partition("</section>")[0]
    assert words(text) == "".join(article.body.split())


@pytest.mark.parametrize(
    "article", [a for a in MEASURE.articles if a.numbers], ids=lambda article: article.title
)
def test_every_number_leads_from_its_words_to_its_meaning_and_back(
    client: Client, article: law.Article
) -> None:
    page = client.get(f"{HOME}{article.number}/").content.decode()

    for number in article.numbers:
        words_link = (
            f'<a class="words" id="words-{number.name}" href="#number-{number.name}">{number.words}</a>'
        )
        assert page.count(words_link) == 1
        assert page.count(f'<tr id="number-{number.name}">') == 1
        assert f'href="#words-{number.name}"' in page


@pytest.mark.parametrize("article", MEASURE.articles, ids=lambda article: article.title)
def test_every_reading_and_question_stands_beside_its_article(client: Client, article: law.Article) -> None:
    page = client.get(f"{HOME}{article.number}/").content.decode()

    for choice in MEASURE.readings_of(article.number):
        assert choice.reading.question in html.unescape(page)
        assert choice.meaning in html.unescape(page)
    for item in article.items:
        for question in item.questions():
            assert question.asks in page


def test_the_whole_measure_stands_on_one_page(client: Client) -> None:
    page = client.get(HOME).content.decode()

    read = words(page)
    assert [a.title for a in MEASURE.articles if "".join(a.body.split()) not in read] == []
    assert MEASURE.text_hash in page


def test_words_are_found_and_marked(client: Client) -> None:
    page = client.get(HOME, {"q": "宽限期"}).content.decode()

    assert "<mark>宽限期</mark>" in page
    assert re.findall(r'<li id="a(\d+)"', page) == ["15"]


def test_a_search_without_hits_says_what_to_do(client: Client) -> None:
    page = client.get(HOME, {"q": "<b>月亮</b>"}).content.decode()

    assert "办法里没有“&lt;b&gt;月亮&lt;/b&gt;”" in page
    assert "换一个词再找" in page


def test_every_reading_is_listed_with_what_else_it_could_mean(client: Client) -> None:
    page = html.unescape(client.get(f"{HOME}readings/").content.decode())

    for choice in MEASURE.readings:
        assert choice.reading.question in page
        assert [meaning for meaning in choice.reading.options.values() if meaning not in page] == []
        assert choice.reading.basis in page
    assert page.count("未经确认</span>") == len(MEASURE.readings)


def test_readings_can_be_narrowed_to_an_article(client: Client) -> None:
    page = client.get(f"{HOME}readings/", {"article": "13"}).content.decode()

    shown = re.findall(r'<article class="note" id="(A\d+)"', page)
    assert shown == [choice.reading.id for choice in MEASURE.readings_of(13)]


@pytest.mark.parametrize("asked", ["x", "-1", "99", "１３", "1" * 500])
def test_a_filter_nobody_understands_is_no_error(client: Client, asked: str) -> None:
    assert client.get(f"{HOME}readings/", {"article": asked}).status_code == 200


@pytest.mark.parametrize(
    "address", [f"{HOME}0/", f"{HOME}24/", "/law/no-such/", "/law/no-such/1/", "/law/no-such/readings/"]
)
def test_an_article_or_measure_nobody_made_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.fixture
def measures_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place of our own for measures an office has loaded."""
    environment = type("Home", (), {"home": tmp_path})()
    monkeypatch.setattr(settings, "ENVIRONMENT", environment)
    (tmp_path / "measures").mkdir()
    return tmp_path / "measures"


def test_a_district_stands_beside_its_base(client: Client, measures_dir: Path) -> None:
    (measures_dir / "district.toml").write_text(DISTRICT, encoding="utf-8")

    listed = client.get("/law/").content.decode()
    page = client.get("/law/demo-district/").content.decode()
    article = client.get("/law/demo-district/13/").content.decode()

    rows = re.findall(r"<td>([^<]*)</td><td><strong>([^<]*)</strong></td>", page)
    assert "演示区知识产权运营补贴办法" in listed
    assert rows[0] == ("5,000,000.00元", "2,000,000.00元")
    assert rows[1][0].startswith("舍去不足1元")
    assert rows[1][1].startswith("舍到整元后")
    assert "2,000,000.00元" in article


def test_a_faulty_file_is_named_and_the_rest_stays_readable(client: Client, measures_dir: Path) -> None:
    (measures_dir / "broken.toml").write_text("[measure]\nid = ", encoding="utf-8")

    listed = client.get("/law/").content.decode()

    assert "有文件没有收录" in listed
    assert "broken.toml" in listed
    assert "渝知发〔2021〕65号" in listed
