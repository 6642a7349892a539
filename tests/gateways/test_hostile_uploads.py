"""Attack case 40, and the uploads of 4, 37 and 43: one test an attack, each against a file made for it."""

import io
import os
import struct
import tracemalloc
import zipfile
import zlib

import pytest

from tests.gateways import uploads
from zhiyun.gateways.file_kinds import images, pages
from zhiyun.gateways.tables import archive

MACROS = "文件带宏，请另存为不带宏的 .docx 或 .xlsx 后再上传"
ACTIVEX = "文件里有 ActiveX 控件，请删除控件后另存再上传"
EMBEDDED = "文件里嵌入了其他文件（OLE 对象），请删除或改为图片，嵌入的文件另行上传"
BOMB = "解压后大得不正常，疑似压缩炸弹，没有打开；请压缩其中的图片或分成几个文件后再上传"
CROWD = "压缩包里有超过 2000 个部件，没有打开；请另存或分成几个文件后再上传"
BROKEN = "文件已损坏或没有传完，请打开后另存一份再上传"
OUTSIDE = "压缩包里有指向别处的路径，没有打开；请在办公软件中打开并另存一份再上传"
FETCHES = "文件打开时会从网络取内容（远程模板或链接），请断开链接后另存再上传"
MARKUP = "是网页、SVG 或 XML，不收；请打印为 PDF 或另存为纯文本后再上传"
TWOFOLD = "同时是 PDF 和另一种文件（网页、图片或程序），请重新打印为 PDF 后再上传"
ARCHIVE_BEHIND = "文件后面接着一个压缩包，请重新导出后再上传"
UNSEEN = "内部用了少见的压缩方式或解压后过大，无法检查，请重新打印为 PDF 后再上传"
LOCKED_PDF = "文件加了密码或限制了权限，请取消后另存，或重新打印为 PDF 再上传"


# Names


@pytest.mark.parametrize("name", ["方案.pdf", "方案.doc"])
def test_a_page_called_a_document_is_refused_and_not_told_to_end_in_txt(name: str) -> None:
    assert uploads.faults(b"<!DOCTYPE html><script>alert(1)</script>", name) == [MARKUP]


def test_a_pdf_called_a_page_is_refused() -> None:
    assert uploads.only_fault(uploads.pdf(), "方案.html").startswith(
        "扩展名 .html 是程序、网页或带宏的文件，不收"
    )


def test_a_program_behind_a_pdf_ending_is_refused() -> None:
    assert uploads.only_fault(uploads.pdf(), "方案.pdf.exe").startswith("扩展名 .exe 是程序")
    assert (
        uploads.only_fault(uploads.pdf(), "方案.exe.pdf") == "文件名有双重扩展名（.exe），请重新命名后再上传"
    )


def test_an_ending_hidden_by_a_trailing_dot_is_seen() -> None:
    assert uploads.only_fault(uploads.pdf(), "方案.exe. .").startswith("扩展名 .exe 是程序")


@pytest.mark.parametrize("mark", [0x202E, 0x202D, 0x202A, 0x202B, 0x202C, 0x2066, 0x2067, 0x2068, 0x2069])
def test_a_name_that_turns_the_writing_direction_is_refused(mark: int) -> None:
    said = "文件名里有改变文字方向的字符，看到的扩展名可能是假的；请重新命名后再上传"

    assert uploads.only_fault(uploads.pdf(), f"发票{chr(mark)}fdp.pdf") == said


@pytest.mark.parametrize("mark", [0x00, 0x0B, 0x1B, 0x7F, 0x9B, 0x200B, 0x200E, 0x2028, 0xFEFF, 0xD800])
def test_a_name_with_control_characters_is_refused_and_shown_without_them(mark: int) -> None:
    """Attack case 43: names go to logs and terminals."""
    with pytest.raises(uploads.Faulty) as refused:
        uploads.told(uploads.pdf(), f"发票{chr(mark)}.pdf")

    assert str(refused.value) == "发票.pdf：文件名里有看不见的控制字符，请重新命名后再上传"


# Pages and pictures for a browser


