"""`zhiyun allocate`: the shares of the year's pot, to the yuan, with articles, readings and reasons."""

from __future__ import annotations

import errno
import json
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Ask
from zhiyun.cli.answers import streamed

SEVEN = {
    "演示甲": ("86,420,000", "1728400.00", "1347030.00", "1347031.00"),
    "演示乙": ("73,115,250.40", "1462305.00", "1139649.00", "1139649.00"),
    "演示丙": ("6199万元", "1239800.00", "966239.00", "966240.00"),
    "演示丁": ("45000000", "900000.00", "701416.00", "701416.00"),
    "演示戊": ("28777777.77", "575555.55", "448560.00", "448560.00"),
    "演示己": ("１５６０万", "312000.00", "243157.00", "243158.00"),
    "演示庚": ("9876543.21", "197530.86", "153945.00", "153946.00"),
}


def claims(directory: Path, amounts: Mapping[str, str], *, encoding: str = "utf-8") -> Path:
    rows = [f'{applicant},"{amount}"' for applicant, amount in amounts.items()]
    file = directory / "演示申报表.csv"
    file.write_bytes("\n".join(["申报单位,运营金额", *rows, ""]).encode(encoding))
    return file


def seven(directory: Path) -> Path:
    return claims(directory, {applicant: told[0] for applicant, told in SEVEN.items()})


def test_a_round_under_the_cap_is_paid_in_full_to_the_yuan(ask: Ask, tmp_path: Path) -> None:
    file = claims(tmp_path, {"演示甲": "37,500,000.00", "演示乙": "12,345,678.90"})

    answer = ask("allocate", file, "--json")

    found = answer.json
    assert (answer.code, answer.err) == (0, "")
    assert [reading["id"] for reading in found.pop("readings")] == ["A7", "A8", "A9"]
    assert found == {
        "measure": "cq_2021_65",
        "cap": "5000000.00",
        "total_operating_amount": "49845678.90",
        "total_entitlement": "996913.57",
        "total_share": "996913.00",
        "unspent": "4003087.00",
        "scaled": False,
        "because": "2家应补合计996,913.57元，未超过年度总额5,000,000.00元，不缩减",
        "remarks": [],
        "rows": [
            {
                "applicant": "演示甲",
                "operating_amount": "37500000.00",
                "entitlement": "750000.00",
                "share": "750000.00",
            },
            {
                "applicant": "演示乙",
                "operating_amount": "12345678.90",
                "entitlement": "246913.57",
                "share": "246913.00",
            },
        ],
    }


@pytest.mark.parametrize(
    ("args", "column", "total", "unspent"),
    [((), 2, "4999996.00", "4.00"), (("--reading", "A9=largest_remainder"), 3, "5000000.00", "0.00")],
    ids=["舍去", "最大余额"],
)
def test_seven_uneven_claims_share_the_pot_pro_rata_in_either_reading(
    ask: Ask, tmp_path: Path, args: tuple[str, ...], column: int, total: str, unspent: str
) -> None:
    found = ask("allocate", seven(tmp_path), "--json", *args).json

    shares = {row["applicant"]: (row["entitlement"], row["share"]) for row in found["rows"]}
    assert shares == {applicant: (told[1], told[column]) for applicant, told in SEVEN.items()}
    assert (found["total_entitlement"], found["total_share"], found["unspent"]) == (
        "6415591.42",
        total,
        unspent,
    )
    assert found["scaled"] is True


@pytest.mark.parametrize(
    ("first", "shares", "scaled"),
    [
        ("150,000,000", ["3000000.00", "2000000.00"], False),
        ("150,000,050", ["3000000.00", "1999999.00"], True),
    ],
    ids=["恰为500万", "超过1元"],
)
def test_exactly_the_cap_is_not_above_it(
    ask: Ask, tmp_path: Path, first: str, shares: list[str], scaled: bool
) -> None:
    found = ask("allocate", claims(tmp_path, {"演示甲": first, "演示乙": "1亿元"}), "--json").json

    assert ([row["share"] for row in found["rows"]], found["scaled"]) == (shares, scaled)


def test_a_smaller_pot_may_be_named_and_a_larger_is_refused_by_article_13(ask: Ask, tmp_path: Path) -> None:
    file = seven(tmp_path)

    smaller = ask("allocate", file, "--cap", "200万元", "--json")
    exact = ask("allocate", file, "--cap", "5000000", "--json")
    larger = ask("allocate", file, "--cap", "5000000.01", "--json")

    assert (smaller.json["cap"], smaller.json["total_share"][:5]) == ("2000000.00", "19999")
    assert exact.code == 0
    assert (larger.code, larger.json["cites"]) == (3, "第十三条")


def test_people_read_a_table_with_the_article_and_the_readings(ask: Ask, tmp_path: Path) -> None:
    told = ask("allocate", claims(tmp_path, {"演示甲": "37,500,000.00", "演示乙单位": "12,345,678.90"})).out

    assert told.startswith(
        "申报单位           运营金额      应补金额      补贴金额\n"
        "----------  ---------------  ------------  ------------\n"
        "演示甲      37,500,000.00元  750,000.00元  750,000.00元\n"
        "演示乙单位  12,345,678.90元  246,913.57元  246,913.00元\n"
    )
    assert "依据      渝知发〔2021〕65号第十三条：2家应补合计996,913.57元" in told
    assert "  A9  分配到多少为止，尾数怎么办：舍去不足1元的部分，余额留存不分（未经确认）\n" in told


