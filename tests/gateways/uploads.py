"""Files as people upload them, made on the spot, honest and otherwise."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from functools import cache

import docx
import typst
import xlsxwriter

from zhiyun.gateways.file_kinds import FileKind, known_kind
from zhiyun.kernel.refusal import Faulty


def told(content: bytes, name: str) -> FileKind:
    return known_kind(io.BytesIO(content), name)


def faults(content: bytes, name: str) -> list[str]:
    """Give every fault of an upload, without the name before each; none when it is taken."""
    try:
        told(content, name)
    except Faulty as refusal:
        return [fault.message for fault in refusal.faults]
    return []


def only_fault(content: bytes, name: str) -> str:
    found = faults(content, name)
    assert len(found) == 1, found
    return found[0]


@cache
def document() -> bytes:
    target = io.BytesIO()
    made = docx.Document()
    made.add_heading("演示建设方案", 1)
    made.add_paragraph("一、总体目标")
    made.save(target)
    return target.getvalue()


@cache
def workbook() -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        book.add_worksheet("台账").write_row(0, 0, ["申报单位", "运营金额"])
    return target.getvalue()


@cache
def typeset() -> bytes:
    """Give a PDF as our own documents are made."""
    made = typst.compile(b"= Demo\nOne.\n#pagebreak()\nTwo.")
    assert isinstance(made, bytes)
    return made


def pdf(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """Give a PDF of one page with further objects."""
    numbered = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        *objects,
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % one for one in enumerate(numbered, start=1))
    return b"%PDF-1.7\n" + body + b"trailer << " + trailer + b" >>\nstartxref\n0\n%%EOF\n"


def object_stream(
    text: bytes, *, also: bytes = b"/Filter /FlateDecode", kind: bytes = b"/Type /ObjStm"
) -> bytes:
    """Give objects packed into a stream, where a plain search does not find them."""
    packed = zlib.compress(text)
    return b"<< %s /N 1 /First 4 %s /Length %d >>\nstream\n%s\nendstream" % (kind, also, len(packed), packed)


def png(width: int = 20, height: int = 10) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack("!I", len(body)) + kind + body + struct.pack("!I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack("!IIBBBBB", width, height, 8, 0, 0, 0, 0))
    rows = chunk(b"IDAT", zlib.compress(b"\0" * 210))
    return b"\x89PNG\r\n\x1a\n" + head + rows + chunk(b"IEND", b"")


def jpeg(width: int = 20, height: int = 10) -> bytes:
    exif = b"\xff\xe1" + struct.pack("!H", 10) + b"Exif\0\0\xff\xc0"
    frame = b"\xff\xc0" + struct.pack("!HBHHB", 11, 8, height, width, 1) + b"\x01\x11\0"
    tables = b"\xff\xc4\0\x09" + b"\xff" * 7
    return b"\xff\xd8" + exif + tables + frame + b"\xff\xda\0\x02" + b"\0" * 20 + b"\xff\xd9"


def archive(members: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for path, content in members.items():
            made.writestr(path, content)
    return target.getvalue()


def with_parts(package: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Give an office file with some parts added or replaced."""
    with zipfile.ZipFile(io.BytesIO(package)) as source:
        members = {path: source.read(path) for path in source.namelist()}
    return archive({**members, **parts})


def ofd() -> bytes:
    return archive(
        {
            "OFD.xml": b'<?xml version="1.0" encoding="UTF-8"?><ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"/>'
        }
    )


def locked(package: bytes) -> bytes:
    """Give the archive with every member marked as needing a password."""
    changed = bytearray(package)
    for start in range(len(changed)):
        if changed[start : start + 4] == b"PK\x01\x02":
            changed[start + 8] |= 1
    return bytes(changed)


def relationship(kind: str, target: str, *, mode: str = "External") -> bytes:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{base}/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    ).encode()
