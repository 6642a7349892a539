"""`zhiyun check`: every condition of a benefit heard on one applicant's facts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Ask

FACTS: dict[str, Any] = {
    "registered_in_chongqing": True,
    "legal_person": "是",
    "on_dishonest_list": False,
    "on_abnormal_list": False,
    "fund_fraud_decided": False,
    "full_time_staff": {"value": 5, "as_of": "2026-05-31", "evidence": "社保名单", "sha256": "a" * 64},
    "management_rules": True,
    "benefit_sharing_rules": True,
    "reserve_system": True,
    "matching_system": False,
    "valuation_system": False,
    "typical_cases": 2,
    "construction_funded": False,
}


def judged(*items: int) -> list[dict[str, Any]]:
    return [
        {"article": 8, "item": item, "met": True, "by": "演示审核人", "on": "2026-06-25", "opinion": "符合"}
        for item in items
    ]


def written(directory: Path, **changes: Any) -> Path:
    document = {
        "applicant": "演示单位甲",
        "applied_on": "2026-06-20",
        "closes_on": "2026-06-30",
        "performance_year": 2025,
        "facts": FACTS,
        "judgements": judged(2, 3, 4, 5, 6),
    } | changes
    file = directory / "演示事实.json"
    file.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    return file


def check(ask: Ask, file: Path, *args: object) -> Any:
    return ask("check", file, "--benefit", "performance_subsidy", "--json", *args).json


def test_an_applicant_with_every_fact_and_judgement_meets_every_item(ask: Ask, tmp_path: Path) -> None:
    found = check(ask, written(tmp_path))

    told = {
        name: found[name]
        for name in ("measure", "benefit", "outcome", "applicant", "applied_on", "closes_on")
    }
    assert told == {
        "measure": "cq_2021_65",
        "benefit": "performance_subsidy",
        "outcome": "met",
        "applicant": "演示单位甲",
        "applied_on": "2026-06-20",
        "closes_on": "2026-06-30",
    }
    places = [(each["article"], each["item"], each["outcome"]) for each in found["findings"]]
    assert places == [*((8, item, "met") for item in range(1, 7)), (14, None, "met")]


def test_a_finding_carries_its_facts_with_evidence_and_its_readings(ask: Ask, tmp_path: Path) -> None:
    staff = check(ask, written(tmp_path))["findings"][1]

    assert staff["facts"] == [
        {
            "name": "full_time_staff",
            "label": "专职从事知识产权运营或相关服务的人员数",
            "value": "5人",
            "as_of": "2026-05-31",
            "evidence": "社保名单",
            "sha256": "a" * 64,
        }
    ]
    assert "A21" in staff["readings"]


def test_one_person_fewer_fails_and_an_unsaid_fact_is_no_evidence_not_a_no(ask: Ask, tmp_path: Path) -> None:
    four = check(ask, written(tmp_path, facts=FACTS | {"full_time_staff": 4}))
    unsaid = check(ask, written(tmp_path, facts=FACTS | {"legal_person": None}))
    unsigned = check(ask, written(tmp_path, judgements=judged(2, 3, 4, 5)))

    assert (four["outcome"], four["findings"][1]["outcome"]) == ("not_met", "not_met")
    assert (unsaid["outcome"], unsaid["findings"][0]["outcome"]) == ("no_evidence", "no_evidence")
    assert (unsigned["outcome"], unsigned["findings"][5]["outcome"]) == ("needs_judgement", "needs_judgement")


def test_an_applicant_under_construction_is_barred_by_article_14(ask: Ask, tmp_path: Path) -> None:
    funded = {"construction_funded": True, "task_book_signed_on": "2023-03-15"}

    found = check(
        ask, written(tmp_path, facts=FACTS | funded, applied_on="2024-06-20", closes_on="2024-06-30")
    )

    assert (found["outcome"], found["findings"][-1]["article"]) == ("not_met", 14)
    assert "2023-03-15至2025-03-14" in found["findings"][-1]["because"]


def test_a_roster_is_counted_person_by_person(ask: Ask, tmp_path: Path) -> None:
    people = [{"code": f"{n:03}", "insured_months": ["2026-05", "2026-06"]} for n in range(5)]
    people.append({"code": "006", "engagement": "dispatched", "insured_months": ["2026-06"]})

    found = check(ask, written(tmp_path, facts=FACTS | {"staff": people}))

    assert found["findings"][1]["outcome"] == "met"
    assert {fact["value"] for fact in found["findings"][1]["facts"]} == {"名册6人", "006 劳务派遣不计入"}


def test_facts_may_stand_at_the_top_of_the_file(ask: Ask, tmp_path: Path) -> None:
    beside = check(ask, written(tmp_path, facts={}, **FACTS))

    assert beside["outcome"] == "met"


def test_days_not_stated_fall_on_the_day_asked_about(ask: Ask, tmp_path: Path) -> None:
    found = check(ask, written(tmp_path, applied_on=None, closes_on=None), "--on", "2026-03-01")

    assert (found["applied_on"], found["closes_on"]) == ("2026-03-01", "2026-03-01")


def test_people_read_a_line_an_item_and_with_explain_the_whole_tree(ask: Ask, tmp_path: Path) -> None:
    file = written(tmp_path, facts=FACTS | {"full_time_staff": 4})

    short = ask("check", file, "--benefit", "performance_subsidy").out
    whole = ask("check", file, "--benefit", "performance_subsidy", "--explain").out

    assert "结论      不符合\n" in short
    assert "第八条第2项  不符合  专职人员4人，不足5人\n" in short
    assert "│ ├ 不符合  第八条第2项  专职人员4人，不足5人\n" in whole
    assert "│ │     事实 专职从事知识产权运营或相关服务的人员数：4人\n" in whole
    assert "└ 符合  第十四条  未获建设资助立项，不在建设期内\n" in whole


def test_a_round_adds_its_own_condition(ask: Ask, tmp_path: Path) -> None:
    call = tmp_path / "演示申报通知.toml"
    call.write_text(
        """
