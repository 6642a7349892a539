"""Results as workbooks: what is written is what people and programs read back."""

import datetime as dt
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.gateways import paper
from zhiyun.gateways.tables import Column, Content, Kind, Sheet, TooManyRows, write_workbook
from zhiyun.kernel.money import Money, fen_text, wan

COLUMNS = (Column("申报单位", width=30), Column("运营金额", Kind.MONEY))


def written(*rows: tuple[Content, ...], columns: tuple[Column, ...] = COLUMNS) -> bytes:
    target = io.BytesIO()
    write_workbook(target, [Sheet("分配结果", columns, rows)], title="演示 & 分配")
    return target.getvalue()


def cells(content: bytes) -> list[list[openpyxl.cell.Cell]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    return [list(row) for row in sheet.iter_rows(min_row=2)]


HOSTILE = (
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1", "\n=1", "|calc", "＝1+1", "＋1", "－1", "＠x"),
    *(" =1+1", '"=1+1"', "'=1", "{=1+1}", "http://x/", "mailto:a@b", "internal:A1", "007", "1e5", "_x0041_"),
    *("=cmd|' /C calc'!A0", '=HYPERLINK("http://x")', "<b>&amp;</b>", "\x07\x1b[31m", "𠮷野"),
)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_stays_that_text_whatever_it_begins_with(text: str) -> None:
    content = written((text, None))

    assert paper.rows(content) == [(2, (text.replace("\r\n", "\n"), ""))]
    assert b"<f" not in zipfile.ZipFile(io.BytesIO(content)).read(paper.SHEET)
    assert cells(content)[0][0].data_type in ("s", "inlineStr")


def test_hostile_headers_are_texts_too() -> None:
    content = written(("甲", Money(1)), columns=(Column("=1+1"), Column("@x", Kind.MONEY)))

    assert paper.opened(content).header == ("=1+1", "@x")
    assert b"<f" not in zipfile.ZipFile(io.BytesIO(content)).read(paper.SHEET)


def test_money_is_a_real_number_with_two_decimals_shown() -> None:
    _, amount = cells(written(("甲", wan(3750) + Money(1))))[0]

    assert (amount.data_type, amount.value, amount.number_format) == ("n", 37500000.01, "#,##0.00")


@settings(max_examples=60)
@given(st.lists(st.integers(-(10**15) + 1, 10**15 - 1), min_size=1, max_size=200))
def test_every_amount_below_ten_trillion_yuan_is_read_back_to_the_fen(amounts: list[int]) -> None:
    read = [cells[1] for _, cells in paper.rows(written(*(("甲", Money(fen)) for fen in amounts)))]

    assert [fen_of(text) for text in read] == amounts


def fen_of(text: str) -> int:
    sign = -1 if text.startswith("-") else 1
    whole, _, part = text.lstrip("-").partition(".")
    assert len(part) <= 2
    return sign * (int(whole) * 100 + int(part.ljust(2, "0")))


@pytest.mark.parametrize("fen", [10**15, -(10**15), 2**53 + 1, 10**19 + 7])
def test_an_amount_beyond_the_digits_of_a_spreadsheet_is_written_as_text(fen: int) -> None:
    _, amount = cells(written(("甲", Money(fen))))[0]

    assert (amount.data_type, amount.value) == ("s", fen_text(fen))


def test_days_and_counts_are_real_days_and_numbers() -> None:
    content = written(
        (dt.date(2025, 6, 1), 12_345), columns=(Column("公示日", Kind.DAY), Column("户数", Kind.COUNT))
    )

    day, count = cells(content)[0]

    assert (day.value, day.number_format) == (dt.datetime.fromisoformat("2025-06-01"), "yyyy-mm-dd")
    assert (count.value, count.number_format) == (12_345, "#,##0")


def test_a_text_longer_than_a_cell_is_cut_where_people_see_it() -> None:
    [[text, _]] = cells(written(("由" * 40_000, None)))

    assert text.value == "由" * 32_000 + "……（过长，此处截断）"


def test_more_rows_than_a_sheet_has_are_refused() -> None:
    sheet = Sheet("结果", (Column("申报单位"),), [("甲",)] * 10)

    write_workbook(io.BytesIO(), [sheet], title="演示", most_rows=11)
    with pytest.raises(TooManyRows):
        write_workbook(io.BytesIO(), [sheet], title="演示", most_rows=10)


def test_the_header_stays_in_view_and_on_every_page() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(written(("甲", Money(1))))).worksheets[0]

    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.page_setup.paperSize) == ("A2", "$1:$1", 9)
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.oddHeader.center.text == "演示 && 分配"
    assert sheet.column_dimensions["A"].width == pytest.approx(30, abs=1)


def test_equal_results_are_equal_files() -> None:
    assert written(("甲", Money(1))) == written(("甲", Money(1)))


def test_several_sheets_are_written_in_order() -> None:
    target = io.BytesIO()
    sheets = [Sheet(name, (Column("项目"),), [(name,)]) for name in ("分配结果", "依据与读法")]

    write_workbook(target, sheets, title="演示")

    book = openpyxl.load_workbook(target)
    assert [(sheet.title, sheet["A2"].value) for sheet in book] == [
        ("分配结果", "分配结果"),
        ("依据与读法", "依据与读法"),
    ]
