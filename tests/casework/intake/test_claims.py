"""A round's claims: what a clerk may write, and every way it can be wrong."""

import pytest

from tests.casework.intake import handed_in
from tests.casework.intake.handed_in import amounts, claim_faults, claimed, csv_of, xlsx_of
from zhiyun.kernel.refusal import Faulty

HEADER = ("申报单位", "运营金额")


@pytest.mark.parametrize(
    ("written", "fen"),
    [
        ("37500000.00", 3_750_000_000),
        ("37500000", 3_750_000_000),
        ("37500000.5", 3_750_000_050),
        ("37,500,000.00", 3_750_000_000),
        ("3750万元", 3_750_000_000),
        ("3,750.5 万元", 3_750_500_000),
        ("0.375亿元", 3_750_000_000),
        ("３７５０００００．００", 3_750_000_000),
        ("３７５０万", 3_750_000_000),
        (" 37500000.00　", 3_750_000_000),
        ("¥37500000.00", 3_750_000_000),
        ("0", 0),
        ("0.01", 1),
        ("100000000000.00", 10**13),
    ],
)
def test_an_amount_is_read_however_it_is_written(written: str, fen: int) -> None:
    assert amounts(claimed(csv_of(HEADER, ("甲", written)))) == {"甲": fen}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "没有填写，请补上"),
        ("  ", "没有填写，请补上"),
        ("-5", "「-5」是负数，金额不能为负"),
        ("－５", "「－５」是负数，金额不能为负"),
        ("1.005", "「1.005」小数超过两位，金额请以元为单位、最多两位小数"),
        ("三千万", "「三千万」不是金额，请写成 37500000.00 或 3750万元"),
        ("1e5", "「1e5」不是金额，请写成 37500000.00 或 3750万元"),
        ("37,50,000", "「37,50,000」不是金额，请写成 37500000.00 或 3750万元"),
        ("5/2", "「5/2」不是金额，请写成 37500000.00 或 3750万元"),
        ("=1+1", "「=1+1」不是金额，请写成 37500000.00 或 3750万元"),
        ("100000000000.01", "「100000000000.01」大得不合常理，请核对单位是元还是万元"),
        ("9" * 400, "「" + "9" * 40 + "…」大得不合常理，请核对单位是元还是万元"),
    ],
)
def test_what_is_no_amount_is_a_fault_of_its_cell(written: str, said: str) -> None:
    assert claim_faults(csv_of(HEADER, ("甲", "5"), ("乙", written))) == [f"第 3 行「运营金额」：{said}"]


@pytest.mark.parametrize(
    "header", ["运营金额（万元）", "运营金额(万元)", "运营金额（单位：万元）", "运营金额/万元"]
)
def test_the_unit_in_the_header_holds_for_cells_without_their_own(header: str) -> None:
    rows = [("甲", "3750"), ("乙", "3,750.123456"), ("丙", "37500000元"), ("丁", "0.375亿元")]

    assert amounts(claimed(csv_of(("申报单位", header), *rows))) == {
        "甲": 3_750_000_000,
        "乙": 3_750_123_456,
        "丙": 3_750_000_000,
        "丁": 3_750_000_000,
    }


def test_a_fraction_of_a_fen_in_wan_is_a_fault() -> None:
    faults = claim_faults(csv_of(("申报单位", "运营金额（万元）"), ("甲", "0.0000001")))

    assert faults == [
        "第 2 行「运营金额（万元）」：「0.0000001万元」小数超过两位，金额请以元为单位、最多两位小数"
    ]


@pytest.mark.parametrize("header", ["运营金额（千元）", "运营金额（美元）", "运营金额（百万元）"])
def test_a_unit_we_do_not_know_is_refused(header: str) -> None:
    [fault] = claim_faults(csv_of(("申报单位", header), ("甲", "5")))

    assert fault == f"申报表：「{header}」的单位认不出，请写成「运营金额（元）」或「运营金额（万元）」"