@pytest.mark.parametrize(
    "content",
    [
        "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "<?xml version='1.0'?><svg/>",
        "\ufeff \n<HTML><body onload=alert(1)>",
        "<!-- x --><script>alert(1)</script>",
        "演示 <iframe src=//x>",
        "a,b\n<SCRIPT>alert(1)</SCRIPT>,2\n",
        "</p><script>",
    ],
)
def test_pages_and_drawings_with_script_are_refused_under_any_name(content: str) -> None:
    """Attack case 37: SVG and HTML uploads served inline."""
    for name in ("图.svg", "页.html", "说明.txt", "台账.csv", "图.png"):
        for encoding in ("utf-8", "gb18030"):
            assert MARKUP in uploads.faults(content.encode(encoding), name)


def test_text_in_an_encoding_that_hides_a_page_is_refused() -> None:
    for encoding in ("utf-16", "utf-32", "utf-7"):
        assert uploads.faults(
            "<script>".encode(encoding) * (encoding != "utf-7") or b"\0<script>", "说明.txt"
        )


def test_text_in_utf_16_is_refused_with_what_to_do() -> None:
    said = "看不出是哪种文件；只收PDF、PNG、JPEG、.docx、.xlsx、OFD、CSV 或纯文本（文字须为 UTF-8 或 GB18030，一行不超过 1 MB）"

    assert uploads.only_fault("演示".encode("utf-16"), "说明.txt") == said


@pytest.mark.parametrize("control", ["\x1b[2J", "\x07", "\x08", "\x9b2J", "\x7f"], ids=ascii)
def test_text_with_control_characters_is_refused(control: str) -> None:
    """Attack case 43: text that a terminal obeys."""
    content = (("长" * 200_000 + "\n") * 3 + control).encode()

    assert uploads.only_fault(content, "说明.txt") == "文字里有控制字符，请另存为纯文本后再上传"


def test_a_picture_of_500_megapixels_is_refused_without_decoding() -> None:
    said = "图片有 25000×20000 像素，超过 10,000 万像素的上限；请降低分辨率后再上传"

    assert uploads.only_fault(uploads.png(25_000, 20_000), "图.png") == said
    assert uploads.only_fault(uploads.jpeg(25_000, 20_000), "图.jpg") == said


def test_a_picture_at_the_limit_is_taken_and_one_row_more_is_refused() -> None:
    assert images.MOST_PIXELS == 10_000 * 10_000
    for make, name in ((uploads.png, "图.png"), (uploads.jpeg, "图.jpg")):
        assert uploads.faults(make(10_000, 10_000), name) == []
        assert len(uploads.faults(make(10_000, 10_001), name)) == 1


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(content, id=str(number))
        for number, content in enumerate(
            (
                uploads.png(0, 5),
                uploads.png()[:20],
                uploads.png().replace(b"IHDR", b"IDAT"),
                uploads.jpeg(5, 0),
                uploads.jpeg()[:12],
                b"\xff\xd8\xff",
                b"\xff\xd8" + b"\xff\xe0\0\2" * 5000 + uploads.jpeg()[2:],
                b"\xff\xd8\xff\xe0\0\1" + b"\0" * 99,
                b"\xff\xd8\xff\xda\0\2" + uploads.jpeg()[2:],
                b"\xff\xd8" + b"\xff" * 5000,
            )
        )
    ],
)
def test_a_picture_that_does_not_tell_its_size_is_refused(content: bytes) -> None:
    name = "图.png" if content.startswith(b"\x89") else "图.jpg"

    assert uploads.only_fault(content, name) == "图片已损坏或没有传完，请重新导出后再上传"


# Archives: .docx, .xlsx, OFD


@pytest.mark.parametrize("part", ["word/vbaProject.bin", "word/vbaData.xml", "WORD/VBAPROJECT.BIN"])
def test_a_document_with_macros_is_refused_whatever_its_ending(part: str) -> None:
    content = uploads.with_parts(uploads.document(), {part: b"<a/>"})

    assert uploads.faults(content, "方案.docx") == [MACROS]
    assert uploads.faults(content, "方案.docm")[1:] == [MACROS]


def test_macros_under_another_name_are_seen_by_what_the_document_says_of_them() -> None:
    types = b'<Types><Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    enabled = (
        b'<Types><Override PartName="/word/document.xml" ContentType="x.macroEnabled.main+xml"/></Types>'
    )
    led = uploads.relationship("vbaProject", "hidden.bin", mode="Internal")

    for parts in (
        {"[Content_Types].xml": types},
        {"[Content_Types].xml": enabled},
        {"word/_rels/x.rels": led},
    ):
        assert uploads.only_fault(uploads.with_parts(uploads.document(), parts), "方案.docx") == MACROS


