"""Uploads are told by their content; names are cleaned, and refused when they say something else."""

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.gateways import uploads
from zhiyun.gateways.file_kinds import ACCEPTED, kinds, known_kind, safe_name
from zhiyun.gateways.file_kinds.names import LONGEST, LONGEST_BYTES

HONEST = [
    ("方案.pdf", uploads.typeset(), kinds.PDF),
    ("扫描件.PDF", uploads.pdf(), kinds.PDF),
    ("前有空行.pdf", b"\r\n\r\n" + uploads.pdf(), kinds.PDF),
    ("合同.docx.pdf", uploads.pdf(), kinds.PDF),
    ("600000.SH.www.example.com.pdf", uploads.pdf(), kinds.PDF),
    ("证书.png", uploads.png(), kinds.PNG),
    ("照片.jpg", uploads.jpeg(), kinds.JPEG),
    ("照片.JPEG", uploads.jpeg(), kinds.JPEG),
    ("方案.docx", uploads.document(), kinds.DOCX),
    ("台账.xlsx", uploads.workbook(), kinds.XLSX),
    ("发票.ofd", uploads.ofd(), kinds.OFD),
    ("台账.csv", "申报单位,运营金额\n演示甲,5\n".encode(), kinds.CSV),
    ("台账.csv", "\ufeff申报单位,运营金额\r\n".encode(), kinds.CSV),
    ("台账.csv", "申报单位,运营金额\n演示甲,5\n".encode("gb18030"), kinds.CSV),
    ("说明.txt", "BMW 与 MZ 两项商标 <50 件\f\n".encode(), kinds.TEXT),
    ("BM.csv", b"BM,MZ\n", kinds.CSV),
]


@pytest.mark.parametrize(("name", "content", "kind"), [pytest.param(*one, id=one[0]) for one in HONEST])
def test_honest_files_are_told_by_their_content(name: str, content: bytes, kind: kinds.FileKind) -> None:
    stream = io.BytesIO(content)
    stream.read(7)

    assert known_kind(stream, name) == kind
    assert stream.tell() == 0


def test_the_kinds_that_are_taken_are_these() -> None:
    assert [kind.code for kind in ACCEPTED] == ["pdf", "png", "jpeg", "docx", "xlsx", "ofd", "csv", "text"]


def test_an_empty_file_is_refused() -> None:
    assert uploads.only_fault(b"", "空.pdf") == "文件是空的，请检查后重新上传"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        pytest.param(*one, id=one[0])
        for one in (
            ("照片.pdf", uploads.png(), "扩展名是 .pdf，内容却是PNG 图片；请核对文件，名称应以 .png 结尾"),
            (
                "方案.xlsx",
                uploads.document(),
                "扩展名是 .xlsx，内容却是Word 文档；请核对文件，名称应以 .docx 结尾",
            ),
            ("方案", uploads.pdf(), "文件名没有扩展名，而内容是PDF 文件，请在名后加上 .pdf 再上传"),
            (".pdf", uploads.pdf(), "文件名没有扩展名，而内容是PDF 文件，请在名后加上 .pdf 再上传"),
            (
                "照片.gif",
                uploads.jpeg(),
                "扩展名是 .gif，内容却是JPEG 图片；请核对文件，名称应以 .jpg 或 .jpeg 结尾",
            ),
            ("台账.pdf", b"a,b\n", "扩展名是 .pdf，内容却是纯文本；请核对文件，名称应以 .txt 结尾"),
        )
    ],
)
def test_an_ending_that_says_something_else_is_refused(name: str, content: bytes, said: str) -> None:
    assert uploads.only_fault(content, name) == said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(content, said, id=said)
        for content, said in (
            (b"\x7fELF\2\1\1\0", "是程序，不收"),
            (b"MZ\x90\0\3\0\0\0", "是程序，不收"),
            (b"#!/bin/sh\nrm -rf .\n", "是脚本程序，不收"),
            (b"GIF89a\1\0\1\0\0", "是GIF 图片，请另存为 PNG 后再上传"),
            (b"{\\rtf1 x}", "是RTF 文档，请另存为 .docx 或 PDF 后再上传"),
            (b"Rar!\x1a\x07\0", "是压缩包，请解压后分别上传"),
            (uploads.archive({"a.pdf": b"x"}), "是压缩包，请把里面的文件解压后分别上传"),
            (uploads.archive({"ppt/presentation.xml": b"<a/>"}), "是演示文稿，请打印为 PDF 后再上传"),
            (uploads.archive({"xl/workbook.bin": b"x"}), "是二进制工作簿（.xlsb），请另存为 .xlsx 后再上传"),
            (
                uploads.archive({"content.xml": b"<a/>"}),
                "是OpenDocument 文件，请另存为 .docx 或 .xlsx 后再上传",
            ),
            (uploads.archive({"META-INF/MANIFEST.MF": b""}), "是程序包，不收"),
            (
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
                "是旧版办公文件（.doc、.xls、.ppt）或安装程序，请另存为 .docx、.xlsx 或 PDF 后再上传",
            ),
            (
                b"\0\1\2\3",
                "看不出是哪种文件；只收PDF、PNG、JPEG、.docx、.xlsx、OFD、CSV 或纯文本（文字须为 UTF-8 或 GB18030，一行不超过 1 MB）",
            ),
        )
    ],
)
def test_every_other_kind_is_refused_with_what_to_do(content: bytes, said: str) -> None:
    assert uploads.faults(content, "材料.dat") == [said]


