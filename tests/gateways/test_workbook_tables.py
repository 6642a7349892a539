"""Workbooks as people really keep them: titles, several sheets, formulas, merged and hidden cells."""

import datetime as dt

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from tests.gateways import paper
from zhiyun.gateways import tables

HEADER = ["申报单位", "运营金额"]


def test_numbers_come_as_their_shortest_exact_text() -> None:
    numbers: list[object] = [37500000.0, 12345678.9, 0.1, 5, 0, -3, 1e-7, 999_999_999_999_999, 202310123456.7]

    content = paper.sheet_of(HEADER, *(["甲", number] for number in numbers))

    assert [cells[1] for _, cells in paper.rows(content)] == [
        *("37500000", "12345678.9", "0.1", "5", "0", "-3", "1e-07", "999999999999999", "202310123456.7")
    ]


def test_noise_in_a_number_is_not_rounded_away() -> None:
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>申报单位</t></is></c>'
    cell += '<c r="B1" t="inlineStr"><is><t>运营金额</t></is></c></row>'
    cell += '<row r="2"><c r="A2" t="inlineStr"><is><t>甲</t></is></c><c r="B2"><v>0.30000000000000004</v></c></row>'

    content = paper.with_sheet_xml(f"<sheetData>{cell}</sheetData>")

    assert paper.rows(content) == [(2, ("甲", "0.30000000000000004"))]


def test_a_number_of_more_than_fifteen_digits_is_not_believed() -> None:
    content = paper.sheet_of(HEADER, ["甲", 10**15], ["乙", 123456789012345678], ["丙", -(10**15)])

    cells = [cells[1] for _, cells in paper.rows(content)]

    assert all(isinstance(cell, tables.Unreadable) and "超过15位" in cell.why for cell in cells)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (dt.date(2025, 6, 1), "2025-06-01"),
        (dt.datetime.fromisoformat("2025-06-01"), "2025-06-01"),
        (dt.datetime.fromisoformat("2025-06-01 12:30"), "2025-06-01 12:30:00"),
        (True, "是"),
        (False, "否"),
        (dt.time(8, 5), "08:05:00"),
        (" 甲 \n公司", " 甲 \n公司"),
        ("=甲", "=甲"),
        ("００１", "００１"),
    ],
)
def test_values_come_as_a_person_would_type_them(value: object, text: str) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(HEADER)
        cell = sheet.cell(2, 1, value)
        if isinstance(value, str):
            cell.data_type = "s"

    assert paper.rows(paper.workbook(fill)) == [(2, (text, ""))]


def test_days_of_a_workbook_from_an_old_mac_are_the_same_days() -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904

    content = paper.workbook(
        lambda sheet: (sheet.append(HEADER), sheet.append([dt.date(2025, 6, 1)])), book=book
    )

    assert paper.rows(content) == [(2, ("2025-06-01", ""))]


@pytest.mark.parametrize(
    ("value", "shown"), [(0.6, "60%"), (0.07, "7%"), (1, "100%"), (0.333, "33.3%"), (0, "0%"), (-0.5, "-50%")]
)
@pytest.mark.parametrize("number_format", ["0%", "0.00%", '0.0"股"%', "[Red]0%"])
def test_a_share_shown_as_percent_is_read_as_shown(value: float, shown: str, number_format: str) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["申报单位", "份额"])
        sheet.append(["甲", value])
        sheet["B2"].number_format = number_format

    assert paper.rows(paper.workbook(fill)) == [(2, ("甲", shown))]


def test_a_percent_sign_that_is_only_decoration_changes_nothing() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["申报单位", "份额"])
        sheet.append(["甲", 60])
        sheet["B2"].number_format = '0"%"'

    assert paper.rows(paper.workbook(fill)) == [(2, ("甲", "60"))]


def test_titles_above_and_blank_columns_before_the_header_are_passed_over() -> None:
    content = paper.sheet_of(
        ["2025年度汇总表"],
        [],
        [None, None, "单位：万元"],
        [None, *HEADER],
        [None, "甲", 5],
        [],
        [None, "乙", 6],
    )

    table = paper.opened(content)

    assert (table.header, table.above) == (("", *HEADER), ("2025年度汇总表", "单位：万元"))
    assert paper.rows(content) == [(5, ("", "甲", "5")), (7, ("", "乙", "6"))]


def test_notes_to_the_right_of_the_header_are_left_aside() -> None:
    assert paper.rows(paper.sheet_of(HEADER, ["甲", 5, None, "已核"])) == [(2, ("甲", "5"))]


def test_the_first_visible_sheet_with_known_columns_is_read_and_the_others_are_mentioned() -> None:
    book = openpyxl.Workbook()
    book.active.title = "说明"
    book.active.append(["填表说明"])
    for name, amount in (("草稿", 1), ("2025", 2), ("2024", 3)):
        sheet = book.create_sheet(name)
        sheet.append(HEADER)
        sheet.append(["甲", amount])
    book["草稿"].sheet_state = "hidden"

    table = paper.opened(paper.saved(book))

    assert (table.source, table.remarks) == (
        "台账「2025」",
        (
            "只读取了工作表「2025」",
            "工作表「2024」的列名也相符，没有读取",
            "工作表「草稿」是隐藏的，没有读取",
        ),
    )
    assert paper.rows(paper.saved(book)) == [(2, ("甲", "2"))]


