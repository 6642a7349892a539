"""`zhiyun law`: the contract's keys, articles by any way of writing their number, readings, derived measures."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Ask
from zhiyun import law

MEASURE = law.measure("cq_2021_65")

DISTRICT = """
[measure]
id = "demo_district_2027"
base = "cq_2021_65"
number = "演示区知发〔2027〕1号"
title = "演示区知识产权运营绩效补贴办法（演示）"
authority = "演示区知识产权局"
in_force_from = 2027-01-01
document = "渝知发〔2021〕65号第二十一条"
dated = 2026-12-01

[numbers."13.annual_cap"]
value = "200万元"
cites = "第六条"

[readings.A9]
adopts = "largest_remainder"
cites = "第七条"
"""


@pytest.fixture
def district(tmp_path: Path) -> Path:
    file = tmp_path / "演示区.toml"
    file.write_text(DISTRICT, "utf-8")
    return file


def test_the_measures_known_are_listed_with_their_periods(ask: Ask) -> None:
    answer = ask("law", "list", "--json")

    assert (answer.code, answer.err) == (0, "")
    assert answer.json == [
        {
            "id": "cq_2021_65",
            "number": "渝知发〔2021〕65号",
            "title": "重庆市知识产权运营中心建设经费资助及运营绩效补贴办法（试行）",
            "authority": "重庆市知识产权局",
            "in_force_from": "2022-01-01",
            "in_force_before": None,
            "base": None,
            "cites": None,
            "text_hash": MEASURE.text_hash,
        }
    ]


@pytest.mark.parametrize("number", ["13", "十三", "第十三条", "第13条"])
def test_an_article_is_shown_with_its_words_numbers_readings_and_questions(ask: Ask, number: str) -> None:
    shown = ask("law", "show", number, "--json").json

    assert {name: shown[name] for name in ("measure", "article", "text", "numbers", "lists", "answers")} == {
        "measure": "cq_2021_65",
        "article": 13,
        "text": MEASURE.article(13).text,
        "numbers": {"annual_cap": "5000000.00"},
        "lists": {},
        "answers": ["年度总额如何分配", "从哪一个年度总额支付、每年最多多少", "结清后查明不实怎么办"],
    }
    assert [reading["id"] for reading in shown["readings"]] == ["A7", "A8", "A9", "A19", "A31"]


def test_an_article_of_conditions_shows_the_facts_and_judgements_each_item_needs(ask: Ask) -> None:
    second = ask("law", "show", 8, "--json").json["items"][1]

    assert second == {
        "item": 2,
        "words": "人员配备",
        "facts": ["full_time_staff", "staff"],
        "asks": ["人员配备是否合理"],
    }


def test_without_a_number_all_articles_are_shown(ask: Ask) -> None:
    shown = ask("law", "show", "--json").json

    assert [each["article"] for each in shown] == list(range(1, 24))
    assert [each["text"] for each in shown] == [article.text for article in MEASURE.articles]


def test_people_read_the_article_with_the_readings_they_may_try(ask: Ask) -> None:
    told = ask("law", "show", 13).out

    assert "13.annual_cap  运营绩效补贴每年最高总额：5,000,000.00元（原文“500万元”）" in told
    assert "    现用 A9=floor_yuan：舍去不足1元的部分，余额留存不分\n" in told
    assert "    可试 A9=floor_fen：舍去不足1分的部分，余额留存不分\n" in told


def test_a_reading_tried_shows_as_the_one_in_use(ask: Ask) -> None:
    shown = ask("law", "show", 13, "--reading", "A9=floor_fen", "--json").json

    a9 = next(reading for reading in shown["readings"] if reading["id"] == "A9")
    assert (a9["answer"], a9["adopted"]) == ("floor_fen", "floor_yuan")


@pytest.mark.parametrize("number", ["24", "99"])
def test_an_article_there_is_not_is_refused(ask: Ask, number: str) -> None:
    answer = ask("law", "show", number, "--json")

    assert answer.code == 3
    assert answer.json == {"refused": f"{MEASURE.title}没有第{number}条，共23条", "cites": None}


@pytest.mark.parametrize("number", ["0", "100", "十三点五", "-1"])
def test_what_is_no_articles_number_is_a_fault(ask: Ask, number: str) -> None:
    assert ask("law", "show", "--json", "--", number).code == 2


def test_every_reading_is_listed_with_what_else_it_could_mean(ask: Ask) -> None:
    listed = ask("law", "readings", "--json").json

    assert [each["id"] for each in listed] == [f"A{number}" for number in range(1, 39)]
    a9 = listed[8]
    assert {name: a9[name] for name in ("articles", "question", "adopted", "alternatives", "confirmed")} == {
        "articles": [13],
        "question": "分配到多少为止，尾数怎么办",
        "adopted": "floor_yuan",
        "alternatives": ["largest_remainder", "floor_fen"],
        "confirmed": False,
    }
    assert a9["meanings"]["floor_fen"] == "舍去不足1分的部分，余额留存不分"
    assert ask("law", "readings").out.startswith(
        f"{MEASURE.title}（渝知发〔2021〕65号）：共38条口径，其中38条未经确认\n"
    )


def test_a_day_before_any_measure_is_refused_with_the_periods_known(ask: Ask) -> None:
    answer = ask("law", "show", 13, "--on", "2021-12-31")

    assert (answer.code, answer.out) == (3, "")
    assert answer.err.startswith(
        "不能答复：2021-12-31没有重庆市知识产权局的有效办法。已载入：渝知发〔2021〕65号"
    )
    assert ask("law", "show", 13, "--on", "2022-01-01").code == 0


def test_a_measure_named_is_shown_even_outside_its_period_with_a_word_of_warning(ask: Ask) -> None:
    answer = ask("law", "show", 13, "--measure", "cq_2021_65", "--on", "2021-12-31", "--json")

    assert (answer.code, answer.json["article"]) == (0, 13)
    assert answer.err == "注意：渝知发〔2021〕65号在2021-12-31不在施行期内（2022-01-01起），结果仅供比较\n"


def test_unknown_measures_readings_and_alternatives_are_faults_told_together(ask: Ask) -> None:
    unknown = ask("law", "show", 13, "--measure", "cq_2024_22", "--json")
    tried = ask("law", "show", 13, "--reading", "A9=half_up", "--reading", "A99=x", "--json")
    twice = ask("law", "show", 13, "--reading", "A9=floor_fen", "--reading", "A9=floor_yuan", "--json")
    unwritten = ask("law", "show", 13, "--reading", "A9", "--json")

    assert unknown.json["faults"] == [
        {"place": "--measure", "message": "没有编号为「cq_2024_22」的办法；已载入的有：cq_2021_65"}
    ]
    assert [fault["place"] for fault in tried.json["faults"]] == ["口径 A9", "口径 A99"]
    assert twice.json["faults"] == [{"place": "--reading", "message": "口径 A9 写了两种读法，请只留一种"}]
    assert unwritten.json["faults"][0]["message"].startswith(
        "「A9」请写成 口径=读法，如 A9=largest_remainder"
    )
    assert {each.code for each in (unknown, tried, twice, unwritten)} == {2}


def test_a_districts_file_is_checked_and_shown_beside_its_base(ask: Ask, district: Path) -> None:
    answer = ask("law", "validate", district, "--json")

    assert answer.code == 0
    found = answer.json
    assert (found["measure"], found["base"]) == ("demo_district_2027", "cq_2021_65")
    assert found["changes"] == [
        {
            "article": 13,
            "what": "运营绩效补贴每年最高总额",
            "base": "5,000,000.00元",
            "derived": "2,000,000.00元",
            "cites": "第六条",
        },
        {
            "article": 13,
            "what": "A9 分配到多少为止，尾数怎么办",
            "base": "舍去不足1元的部分，余额留存不分",
            "derived": "舍到整元后，余额按小数部分从大到小逐元补给，不超过本单位应补金额",
            "cites": "第七条",
        },
    ]
    counted = found["scenarios"]
    assert counted["total"] == counted["same"] + len(counted["different"])
    assert counted["different"] != []
    assert ask("law", "validate", district).out.startswith("检查通过：演示区知识产权运营绩效补贴办法（演示）")


def test_a_districts_measure_once_loaded_can_be_asked(ask: Ask, district: Path, tmp_path: Path) -> None:
    loaded = tmp_path / "home" / "measures" / district.name
    loaded.parent.mkdir(parents=True)
    district.rename(loaded)

    listed = [each["id"] for each in ask("law", "list", "--json").json]
    shown = ask("law", "show", 13, "--measure", "demo_district_2027", "--on", "2027-02-01", "--json").json
    again = ask("law", "validate", loaded)

    assert listed == ["cq_2021_65", "demo_district_2027"]
    assert shown["numbers"] == {"annual_cap": "2000000.00"}
    assert again.code == 0


def test_a_loaded_file_with_faults_is_told_by_name(ask: Ask, district: Path, tmp_path: Path) -> None:
    loaded = tmp_path / "home" / "measures" / district.name
    loaded.parent.mkdir(parents=True)
    loaded.write_text(DISTRICT.replace("200万元", "2000亿元"), "utf-8")

    answer = ask("law", "list", "--json")

    assert answer.code == 2
    assert answer.json["faults"][0]["place"].startswith(f"{loaded} numbers")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (DISTRICT.replace('base = "cq_2021_65"', 'base = "cq"'), "measure.base"),
        (DISTRICT + "[numbers.x]\nvalue = 1\n", "numbers.x"),
        (DISTRICT.replace("cites = ", "# "), "numbers.13.annual_cap.cites"),
        ("[measure", "演示区.toml 末尾"),
        ("a = 1\na = 2", "演示区.toml"),
        ("day = 2026-02-30", "演示区.toml"),
    ],
    ids=["没有的办法", "没有的数", "没有依据", "不是TOML", "写了两次", "没有的日期"],
)
def test_a_faulty_districts_file_is_refused_where_it_is_wrong(
    ask: Ask, district: Path, text: str, place: str
) -> None:
    district.write_text(text, "utf-8")

    answer = ask("law", "validate", district, "--json")

    assert answer.code == 2
    assert answer.json["faults"][0]["place"].startswith(place)


def test_a_file_in_another_encoding_is_refused_not_guessed(ask: Ask, district: Path) -> None:
    district.write_bytes(DISTRICT.encode("gb18030"))

    answer = ask("law", "validate", district, "--json")

    assert answer.json["faults"] == [
        {"place": "演示区.toml", "message": "不是 UTF-8 编码的文本，请另存为 UTF-8"}
    ]
