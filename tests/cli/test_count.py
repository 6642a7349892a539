"""`zhiyun count`: which deals of a ledger count, for how much, and why not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.conftest import Ask

HEADER = (
    "编号,申报单位,业务类型,知识产权号,转出方,转入方,是否关联,合同金额,登记日期,登记号,到账日期,到账金额,份额"
)
PLEDGE = "Z1,演示甲,质押融资,ZL2025,演示出质人,演示银行,否,30000000,2025-06-10,Y1"


def ledger(directory: Path, *rows: str) -> Path:
    file = directory / "演示台账.csv"
    file.write_text("\n".join([HEADER, *rows, ""]), "utf-8")
    return file


def partly_drawn(directory: Path) -> Path:
    return ledger(directory, f"{PLEDGE},2025-06-15,18000000,", f"{PLEDGE},2026-02-10,12000000,")


@pytest.mark.parametrize(("year", "counted"), [(2025, "18000000.00"), (2026, "12000000.00"), (2024, "0.00")])
def test_a_partly_drawn_loan_counts_each_drawdown_in_its_own_year(
    ask: Ask, tmp_path: Path, year: int, counted: str
) -> None:
    answer = ask("count", partly_drawn(tmp_path), "--year", year, "--json")

    found = answer.json
    assert answer.code == 0
    assert (found["year"], found["applicants"]) == (year, [{"applicant": "演示甲", "counted": counted}])
    assert found["window"] == {"first_day": f"{year}-01-01", "last_day": f"{year}-12-31"}


def test_a_deal_says_its_outcome_its_reason_and_its_readings(ask: Ask, tmp_path: Path) -> None:
    [deal] = ask("count", partly_drawn(tmp_path), "--year", 2024, "--json").json["deals"]

    assert deal["deal"] == "Z1"
    assert (deal["applicant"], deal["counted"], deal["outcome"]) == ("演示甲", "0.00", "not_met")
    assert "不在本次业绩期间内" in deal["because"]
    assert deal["readings"] == ["A1", "A3"]


def test_by_registration_and_contract_the_loan_counts_once_in_full(ask: Ask, tmp_path: Path) -> None:
    otherwise = ("--reading", "A1=contract", "--reading", "A3=registration", "--json")

    found = [
        ask("count", partly_drawn(tmp_path), "--year", year, *otherwise).json["applicants"][0]["counted"]
        for year in (2025, 2026)
    ]

    assert found == ["30000000.00", "0.00"]


def test_related_parties_are_left_out_with_a_reason_and_counted_in_the_other_reading(
    ask: Ask, tmp_path: Path
) -> None:
    file = ledger(
        tmp_path,
        "T1,演示甲,转让,ZL1,演示甲,演示乙,否,3000000,2025-03-01,R1,2025-03-05,3000000,",
        "T2,演示甲,转让,ZL2,演示甲,演示子公司,是,5000000,2025-03-01,R2,2025-03-05,5000000,",
        "T3,演示甲,转让,ZL3,演示甲,演示丙,,1000000,2025-03-01,R3,2025-03-05,1000000,",
    )

    strict = ask("count", file, "--year", 2025, "--json").json
    loose = ask("count", file, "--year", 2025, "--reading", "A24=included", "--json").json

    assert [(each["counted"], each["outcome"]) for each in strict["deals"]] == [
        ("3000000.00", "met"),
        ("0.00", "not_met"),
        ("0.00", "no_evidence"),
    ]
    assert [reading["id"] for reading in strict["readings"] if reading["id"] == "A24"] == ["A24"]
    assert loose["applicants"] == [{"applicant": "演示甲", "counted": "9000000.00"}]


def test_one_pledge_claimed_twice_is_held_until_split(ask: Ask, tmp_path: Path) -> None:
    def shared(first: str, second: str) -> list[tuple[str, str]]:
        rows = [
            f"P{n},演示{name},质押融资,ZL9,演示出质人,演示银行,否,2000万,2025-03-01,Y9,2025-03-05,2000万,{part}"
            for n, (name, part) in enumerate((("甲", first), ("乙", second)))
        ]
        found: Any = ask("count", ledger(tmp_path, *rows), "--year", 2025, "--json").json
        return [(each["counted"], each["outcome"]) for each in found["deals"]]

    assert shared("", "") == [("0.00", "no_evidence")] * 2
    assert shared("60", "40") == [("12000000.00", "met"), ("8000000.00", "met")]
    assert shared("60", "50") == [("0.00", "not_met")] * 2


def test_people_read_the_totals_then_every_deal(ask: Ask, tmp_path: Path) -> None:
    file = partly_drawn(tmp_path)

    told = ask("count", file, "--year", 2025).out
    explained = ask("count", file, "--year", 2025, "--explain").out

    assert told.startswith("业绩期间 2025-01-01至2025-12-31（渝知发〔2021〕65号）\n")
    assert "演示甲    18,000,000.00元\n" in told
    assert "Z1    演示甲    18,000,000.00元  符合" in told
    assert "A1、A3" in explained
    assert "A1、A3" not in told
    assert "所用口径" in told


def test_a_round_year_gives_the_year_before_by_reading_a2(ask: Ask, tmp_path: Path) -> None:
    file = partly_drawn(tmp_path)

    usual = ask("count", file, "--round-year", 2026, "--json").json
    same = ask("count", file, "--round-year", 2026, "--reading", "A2=round_year", "--json").json

    assert (usual["year"], usual["applicants"][0]["counted"]) == (2025, "18000000.00")
    assert (same["year"], same["applicants"][0]["counted"]) == (2026, "12000000.00")
    assert "A2" in {reading["id"] for reading in usual["readings"]}


def test_a_year_named_leaves_reading_a2_nothing_to_say(ask: Ask, tmp_path: Path) -> None:
    found = ask("count", partly_drawn(tmp_path), "--year", 2025, "--json").json

    assert "A2" not in {reading["id"] for reading in found["readings"]}


def test_a_call_that_names_its_span_needs_no_year(ask: Ask, tmp_path: Path) -> None:
    call = tmp_path / "演示申报通知.toml"
    call.write_text(
        '[round]\nid = "x"\ntitle = "演示"\nmeasure = "cq_2021_65"\nbenefit = "performance_subsidy"\n'
        'document = "演示"\ndated = 2026-06-01\n'
        "[window]\nperformance_from = 2025-06-16\nperformance_before = 2026-06-16\n"
        'closes_on = 2026-06-30\ncites = "一"\n',
        "utf-8",
    )

    found = ask("count", partly_drawn(tmp_path), "--round", call, "--json").json
    year_named = ask("count", partly_drawn(tmp_path), "--round", call, "--year", 2025, "--json").json

    assert found["window"] == {"first_day": "2025-06-16", "last_day": "2026-06-15"}
    assert found["applicants"][0]["counted"] == "12000000.00"
    assert year_named["applicants"][0]["counted"] == "18000000.00"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ((), "没有写。请写业绩年度，如 --year 2025"),
        (("--year", "2025", "--round-year", "2026"), "与 --round-year 只能写一个"),
        (("--year", "二〇二五"), "「二〇二五」不是整数，请填 1985 到 2999 之间的整数"),
    ],
)
def test_the_year_is_named_once(ask: Ask, tmp_path: Path, args: tuple[str, ...], message: str) -> None:
    answer = ask("count", partly_drawn(tmp_path), *args, "--json")

    assert (answer.code, answer.json["faults"]) == (2, [{"place": "--year", "message": message}])


def test_equity_counts_only_when_the_call_lists_it(ask: Ask, tmp_path: Path) -> None:
    call = tmp_path / "演示申报通知.toml"
    call.write_text(
        """