def test_explained_each_share_is_reckoned_in_full(ask: Ask, tmp_path: Path) -> None:
    told = ask("allocate", seven(tmp_path), "--explain").out

    assert "符合  第十三条  7家应补合计6,415,591.42元，超过年度总额5,000,000.00元" in told
    assert (
        "  演示甲：86,420,000.00元 × 2% = 1,728,400.00元；1,728,400.00元 × 5,000,000.00元 ÷ 6,415,591.42元，取1,347,030.00元\n"
        in told
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_files_of_either_encoding_give_the_same_answer(ask: Ask, tmp_path: Path, encoding: str) -> None:
    file = claims(tmp_path, {"演示甲": "37,500,000.00"}, encoding=encoding)

    assert ask("allocate", file, "--json").json["rows"][0]["applicant"] == "演示甲"


def test_every_fault_of_the_file_is_told_by_row_and_column(ask: Ask, tmp_path: Path) -> None:
    answer = ask(
        "allocate", claims(tmp_path, {"演示甲": "三千万", "演示乙": "-1", "演示丙": "1.005"}), "--json"
    )

    assert answer.code == 2
    assert answer.json["unlisted"] == 0
    assert [fault["place"] for fault in answer.json["faults"]] == [
        "第 2 行「运营金额」",
        "第 3 行「运营金额」",
        "第 4 行「运营金额」",
    ]
    assert answer.err.startswith("输入有误，共3处：\n  第 2 行「运营金额」：")


def test_no_measure_in_force_is_a_refusal_and_a_missing_file_a_fault(ask: Ask, tmp_path: Path) -> None:
    file = seven(tmp_path)

    early = ask("allocate", file, "--on", "2021-12-31", "--json")
    lapsed = ask("allocate", file, "--on", "2026-06-01", "--reading", "A32=lapsed_after_two_years", "--json")
    missing = ask("allocate", tmp_path / "没有.csv", "--json")

    assert (early.code, lapsed.code, missing.code) == (3, 3, 2)


def test_the_program_itself_answers_from_the_shell(ask_program: Ask, tmp_path: Path) -> None:
    answer = ask_program("allocate", seven(tmp_path), "--json")

    assert (answer.code, answer.err, answer.json["total_share"]) == (0, "", "4999996.00")


def test_a_name_that_would_steer_the_terminal_or_break_json_does_neither(ask: Ask, tmp_path: Path) -> None:
    file = claims(tmp_path, {'"演示""甲\\"': "100.00"})

    assert ask("allocate", file, "--json").json["rows"][0]["applicant"] == '演示"甲\\'
    assert "\x1b" not in ask("allocate", file).out


@pytest.mark.parametrize("rows", [0, 1, 3_999, 4_000, 4_001, 8_001])
def test_a_streamed_list_is_whole_whatever_its_length(rows: int) -> None:
    text = "\n".join(
        streamed({"head": "头"}, {"rows": (f'{{"n": {n}}}' for n in range(rows)), "last": iter(())})
    )

    assert json.loads(text) == {"head": "头", "rows": [{"n": n} for n in range(rows)], "last": []}


def test_the_same_table_is_saved_as_a_workbook_with_articles_and_readings(ask: Ask, tmp_path: Path) -> None:
    out = tmp_path / "结果.xlsx"
    out.write_bytes(b"old")

    answer = ask("allocate", seven(tmp_path), "--out", out)

    workbook = openpyxl.load_workbook(out)
    shares = {row[0]: row[3] for row in workbook["分配结果"].iter_rows(min_row=2, values_only=True)}
    assert (answer.code, answer.err) == (0, f"已另存为 {out}\n")
    assert shares == {applicant: int(told[2].removesuffix(".00")) for applicant, told in SEVEN.items()}
    assert {row[1] for row in workbook["条款和口径"].iter_rows(values_only=True)} >= {
        "第十三条",
        "A7",
        "A8",
        "A9",
    }


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("结果.csv", "请以 .xlsx 结尾"),
        ("没有/结果.xlsx", "不存在，请先建立或换一个位置"),
        ("文件夹.xlsx", "是文件夹，请写到其中的文件"),
    ],
)
def test_a_place_that_cannot_hold_the_workbook_is_told_before_anything_is_answered(
    ask: Ask, tmp_path: Path, name: str, message: str
) -> None:
    (tmp_path / "文件夹.xlsx").mkdir()

    answer = ask("allocate", seven(tmp_path), "--out", tmp_path / name, "--json")

    assert (answer.code, len(answer.json["faults"])) == (2, 1)
    assert answer.json["faults"][0]["message"].endswith(message)


def test_a_formula_in_a_name_stays_a_text(ask: Ask, tmp_path: Path) -> None:
    out = tmp_path / "结果.xlsx"

    ask("allocate", claims(tmp_path, {"=1+1演示": "100.00"}), "--out", out)

    cell = openpyxl.load_workbook(out)["分配结果"]["A2"]
    assert (cell.data_type, cell.value) == ("s", "=1+1演示")


def test_a_workbook_that_cannot_be_written_leaves_nothing_behind(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "内部")

    monkeypatch.setattr(Path, "replace", refuse)
    out = tmp_path / "结果.xlsx"

    answer = ask("allocate", seven(tmp_path), "--out", out, "--json")

    assert answer.code == 2
    assert answer.json["faults"] == [{"place": str(out), "message": "磁盘空间不足，请清理后再试"}]
    assert [path.name for path in tmp_path.iterdir()] == ["演示申报表.csv"]