def test_a_unit_above_the_header_must_move_into_it() -> None:
    [fault] = claim_faults(handed_in.lines(["汇总表,", ",单位：万元", "申报单位,运营金额", "甲,5"]))

    assert fault == "申报表：表头上方写着「单位：万元」，请把单位写进列名，如「运营金额（万元）」"


@pytest.mark.parametrize("above", ["单位：元", "填表日期"])
def test_other_words_above_the_header_change_nothing(above: str) -> None:
    assert amounts(claimed(handed_in.lines([f"{above},", "申报单位,运营金额", "甲,5"]))) == {"甲": 500}


def test_a_unit_above_is_no_matter_when_the_header_names_its_own() -> None:
    content = handed_in.lines(["单位：万元,", "申报单位,运营金额（元）", "甲,5"])

    assert amounts(claimed(content)) == {"甲": 500}


@pytest.mark.parametrize(
    "header",
    [("applicant", "operating_amount"), ("APPLICANT", "Operating_Amount"), ("申报单位*", "运 营 金 额")],
)
def test_columns_go_by_either_name(header: tuple[str, str]) -> None:
    assert amounts(claimed(csv_of(header, ("甲", "5")))) == {"甲": 500}


def test_columns_may_stand_in_any_order_among_others() -> None:
    sheet = claimed(csv_of(("序号", "运营金额", "备注", "申报单位"), ("1", "5", "x", "甲")))

    assert (amounts(sheet), sheet.remarks) == ({"甲": 500}, ("没有用到的列：序号、备注",))


def test_missing_columns_are_named_with_those_that_are_there() -> None:
    assert claim_faults(csv_of(("单位", "金额"), ("甲", "5"))) == [
        "申报表：缺少「申报单位」（applicant）、「运营金额」（operating_amount）列；现有的列：单位、金额"
    ]


def test_a_column_that_stands_twice_is_a_fault() -> None:
    faults = claim_faults(csv_of(("申报单位", "运营金额", "operating_amount"), ("甲", "5", "6")))

    assert faults == ["申报表：「运营金额」和「operating_amount」是同一列，请只保留一列"]


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ("演示甲公司", "演示甲公司"),
        ("演示（集团）公司", "演示(集团)公司"),
        ("演示甲公司", "演示 甲 公司"),
        ("演示甲公司", "演示\u200b甲公司"),
        ("Demo Ａ Co", "DemoA Co"),
        ("11500000MB185477XR", "11500000mb185477xr"),
    ],
)
def test_one_applicant_in_two_rows_is_a_fault_naming_both(first: str, again: str) -> None:
    rows = [(first, "5"), ("演示乙公司", "6"), (again, "7")]

    [fault] = claim_faults(csv_of(HEADER, *rows))

    assert fault.startswith("第 4 行「申报单位」：「")
    assert fault.endswith("」与第 2 行是同一单位，每个单位只能有一行，请合并或更正")


def test_names_are_kept_as_written_but_for_space_around_them() -> None:
    rows = [(" 演示（集团）公司　", "5"), ("演示　乙", "6"), ("=HYPERLINK(1)", "7")]

    assert list(amounts(claimed(csv_of(HEADER, *rows)))) == ["演示（集团）公司", "演示　乙", "=HYPERLINK(1)"]


@pytest.mark.parametrize("name", ["合计", "总计", "小 计", "合计：", "　合计"])
def test_a_row_of_totals_is_refused(name: str) -> None:
    faults = claim_faults(csv_of(HEADER, ("甲", "5"), (name, "5")))

    assert faults == ["第 3 行：是合计行，不是申报内容，请删去这一行后再试"]


def test_a_row_of_totals_told_in_another_column_is_refused_once() -> None:
    faults = claim_faults(csv_of(("序号", *HEADER), ("1", "甲", "5"), ("合计", "", "")))

    assert faults == ["第 3 行：是合计行，不是申报内容，请删去这一行后再试"]


def test_two_rows_of_totals_are_two_faults_and_no_repeated_firm() -> None:
    faults = claim_faults(csv_of(HEADER, ("甲", "5"), ("小计", "5"), ("合计", "5")))

    assert [fault.split("，")[0] for fault in faults] == ["第 3 行：是合计行", "第 4 行：是合计行"]


