"""Papers as DOCX, for those who still edit them: the same words and order, faces named by the standard."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any, Final

import docx as python_docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from zhiyun.gateways.official_papers.arranged import arranged
from zhiyun.gateways.official_papers.characters import printable
from zhiyun.gateways.official_papers.paper import Paper
from zhiyun.gateways.official_papers.pixels import png
from zhiyun.gateways.official_papers.word_page import add_contents, add_folio, set_up_page
from zhiyun.gateways.official_papers.word_runs import (
    ALIGNMENTS,
    FIRST,
    HEAD,
    RED,
    SECOND,
    TEXT,
    add_code,
    add_run,
    draw_line,
    inside,
)
from zhiyun.gateways.official_papers.wording import demo_words

THREE: Final = 16.0
FIVE: Final = 10.5
SMALL: Final = 9.0
MANY_COLUMNS: Final = 6
"""A table of so many columns is set a size smaller, as in the PDF."""
BODY_POINTS: Final = 442
LAST_ROWS: Final = 2
"""Rows of a table that stand with the note under it."""
HIGHEST: Final = Mm(190)
"""A picture's height: its caption must stand on the same page."""
_PACKED_AT: Final = (1980, 1, 1, 0, 0, 0)
_WORKING_COPY: Final = "本件为可编辑稿，不供核验；正式文本以可核验的 PDF 为准。"
_WORKING_COPY_IN_ENGLISH: Final = "A copy to edit, not to verify."


def docx(paper: Paper) -> bytes:
    """Write ``paper`` as an editable DOCX; equal papers make equal files, and all text is text.

    It names faces and carries none. It has no verification block: what can be edited cannot be verified.
    """
    words = arranged(paper, printable)
    document = python_docx.Document()
    _drop_thumbnail(document)
    set_up_page(document, language="en-GB" if paper.language == "en" else "zh-CN")
    _write_properties(document, words, paper)
    add_folio(
        document,
        demo_words(paper.language, is_invented=paper.letterhead.is_invented) if words["is_demo"] else "",
    )
    if words["is_issued"]:
        _write_head(document, words)
    _write_title(document, words)
    if "cover" in words:
        _write_cover(document, words, is_english=paper.language == "en")
    _write_blocks(document, words["blocks"])
    _write_attachments(document, words["attachments"])
    _write_signature(document, words)
    if words.get("appendix"):
        _break_page(document)
        _write_blocks(document, words["appendix"])
    _write_foot(document, words, _WORKING_COPY_IN_ENGLISH if paper.language == "en" else _WORKING_COPY)
    return _packed(document)


def _drop_thumbnail(document: Document) -> None:
    """Part from the picture of another document that the library's blank one carries."""
    relations = document.part.package.rels
    for name in [name for name, relation in relations.items() if relation.reltype == RT.THUMBNAIL]:
        del relations[name]


def _write_properties(document: Document, words: dict[str, Any], paper: Paper) -> None:
    day = paper.letterhead.dated
    at = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the format keeps it without a zone
    kept = document.core_properties
    kept.title = words["title"].replace("\n", "")[:255]
    kept.author = kept.last_modified_by = words["office"][:255]
    kept.comments = (
        demo_words(paper.language, is_invented=paper.letterhead.is_invented) if words["is_demo"] else ""
    )
    kept.language, kept.revision = "en-GB" if paper.language == "en" else "zh-CN", 1
    kept.created = kept.modified = at


def _line(document: Document, *, indent: bool = False) -> Paragraph:
    paragraph = document.add_paragraph()
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(2 * THREE)
    return paragraph


def _centred(document: Document, text: str, face: str, size: float, *, red: bool = False) -> Paragraph:
    paragraph = _line(document)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    add_run(paragraph, text, face, size, color=RED if red else None)
    return paragraph


