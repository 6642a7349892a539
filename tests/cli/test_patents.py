"""`zhiyun patents`: files in, counts and documents out."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.casework import city
from tests.cli.conftest import Ask
from tests.exchange import shelves
from tests.gateways.analytics import town
from zhiyun.casework.actions import patent_sets
from zhiyun.casework.navigating.seen import SeenPatent
from zhiyun.casework.roles import Role

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


def test_of_several_files_those_that_cannot_be_used_are_all_named_and_the_others_are_in(
    ask: Ask, gazette: Path, tmp_path: Path
) -> None:
    paths = {name: tmp_path / name for name in ("空.csv", "假.xlsx", "危险.xml", "后.csv")}
    paths["空.csv"].write_bytes(b"")
    paths["假.xlsx"].write_bytes(b"\x89PNG\r\n")
    paths["危险.xml"].write_text('<!DOCTYPE a [<!ENTITY x "y">]><exchange-document>&x;</exchange-document>')
    paths["后.csv"].write_text("公开号\nCN109996758A\n")

    brought = ask("patents", "import", paths["空.csv"], gazette, *list(paths.values())[1:])

    assert brought.code == 2
    assert [f"{path}：" in brought.err for path in paths.values()] == [True, True, True, False]
    assert "公报.csv：共 2 条，新增 1 件" in brought.out
    assert "后.csv：共 1 条，新增 1 件" in brought.out
    assert ask("patents", "status", "--json").json["patents"] == 2


def test_claims_are_shown_by_number(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "权利要求.csv"
    path.write_text(
        '公开号,权利要求,权利要求数量\nCN109996757A,"1. 一种演示。\n2. 根据权利要求1所述的演示。",2\n'
    )
    ask("patents", "import", path)

    shown = ask("patents", "show", "CN109996757A", "--json").json

    assert shown["claims"] == ["1. 一种演示。", "2. 根据权利要求1所述的演示。"]
    assert shown["claim_count"] == 2
    assert "权利要求数量" in ask("patents", "show", "CN109996757A").out


def test_applicants_are_counted_as_decided_and_pairs_found(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "申请人.csv"
    path.write_text("公开号,申请人\nCN109996757A,演示甲电池有限公司\nCN109996758A,演示甲电池科技有限公司\n")
    ask("patents", "import", path)

    told = ask("patents", "regroup", "--json")

    assert (told.code, told.json) == (0, {"decisions": 0, "changed": 0, "proposed": 1})
    assert "可能是同一单位的有 1 对" in ask("patents", "regroup").out


def test_people_are_told_in_sentences(ask: Ask, gazette: Path) -> None:
    first, again = ask("patents", "import", gazette), ask("patents", "import", gazette)

    assert "新增 1 件" in first.out
    assert "请运行 zhiyun patents reindex" in first.out
    assert "没有重读" in again.out
    assert "reindex" not in again.out
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
    assert found.json["instead"] == []
    assert ask("patents", "search", "TI=演示材料 AND TI=飞机", "--json").json["instead"] == [
        {"q": "标题=演示材料", "hits": 1}
    ]
    assert ask("patents", "search", "TI=演示材料 AND TI=飞机").out.endswith(
        "这样写找得到：\n  标题=演示材料　1 件\n"
    )


def test_what_is_like_a_number_or_a_text_says_why(ask: Ask, gazette: Path) -> None:
    gazette.write_text(GAZETTE.replace("坏,演示,,", "CN109996758A,演示材料的电池,2019.07.09,演示乙"))
    ask("patents", "import", gazette)
    ask("patents", "reindex", "--words-only")

    by_number = ask("patents", "similar", "CN109996757A", "--json").json
    by_text = ask("patents", "similar", "--text", "a battery of some demonstrated material")

    [like] = by_number["likes"]
    assert (like["publication"], like["by_words"], by_number["model"]) == ("CN109996758A", 100, "")
    assert "也查了另一种语言的词：" in by_text.out
    assert "CN109996758A" in by_text.out
    assert ask("patents", "similar", "CN109996759A").code == 2
    for within, likes in (("申请人类型=个人", by_number["likes"]), ("PN=CN109996757A", [])):
        among = ask("patents", "similar", "CN109996757A", "--within", within, "--json").json
        assert among["likes"] == likes
    none = ask("patents", "similar", "CN109996757A", "--within", "申请人类型=医院")
    assert (none.code, "库里没有一件符合" in none.err) == (2, True)
    assert ask("patents", "similar").code == 2


def test_what_is_like_a_document_before_a_day_and_by_its_classes(
    ask: Ask, gazette: Path, tmp_path: Path
) -> None:
    gazette.write_text(GAZETTE.replace("坏,演示,,", "CN109996758A,演示材料的电池,2019.07.10,演示乙"))
    ask("patents", "import", gazette)
    ask("patents", "reindex", "--words-only")
    need = tmp_path / "需求.txt"
    need.write_text("说明书\n别的话\n权利要求书\n1. 一种演示材料的电池，其特征在于所述电池由演示材料制成。\n")

    def found(*besides: str) -> list[str]:
        answer = ask("patents", "similar", *besides, "--json")
        return [each["publication"] for each in answer.json["likes"]]

    assert set(found("--file", str(need))) == {"CN109996757A", "CN109996758A"}
    assert found("--file", str(need), "--before", "2019-07-10") == ["CN109996757A"]
    assert found("CN109996757A", "--before", "2019-07-10") == []
    wrong = ask("patents", "similar", "--file", str(need), "--classes", "Q99 H01M 一二")
    assert (wrong.code, "Q99" in wrong.err, "一二" in wrong.err) == (2, True, True)
    assert found("--file", str(need), "--classes", "H01M10/0525；H01M") != []
    for refused in (("--file", str(need), "--text", "一段文字"), ("CN109996757A", "--classes", "H01M")):
        assert ask("patents", "similar", *refused).code == 2


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
    assert "其中 1 件没有申请日期，不在图中（共 1 件）" in shown.out
    assert [figure["key"] for figure in read.json["figures"]] == [
        "applicants",
        "applicant-kinds",
        "newcomers",
        "network",
    ]
    assert read.json["figures"][0]["rows"][0]["values"][:2] == ["演示甲", 1]
    (kind,) = read.json["figures"][1]["rows"]
    assert kind == {
        "values": ["个人", 1, "100.0%", 1],
        "asks": "AT=个人",
        "cells_ask": [],
        "is_partial": False,
    }


def test_two_landscapes_are_compared_and_families_may_count_each(ask: Ask, gazette: Path) -> None:
    ask("patents", "import", gazette)

    shown = ask("patents", "landscape", "*", "--with", "*", "--each")
    read = ask("patents", "landscape", "*", "--with", "*", "--json").json

    assert "甲：（整个库），1 件申请（1 份公开文献），数据截至公开日 2019-07-09。" in shown.out
    assert "两边都有的 1 件。" in shown.out
    assert (read["both"], read["one"]["asked"], read["other"]["totals"]["patents"]) == (1, "*", 1)
    assert read["figures"][0]["key"] == "compared-years"


@pytest.mark.parametrize(
    ("words", "faults"),
    [
        ((), 1),
        (("*", "--set", "1"), 1),
        (("*", "--with", "*", "--with-set", "1", "--part", "overview"), 2),
        (("--set", "0"), 1),
    ],
)
def test_what_contradicts_itself_is_refused_with_every_fault(
    ask: Ask, words: tuple[str, ...], faults: int
) -> None:
    refused = ask("patents", "landscape", *words)

    assert refused.code == 2
    assert refused.err.count("--") >= faults


@pytest.mark.django_db
def test_a_set_is_drawn_by_its_number_with_whose_it_is_and_its_corrections(ask: Ask, gazette: Path) -> None:
    by = city.city().seats[Role.PREPARER]
    title = SeenPatent("CN109996757A", "一种防爆的演示材料", "演示甲", None)
    number = patent_sets.fill(
        by=by, organisation=by.organisation_id, name="演示专题", origin="", patents=[title]
    )
    patent_sets.correct(
        by=by, organisation=by.organisation_id, key="k", number=number, phrase="防爆", effect="降低成本"
    )
    gazette.write_text(
        "pub_no,title,pub_date,applicant,ipc\nCN109996757A,一种防爆的演示材料,2019.07.09,演示甲,H01M4/13\n"
    )
    ask("patents", "import", gazette)

    drawn = ask("patents", "landscape", "--set", number, "--part", "effects", "--json").json
    beside = ask("patents", "landscape", "*", "--with-set", number, "--json").json
    none = ask("patents", "landscape", "--set", "999")

    assert (drawn["asked"], drawn["set"], drawn["folded"]) == (None, int(number), 0)
    assert drawn["query"] == f"专题“演示专题（{by.organisation_name}）”"
    assert drawn["figures"][0]["columns"] == ["IPC 小类", "降低成本"]
    assert (beside["other"]["set"], beside["both"]) == (int(number), 1)
    assert (none.code, "没有编号是999的专题" in none.err) == (2, True)


def test_a_family_counts_once_unless_each_is_asked_for(ask: Ask, tmp_path: Path) -> None:
    shelves.put(
        tmp_path / "home", [replace(each, application="", family="演示族") for each in town.patents(4)]
    )

    counted = [
        ask("patents", "landscape", "*", "--part", "overview", "--json", *words).json
        for words in ((), ("--each",))
    ]

    assert [(each["totals"]["patents"], each["folded"]) for each in counted] == [(1, 3), (4, 0)]
