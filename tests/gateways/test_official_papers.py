"""Official papers as PDF: every word, every fingerprint, the look that can be measured."""

import dataclasses
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pypdfium2
import pytest

from tests.gateways import paper_samples as samples
from zhiyun.gateways import official_papers as papers

RIGHT_EDGE = 595.3 - 26 * 72 / 25.4


def words(paper: papers.Paper) -> str:
    return "".join(samples.pages(papers.pdf(paper)))


def texts_of(paper: papers.Paper) -> list[str]:
    """Name all texts that were put into a paper, table cells and answers among them."""
    told: list[str] = [paper.title, paper.addressee, *paper.attachments]
    for block in paper.blocks:
        match block:
            case papers.Paragraph() | papers.Heading():
                told.append(block.text)
            case papers.Listing():
                told += [text for item in block.items for text in (item.text.rstrip("；。"), item.citation)]
            case papers.Terms():
                told += [text for row in block.rows for text in row]
            case papers.Table():
                told += [block.caption, *(each.title for each in block.columns)]
                told += [cell for row in block.rows for cell in row]
    return ["".join(text.split()) for text in told]


@pytest.mark.parametrize("made", samples.ALL.values(), ids=samples.ALL.keys())
def test_every_word_that_was_put_in_is_on_the_paper(made: Callable[[], papers.Paper]) -> None:
    paper = made()

    printed = words(paper)

    assert [text for text in texts_of(paper) if text not in printed] == []


@pytest.mark.parametrize("made", samples.ALL.values(), ids=samples.ALL.keys())
def test_equal_papers_are_equal_files_that_name_the_office_and_no_person(
    made: Callable[[], papers.Paper],
) -> None:
    first, second = papers.pdf(made()), papers.pdf(made())

    told = samples.opened(first).get_metadata_dict()
    assert first == second
    assert told["Author"] == samples.OFFICE
    assert told["CreationDate"] == told["ModDate"] == "D:20260228160000Z"
    assert (told["Subject"], told["Keywords"]) == ("", "")
    assert b"pdfaid:part" in first


def test_a_call_tells_its_window_to_the_second_its_correction_clock_and_what_changed() -> None:
    printed = words(samples.call())

    assert "2026年3月2日09时00分00秒" in printed
    assert "2026年3月31日17时00分00秒（北京时间，以服务器时间为准，届时起不再接收）" in printed
    assert "次日起5个工作日，只补正一次" in printed
    assert "本通知为第2版，与上一版相比有下列变更，以本版为准" in printed
    assert "1.在本市注册、具有独立法人资格，近两年无行政处罚（第八条第1项）；" in printed


def test_a_receipt_names_each_of_200_files_with_its_whole_fingerprint() -> None:
    pages = samples.pages(papers.pdf(samples.receipt(200)))

    printed = "".join(pages)
    assert [number for number in range(1, 201) if samples.sm3(str(number)) not in printed] == []
    assert "共200个文件，合计40,980,100字节" in printed
    assert "2026年3月31日16时59分59秒" in printed
    assert len(pages) <= 13
    assert all("SM3指纹对应材料" in page for page in pages[1:-2])


def test_a_return_says_why_by_which_article_until_when_and_that_there_is_only_one() -> None:
    printed = words(samples.correction())

    assert "第3笔的到账日期与银行回单不一致，请核对后更正。第十二条" in printed
    assert "最后一日2026年4月15日" in printed
    assert "补正只有一次，只开放上列部分" in printed


def test_a_refusal_to_accept_lists_all_grounds_and_how_to_object() -> None:
    printed = words(samples.non_acceptance())

    assert "1.登记住所不在本市（第八条第1项）；2.专职人员4人，少于5人（第八条第3项）。" in printed
    assert "5个工作日内，可以书面向我局提出异议" in printed


def test_an_applicants_own_form_has_neither_red_head_nor_imprint() -> None:
    printed = words(samples.application())

    assert "印发" not in printed
    assert samples.LETTERHEAD.number not in printed
    assert "预算说明（未填写）" in printed


@pytest.mark.parametrize("made", [samples.call, samples.receipt])
def test_the_foot_verifies_and_the_imprint_names_copies_office_and_day(
    made: Callable[[], papers.Paper],
) -> None:
    last = samples.pages(papers.pdf(made()))[-1]

    assert f"核验码{samples.VERIFICATION.code}" in last
    assert samples.VERIFICATION.url in last
    assert f"内容指纹（SM3）{samples.VERIFICATION.fingerprint[:32]}核验网址" in last
    assert "抄送：重庆市财政局，各区县知识产权局。重庆市知识产权局2026年3月1日印发" in last


def test_pages_are_numbered_between_dashes() -> None:
    pages = samples.pages(papers.pdf(samples.call()))

    assert [f"—{number}—" in page for number, page in enumerate(pages, 1)] == [True] * len(pages)


