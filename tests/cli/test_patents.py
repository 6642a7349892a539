"""`zhiyun patents`: files in, counts and documents out."""

from pathlib import Path

import pytest

from tests.cli.conftest import Ask

GAZETTE = "pub_no,title,pub_date,applicant\nCN109996757A,演示材料,2019.07.09,演示甲\n坏,演示,,\n"


@pytest.fixture
def gazette(tmp_path: Path) -> Path:
    path = tmp_path / "公报.csv"
    path.write_text(GAZETTE)
    return path


def test_a_file_is_brought_in_counted_and_shown(ask: Ask, gazette: Path) -> None:
    brought = ask("patents", "import", gazette, "--json")
    [told] = brought.json

    assert brought.code == 0
    assert (told["records"], told["added"], told["left_out"], told["faults"]) == (2, 1, 1, 1)
    assert "公报.csv：2 条" in brought.err
    assert ask("patents", "status", "--json").json["counts"] == [
        {"office": "CN", "right": "INVENTION", "patents": 1}
    ]
    assert ask("patents", "show", "cn 109996757 a", "--json").json["title_zh"] == "演示材料"
    [fault] = ask("patents", "faults", told["sm3"][:12], "--json").json
    assert (fault["place"], fault["left_out"]) == ("第 3 行", True)


def test_people_are_told_in_sentences(ask: Ask, gazette: Path) -> None:
    first, again = ask("patents", "import", gazette), ask("patents", "import", gazette)

    assert "新增 1 件" in first.out
    assert "没有重读" in again.out
    assert "专利库有 1 件" in ask("patents", "status").out
    assert "演示材料" in ask("patents", "show", "CN109996757A").out


def test_columns_are_told_before_and_mended_by_an_option(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "导出.csv"
    path.write_text("号码,标题\nCN109996757A,演示\n")

    assert ask("patents", "columns", path, "--json").json == {"号码": None, "标题": "title"}
    assert ask("patents", "import", path).code == 2
    assert ask("patents", "import", path, "--column", "号码=publication").code == 0
    assert ask("patents", "import", path, "--column", "号码").code == 2


def test_a_document_that_is_not_here_is_said_so(ask: Ask) -> None:
    assert ask("patents", "show", "CN109996757A").code == 2
    assert ask("patents", "show", "不是号码").code == 3
    assert ask("patents", "faults", "abc").code == 2


def test_what_is_brought_in_is_found_once_it_is_indexed(ask: Ask, gazette: Path) -> None:
    ask("patents", "import", gazette)
    before = ask("patents", "search", "演示")
    made = ask("patents", "reindex", "--json")
    found = ask("patents", "search", "TI=演示材料", "--json")

    assert (before.code, made.code, found.code) == (3, 0, 0)
    assert "zhiyun patents reindex" in before.err
    assert (made.json["patents"], made.json["is_new"]) == (1, True)
    assert found.json["read"] == "标题=演示材料"
    assert [hit["publication"] for hit in found.json["hits"]] == ["CN109996757A"]
    assert found.json["hits"][0]["passages"] == [{"field": "title_zh", "text": "演示材料", "marks": [[0, 4]]}]
    assert (found.json["total"], found.json["data_on"]) == (1, "2019-07-09")
    assert ask("patents", "status", "--json").json["index"]["is_current"]
    assert "找到 1 件" in ask("patents", "search", "演示材料").out


def test_a_query_with_faults_is_the_input_being_wrong_and_says_where(ask: Ask) -> None:
    ask("patents", "reindex")

    answer = ask("patents", "search", "TI=(机器人 OR")

    assert answer.code == 2
    assert "第4个字" in answer.err
    assert "第11个字" in answer.err


def test_a_landscape_states_its_query_its_day_and_what_is_missing(ask: Ask, gazette: Path) -> None:
    before = ask("patents", "landscape", "*", "--part", "overview")
    ask("patents", "import", gazette)
    shown = ask("patents", "landscape", "*")
    read = ask("patents", "landscape", "*", "--part", "applicants", "--json")

    assert (before.code, shown.code, read.code) == (3, 0, 0)
    assert "数据截至公开日 2019-07-09" in shown.out
    assert "其中 1 件没有申请日，不在图中（共 1 件）" in shown.out
    assert [figure["key"] for figure in read.json["figures"]] == ["applicants", "newcomers", "network"]
    assert read.json["figures"][0]["rows"][0]["values"][:2] == ["演示甲", 1]
