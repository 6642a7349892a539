"""Text tables from every office program: encodings, delimiters, quotes and gaps."""

import codecs
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.gateways import paper
from zhiyun.gateways import tables
from zhiyun.kernel.refusal import Faulty

TWO_ROWS = "申报单位,运营金额\r\n演示甲公司,37500000.00\r\n演示乙公司,１２３\r\n"
READ = [(2, ("演示甲公司", "37500000.00")), (3, ("演示乙公司", "１２３"))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_every_encoding_offices_save_in_reads_the_same(encoding: str) -> None:
    assert paper.rows(TWO_ROWS.encode(encoding)) == READ


def test_utf_16_is_read_in_both_byte_orders() -> None:
    little = codecs.BOM_UTF16_LE + TWO_ROWS.encode("utf-16-le")
    big = codecs.BOM_UTF16_BE + TWO_ROWS.encode("utf-16-be")

    assert [paper.rows(little), paper.rows(big)] == [READ, READ]


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_delimiter_and_line_end_reads_the_same(delimiter: str, end: str) -> None:
    text = TWO_ROWS.replace(",", delimiter).replace("\r\n", end)

    assert paper.rows(text.encode()) == READ


def test_a_delimiter_in_the_rows_does_not_change_that_of_the_header() -> None:
    text = "申报单位\t运营金额\n甲,乙,丙;丁,1;2\t5\n"

    assert paper.rows(text.encode()) == [(2, ("甲,乙,丙;丁,1;2", "5"))]


def test_titles_above_the_header_are_kept_apart() -> None:
    text = "2025年度申报汇总表,\n,单位：万元\n申报单位,运营金额\n甲,5\n"

    table = paper.opened(text.encode())

    assert (table.header, table.above) == (("申报单位", "运营金额"), ("2025年度申报汇总表", "单位：万元"))
    assert paper.rows(text.encode()) == [(4, ("甲", "5"))]


def test_blank_lines_are_left_out_but_counted() -> None:
    text = "申报单位,运营金额\n\n甲,5\n,\n  ,\t\n乙,6\n\n"

    assert paper.rows(text.encode()) == [(3, ("甲", "5")), (6, ("乙", "6"))]


def test_quoted_commas_quotes_and_line_ends_belong_to_the_cell() -> None:
    text = '申报单位,运营金额\n"甲""一""\n公司","37,500,000.00"\n乙,6\n'

    assert paper.rows(text.encode()) == [(2, ('甲"一"\n公司', "37,500,000.00")), (3, ("乙", "6"))]


def test_empty_cells_beyond_the_header_are_no_fault() -> None:
    assert paper.rows("申报单位,运营金额,,\n甲,5,,\n乙,6\n".encode()) == [(2, ("甲", "5")), (3, ("乙", "6"))]


def test_rows_that_do_not_fit_the_header_are_all_named() -> None:
    text = "申报单位,运营金额\n甲,37,500,000.00\n乙,5\n丙\n"

    assert paper.faults(text.encode()) == [
        "第 2 行：有 4 格，表头只有 2 格；格里的逗号（如金额的千位逗号）会把一格分成两格，请去掉逗号，或用英文双引号把这一格括起来",
        "第 4 行：只有 1 格，表头有 2 格；请补齐（没有内容的格子也要留出分隔符），并检查文件是否没有传完",
    ]


@pytest.mark.parametrize(
    "text", ['申报单位,运营金额\n甲,5\n"乙,6\n丙,7\n', '申报单位,运营金额\n甲,5\n"乙"x,6\n丙,7\n']
)
def test_quotes_that_do_not_match_are_named_by_row(text: str) -> None:
    mend = "第 3 行：起引号不配对，或一格里的文字过长；格内的英文双引号须写成两个，请核对后再试"

    assert paper.faults(text.encode()) == [mend]


@pytest.mark.parametrize("text", ['"申报单位,运营金额' + "x" * 200_000, "x" * 200_000 + "\n"])
def test_a_first_cell_without_end_is_refused(text: str) -> None:
    assert paper.faults(text.encode())[0].startswith("台账：第 1 行起引号不配对，或一格里的文字过长")


def test_an_unclosed_quote_that_swallows_the_file_is_named_by_row() -> None:
    text = "申报单位,运营金额\n" + "甲,5\n" * 300 + '"乙,6\n' + "丙,7\n" * 100_000

    assert [fault.split("起")[0] for fault in paper.faults(text.encode())] == ["第 302 行："]


@pytest.mark.parametrize(
    "content", [b"", b"\r\n\r\n", b"  \n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE], ids=repr
)
def test_an_empty_file_is_refused(content: bytes) -> None:
    assert paper.faults(content) == ["台账：文件是空的，第一行应是列名，以下逐行是内容"]


@pytest.mark.parametrize("text", ["申报单位,运营金额", "申报单位,运营金额\n\n , \n"])
def test_a_header_without_rows_is_refused(text: str) -> None:
    assert paper.faults(text.encode()) == ["台账：只有表头，没有数据，请在表头下面逐行填写"]


def test_bytes_of_no_known_encoding_are_named_by_line_and_byte() -> None:
    content = "申报单位,运营金额\n甲,5\n".encode() + b"\xff\xfe,6\n"

    [fault] = paper.faults(content)

    assert fault.startswith("台账：第 3 行（全文第 33 字节）起不是 UTF-8、GB18030 或带标记的 UTF-16 文字；")
    assert fault.endswith("请在表格软件中另存为「CSV UTF-8（逗号分隔）」或 .xlsx 后再试")


def test_damaged_utf_8_is_never_taken_for_gb18030() -> None:
    good = ("applicant,operating_amount\n" + "演示甲子公司,5\n" * 12).encode()
    damaged = good[:27] + b"??" + good[29:]
    assert "演示" not in damaged.decode("gb18030")

    assert paper.faults(damaged)[0].startswith("台账：第 2 行（全文第 30 字节）起不是 UTF-8")


def test_a_break_far_inside_a_large_file_is_found_by_byte() -> None:
    good = "申报单位,运营金额\n".encode() + "演示甲公司,5\n".encode() * 200_000
    content = good + b"\x80\n"

    line, byte = 200_002, len(good) + 1
    assert paper.faults(content)[0].startswith(f"台账：第 {line} 行（全文第 {byte} 字节）起不是")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_refused_for_its_empty_characters(encoding: str) -> None:
    assert paper.faults(TWO_ROWS.encode(encoding))[0].startswith("台账：第 1 行")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_an_empty_character_is_refused(encoding: str) -> None:
    fault = paper.faults(TWO_ROWS.replace("甲", "\0").encode(encoding))[0]

    assert (fault[:8], "空字符" in fault) == ("台账：第 2 行", True)


@pytest.mark.parametrize(
    "content", [codecs.BOM_UTF16_LE + b"abc", codecs.BOM_UTF32_LE + b"a\0\0\0"], ids=repr
)
def test_half_characters_and_utf_32_are_refused(content: bytes) -> None:
    assert len(paper.faults(content)) == 1


def test_a_line_without_end_is_refused() -> None:
    assert paper.faults(b"x" * 3_000_000)[0].startswith("台账：有一行超过")


def test_a_header_of_thousands_of_columns_is_refused() -> None:
    assert paper.faults(b"a," * 5000 + b"b\n")[0] == "台账：表头有 5001 列，不像台账，请核对文件"


@pytest.mark.parametrize(
    "content", [b"<html><table>", b"\n <!DOCTYPE html>", b"<?xml version='1.0'?>"], ids=repr
)
def test_a_web_page_named_xls_is_refused(content: bytes) -> None:
    assert paper.faults(content)[0].startswith("台账：内容是网页，只是改了扩展名")


def test_a_hundred_thousand_bad_rows_list_the_first_two_hundred() -> None:
    content = ("申报单位,运营金额\n" + "甲,5,6\n" * 100_000).encode()

    with pytest.raises(Faulty) as refusal:
        paper.rows(content)

    assert [fault.place for fault in refusal.value.faults] == [f"第 {row} 行" for row in range(2, 202)]
    assert (refusal.value.count, refusal.value.unlisted) == (100_000, 99_800)


def test_faults_noted_out_of_order_are_listed_in_the_order_of_rows() -> None:
    faults = tables.FaultList(listed=3)
    for row in [*range(100, 10, -1), 5, 1000]:
        faults.about_row(row, "错")
    faults.about_file("台账", "错")

    with pytest.raises(Faulty) as refusal:
        faults.refuse_if_any()

    assert [fault.place for fault in refusal.value.faults] == ["台账", "第 5 行", "第 11 行"]
    assert refusal.value.count == 93


def test_a_stream_that_cannot_go_back_is_read_too() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    table = tables.open_table(Pipe(TWO_ROWS.encode()), name="台账", knows=paper.knows)

    assert list(table.rows(tables.FaultList())) == READ


CELLS = st.text(alphabet=st.sampled_from('a甲,;\t"\n\r x１'), min_size=1, max_size=6).filter(str.strip)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=600))
def test_whatever_the_csv_module_writes_is_read_back(lines: list[tuple[str, str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([("申报单位", "运营金额"), *lines])

    assert paper.rows(text.getvalue().encode()) == list(enumerate(lines, 2))