@pytest.mark.parametrize("is_demo", [True, False])
def test_a_demonstration_says_so_on_every_page_and_an_office_never(is_demo: bool) -> None:
    paper = samples.paragraph_paper(*["正文。" * 60] * 12, is_demo=is_demo)

    pages = samples.pages(papers.pdf(paper))

    assert len(pages) > 1
    assert ["不具有任何效力" in page for page in pages] == [is_demo] * len(pages)


def boxes(page: pypdfium2.PdfPage) -> list[tuple[float, float, float, float]]:
    return [one.get_bounds() for one in page.get_objects() if one.type == pypdfium2.raw.FPDF_PAGEOBJ_TEXT]


LONG_OFFICE = "重庆市两江新区及重庆高新技术产业开发区知识产权与市场监督管理联合办公室（演示）"


def test_a_long_office_stays_on_one_line_inside_the_text() -> None:
    page = samples.opened(
        papers.pdf(samples.paragraph_paper("正文。", office=LONG_OFFICE, mark=LONG_OFFICE))
    )[0]

    text = page.get_textpage()
    found = text.search(LONG_OFFICE, index=0).get_next()
    assert found is not None
    corners = [text.get_charbox(at) for at in range(found[0], found[0] + found[1])]
    assert max(top for _, _, _, top in corners) - min(bottom for _, bottom, _, _ in corners) < 20
    assert min(left for left, *_ in corners) > 28 * 72 / 25.4
    assert max(right for _, _, right, _ in corners) < RIGHT_EDGE


@pytest.mark.parametrize("made", samples.ALL.values(), ids=samples.ALL.keys())
def test_nothing_stands_outside_the_margins(made: Callable[[], papers.Paper]) -> None:
    paper = made()
    plain = dataclasses.replace(paper, letterhead=dataclasses.replace(paper.letterhead, is_demo=False))

    pages = samples.opened(papers.pdf(plain))

    assert max(right for page in pages for _, _, right, _ in boxes(page)) < RIGHT_EDGE + 1


def test_a_file_name_without_a_space_breaks_inside_its_cell() -> None:
    name = "a" * 180 + ".pdf"
    table = papers.Table((papers.Column("文件名"), papers.Column("大小")), ((name, "1"),))
    paper = papers.Paper(dataclasses.replace(samples.LETTERHEAD, is_demo=False), "演示", (table,))

    content = papers.pdf(paper)

    assert name in "".join(samples.pages(content))
    assert max(right for page in samples.opened(content) for _, _, right, _ in boxes(page)) < RIGHT_EDGE + 1


def test_headings_are_numbered_in_chinese_and_start_again_below_each_other() -> None:
    blocks = (
        papers.Heading("甲"),
        papers.Heading("乙", level=2),
        papers.Heading("丙", level=2),
        papers.Heading("丁"),
        papers.Heading("戊", level=2),
        papers.Heading("己", numbered=False),
    )

    printed = words(papers.Paper(samples.LETTERHEAD, "演示", blocks))

    assert "一、甲（一）乙（二）丙二、丁（一）戊己" in printed


def test_a_paper_without_text_can_still_be_set() -> None:
    assert "演示" in words(papers.Paper(samples.LETTERHEAD, "演示", ()))


def test_days_and_instants_are_written_as_papers_write_them() -> None:
    assert papers.day_text(date(2026, 12, 1)) == "2026年12月1日"
    assert papers.instant_text(datetime(2026, 12, 31, 16, 0, 0, tzinfo=UTC)) == "2027年1月1日00时00分00秒"


def test_the_fingerprint_follows_every_word_and_not_the_place_of_verification() -> None:
    paper = samples.correction()
    elsewhere = dataclasses.replace(paper.letterhead, verification=None)

    assert papers.fingerprint(paper) == papers.fingerprint(dataclasses.replace(paper, letterhead=elsewhere))
    assert papers.fingerprint(paper) != papers.fingerprint(dataclasses.replace(paper, title="补正通知书。"))
    assert len(papers.fingerprint(paper)) == 64


def test_a_second_level_heading_alone_can_be_set_and_read_aloud() -> None:
    content = papers.pdf(papers.Paper(samples.LETTERHEAD, "演示", (papers.Heading("甲", level=2),)))

    assert "（一）甲" in "".join(samples.pages(content))
    assert b"pdfuaid:part" in content


@pytest.mark.parametrize("paragraphs", range(6, 14))
def test_a_signature_never_stands_alone_on_a_page(paragraphs: int) -> None:
    *body, last = (f"第{number}段正文。" for number in range(1, paragraphs + 1))

    pages = samples.pages(papers.pdf(samples.paragraph_paper(*body, last, is_demo=False)))

    signed = next(page for page in reversed(pages) if re.search("局2026年3月1日(?!印发)", page))
    assert "".join(last.split()) in signed


