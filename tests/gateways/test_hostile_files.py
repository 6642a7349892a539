"""Files made to harm: bombs, foreign XML, macros, secrets, and files that are something else."""

import io
import random
import struct
import tracemalloc
import zipfile

import pytest

from tests.gateways import paper
from zhiyun.gateways.tables import archive

HEADER = ["申报单位", "运营金额"]
GOOD = paper.shared_sheet_of(HEADER, ["甲", 5])
BROKEN = "台账：工作簿内部结构已损坏，请在表格软件中打开并另存为 .xlsx 后再试"
DAMAGED = "台账：文件已损坏或没有传完，请在表格软件中打开并另存为 .xlsx 后再试"


def test_a_workbook_that_unpacks_to_gigabytes_is_refused_before_unpacking() -> None:
    bomb = paper.with_parts(GOOD, {"xl/sharedStrings.xml": b" " * (300 << 20)})
    tracemalloc.start()

    faults = paper.faults(bomb)

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert faults == ["台账：解压后有 300 MB，超出了读取上限；请只保留要用的工作表另存，或另存为 CSV 后再试"]
    assert peak < 20 << 20


def test_a_part_packed_a_thousandfold_is_refused() -> None:
    bomb = paper.with_parts(GOOD, {"xl/worksheets/sheet9.xml": b" " * (20 << 20)})

    assert paper.faults(bomb) == [
        "台账：部件 xl/worksheets/sheet9.xml 的压缩比高得不正常，疑似压缩炸弹，没有打开"
    ]


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    big, told = 40 << 20, 1000
    bomb = bytearray(paper.with_parts(GOOD, {"xl/theme/lie.xml": b"<a/>" + b" " * (big - 4)}))
    for size in (i for i in range(len(bomb) - 4) if bomb[i : i + 4] == struct.pack("<I", big)):
        bomb[size : size + 4] = struct.pack("<I", told)

    assert paper.faults(bytes(bomb)) == [DAMAGED]


def test_a_part_whose_first_bytes_match_its_lie_is_read_no_further() -> None:
    """With a right checksum of the declared part only, a reader that trusts the stream would inflate it all."""
    import zlib

    told = b"<a/>" + b" " * 996
    whole = told + b" " * (40 << 20)
    bomb = bytearray(paper.with_parts(GOOD, {"xl/theme/lie.xml": whole}))
    lie = struct.pack("<I", len(told))
    for size in (i for i in range(len(bomb) - 4) if bomb[i : i + 4] == struct.pack("<I", len(whole))):
        bomb[size : size + 4] = lie
    checksum, other = struct.pack("<I", zlib.crc32(whole)), struct.pack("<I", zlib.crc32(told))
    lying = bytes(bomb).replace(checksum, other)

    parts = archive.unpacked(io.BytesIO(lying), name="台账")

    assert parts["xl/theme/lie.xml"] == told


def test_thousands_of_parts_are_refused() -> None:
    crowd = paper.with_parts(GOOD, {f"xl/media/{number}.xml": b"<a/>" for number in range(3000)})

    assert paper.faults(crowd)[0].startswith("台账：压缩包里有超过 2000 个部件")


def test_pictures_in_a_workbook_are_not_unpacked() -> None:
    with_picture = paper.with_parts(GOOD, {"xl/media/image1.png": b"\0" * (400 << 20)})

    assert paper.rows(with_picture) == [(2, ("甲", "5"))]


def test_a_few_cells_spread_over_a_huge_sheet_are_refused() -> None:
    cell = '<c r="{}{}"><v>1</v></c>'
    far = "".join(f'<row r="{r}">{cell.format(c, r)}</row>' for c, r in (("A", 1), ("XFD", 1048576)))

    assert paper.faults(paper.with_sheet_xml(f"<sheetData>{far}</sheetData>")) == [
        "台账：工作表「Sheet」的内容散布到第 1048576 行、第 16384 列，多半是误填；请删除台账以外的内容后再试"
    ]


@pytest.mark.parametrize(
    "place", ["XFE1", "A1048577", "ZZZZZZZZZ1", "A99999999999", "1", "A", "a1", "A0", "A１", "", "Á1", "A-1"]
)
def test_places_outside_any_sheet_are_refused(place: str) -> None:
    xml = f'<sheetData><row r="1"><c r="{place}"><v>1</v></c></row></sheetData>'

    assert paper.faults(paper.with_sheet_xml(xml)) == [BROKEN]


@pytest.mark.parametrize("row", ["0", "-1", "x", "1048577", "99999999999999999999"])
def test_rows_outside_any_sheet_are_refused(row: str) -> None:
    assert paper.faults(paper.with_sheet_xml(f'<sheetData><row r="{row}"/></sheetData>')) == [BROKEN]


LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)