def test_a_workbook_with_macro_sheets_is_refused() -> None:
    content = uploads.with_parts(uploads.workbook(), {"xl/macrosheets/sheet1.xml": b"<a/>"})

    assert uploads.only_fault(content, "台账.xlsx") == MACROS


def test_activex_controls_are_refused() -> None:
    for parts in (
        {"word/activeX/activeX1.bin": b"x"},
        {"word/_rels/x.rels": uploads.relationship("control", "x.bin", mode="Internal")},
    ):
        assert uploads.only_fault(uploads.with_parts(uploads.document(), parts), "方案.docx") == ACTIVEX


def test_embedded_objects_are_refused() -> None:
    for parts in (
        {"word/embeddings/oleObject1.bin": b"x"},
        {"word/embeddings/evil.exe": b"MZ"},
        {"word/embeddings/fake.xlsx": b"MZ\0\0"},
        {"word/_rels/x.rels": uploads.relationship("oleObject", "media/x.png", mode="Internal")},
    ):
        assert uploads.only_fault(uploads.with_parts(uploads.document(), parts), "方案.docx") == EMBEDDED


def test_the_workbook_behind_a_chart_is_taken_and_looked_through() -> None:
    evil = uploads.with_parts(uploads.workbook(), {"xl/vbaProject.bin": b"x"})
    nested = uploads.with_parts(uploads.workbook(), {"xl/embeddings/a.xlsx": uploads.workbook()})

    def behind(inner: bytes) -> list[str]:
        part = {"word/embeddings/Microsoft_Excel_Sheet1.xlsx": inner}
        return uploads.faults(uploads.with_parts(uploads.document(), part), "方案.docx")

    assert behind(uploads.workbook()) == []
    assert behind(evil) == [f"嵌入的文件有问题：{MACROS}"]
    assert behind(nested) == [f"嵌入的文件有问题：{EMBEDDED}"]


@pytest.mark.parametrize(
    ("target", "is_taken"),
    [
        ("https://evil.example/a.dotm", False),
        ("\\\\evil\\share\\a.dotm", False),
        ("//evil/share/a.dotm", False),
        ("file://evil/share/a.dotm", False),
        ("file:////evil/share/a.dotm", False),
        ("file:///\\\\evil\\share\\a.dotm", False),
        ("file:///C:\\demo\\Normal.dotm", True),
        ("file:///Volumes/demo/Normal.dotm", True),
        ("Normal.dotm", True),
    ],
)
def test_a_template_from_the_network_is_refused_and_one_from_the_writers_disk_is_not(
    target: str, is_taken: bool
) -> None:
    part = {"word/_rels/settings.xml.rels": uploads.relationship("attachedTemplate", target)}

    found = uploads.faults(uploads.with_parts(uploads.document(), part), "方案.docx")

    assert found == ([] if is_taken else [FETCHES])


def test_links_that_a_reader_may_click_are_taken() -> None:
    part = {"word/_rels/x.rels": uploads.relationship("hyperlink", "https://www.example.com/")}

    assert uploads.faults(uploads.with_parts(uploads.document(), part), "方案.docx") == []


def test_an_office_file_with_a_password_is_refused() -> None:
    ole = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * ((1 << 20) - 20)
        + "EncryptedPackage".encode("utf-16-le")
    )

    assert uploads.only_fault(ole, "方案.docx") == "文件加了打开密码，请取消密码后另存再上传"


def test_an_archive_with_a_password_is_refused() -> None:
    said = "文件加了密码，请取消密码后另存再上传"

    assert uploads.only_fault(uploads.locked(uploads.document()), "方案.docx") == said


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://evil.example/x.dtd">',
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        "<x>",
    ],
)
@pytest.mark.parametrize(
    "part",
    [
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "[Content_Types].xml",
        "customXml/item1.xml",
        "x.bin",
    ],
)
def test_document_types_and_broken_xml_are_refused_in_every_part(prolog: str, part: str) -> None:
    content = uploads.with_parts(uploads.document(), {part: f"{prolog}<x/>".encode()})

    assert uploads.only_fault(content, "方案.docx").startswith(
        f"部件 {part} 不是完好的 XML，或声明了文档类型"
    )