def test_a_workbook_without_known_columns_gives_its_first_line_as_header() -> None:
    assert paper.opened(paper.sheet_of([], ["单位", "金额"], ["甲", 5])).header == ("单位", "金额")


@pytest.mark.parametrize("is_hidden", [False, True])
def test_a_workbook_without_visible_content_is_refused(is_hidden: bool) -> None:
    book = openpyxl.Workbook()
    if is_hidden:
        sheet = book.create_sheet("台账")
        sheet.append(HEADER)
        sheet.sheet_state = "veryHidden"

    assert paper.faults(paper.saved(book)) == ["台账：没有可见的、有内容的工作表，请把台账放在可见的工作表里"]


def test_a_sheet_with_only_a_header_is_refused() -> None:
    assert paper.faults(paper.sheet_of(HEADER)) == ["台账「Sheet」：只有表头，没有数据，请在表头下面逐行填写"]


def unreadable(content: bytes) -> dict[tuple[int, int], str]:
    return {
        (row, column): cell.why
        for row, cells in paper.rows(content)
        for column, cell in enumerate(cells)
        if isinstance(cell, tables.Unreadable)
    }


def test_formulas_are_never_used_even_where_a_result_is_stored() -> None:
    def with_result(xml: bytes) -> bytes:
        return xml.replace(b"<f>B2*2</f><v />", b"<f>B2*2</f><v>10</v>")

    content = paper.sheet_of(HEADER, ["甲", 5], ["乙", "=B2*2"], ["=A2", 7])
    content = paper.with_parts(content, {paper.SHEET: with_result})

    assert unreadable(content) == {
        (3, 1): "此格是公式，请复制后选择性粘贴为数值",
        (4, 0): "此格是公式，请复制后选择性粘贴为数值",
    }


def test_every_cell_an_array_formula_fills_is_a_formula() -> None:
    def fill(sheet: Worksheet) -> None:
        for line in (HEADER, ["甲", 1], ["乙", 2], ["丙", 3], ["丁", 4]):
            sheet.append(line)
        sheet["B2"] = openpyxl.worksheet.formula.ArrayFormula("B2:B4", "=ROW(B2:B4)")

    assert set(unreadable(paper.workbook(fill))) == {(2, 1), (3, 1), (4, 1)}


def test_error_values_are_never_used() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(HEADER)
        sheet.append(["甲", "#N/A"])
        sheet["B2"].data_type = "e"

    assert unreadable(paper.workbook(fill)) == {(2, 1): "此格是错误值（如 #N/A、#REF!），请改成实际内容"}


def test_a_merged_range_in_the_rows_is_named_once_and_its_other_cells_are_not_used() -> None:
    def fill(sheet: Worksheet) -> None:
        for line in (["汇总表"], HEADER, ["甲", 1], [None, 2], [None, 3]):
            sheet.append(line)
        sheet.merge_cells("A1:B1")
        sheet.merge_cells("A3:A5")

    why = "A3:A5 是合并单元格，请取消合并并逐行填写"
    assert unreadable(paper.workbook(fill)) == {(3, 0): why, (4, 0): "", (5, 0): ""}


def test_a_range_merged_into_the_header_is_named_at_the_first_row() -> None:
    def fill(sheet: Worksheet) -> None:
        for line in (HEADER, [None, "万元"], ["甲", 2]):
            sheet.append(line)
        sheet.merge_cells("A1:A2")

    assert unreadable(paper.workbook(fill)) == {(2, 0): "A1:A2 是合并单元格，请取消合并并逐行填写"}


def test_hidden_rows_are_a_fault_that_names_them() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(HEADER)
        for row in range(2, 12):
            sheet.append([f"演示{row}", row])
        for row in (3, 5, 6, 7, 11, 500):
            sheet.row_dimensions[row].hidden = True

    assert paper.faults(paper.workbook(fill)) == [
        "第 3、5-7、11 行：共 5 行被隐藏或筛选掉了，不知道该不该算；请取消筛选和隐藏，或删除这些行"
    ]


@pytest.mark.parametrize("mark", ['hidden="1"', 'hidden="true"', 'width="0"', 'width="0.0"'])
def test_hidden_columns_are_told_apart(mark: str) -> None:
    def hide(xml: bytes) -> bytes:
        return xml.replace(
            b"<sheetData>", b'<cols><col min="2" max="2" ' + mark.encode() + b"/></cols><sheetData>"
        )

    content = paper.with_parts(paper.sheet_of([*HEADER, "备注"], ["甲", 5, ""]), {paper.SHEET: hide})

    assert paper.opened(content).hidden == {1}


def test_cells_without_their_own_names_are_counted_from_the_left() -> None:
    cells = "<row>" + "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in HEADER) + "</row>"
    cells += '<row><c t="inlineStr"><is><t>甲</t></is></c><c><f>1+1</f><v>2</v></c></row>'

    assert set(unreadable(paper.with_sheet_xml(f"<sheetData>{cells}</sheetData>"))) == {(2, 1)}


def test_twenty_thousand_rows_keep_their_numbers() -> None:
    content = paper.sheet_of(HEADER, *([f"演示{row}", row] for row in range(2, 20_002)))

    rows = paper.rows(content)

    assert rows == [(row, (f"演示{row}", str(row))) for row in range(2, 20_002)]