def _write_head(document: Document, words: dict[str, Any]) -> None:
    mark = words["mark"]
    size = max(8.0, min(46.0, float((BODY_POINTS - 8) // max(1, len(mark)))))
    head = _centred(document, mark, HEAD, size, red=True)
    head.paragraph_format.space_before = Mm(35)
    number = _centred(document, words["number"], TEXT, THREE)
    number.paragraph_format.space_before = Pt(2 * THREE)
    draw_line(number, "bottom", "D7000F", eighths=12, space=11)


def _write_cover(document: Document, words: dict[str, Any], *, is_english: bool) -> None:
    """Leave the title alone on its page with the terms of the cover, and list the headings on the next."""
    _write_block(document, words["cover"])
    _break_page(document)
    _centred(document, "Contents" if is_english else "目　录", HEAD, 18)
    blocks = [*words["blocks"], *words.get("appendix", ())]
    headings = [block for block in blocks if block["kind"] == "heading"]
    add_contents(document, [(block["level"], block["text"]) for block in headings])
    _break_page(document)


def _break_page(document: Document) -> None:
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _write_title(document: Document, words: dict[str, Any]) -> None:
    title = _centred(document, words["title"], HEAD, 22)
    title.paragraph_format.space_before = title.paragraph_format.space_after = Pt(28)
    if "cover" in words:
        title.paragraph_format.space_before, title.paragraph_format.space_after = Mm(45), Mm(70)
    if words["addressee"]:
        add_run(_line(document), words["addressee"] + "：", TEXT, THREE)


def _write_blocks(document: Document, blocks: list[dict[str, Any]]) -> None:
    """Write blocks in their order; what a note or a picture belongs to goes along with it to the next page."""
    for at, block in enumerate(blocks):
        start = len(document.element.body)
        _write_block(document, block)
        next_kind = blocks[at + 1]["kind"] if at + 1 < len(blocks) else ""
        if next_kind == "note" or (block["kind"] == "paragraph" and next_kind == "picture"):
            _keep_end_with_next(document, start)


def _keep_end_with_next(document: Document, start: int) -> None:
    """Keep what was written since ``start`` with what follows: of a table its last rows."""
    for written in document.element.body[start:]:
        rows = written.findall(qn("w:tr"))
        for element in rows[-LAST_ROWS:] if rows else [written]:
            for one in element.iter(qn("w:p")):
                Paragraph(one, document).paragraph_format.keep_with_next = True


def _write_block(document: Document, block: dict[str, Any]) -> None:
    match block["kind"]:
        case "paragraph":
            add_run(_line(document, indent=True), block["text"], TEXT, THREE)
        case "heading":
            heading = _line(document, indent=True)
            heading.paragraph_format.keep_with_next = True
            _set_outline(heading, block["level"])
            add_run(heading, block["text"], FIRST if block["level"] == 1 else SECOND, THREE)
        case "note":
            note = _line(document)
            note.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
            note.paragraph_format.space_before, note.paragraph_format.space_after = Pt(4), Pt(10)
            add_run(note, block["text"], TEXT, 9)
        case "listing":
            for entry in block["entries"]:
                add_run(_line(document, indent=True), entry, TEXT, THREE)
        case "terms":
            # Beside its letters a label's cell has a margin on each side.
            widths = [block["label_width"] + 1, 39 - block["label_width"]]
            _write_table(document, widths, ["text", "text"], block["rows"])
        case "table":
            _write_columns(document, block)
        case "picture":
            _write_picture(document, block)


def _write_picture(document: Document, block: dict[str, Any]) -> None:
    place, wide = document.add_paragraph(), block["millimetres"]
    place.alignment = WD_ALIGN_PARAGRAPH.CENTER
    # In a line of the ordinary, exact height a picture would be cut to a strip.
    place.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    shape = place.add_run().add_picture(io.BytesIO(png(block["svg"], millimetres=wide)), width=Mm(wide))
    if shape.height > HIGHEST:
        shape.width, shape.height = shape.width * HIGHEST // shape.height, HIGHEST
    shape._inline.docPr.set("descr", block["words"])  # noqa: SLF001 - no public door
    if block["caption"]:
        place.paragraph_format.keep_with_next = True
        _centred(document, block["caption"], FIRST, 12)


def _set_outline(heading: Paragraph, level: int) -> None:
    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), str(level - 1))
    inside(heading).get_or_add_pPr().append(outline)


def _write_columns(document: Document, block: dict[str, Any]) -> None:
    if block["caption"]:
        caption = _centred(document, block["caption"], FIRST, 12).paragraph_format
        caption.keep_with_next, caption.space_before, caption.space_after = True, Pt(8), Pt(3)
    columns = block["columns"]
    titles = [column["title"] for column in columns]
    looks = [column["look"] for column in columns]
    _write_table(document, [column["width"] for column in columns], looks, block["rows"], titles)


def _write_table(
    document: Document,
    widths: list[int],
    looks: list[str],
    rows: list[list[str]],
    titles: list[str] | None = None,
) -> None:
    table = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    table.autofit = False
    _narrow_margins(table)
    size = FIVE if len(widths) < MANY_COLUMNS else SMALL
    shares = [Mm(156 * width // sum(widths)) for width in widths]
    for column, share in zip(table.columns, shares, strict=True):
        column.width = share
    for index, row in enumerate(([titles] if titles else []) + rows):
        is_head = bool(titles) and index == 0
        made = table.add_row()
        made._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - no public door
        if is_head:
            made._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - no public door
        for cell, text, look, share in zip(made.cells, row, looks, shares, strict=True):
            cell.width = share
            _write_cell(cell.paragraphs[0], text, "head" if is_head else look, size)
    document.add_paragraph().paragraph_format.line_spacing = Pt(10)


def _narrow_margins(table: Table) -> None:
    """Leave 3 points beside the letters of a cell: a day and a number must stand on one line."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "60")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")  # noqa: SLF001 - no public door


def _write_cell(paragraph: Paragraph, text: str, look: str, size: float) -> None:
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    paragraph.alignment = ALIGNMENTS[look]
    if look == "code":
        add_code(paragraph, text)
    else:
        add_run(paragraph, text, FIRST if look == "head" else TEXT, size)


def _write_attachments(document: Document, names: list[str]) -> None:
    for index, name in enumerate(names):
        paragraph = _line(document)
        paragraph.paragraph_format.left_indent = Pt(5 * THREE)
        paragraph.paragraph_format.first_line_indent = Pt(-3 * THREE)
        shown = f"{index + 1}. {name}" if len(names) > 1 else name
        add_run(paragraph, ("附件：" if index == 0 else "　　　") + shown, TEXT, THREE)
        if index == 0:
            paragraph.paragraph_format.space_before = Pt(29)


def _write_signature(document: Document, words: dict[str, Any]) -> None:
    for index, text in enumerate((words["signed_by"], words["day"])):
        paragraph = _line(document)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = Pt((2 if index == 0 else 4) * THREE)
        paragraph.paragraph_format.keep_with_next = index == 0
        if index == 0:
            paragraph.paragraph_format.space_before = Pt(58)
        add_run(paragraph, text, TEXT, THREE)


def _write_foot(document: Document, words: dict[str, Any], said: str) -> None:
    note = _line(document)
    note.paragraph_format.space_before = Pt(29)
    add_run(note, said, TEXT, 9)
    if not words["is_issued"]:
        return
    lines = [f"抄送：{words['copies_to']}。"] if words["copies_to"] else []
    lines.append(f"{words['office']}　　{words['day']}印发")
    for index, text in enumerate(lines):
        paragraph = _line(document)
        draw_line(paragraph, "top", "000000", eighths=8 if index == 0 else 6)
        if index == len(lines) - 1:
            draw_line(paragraph, "bottom", "000000", eighths=8)
        add_run(paragraph, text, TEXT, 14)


def _packed(document: Document) -> bytes:
    """Save and pack again with one fixed time, so that equal papers are equal files."""
    saved, target = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(target, "w") as packed:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _PACKED_AT)
            packed.writestr(entry, source.read(name), compress_type=zipfile.ZIP_DEFLATED)
    return target.getvalue()