def test_a_firm_whose_name_begins_like_a_total_is_no_total() -> None:
    assert amounts(claimed(csv_of(HEADER, ("合计科技公司", "5")))) == {"合计科技公司": 500}


@pytest.mark.parametrize("name", ["甲\x1b[31m公司", "甲\x07", "\x01甲"])
def test_control_characters_in_a_name_are_refused(name: str) -> None:
    [fault] = claim_faults(csv_of(HEADER, (name, "5")))

    assert fault.startswith("第 2 行「申报单位」：含有看不见的控制字符（U+00")


def test_a_name_as_long_as_a_page_is_refused() -> None:
    [fault] = claim_faults(csv_of(HEADER, ("甲" * 201, "5")))

    assert fault == "第 2 行「申报单位」：有 201 个字，不像名称，请核对是否少了引号或错了列"


def test_a_wrong_credit_code_is_refused() -> None:
    [fault] = claim_faults(csv_of(HEADER, ("11500000MB185477XA", "5")))

    assert fault == (
        "第 2 行「申报单位」：统一社会信用代码「11500000MB185477XA」校验位不对，请对照营业执照核对"
    )


def test_all_faults_of_all_rows_come_at_once_in_the_order_of_rows() -> None:
    rows = [("", "x"), ("乙", "-1"), ("合计", "3"), ("丁", "4", "5"), ("戊", ""), ("己", "6"), ("己", "7")]

    assert [fault.split("：")[0] for fault in claim_faults(csv_of(HEADER, *rows))] == [
        *("第 2 行「申报单位」", "第 2 行「运营金额」", "第 3 行「运营金额」", "第 4 行", "第 5 行"),
        *("第 6 行「运营金额」", "第 8 行「申报单位」"),
    ]


def test_numbers_of_a_workbook_are_read_to_the_fen() -> None:
    rows = [("甲", 37500000.0), ("乙", 12345678.9), ("丙", 0.01), ("丁", "3750万元")]

    assert amounts(claimed(xlsx_of(HEADER, *rows))) == {
        "甲": 3_750_000_000,
        "乙": 1_234_567_890,
        "丙": 1,
        "丁": 3_750_000_000,
    }


def test_cells_of_a_workbook_that_must_not_be_used_are_faults() -> None:
    rows = [("甲", "=1+1"), ("乙", 123.456), ("丙", True), ("丁", 10**16)]

    assert claim_faults(xlsx_of(HEADER, *rows)) == [
        "第 2 行「运营金额」：此格是公式，请复制后选择性粘贴为数值",
        "第 3 行「运营金额」：「123.456」小数超过两位，金额请以元为单位、最多两位小数",
        "第 4 行「运营金额」：「是」不是金额，请写成 37500000.00 或 3750万元",
        (
            "第 5 行「运营金额」：是超过15位的数字，表格软件已经把末尾几位改成了0；请把该列设为文本格式，再按原件重新录入"
        ),
    ]


def test_formulas_in_columns_nobody_asked_for_do_no_harm() -> None:
    sheet = claimed(xlsx_of(("序号", *HEADER), ("=ROW()-1", "甲", 5)))

    assert amounts(sheet) == {"甲": 500}


def test_a_hundred_thousand_bad_rows_are_told() -> None:
    content = csv_of(HEADER, *((f"演示{row}", "一百") for row in range(100_000)))

    with pytest.raises(Faulty) as refusal:
        claimed(content)

    assert (len(refusal.value.faults), refusal.value.count) == (200, 100_000)
    assert refusal.value.faults[-1].place == "第 201 行「运营金额」"


def test_a_hundred_thousand_rows_of_one_firm_are_told_in_seconds() -> None:
    with pytest.raises(Faulty) as refusal:
        claimed(csv_of(HEADER, *(("演示甲", "5") for _ in range(100_000))))

    assert (len(refusal.value.faults), refusal.value.count) == (200, 99_999)