[round]
id = "demo_2026"
title = "2026年度运营绩效补贴（演示）"
measure = "cq_2021_65"
benefit = "performance_subsidy"
document = "演示申报通知"
dated = 2026-06-01

[[kinds]]
kind = "equity"
cites = "二（三）"
""",
        "utf-8",
    )
    file = ledger(tmp_path, "E1,演示甲,作价入股,ZL1,演示甲,演示公司,否,100万,,,2025-03-05,100万,")

    silent = ask("count", file, "--year", 2025, "--json").json
    listed = ask("count", file, "--year", 2025, "--round", call, "--json").json

    assert [each["deals"][0]["counted"] for each in (silent, listed)] == ["0.00", "1000000.00"]


def test_a_call_under_another_measure_is_a_fault(ask: Ask, tmp_path: Path) -> None:
    call = tmp_path / "演示申报通知.toml"
    call.write_text(
        '[round]\nid = "x"\ntitle = "x"\nmeasure = "cq_2024_22"\nbenefit = "performance_subsidy"\n'
        'document = "演示"\ndated = 2026-06-01\n',
        "utf-8",
    )

    answer = ask("count", partly_drawn(tmp_path), "--year", 2025, "--round", call, "--json")

    assert answer.json["faults"] == [
        {
            "place": "round.measure",
            "message": "本轮依据的是「cq_2024_22」，所问的办法是「cq_2021_65」，请核对",
        }
    ]


def test_every_fault_of_the_ledger_is_told(ask: Ask, tmp_path: Path) -> None:
    file = ledger(tmp_path, "Z1,演示甲,抵押,ZL1,甲,乙,也许,1,2025-02-30,Y1,2025-03-01,1,")

    answer = ask("count", file, "--year", 2025, "--json")

    assert answer.code == 2
    assert [fault["place"] for fault in answer.json["faults"]] == [
        "第 2 行「业务类型」",
        "第 2 行「是否关联」",
        "第 2 行「登记日期」",
    ]


CENTRES_HEADER = (
    "申报单位,任务书签订日期,建设期最后一日,延期批准文件,验收合格日期,首次验收不合格日期,再次验收不合格日期"
)


def centres(directory: Path, *rows: str) -> Path:
    file = directory / "演示中心.csv"
    file.write_text("\n".join([CENTRES_HEADER, *rows, ""]), "utf-8")
    return file


@pytest.mark.parametrize(
    ("applied_on", "counted", "outcome"),
    [
        ("2025-03-14", "0.00", "not_met"),
        ("2026-01-04", "0.00", "not_met"),
        ("2026-01-06", "18000000.00", "met"),
    ],
    ids=["建设期最后一日", "期满待验收", "验收合格之后"],
)
def test_an_applicant_under_construction_on_the_day_it_applies_counts_nothing(
    ask: Ask, tmp_path: Path, applied_on: str, counted: str, outcome: str
) -> None:
    funded = centres(tmp_path, "演示甲,2023-03-15,,,2026-01-05,,")

    found = ask(
        "count", partly_drawn(tmp_path), "--year", 2025, "--centres", funded, "--on", applied_on, "--json"
    ).json

    assert [(each["counted"], each["outcome"]) for each in found["deals"]] == [(counted, outcome)]
    assert {"A14", "A15", "A16"} <= {reading["id"] for reading in found["readings"]}


def test_explained_a_bar_shows_its_dates(ask: Ask, tmp_path: Path) -> None:
    funded = centres(tmp_path, "演示甲,2023-03-15,,,,,")

    told = ask(
        "count",
        partly_drawn(tmp_path),
        "--year",
        2025,
        "--centres",
        funded,
        "--on",
        "2024-06-20",
        "--explain",
    ).out

    assert "演示甲：\n不符合  第十四条  2024-06-20申报时在建设期内（2023-03-15至2025-03-14）" in told


def test_task_books_that_cannot_be_are_faults_by_applicant(ask: Ask, tmp_path: Path) -> None:
    funded = centres(
        tmp_path,
        "演示甲,2023-03-15,2027-03-14,,,,",
        "演示乙,2023-03-15,2027-03-14,演示批复,,,",
        "演示丙,2023-03-15,,,2024-01-01,,",
    )

    answer = ask("count", partly_drawn(tmp_path), "--year", 2025, "--centres", funded, "--json")

    assert answer.code == 2
    assert [fault["place"] for fault in answer.json["faults"]] == ["演示甲", "演示丙"]


def test_the_same_rulings_are_saved_as_a_workbook(ask: Ask, tmp_path: Path) -> None:
    out = tmp_path / "结果.xlsx"

    answer = ask("count", partly_drawn(tmp_path), "--year", 2025, "--out", out, "--json")

    workbook = openpyxl.load_workbook(out)
    assert (answer.code, answer.err) == (0, f"已另存为 {out}\n")
    assert workbook.sheetnames == ["逐笔审核", "条款和口径", "各单位合计"]
    assert [cell.value for cell in workbook["逐笔审核"][2]][:5] == [
        "Z1",
        "演示甲",
        "质押融资",
        18000000,
        "符合",
    ]
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".csv", ".xlsx"]
