"""Results written as workbooks carry the table first, and what it rests on second."""

import io
from collections.abc import Callable
from datetime import date

import openpyxl

from tests.gateways import paper
from zhiyun import law
from zhiyun.casework import workbooks
from zhiyun.kernel.money import wan, yuan
from zhiyun.kernel.period import calendar_year

MEASURE = law.measure("cq_2021_65")


def written(write: Callable[[io.BytesIO], None]) -> openpyxl.Workbook:
    target = io.BytesIO()
    write(target)
    return openpyxl.load_workbook(target)


def allocation() -> law.Allocation:
    claims = law.Claims.of({"=演示甲公司": wan(15_000) + yuan(50), "演示乙公司": wan(10_000)})
    return MEASURE.allocate(claims)


def shares_book() -> openpyxl.Workbook:
    return written(
        lambda target: workbooks.write_allocation(target=target, measure=MEASURE, allocation=allocation())
    )


def ledger_count() -> law.Count:
    paid = law.Payment(date(2025, 6, 1), 1_000_000_05)
    deals = [
        law.Deal("D1", "演示甲公司", law.Kind.TRADE, (paid,), related=False),
        law.Deal("D2", "演示甲公司", law.Kind.TRADE, (paid,), related=True),
    ]
    return MEASURE.count(deals, calendar_year(2025))


def count_book() -> openpyxl.Workbook:
    return written(lambda target: workbooks.write_count(target=target, measure=MEASURE, count=ledger_count()))


def test_shares_are_numbers_beside_names_that_stay_text() -> None:
    sheet = shares_book().worksheets[0]

    assert list(sheet.values) == [
        ("申报单位", "运营金额（元）", "应补金额（元）", "补贴金额（元）"),
        ("=演示甲公司", 150_000_050, 3_000_001, 3_000_000),
        ("演示乙公司", 100_000_000, 2_000_000, 1_999_999),
    ]
    assert sheet["A2"].data_type == "s"
    assert sheet["B2"].number_format == "#,##0.00"


def test_the_second_sheet_names_the_measure_the_articles_and_every_reading_used() -> None:
    rows = list(shares_book().worksheets[1].values)

    assert rows[0] == ("类别", "编号", "内容", "所采口径", "状态")
    assert rows[1][:3] == ("办法", MEASURE.number, MEASURE.title)
    assert rows[2][:3] == ("条文校验", "SHA-256", MEASURE.text_hash)
    assert ("结果", "补贴合计", "4,999,999.00元") in [row[:3] for row in rows]
    assert [row[1:3] for row in rows if row[0] == "条文"] == [
        (MEASURE.article(number).title, MEASURE.article(number).body) for number in (12, 13)
    ]
    assert [(row[1], row[4]) for row in rows if row[0] == "口径"] == [
        (reading, "尚未经解释机关确认") for reading in ("A7", "A8", "A9")
    ]


def test_a_reading_that_was_only_tried_says_so() -> None:
    tried = MEASURE.reading_as({"A9": "largest_remainder"})
    shared = tried.allocate(law.Claims.of({"演示甲公司": wan(3000)}))

    book = written(lambda target: workbooks.write_allocation(target=target, measure=tried, allocation=shared))

    states = {row[1]: row[4] for row in book.worksheets[1].values if row[0] == "口径"}
    assert states == {"A7": "尚未经解释机关确认", "A8": "尚未经解释机关确认", "A9": "试用的其他口径"}


def test_every_ruling_is_written_with_its_reason() -> None:
    header, *rows = count_book().worksheets[0].values

    assert header == ("编号", "申报单位", "业务类型", "计入金额（元）", "结论", "理由", "口径")
    assert [row[:5] for row in rows] == [
        ("D1", "演示甲公司", "其他交易", 1_000_000.05, "符合"),
        ("D2", "演示甲公司", "其他交易", 0, "不符合"),
    ]
    assert rows[1][5].startswith("关联交易不计入")


def test_a_count_ends_with_what_each_applicant_has() -> None:
    book = count_book()

    assert book.sheetnames == ["逐笔审核", "条款和口径", "各单位合计"]
    assert list(book.worksheets[2].values) == [("申报单位", "运营金额（元）"), ("演示甲公司", 1_000_000.05)]


def test_written_shares_can_be_handed_in_again() -> None:
    target = io.BytesIO()
    claims = law.Claims.of({"演示甲公司": yuan(1)})
    workbooks.write_allocation(target=target, measure=MEASURE, allocation=MEASURE.allocate(claims))

    from zhiyun.casework.intake import claims as intake

    sheet = intake.read(stream=target, name="分配结果")

    assert (sheet.claims.applicants, sheet.claims.amounts_fen) == (["演示甲公司"], [100])
    assert paper.opened(target.getvalue()).source == "台账「分配结果」"