@pytest.mark.parametrize("name", ["演示证明management_rules", "a" * 11, "b_" * 40])
def test_a_long_name_stays_within_its_cell(name: str) -> None:
    receipt = papers.Receipt(
        samples.LETTERHEAD,
        "SB-1",
        "演示单位",
        "91500000MA5DEMO01X",
        "演示申报通知",
        datetime(2026, 3, 31, 8, 59, 59, tzinfo=UTC),
        "演示甲",
        samples.sm3("整份"),
        (papers.FileLine("a.pdf", "PDF", 1, samples.sm3("1"), name),),
    )

    content = samples.opened(papers.pdf(papers.receipt_paper(receipt)))

    told = [page.get_textpage() for page in content]
    rights = [text.get_charbox(at)[2] for text in told for at in range(text.count_chars())]
    assert max(rights) <= RIGHT_EDGE


def test_a_book_has_a_cover_its_headings_with_their_pages_and_its_appendix_behind_the_signature() -> None:
    cover, contents, first, *_, last = samples.pages(papers.pdf(samples.book()))

    assert "检索式H01M" in cover
    assert "总览" not in cover
    assert re.search(r"一、总览\.+3", contents)
    assert re.search(r"附录\.+\d", contents)
    assert "一、总览正文。" in first
    assert "清单。" in last
    assert "2026年3月1日" not in last


def test_a_picture_stands_where_the_text_has_come_to_and_the_sentence_before_it_goes_along() -> None:
    """A tall picture goes on to the next page, and what follows stays behind it."""
    first, second, third = samples.pages(papers.pdf(samples.book()))[2:5]

    assert "图1演示" not in first
    assert second.index("正文。") < second.index("图1演示")
    assert "表1演示" not in first
    assert "数据截至某日。" in second + third


@pytest.mark.parametrize("paragraphs", range(20, 30))
def test_a_sentence_that_leads_to_terms_stands_on_their_page(paragraphs: int) -> None:
    filling = tuple(papers.Paragraph(f"第{number}段。") for number in range(paragraphs))
    terms = papers.Terms((("编制单位", ""), ("编制人", ""), ("结论", "")))

    blocks = (*filling, papers.Paragraph("由编制单位填写："), terms)
    pages = samples.pages(papers.pdf(replace(samples.book(), blocks=blocks)))

    assert [page for page in pages if "由编制单位填写：" in page] == [
        page for page in pages if "编制人" in page
    ]


def test_the_last_rows_of_a_table_stand_with_the_note_under_it() -> None:
    """Thirty rows fill a page to its foot; a note by itself would stand alone on the next."""
    rows = tuple((f"行{at}", f"{at}") for at in range(30))
    table = papers.Table((papers.Column("名称"), papers.Column("件数")), rows, caption="表")
    blocks = (papers.Heading("总览"), table, papers.Note("数据截至某日。"), papers.Paragraph("正文。"))
    pages = samples.pages(papers.pdf(replace(samples.book(), blocks=blocks)))

    noted = next(page for page in pages if "数据截至某日。" in page)
    assert noted.index("行28") < noted.index("行29") < noted.index("数据截至某日。")


def test_a_row_of_a_table_is_not_torn_between_pages() -> None:
    """Each row tells where it begins and ends; the rows' heights are such that a page's end falls within one."""
    rows = tuple((f"首{at:02}" + "演示" * (20 + 7 * (at % 5)) + f"尾{at:02}", f"{at}") for at in range(30))
    table = papers.Table((papers.Column("名称"), papers.Column("件数")), rows, caption="表")
    for lines_before in range(3):
        before = tuple(papers.Paragraph("正文。") for _ in range(lines_before))
        pages = samples.pages(papers.pdf(replace(samples.book(), blocks=(*before, table))))

        for at in range(30):
            beginning, end = (
                [number for number, page in enumerate(pages) if f"{mark}{at:02}" in page] for mark in "首尾"
            )
            assert beginning == end, at


@pytest.mark.parametrize("others", [0, 9])
@pytest.mark.parametrize("is_last", [False, True])
@pytest.mark.parametrize("between", ["演示" * 900, "演示\n" * 80], ids=["in one", "in many short lines"])
def test_a_row_longer_than_a_page_goes_on_to_the_next(between: str, is_last: bool, others: int) -> None:
    """Also as the last row of all, beside which the note under the table stands, and in a short table."""
    row, more = (f"首{between}尾", "1"), (("乙", "2"),) * others
    rows = (*more, row) if is_last else (row, *more)
    table = papers.Table((papers.Column("名称"), papers.Column("件数")), rows, caption="表")
    blocks = (table, papers.Note("数据截至某日。"), papers.Paragraph("正文。"))
    pages = samples.pages(papers.pdf(replace(samples.book(), blocks=blocks)))

    assert sum("演示" in page for page in pages[2:]) > 1
    assert any("尾" in page for page in pages)
    assert any("数据截至某日。" in page for page in pages)


@pytest.mark.parametrize("is_last", [False, True])
def test_a_term_of_many_short_lines_is_printed_whole(is_last: bool) -> None:
    terms, text = (
        papers.Terms((("名称", "首" + "演示\n" * 80 + "尾"), ("乙", "2"))),
        papers.Paragraph("正文。"),
    )
    blocks = (text, terms) if is_last else (terms, text)
    pages = samples.pages(papers.pdf(replace(samples.book(), blocks=blocks)))

    assert any("尾" in page for page in pages)
