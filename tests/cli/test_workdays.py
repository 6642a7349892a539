"""`zhiyun workdays`: the contract's keys, both readings, the refusal of an unknown year, the import."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Ask

PAPER_2026 = "https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm"


def test_a_notice_over_the_national_day_ends_on_the_ninth(ask: Ask) -> None:
    answer = ask("workdays", "--from", "2026-09-24", "--count", 5, "--json")

    assert (answer.code, answer.err) == (0, "")
    assert answer.json == {
        "published_on": "2026-09-24",
        "first_counted_day": "2026-09-28",
        "last_day": "2026-10-09",
        "free_from": "2026-10-10",
        "sources": [PAPER_2026],
        "count": 5,
        "readings": [
            {
                "id": "A26",
                "question": "公示5个工作日，公示当日算不算第一日",
                "answer": "first_day_excluded",
                "meaning": "不算，自次一工作日起数满",
                "adopted": True,
                "confirmed": False,
            }
        ],
        "caution": None,
    }


def test_with_the_first_day_counted_it_ends_on_the_eighth(ask: Ask) -> None:
    answer = ask("workdays", "--from", "2026年9月24日", "--count", 5, "--first-day-counts", "--json")

    found = {name: answer.json[name] for name in ("first_counted_day", "last_day", "free_from")}

    assert found == {"first_counted_day": "2026-09-24", "last_day": "2026-10-08", "free_from": "2026-10-09"}


def test_reading_a26_says_the_same_as_the_flag_and_no_other_reading_is_taken(ask: Ask) -> None:
    asked = ("workdays", "--from", "2026-09-24", "--count", 5, "--json")

    flagged, tried = ask(*asked, "--first-day-counts"), ask(*asked, "--reading", "A26=first_day_counts")
    adopted = ask(*asked, "--reading", "A26=first_day_excluded")
    other = ask(*asked, "--reading", "A9=floor_fen")
    both = ask(*asked, "--reading", "A26=first_day_counts", "--reading", "A26=first_day_excluded")

    assert tried == flagged
    assert tried.json["readings"][0]["answer"] == "first_day_counts"
    assert adopted.json["last_day"] == "2026-10-09"
    assert [fault["message"] for fault in other.json["faults"]] == [
        "公示期只涉及口径 A26，与「A9=floor_fen」无关",
    ]
    assert both.json["faults"] == [{"place": "--reading", "message": "口径 A26 写了两种读法，请只留一种"}]


def test_people_read_the_days_with_their_weekdays_and_the_documents(ask: Ask) -> None:
    answer = ask("workdays", "--from", "2026-09-24", "--count", 5)

    assert answer.out == (
        "发布日    2026-09-24 星期四\n"
        "第一天    2026-09-28 星期一\n"
        "最后一天  2026-10-09 星期五，第5个工作日，当日24时前提出的异议有效\n"
        "此后      2026-10-10 星期六起可办理下一步\n"
        "口径      A26 不算，自次一工作日起数满（未经确认）\n"
        f"依据\n  {PAPER_2026}\n"
    )


def test_a_notice_running_into_late_december_carries_a_caution(ask: Ask) -> None:
    answer = ask("workdays", "--from", "2026-12-24", "--count", 5)

    assert answer.code == 0
    assert answer.out.splitlines()[-1].startswith("注意  2027年的节假日安排尚未入库。以往通知曾调整")


def test_a_year_without_its_notice_is_refused_with_what_to_do(ask: Ask) -> None:
    answer = ask("workdays", "--from", "2026-12-31", "--count", 5, "--json")

    told = (
        "2027年的节假日安排（国务院办公厅通知）尚未入库，2027-01-01 是否上班无从判断，不作推算。"
        "通知公布后请执行 zhiyun workdays import 文件 导入，再行计算"
    )
    assert (answer.code, answer.json, answer.err) == (
        3,
        {"refused": told, "cites": None},
        f"不能答复：{told}\n",
    )


def test_what_was_left_out_is_told_at_once(ask: Ask) -> None:
    answer = ask("workdays", "--json")

    assert answer.code == 2
    assert answer.json == {
        "faults": [
            {"place": "--from", "message": "没有写。请写发布日，如 --from 2026-09-24"},
            {"place": "--count", "message": "没有写。请写公示的工作日数，如 --count 5"},
        ],
        "unlisted": 0,
    }


@pytest.fixture
def invented(tmp_path: Path) -> Path:
    """An arrangement for 2027 made up for the test."""
    off = {
        "元旦": ["2027-01-01"],
        "春节": ["2027-02-05", "2027-02-08"],
        "清明节": ["2027-04-05"],
        "劳动节": ["2027-05-01"],
        "端午节": ["2027-06-09"],
        "中秋节": ["2027-09-15"],
        "国庆节": ["2027-10-01", "2027-10-02", "2027-10-03"],
    }
    days = [{"name": name, "date": day, "isOffDay": True} for name, days in off.items() for day in days]
    file = tmp_path / "2027年演示安排.json"
    file.write_text(json.dumps({"year": 2027, "papers": ["演示"], "days": days}, ensure_ascii=False), "utf-8")
    return file


def test_an_imported_notice_is_used_at_once(ask_program: Ask, invented: Path, tmp_path: Path) -> None:
    imported = ask_program("workdays", "import", invented)

    answer = ask_program("workdays", "--from", "2026-12-31", "--count", 5, "--json")

    kept = tmp_path / "home" / "holidays" / "2027.json"
    assert imported == (0, f"已导入2027年的节假日安排：{kept}\n", "")
    assert (answer.code, answer.json["last_day"], answer.json["sources"]) == (
        0,
        "2027-01-08",
        [PAPER_2026, "演示"],
    )


def test_importing_twice_changes_nothing_and_other_content_needs_a_word(ask: Ask, invented: Path) -> None:
    ask("workdays", "import", invented)
    again = ask("workdays", "import", invented)
    invented.write_text(invented.read_text("utf-8").replace("2027-06-09", "2027-06-10"), "utf-8")

    refused = ask("workdays", "import", invented, "--json")
    replaced = ask("workdays", "import", invented, "--replace", "--json")

    differences = ["2027-06-09：原为放假（端午节），现为未列", "2027-06-10：原为未列，现为放假（端午节）"]
    assert again == (0, "2027年的安排已经入库，内容相同，未作改动\n", "")
    assert refused.code == 3
    assert "\n  ".join(differences) in refused.json["refused"]
    assert "--replace" in refused.err
    assert (replaced.code, replaced.json["year"], replaced.json["differences"]) == (0, 2027, differences)


def test_a_faulty_notice_is_told_wholly(ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "空.json"
    file.write_text('{"year": 2027, "papers": [], "days": []}', "utf-8")

    answer = ask("workdays", "import", file)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err == (
        "输入有误，共2处：\n"
        "  papers：没有写明通知出处，请列出国务院办公厅通知的网址或文号，没有出处的安排不予导入\n"
        "  days：没有列出任何一天，请确认文件完整、通知已经公布\n"
    )