@pytest.mark.parametrize(
    "prolog",
    [LAUGHS, '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>', '<!DOCTYPE x SYSTEM "http://x/">'],
)
def test_document_types_are_refused_wherever_they_stand(prolog: str) -> None:
    in_sheet = paper.with_sheet_xml("<sheetData/>", prolog=prolog)

    def declare(xml: bytes) -> bytes:
        head, mark, rest = xml.rpartition(b"?>")
        return head + mark + prolog.encode() + rest

    others = [
        paper.with_parts(GOOD, {part: declare})
        for part in ("xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels")
    ]

    assert [paper.faults(content) for content in (in_sheet, *others)] == [[BROKEN]] * 5


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-7", "idna", "no-such", "iso-2022-jp"])
def test_xml_that_says_it_is_not_utf_8_is_refused(encoding: str) -> None:
    def say(xml: bytes) -> bytes:
        return xml.replace(b'encoding="UTF-8"', f'encoding="{encoding}"'.encode())

    assert paper.faults(paper.with_parts(GOOD, {paper.SHEET: say})) == [BROKEN]


def test_a_hundred_thousand_merged_ranges_are_refused() -> None:
    ranges = '<mergeCell ref="A2:XFD1048576"/>' * 100_000
    cells = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, 2000))
    content = paper.with_sheet_xml(f"<sheetData>{cells}</sheetData><mergeCells>{ranges}</mergeCells>")

    assert paper.faults(content) == ["台账「Sheet」：合并单元格或公式太多，请另存为 CSV 后再试"]


@pytest.mark.parametrize("where", ["<sst ", "<x><sst "])
def test_a_count_of_texts_that_would_abort_the_reading_library_is_refused(where: str) -> None:
    def lie(xml: bytes) -> bytes:
        assert b'uniqueCount="3"' in xml
        told = xml.replace(b'uniqueCount="3"', b'uniqueCount="4294967295"').replace(b"<sst ", where.encode())
        return told + b"</x>" * (where != "<sst ")

    assert paper.faults(paper.with_parts(GOOD, {"xl/sharedStrings.xml": lie})) == [BROKEN]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(content, said, id=said)
        for content, said in (
            (paper.with_parts(GOOD, {"xl/vbaProject.bin": b"x"}), "是带宏的工作簿，请另存为不带宏的 .xlsx"),
            (paper.with_parts(GOOD, {"xl/workbook.bin": b"x"}), "是二进制工作簿（.xlsb），请另存为 .xlsx"),
            (OLE, "是旧版 .xls"),
            (OLE + "EncryptedPackage".encode("utf-16-le"), "文件加了打开密码，请取消密码"),
            (b"%PDF-1.7\n", "是PDF 文件，不是表格"),
            (b"\x89PNG\r\n\x1a\n", "是图片，不是表格"),
            (b"Rar!\x1a\x07", "是压缩文件，不是表格"),
        )
    ],
)
def test_other_kinds_of_files_are_refused_with_what_to_do(content: bytes, said: str) -> None:
    faults = paper.faults(content)

    assert [fault.startswith(f"台账：{said}") for fault in faults] == [True]


def archive_of(*names: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name in names:
            made.writestr(name, b"<a/>")
    return target.getvalue()


@pytest.mark.parametrize("names", [(), ("word/document.xml",), ("mimetype", "content.xml"), ("台账.csv",)])
def test_other_archives_are_refused(names: tuple[str, ...]) -> None:
    assert paper.faults(archive_of(*names)) == [
        "台账：不是表格文件，请用 .xlsx 或 .csv；WPS、ODS 表格请先另存为 .xlsx"
    ]


def test_two_parts_of_one_name_are_refused() -> None:
    assert paper.faults(archive_of("xl/workbook.xml", "XL/Workbook.xml")) == [DAMAGED]


def test_an_archive_with_a_password_is_refused() -> None:
    locked = bytearray(GOOD)
    for start in range(len(locked)):
        if locked[start : start + 4] == b"PK\x01\x02":
            locked[start + 8] |= 1

    assert paper.faults(bytes(locked)) == ["台账：文件加了密码，请取消密码后另存为 .xlsx"]


def test_every_cut_of_a_workbook_is_refused_or_read() -> None:
    for length in range(4, len(GOOD), 37):
        assert len(paper.faults(GOOD[:length])) == 1


def test_no_damage_to_a_workbook_ends_in_a_crash() -> None:
    """Two hundred workbooks with bytes of their XML changed, and two hundred with bytes of the archive."""
    drawn = random.Random(1)  # noqa: S311 - the same damage in every run
    source = zipfile.ZipFile(io.BytesIO(GOOD))
    parts = [name for name in source.namelist() if name.startswith("xl/") and "theme" not in name]

    def damage(content: bytes) -> bytes:
        changed = bytearray(content)
        for _ in range(drawn.randint(1, 4)):
            changed[drawn.randrange(len(changed))] = drawn.choice(b'<>"/=&0129aA\x00\xff')
        return bytes(changed)

    for _ in range(200):
        paper.faults(paper.with_parts(GOOD, {drawn.choice(parts): damage}))
        paper.faults(damage(GOOD))
