"""Runs, faces and lines in a DOCX."""

from __future__ import annotations

from typing import Final

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

HEAD: Final = "方正小标宋简体"
TEXT: Final = "仿宋_GB2312"
SECOND: Final = "楷体_GB2312"
FIRST: Final = "黑体"
CODE: Final = "Courier New"
RED: Final = RGBColor(0xD7, 0x00, 0x0F)
CODE_LINE: Final = 32

ALIGNMENTS: Final = {
    "text": WD_ALIGN_PARAGRAPH.LEFT,
    "code": WD_ALIGN_PARAGRAPH.LEFT,
    "centred": WD_ALIGN_PARAGRAPH.CENTER,
    "head": WD_ALIGN_PARAGRAPH.CENTER,
    "number": WD_ALIGN_PARAGRAPH.RIGHT,
}

_FACES: Final = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")


def add_run(
    paragraph: Paragraph, text: str, face: str, size: float, *, color: RGBColor | None = None
) -> None:
    """Add ``text`` in ``face`` (named for Chinese and Latin alike), ``size`` in points."""
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    fonts = run.element.get_or_add_rPr().get_or_add_rFonts()
    for script in _FACES:
        fonts.set(qn(script), face)
    if color is not None:
        run.font.color.rgb = color


def inside(paragraph: Paragraph) -> CT_P:
    """Give the element of a paragraph, for what python-docx offers no call for."""
    return paragraph._p  # noqa: SLF001 - the library has no public door to it


def add_code(paragraph: Paragraph, text: str) -> None:
    """Add a fingerprint, 32 characters a line."""
    lines = [text[at : at + CODE_LINE] for at in range(0, len(text), CODE_LINE)]
    add_run(paragraph, "\n".join(lines), CODE, 7.5)


def draw_line(paragraph: Paragraph, side: str, color: str, *, eighths: int, space: int = 1) -> None:
    """Draw a line above or below a paragraph, ``eighths`` of a point thick, ``space`` points away."""
    properties = inside(paragraph).get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        properties.insert_element_before(
            borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr"
        )
    line = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", str(space)), ("color", color)):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
