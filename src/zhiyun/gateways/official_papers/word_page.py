"""The page of a DOCX: its measures, its page numbers, and the mark of a demonstration."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from zhiyun.gateways.official_papers.word_runs import FIRST, HEAD, RED, TEXT, add_run, inside


def set_up_page(document: Document, *, language: str) -> None:
    """Set the page and the ordinary paragraph: A4, 156 x 225 mm of text, 22 lines of 三号仿宋; Latin letters are in ``language``, Chinese ones Chinese."""
    for spoken in document.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), language)
        spoken.set(qn("w:eastAsia"), "zh-CN")
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(22)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = TEXT, Pt(16)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), TEXT)
    spacing = normal.paragraph_format
    spacing.space_before = spacing.space_after = Pt(0)
    spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(28.95)


def add_folio(document: Document, demo: str) -> None:
    """Number the pages — 1 —, outside on each side; every page says ``demo`` if there is something to say."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = side
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(14)
        add_run(paragraph, "— ", HEAD, 14)
        inside(paragraph).append(_page_field())
        add_run(paragraph, " —", HEAD, 14)
    for header in (section.header, section.even_page_header) if demo else ():
        paragraph = header.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        add_run(paragraph, demo, FIRST, 12, color=RED)


def add_contents(document: Document, headings: list[tuple[int, str]]) -> None:
    """List the headings by their levels; Word puts the pages in when it opens the file, others keep the bare list."""
    paragraphs = []
    for level, text in headings:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.left_indent = Pt(24 * (level - 1))
        paragraph.paragraph_format.line_spacing = Pt(19)
        paragraphs.append(paragraph)
        add_run(paragraph, text, TEXT, 12)
    if paragraphs:
        begin = [
            _field_sign("begin", is_dirty=True),
            _instruction(' TOC \\o "1-2" \\u \\h '),
            _field_sign("separate"),
        ]
        first = inside(paragraphs[0])
        for sign in reversed(begin):
            first.insert(1, sign)
        inside(paragraphs[-1]).append(_field_sign("end"))


def _field_sign(kind: str, *, is_dirty: bool = False) -> Any:
    run, sign = OxmlElement("w:r"), OxmlElement("w:fldChar")
    sign.set(qn("w:fldCharType"), kind)
    if is_dirty:
        sign.set(qn("w:dirty"), "true")
    run.append(sign)
    return run


def _instruction(words: str) -> Any:
    run, text = OxmlElement("w:r"), OxmlElement("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = words
    run.append(text)
    return run


def _page_field() -> Any:
    field, run, text = OxmlElement("w:fldSimple"), OxmlElement("w:r"), OxmlElement("w:t")
    field.set(qn("w:instr"), "PAGE")
    text.text = "1"
    run.append(text)
    field.append(run)
    return field