[round]
id = "demo_2023"
title = "2023年度运营绩效补贴（演示）"
measure = "cq_2021_65"
benefit = "performance_subsidy"
document = "演示申报通知"
dated = 2023-06-01

[[conditions]]
article = 1
item = 7
words = "近两年未被行政处罚"
predicate = "no_penalty_within_years"
years = 2
""",
        "utf-8",
    )
    days = {"applied_on": "2023-07-01", "closes_on": "2023-07-31"}
    inside = FACTS | {"penalties": [{"decided_on": "2021-07-31"}]}
    outside = FACTS | {"penalties": [{"decided_on": "2021-07-30", "severity": "minor"}]}

    refused = check(ask, written(tmp_path, facts=inside, **days), "--round", call)
    passed = check(ask, written(tmp_path, facts=outside, **days), "--round", call)

    added = next(each for each in refused["findings"] if each["document"])
    assert (added["document"], added["article"], added["item"]) == ("演示申报通知", 1, 7)
    assert (added["outcome"], refused["outcome"], passed["outcome"]) == ("not_met", "not_met", "met")


def test_every_fault_of_a_facts_file_is_told_at_once(ask: Ask, tmp_path: Path) -> None:
    file = written(
        tmp_path,
        applicant=1,
        aplied_on="2026-06-20",
        legal_person=2,
        facts={
            "full_time_staff": "7",
            "staff": [{"code": "a", "engagement": "借调"}, {"code": "a", "insured_months": ["六月"]}],
            "penalties": [{}],
            "typical_cases": {"value": 1, "sha256": "短"},
            "task_book_signed_on": "2023-02-30",
        },
        judgements=[{"article": 8, "item": 9, "met": "也许"}],
    )

    answer = ask("check", file, "--benefit", "performance_subsidy", "--json")

    assert answer.code == 2
    assert [(fault["place"], fault["message"]) for fault in answer.json["faults"]] == [
        ("aplied_on", "没有这个名称，是不是 applied_on、accepted_on"),
        ("applicant", "应为文字，请加引号"),
        ("legal_person.value", "是否具有独立法人资格：应为 true（是）或 false（否）"),
        (
            "facts.full_time_staff.value",
            "专职从事知识产权运营或相关服务的人员数：应为不小于0的整数（不加引号）",
        ),
        ("facts.staff.value 第1项 engagement", "没有「借调」；可用的有：own、partner、dispatched、rehired"),
        ("facts.staff.value 第2项 insured_months", '应为一列月份，如 ["2026-05", "2026-06"]'),
        ("facts.staff.value", "人员代码「a」重复，一人只列一次"),
        ("facts.penalties.value 第1项 decided_on", "缺处罚决定日，请写成 2026-06-30 的样式"),
        ("facts.typical_cases.sha256", "应为64位十六进制的文件指纹"),
        ("facts.task_book_signed_on.value", "任务书签订日：应为真实存在的日期，写成 2026-06-30 的样式"),
        ("judgements 第1项 met", "应为 true（是）或 false（否）"),
        ("judgements 第1项 by", "缺判断人，请填写"),
        ("judgements 第1项 opinion", "缺判断意见，请填写"),
        ("judgements 第1项 on", "缺判断日期，请写成 2026-06-30 的样式"),
        ("judgements 第1项 article", "第八条第9项没有需要判断的条件，请核对条号和项号"),
    ]


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        (b"{", "演示事实.json 第1行第2列", "不是有效的 JSON，请核对此处的标点"),
        (b"[1]", "演示事实.json", "最外层应为 { } 括起的一组事实"),
        (b'{"facts": {"staff": 1, "staff": 2}}', "演示事实.json staff", "同一名称写了两次，请只保留一处"),
        (b'{"a": NaN}', "演示事实.json", "JSON 中有过长的数字或过深的嵌套，请核对"),
        (b"[" * 99_999, "演示事实.json", "JSON 中有过长的数字或过深的嵌套，请核对"),
        ("{'甲'}".encode("gb18030"), "演示事实.json", "不是 UTF-8 编码的文本，请另存为 UTF-8"),
    ],
    ids=["残缺", "不是对象", "重复", "不是数", "过深", "编码"],
)
def test_a_file_that_holds_no_facts_is_refused(
    ask: Ask, tmp_path: Path, content: bytes, place: str, message: str
) -> None:
    file = tmp_path / "演示事实.json"
    file.write_bytes(content)

    answer = ask("check", file, "--benefit", "performance_subsidy", "--json")

    assert (answer.code, answer.json["faults"]) == (2, [{"place": place, "message": message}])


def test_an_unknown_benefit_is_told_with_those_there_are(ask: Ask, tmp_path: Path) -> None:
    answer = ask("check", written(tmp_path), "--benefit", "subsidy", "--json")

    assert answer.code == 2
    assert answer.json["faults"][0]["message"].startswith("没有「subsidy」，可用的有：municipal_centre（")


def test_application_after_its_closing_is_a_fault(ask: Ask, tmp_path: Path) -> None:
    answer = ask(
        "check", written(tmp_path, applied_on="2026-07-01"), "--benefit", "performance_subsidy", "--json"
    )

    assert answer.json["faults"] == [
        {"place": "applied_on", "message": "申报日2026-07-01晚于截止日2026-06-30，请核对"}
    ]


def test_application_on_the_closing_day_is_in_time(ask: Ask, tmp_path: Path) -> None:
    assert check(ask, written(tmp_path, applied_on="2026-06-30"))["outcome"] == "met"


def test_the_day_applied_on_picks_the_measure(ask: Ask, tmp_path: Path) -> None:
    file = written(tmp_path, applied_on="2021-12-31", closes_on="2021-12-31")

    answer = ask("check", file, "--benefit", "performance_subsidy", "--json")
    another_day = ask("check", file, "--benefit", "performance_subsidy", "--on", "2022-01-01", "--json")

    assert (answer.code, another_day.code) == (3, 0)


def test_a_call_gives_the_closing_day_and_the_span_where_the_file_does_not(ask: Ask, tmp_path: Path) -> None:
    call = tmp_path / "演示申报通知.toml"
    call.write_text(
        '[round]\nid = "x"\ntitle = "演示"\nmeasure = "cq_2021_65"\nbenefit = "performance_subsidy"\n'
        'document = "演示"\ndated = 2026-06-01\n'
        "[window]\nperformance_from = 2023-01-01\nperformance_before = 2024-01-01\n"
        'closes_on = 2026-07-31\ncites = "一"\n',
        "utf-8",
    )
    facts = FACTS | {
        "construction_funded": True,
        "task_book_signed_on": "2023-03-15",
        "accepted_on": "2025-06-01",
    }

    found = check(ask, written(tmp_path, facts=facts, closes_on=None, performance_year=None), "--round", call)

    assert found["closes_on"] == "2026-07-31"
    assert found["findings"][-1]["warnings"] == [
        "业绩期间2023-01-01至2023-12-31与建设期2023-03-15至2025-03-14重叠，请复核"
    ]
