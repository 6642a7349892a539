"""What people type is printed as they typed it: nothing in it is obeyed, and nothing in it hides."""

import dataclasses
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.gateways import paper_samples as samples
from zhiyun.gateways import official_papers as papers

ANY_TEXT = st.text(st.characters(codec=None), max_size=60)
HOSTILE = (
    '#read("/etc/passwd")',
    "$x^2$",
    '#import "@preview/cetz:0.4.0": *',
    "@import url(http://169.254.169.254/)",
    "<img src=file:///etc/passwd>",
    '<svg xlink:href="file:///etc/hostname"/>',
    "#eval(sys.inputs.paper)",
    "*粗* _斜_ `码` = 标题 <label> @label",
    r"\input{/etc/passwd} \u{202e}",
    '"},"blocks":[]}',
    "//注释 /* 注释 */ -- ... ~ '单' \"双\"",
    "]#panic()[",
    "{{ 7*7 }} {% include %} <w:p/> &amp; ]]>",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_of_any_kind_is_printed_literally(text: str) -> None:
    table = papers.Table((papers.Column(text),), ((text,),), text)
    blocks = (
        papers.Paragraph(text),
        papers.Heading(text),
        papers.Listing((papers.Item(text, text),)),
        papers.Terms(((text, text),)),
        table,
    )
    letterhead = dataclasses.replace(
        samples.LETTERHEAD, office=text, mark=text, number=text, copies_to=(text,), is_demo=False
    )
    paper = papers.Paper(letterhead, text, blocks, addressee=text, attachments=(text,), signed_by=text)

    printed = "".join(samples.pages(papers.pdf(paper)))

    # 标志、文号、标题、主送、段落、标题、条目和依据、标签和值、表名表头一格、附件、署名、抄送、印发机关
    assert printed.count("".join(text.split())) == 17
    assert "root:" not in printed


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_of_any_kind_is_text_in_a_docx(text: str) -> None:
    import docx

    document = docx.Document(BytesIO(papers.docx(samples.paragraph_paper(text))))

    assert text in [paragraph.text for paragraph in document.paragraphs]


def test_marks_that_turn_or_hide_text_are_written_out() -> None:
    printed = "".join(samples.pages(papers.pdf(samples.paragraph_paper("发票\u202efdp.exe\u200b\x07\ud800"))))

    assert "发票〔U+202E〕fdp.exe〔U+200B〕〔U+0007〕〔U+D800〕" in printed


def test_rare_characters_come_from_a_fallback_and_unknown_ones_are_named() -> None:
    content = papers.pdf(samples.paragraph_paper("䶮㐂𬭎㎡①현대자동차カヤバ工業Доза，😀"))

    assert "䶮㐂𬭎㎡①현대자동차カヤバ工業Доза，〔U+1F600〕" in "".join(samples.pages(content))


def test_a_rare_character_in_a_code_or_head_does_not_stop_the_paper() -> None:
    table = papers.Table((papers.Column("码", look=papers.Look.CODE),), (("文𬭎" * 40,),))
    letterhead = dataclasses.replace(samples.LETTERHEAD, mark="䶮㐂局", number="é〔2026〕1号")

    printed = "".join(samples.pages(papers.pdf(papers.Paper(letterhead, "Ωя", (table,)))))

    assert "䶮㐂局" in printed
    assert "文𬭎" * 40 in printed


def test_the_templates_stand_alone_in_their_folder_and_reach_for_nothing() -> None:
    from zhiyun.gateways.official_papers import pdf_writing

    folder = pdf_writing._FOLDER
    templates = {file.name: file.read_text() for file in folder.iterdir()}

    assert set(templates) == {"paper.typ", "picture.typ"}
    assert [
        (name, word)
        for name, template in templates.items()
        for word in ("read(", "#import", "#include", "eval(", "plugin(", "@preview")
        if word in template
    ] == []


def test_a_docx_reaches_for_nothing_outside_itself() -> None:
    with zipfile.ZipFile(BytesIO(papers.docx(samples.call()))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}

    assert [name for name, part in parts.items() if b'TargetMode="External"' in part] == []


def full(text: str) -> papers.Paper:
    """Put ``text`` wherever a text can stand, headings and title having words of their own besides."""
    looks = tuple(papers.Column(text, look=look) for look in papers.Look)
    blocks = (
        papers.Paragraph(text),
        papers.Heading(f"演示{text}", level=2),
        papers.Listing((papers.Item(text, text),)),
        papers.Terms(((text, text),)),
        papers.Table(looks, ((text,) * len(looks),), text),
    )
    verification = papers.Verification(f"https://zhiyun.example/{len(text)}", text, text)
    letterhead = dataclasses.replace(
        samples.LETTERHEAD, office=text, mark=text, number=text, copies_to=(text,), verification=verification
    )
    return papers.Paper(letterhead, f"演示{text}", blocks, text, (text, text), text)


@settings(max_examples=25, deadline=None)
@given(ANY_TEXT)
def test_no_text_at_all_stops_a_paper(text: str) -> None:
    paper = full(text)

    assert len(samples.opened(papers.pdf(paper))) >= 1
    assert papers.docx(paper)
    assert papers.fingerprint(paper)