def test_document_types_hidden_by_another_encoding_are_refused() -> None:
    hidden = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x><x/>'.encode("utf-16")

    for part in ("xl/sharedStrings.xml", "xl/other.bin"):
        content = uploads.with_parts(uploads.workbook(), {part: hidden})
        assert uploads.only_fault(content, "台账.xlsx").startswith(f"部件 {part} 不是完好的 XML")


def test_a_document_that_unpacks_to_hundreds_of_megabytes_is_refused_before_unpacking() -> None:
    noise = os.urandom(1 << 10) * 64
    bomb = uploads.with_parts(uploads.document(), {f"word/media/{n}.png": noise * 64 for n in range(70)})
    tracemalloc.start()

    found = uploads.faults(bomb, "方案.docx")

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == [BOMB]
    assert peak < 20 << 20


def test_a_part_packed_a_thousandfold_is_refused() -> None:
    bomb = uploads.with_parts(uploads.document(), {"word/media/x.bmp": b"\0" * (20 << 20)})

    assert uploads.only_fault(bomb, "方案.docx") == BOMB


def test_a_bomb_inside_an_embedded_workbook_is_refused() -> None:
    noise = os.urandom(1 << 10) * 1024
    bomb = uploads.with_parts(uploads.workbook(), {f"xl/media/{n}.png": noise for n in range(33)})
    carrying = uploads.with_parts(uploads.document(), {"word/embeddings/a.xlsx": bomb})

    assert uploads.only_fault(carrying, "方案.docx") == f"嵌入的文件有问题：{BOMB}"


def test_an_embedded_workbook_too_large_to_look_through_is_not_read() -> None:
    large = uploads.with_parts(uploads.workbook(), {"xl/media/1.png": os.urandom(33 << 20)})
    carrying = uploads.with_parts(uploads.document(), {"word/embeddings/a.xlsx": large})

    assert uploads.only_fault(carrying, "方案.docx") == BOMB


def test_a_list_of_parts_longer_than_any_honest_one_is_not_read() -> None:
    noise = b"<Types><!--" + os.urandom(3 << 20).hex().encode() + b"--></Types>"

    content = uploads.with_parts(uploads.document(), {"[Content_Types].xml": noise})

    assert uploads.only_fault(content, "方案.docx") == BOMB


def test_a_long_list_of_as_many_parts_as_allowed_is_taken() -> None:
    target = io.BytesIO(uploads.document())
    with zipfile.ZipFile(target, "a") as made:
        for number in range(archive.MOST_MEMBERS - len(made.namelist())):
            member = zipfile.ZipInfo(f"word/media/{number}.png")
            member.comment = b"x" * 1000
            made.writestr(member, b"")

    assert uploads.faults(target.getvalue(), "方案.docx") == []


def test_many_embedded_workbooks_are_refused() -> None:
    crowd = {f"word/embeddings/{number}.xlsx": uploads.workbook() for number in range(33)}

    assert uploads.only_fault(uploads.with_parts(uploads.document(), crowd), "方案.docx") == CROWD


def test_a_part_that_lies_about_its_size_is_not_inflated_further() -> None:
    big, small = 40 << 20, 1000
    lying = bytearray(uploads.with_parts(uploads.document(), {"word/lie.xml": b"<a/>" + b" " * (big - 4)}))
    for at in (at for at in range(len(lying) - 4) if lying[at : at + 4] == struct.pack("<I", big)):
        lying[at : at + 4] = struct.pack("<I", small)

    assert uploads.only_fault(bytes(lying), "方案.docx") == BROKEN


def test_thousands_of_parts_are_refused() -> None:
    crowd = {f"word/media/{number}": b"" for number in range(archive.MOST_MEMBERS)}

    assert uploads.only_fault(uploads.with_parts(uploads.document(), crowd), "方案.docx") == CROWD


@pytest.mark.parametrize(
    "path", ["../../evil.xml", "word/../../x", "/etc/x", "..\\x", "C:\\x", "word/a\x1bb", "a:b"]
)
def test_parts_that_would_be_unpacked_elsewhere_are_refused(path: str) -> None:
    """Attack case 4: zip-slip."""
    content = uploads.with_parts(uploads.document(), {path: b"<a/>"})

    assert uploads.only_fault(content, "方案.docx") == OUTSIDE