def test_everything_wrong_with_a_file_is_said_at_once() -> None:
    found = uploads.faults(uploads.png(60_000, 60_000), "照片.exe\u202e.pdf")

    assert found == [
        "文件名里有改变文字方向的字符，看到的扩展名可能是假的；请重新命名后再上传",
        "文件名有双重扩展名（.exe），请重新命名后再上传",
        "扩展名是 .pdf，内容却是PNG 图片；请核对文件，名称应以 .png 结尾",
        "图片有 60000×60000 像素，超过 10,000 万像素的上限；请降低分辨率后再上传",
    ]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        pytest.param(*one, id=ascii(one[0][:20]))
        for one in (
            ("方案.pdf", "方案.pdf"),
            ("C:\\用户\\方案.pdf", "方案.pdf"),
            ("../../etc/passwd", "passwd"),
            ("a/..", "a"),
            ("..", "未命名"),
            ("", "未命名"),
            (" . ", "未命名"),
            ("/", "未命名"),
            (".htaccess", "htaccess"),
            ("a\0b\x1b[2J.pdf", "ab[2J.pdf"),
            ("发票\u202efdp.exe", "发票fdp.exe"),
            ("零\u200b宽\ufeff.pdf", "零宽.pdf"),
            ("一\r\n二\t三.pdf", "一 二 三.pdf"),
            ("a.pdf:evil.exe", "a.pdf_evil.exe"),
            ('<img src="x">.png', "_img src=_x__.png"),
            ("con.pdf", "_con.pdf"),
            ("conduct.pdf", "conduct.pdf"),
            ("a.exe. ", "a.exe"),
            ("e\u0301.pdf", "é.pdf"),
            ("\ud800.pdf", "pdf"),
            ("长" * 300 + ".pdf", "长" * 78 + ".pdf"),
            ("a" * 300 + ".pdf", "a" * 116 + ".pdf"),
            ("a" * 300, "a" * 120),
        )
    ],
)
def test_names_are_cleaned(name: str, safe: str) -> None:
    """Attack cases 4 and 43: folders in names, control characters, writing direction."""
    assert safe_name(name) == safe


PLAIN = st.characters(categories=("Lo", "Mn", "Cc", "Cf", "Zs", "Po", "Cs", "Sm"))
TRICKY = st.text(st.one_of(st.sampled_from("./\\ \t\0\u202e\u2066\u200d\u0338:<con"), PLAIN), max_size=300)


@given(
    st.one_of(
        TRICKY, st.text(max_size=300), st.text(st.sampled_from("长.a \u0301"), min_size=90, max_size=300)
    )
)
def test_a_safe_name_is_safe_whatever_it_is_made_from(name: str) -> None:
    safe = safe_name(name)

    assert 0 < len(safe) <= LONGEST == 120
    assert len(safe.encode()) <= LONGEST_BYTES
    assert not set(safe) & set('/\\<>:"|?*')
    assert not {unicodedata.category(character) for character in safe} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert safe == safe.strip(" .")
    assert safe == unicodedata.normalize("NFC", safe)
    assert safe_name(safe) == safe
