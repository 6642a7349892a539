"""Official papers as DOCX: what an editor opens."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn

from tests.gateways import paper_samples as samples
from zhiyun.gateways import official_papers as papers


def opened(paper: papers.Paper) -> Document:
    return docx.Document(BytesIO(papers.docx(paper)))


def words(document: Document) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.parametrize("made", samples.ALL.values(), ids=samples.ALL.keys())
def test_equal_papers_are_equal_files_that_name_the_office_and_no_person(
    made: Callable[[], papers.Paper],
) -> None:
    content = papers.docx(made())

    kept = docx.Document(BytesIO(content)).core_properties
    assert content == papers.docx(made())
    assert (kept.author, kept.last_modified_by) == (samples.OFFICE, samples.OFFICE)
    assert {entry.date_time for entry in zipfile.ZipFile(BytesIO(content)).infolist()} == {
        (1980, 1, 1, 0, 0, 0)
    }
    assert "docProps/thumbnail.jpeg" not in zipfile.ZipFile(BytesIO(content)).namelist()


def test_a_call_to_be_edited_has_the_words_of_the_printed_one() -> None:
    told = words(opened(samples.call()))

    assert "一、申报事项和依据" in told
    assert "1. 在本市注册、具有独立法人资格，近两年无行政处罚（第八条第1项）；" in told
    assert "2026年3月2日09时00分00秒（北京时间，以服务器时间为准）" in told
    assert "附件：1. 知识产权运营绩效补贴申报书" in told
    assert "2026年3月1日印发" in told


def test_the_page_and_the_faces_are_the_standards_ones() -> None:
    document = opened(samples.call())

    section = document.sections[0]
    assert (round(section.top_margin.mm), round(section.left_margin.mm)) == (37, 28)
    faces = {
        run.text: run.element.rPr.rFonts.get(qn("w:eastAsia"))
        for paragraph in document.paragraphs
        for run in paragraph.runs
    }
    assert faces["重庆市知识产权局文件"] == "方正小标宋简体"
    assert faces["二、申报条件"] == "黑体"
    assert faces["渝知演示〔2026〕18号"] == "仿宋_GB2312"


def test_numbers_stand_right_and_a_long_tables_head_is_repeated() -> None:
    document = opened(samples.receipt(40))

    files = document.tables[-1]
    assert files.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert files.rows[1].cells[3].paragraphs[0].alignment == docx.enum.text.WD_ALIGN_PARAGRAPH.RIGHT
    assert files.rows[40].cells[4].text.replace("\n", "") == samples.sm3("40")


@pytest.mark.parametrize("is_demo", [True, False])
def test_a_demonstration_says_so_on_every_page(is_demo: bool) -> None:
    section = opened(samples.paragraph_paper("正文。", is_demo=is_demo)).sections[0]

    told = [header.paragraphs[0].text for header in (section.header, section.even_page_header)]
    assert ["不具有任何效力" in text for text in told] == [is_demo, is_demo]


def test_what_can_be_edited_is_not_offered_for_verification() -> None:
    told = words(opened(samples.call()))

    assert samples.VERIFICATION.code not in told
    assert "不供核验" in told


def test_a_picture_is_not_cut_to_a_line_and_word_is_asked_to_number_the_contents() -> None:
    document = opened(samples.book())

    drawn = next(each for each in document.paragraphs if each._p.xpath(".//pic:pic"))
    told = [each.text for each in document.paragraphs]
    assert drawn.paragraph_format.line_spacing_rule == WD_LINE_SPACING.SINGLE
    assert 'TOC \\o "1-2"' in document.element.xml
    assert "图1　演示" in told
    rows = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in document.tables[-1].rows]
    assert rows == [None, True, True], "the last rows stand with their note"
    assert "一、总览" in told[: told.index("正文。")]