def test_a_part_without_a_name_is_refused() -> None:
    content = bytearray(uploads.with_parts(uploads.document(), {"Q": b""}))
    entry = content.rindex(b"PK\x01\x02")
    assert content[entry + 46 : entry + 47] == b"Q"

    # The name becomes a byte of what follows it.
    content[entry + 28 : entry + 32] = struct.pack("<HH", 0, 1)

    assert uploads.only_fault(bytes(content), "方案.docx") == OUTSIDE


def test_a_part_that_is_a_link_is_refused() -> None:
    target = io.BytesIO(uploads.document())
    with zipfile.ZipFile(target, "a") as made:
        link = zipfile.ZipInfo("word/link")
        link.external_attr = 0o120777 << 16
        made.writestr(link, "/etc/passwd")

    assert uploads.only_fault(target.getvalue(), "方案.docx") == OUTSIDE


def test_two_parts_of_one_name_are_refused() -> None:
    content = uploads.with_parts(uploads.document(), {"WORD/document.xml": b"<a/>"})

    assert uploads.only_fault(content, "方案.docx") == BROKEN


def test_an_archive_before_the_archive_is_refused() -> None:
    assert uploads.only_fault(uploads.ofd() + uploads.document(), "方案.docx") == BROKEN


def test_a_file_that_is_document_and_workbook_at_once_is_refused() -> None:
    content = uploads.with_parts(uploads.document(), {"xl/workbook.xml": b"<a/>"})

    assert (
        uploads.only_fault(content, "方案.docx") == "内部同时是几种文件，请在办公软件中打开并另存一份再上传"
    )


# PDF


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (
            "/OpenAction << /S /JavaScript /JS (app.alert(1)) >>",
            "文件含有脚本（JavaScript），请重新打印为 PDF 后再上传",
        ),
        ("/S /Java#53cript", "文件含有脚本（JavaScript），请重新打印为 PDF 后再上传"),
        ("/S /#4aava#53cript", "文件含有脚本（JavaScript），请重新打印为 PDF 后再上传"),
        ("/S /Launch /F (cmd.exe)", "文件含有启动其他程序的动作，请重新打印为 PDF 后再上传"),
        ("/Type /EmbeddedFile", "文件含有附件，请重新打印为 PDF 后再上传"),
        ("/Names << /EmbeddedFiles 9 0 R >>", "文件含有附件，请重新打印为 PDF 后再上传"),
        ("/Subtype /RichMedia", "文件含有多媒体或动态表单，请重新打印为 PDF 后再上传"),
        ("/XFA [(a) 9 0 R]", "文件含有多媒体或动态表单，请重新打印为 PDF 后再上传"),
        ("/S /SubmitForm", "文件含有提交数据或打开其他文件的动作，请重新打印为 PDF 后再上传"),
    ],
)
def test_active_pdfs_are_refused_also_when_it_stands_in_an_object_stream(action: str, said: str) -> None:
    spelt = action.encode()

    for place in (spelt, uploads.object_stream(b"9 0 << " + spelt + b" >>")):
        assert uploads.only_fault(uploads.pdf(place), "方案.pdf") == said


def test_words_that_only_begin_like_an_action_are_taken() -> None:
    assert uploads.faults(uploads.pdf(b"<< /LaunchPad 1 /JavaScripted 2 /XFA 3 >>"), "方案.pdf") == []


def test_an_object_stream_that_does_not_call_itself_one_is_looked_into() -> None:
    hidden = uploads.object_stream(b"9 0 << /S /Launch >>", kind=b"/Type 8 0 R")

    assert uploads.only_fault(uploads.pdf(hidden), "方案.pdf").startswith("文件含有启动其他程序的动作")


@pytest.mark.parametrize(
    "also",
    [
        "/Filter [/ASCIIHexDecode /FlateDecode]",
        "/Filter 8 0 R",
        "/Filter /LZWDecode",
        "/Filter /FlateDecode /DecodeParms << /Predictor 12 >>",
    ],
)
def test_object_streams_we_cannot_look_into_are_refused(also: str) -> None:
    content = uploads.pdf(uploads.object_stream(b"9 0 << >>", also=also.encode()))

    assert uploads.only_fault(content, "方案.pdf") == UNSEEN


def test_an_object_stream_that_ends_elsewhere_than_it_says_is_refused() -> None:
    early = uploads.object_stream(b"9 0 << >>")
    packed = zlib.compress(b"9 0 << >>")

    for change in (packed[:-6], packed + b"more", b"broken"):
        assert uploads.only_fault(uploads.pdf(early.replace(packed, change)), "方案.pdf") == UNSEEN


def test_an_object_stream_that_is_a_bomb_is_refused_within_bounds() -> None:
    bomb = uploads.pdf(*[uploads.object_stream(b" " * (40 << 20))] * 20)
    tracemalloc.start()

    found = uploads.faults(bomb, "方案.pdf")

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == [UNSEEN]
    assert peak < 200 << 20


def test_a_pdf_made_to_be_read_over_and_over_is_refused() -> None:
    opened = b"1 0 obj/ObjStm/Filter/FlateDecode>>stream\n" + zlib.compress(b"")

    for content in (opened * 300_000, b"stream\n" * 3_000_000):
        assert uploads.only_fault(b"%PDF-1.7\n" + content + b"endstream startxref", "方案.pdf") == UNSEEN


def test_a_pdf_with_a_password_is_refused() -> None:
    for trailer in (b"/Root 1 0 R /Encrypt 9 0 R", b"/Encrypt << /Filter /Standard >>", b"/#45ncrypt 9 0 R"):
        assert uploads.only_fault(uploads.pdf(trailer=trailer), "方案.pdf") == LOCKED_PDF


def test_a_pdf_of_ten_thousand_pages_is_refused() -> None:
    said = "声明有 10000 页（或目录项），超过 5000 页的上限；请只上传需要的部分"
    declared = b"<< /Type /Pages /Kids [3 0 R] /Count 10000 >>"
    present = [b"<< /Type /Page >>"] * 9_999

    for content in (
        uploads.pdf(declared),
        uploads.pdf(uploads.object_stream(declared)),
        uploads.pdf(*present),
    ):
        assert uploads.only_fault(content, "方案.pdf") == said


def test_a_pdf_with_as_many_pages_as_allowed_is_taken() -> None:
    assert uploads.faults(uploads.pdf(b"<< /Type /Pages /Count %d >>" % pages.MOST_PAGES), "方案.pdf") == []
    assert (
        len(uploads.faults(uploads.pdf(b"<< /Type /Pages /Count %d >>" % (pages.MOST_PAGES + 1)), "方案.pdf"))
        == 1
    )


def test_a_pdf_longer_than_we_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "LARGEST", len(uploads.pdf()))

    assert uploads.faults(uploads.pdf(), "方案.pdf") == []
    assert uploads.only_fault(uploads.pdf() + b"\n", "方案.pdf").endswith(
        "没有打开；请降低扫描精度或分成几个文件后再上传"
    )


def test_a_pdf_cut_off_is_refused() -> None:
    assert uploads.only_fault(uploads.typeset()[:2000], "方案.pdf") == BROKEN


# Two kinds in one file


def test_a_pdf_that_begins_as_something_else_is_refused() -> None:
    for before in (
        b"<html><!--",
        b"\n <script>",
        b"x<svg onload=a>",
        b"GIF89a",
        b"MZ",
        b"#!/bin/sh\n",
        uploads.png(),
    ):
        assert TWOFOLD in uploads.faults(before + uploads.pdf(), "方案.pdf")


def test_a_pdf_hidden_in_another_file_is_refused() -> None:
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as made:
        made.writestr("a", uploads.pdf())

    assert TWOFOLD in uploads.faults(stored.getvalue(), "方案.docx")


def test_an_archive_behind_another_file_is_refused() -> None:
    hidden = uploads.archive({"evil.class": b"x"})

    for name, content in (
        ("方案.pdf", uploads.pdf()),
        ("图.png", uploads.png()),
        ("图.jpg", uploads.jpeg()),
    ):
        assert uploads.faults(content + hidden, name) == [ARCHIVE_BEHIND]
    assert uploads.faults(b"a,b\n" + hidden, "台账.csv") != []


def test_no_cut_and_no_damage_ends_in_a_crash() -> None:
    for content, name in (
        (uploads.document(), "a.docx"),
        (uploads.typeset(), "a.pdf"),
        (uploads.png(), "a.png"),
        (uploads.jpeg(), "a.jpg"),
    ):
        step = max(1, len(content) // 60)
        for at in range(1, len(content), step):
            uploads.faults(content[:at], name)
            uploads.faults(content[:at] + b"\xff\0" + content[at + 2 :], name)
